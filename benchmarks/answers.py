"""What each Python counter says of each text: a list of texts in, {counter: [parts]} out."""

import json
import sys

from benchmarks.measure import Counter, counters


def answer(one: Counter, text: str) -> int | None:
    """The parts of a text; None where the counter fails."""
    try:
        return one(text)
    except Exception:  # a peer's own failure is part of the result
        return None


if __name__ == "__main__":
    texts = json.load(sys.stdin)
    print(json.dumps({who: [answer(one, t) for t in texts] for who, one in counters().items()}))
