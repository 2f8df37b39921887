"""What the checks answer, written out at build: the next question is there before Python is.

Every answer that a reader can give to a check is known beforehand, so the page need not wait for
Python to show what follows. `write` asks the view that the page's worker asks, for each address
a reader can come to, and puts the replies where the page finds them: one file a check and language,
in a folder named by its content. The quiz has too many answers for that; of it the first two
questions are written out, which fill the time until Python is there.
"""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from builder.paths import CACHE, LANGUAGES
from calculators import facts
from calculators.flows import Flow
from calculators.recommend import recommender
from calculators.views import flow as view
from calculators.views.flow.place import QUIZ, check

FOLDER = CACHE / "replies"
Address = dict[str, str]


def write() -> dict[tuple[str, str], str]:
    """Write all files into FOLDER anew; the name of each below it, by tool and language."""
    files = {
        (widget, language): json.dumps(
            {
                key(one): _reply(widget, one, language)
                for one in sorted(addresses(widget), key=_near)
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for widget in (*facts.load("checks"), QUIZ)
        for language in LANGUAGES
    }
    digest = sha256("\0".join(files.values()).encode()).hexdigest()[:16]
    folder = FOLDER / f"replies-{digest}"
    names = {(w, language): f"{folder.name}/{w}-{language}.json" for w, language in files}
    if not folder.exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        folder.mkdir(parents=True)
        for place, text in files.items():
            (FOLDER / names[place]).write_text(text + "\n", "utf-8")
    return names


def key(address: Address) -> str:
    """An address as the script looks it up: its parts by name, so that their order is nothing."""
    return "&".join(f"{name}={value}" for name, value in sorted(address.items()))


def _near(address: Address) -> tuple[bool, bool, str]:
    """Neighbours that say nearly the same make the file smaller on its way."""
    return "ask" in address, "then" in address, key(address)


def addresses(widget: str) -> Iterator[Address]:
    """Every address of a check, with its ladders and with each answer looked at again; of the quiz
    those of its first screens."""
    if widget == QUIZ:
        yield from _beginnings()
        return
    flow = check(widget)
    seen = set()
    for path in flow.paths():
        for given in range(len(path.steps) + 1):
            answers = dict(path.steps[:given])
            for one in (answers, *({**answers, "ask": question} for question in answers)):
                if key(one) not in seen:
                    seen.add(key(one))
                    yield one
        yield from _ladder(flow, path.outcome, dict(path.steps))


def _ladder(flow: Flow, outcome: str, answers: Address) -> Iterator[Address]:
    for step in range(1, len(flow.ladder(outcome))):
        yield {**answers, "then": str(step)}


def _beginnings() -> Iterator[Address]:
    quiz = recommender()
    first, second, *_ = quiz.raw["questions"]
    yield {}
    for one in first["options"]:
        yield {first["id"]: one["id"]}
        for two in second["options"]:
            yield {first["id"]: one["id"], second["id"]: two["id"]}
    yield from (dict(door["answers"]) for door in quiz.raw["doors"][1:])


def _reply(widget: str, address: Address, language: str) -> Any:
    state = {"fields": {}, "address": address, "action": {"name": "moved", "value": ""}}
    return view.respond(widget, state, language)
