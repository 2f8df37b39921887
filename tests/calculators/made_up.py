"""A quiz of any size, made up: what must hold of every quiz is tried on these."""

import random
from typing import Any


def made_up(questions: int, options: int, providers: int, dice: random.Random) -> dict[str, Any]:
    """A quiz of any size with chance weights and facts; every second question rules some out."""
    names = [f"criterion{n}" for n in range(20)]
    words = {"en": "word", "zh": "词"}
    ids = [f"question{n}" for n in range(questions)]
    return {
        "start": ids[0],
        "place": "",
        "questions": [
            {
                "id": name,
                "text": words,
                "next": [*ids, "end"][place + 1],
                "unsure": place % 3 == 0,
                "options": [
                    {
                        "id": f"option{n}",
                        "text": words,
                        "weights": {dice.choice(names): dice.randint(1, 5) for _ in range(3)},
                        "regions": [],
                        "narrower": False,
                    }
                    for n in range(options)
                ],
            }
            for place, name in enumerate(ids)
        ],
        "outcomes": [{"id": "end", "title": words, "computed": "recommend"}],
        "criteria": [{"id": name} for name in names],
        "providers": [
            {
                "id": f"provider{n}",
                "status": {"state": "active"},
                "where": {},
                "sms": True,
                "home": "",
                "names_regions": [],
                "figures": [],
                "criteria": {
                    name: {
                        "value": dice.choice(("yes", "partial", "no", "unknown")),
                        "confidence": "high",
                        "sources": [],
                    }
                    for name in names
                },
            }
            for n in range(providers)
        ],
        "eligibility": {
            "personal_only": {
                "question": ids[0],
                "option": "none",
                "apps": [],
                "criterion": names[0],
            },
            "needs": [
                {"question": name, "map": {"option1": dice.choice(names)}, "unless": {}}
                for name in ids[1::2]
            ],
            "laws": [],
            "blocks": [],
        },
        "scoring": {
            "fallback": {"order": []},
            "cheap": {"question": ids[0], "option": "none"},
        },
        "regions": {},
        "tips": [],
    }
