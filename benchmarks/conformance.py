"""The open conformance suite on the counter and its peers: how many cases each gets right.

Peers are asked for the number of parts only, and only what they offer: no national tables, no
16-bit reference, no forced encoding. Whether user-perceived characters are kept whole is no option
of theirs, so each is asked both ways and a case counts where its way is.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence

from smsparts.conformance import Case, cases, ours, text_of

from benchmarks.counter import CACHE, HERE, ROOT, install
from builder.paths import COUNTER


def run() -> None:
    """Install the peers, ask, print the table."""
    install()
    plain = [case for case in cases() if case["options"] == {}]
    kept = [case for case in cases() if case["options"] == {"keep_clusters": True}]
    asked = [text_of(case) for case in (*plain, *kept)]
    answers = dict(
        _ask([str(CACHE / "venv" / "bin" / "python"), "-m", "benchmarks.answers"], asked)
    )
    answers |= _ask(["node", str(HERE / "answers.mjs"), str(CACHE)], asked)
    # Ours has the option, so it is asked as each case asks.
    answers["ours"] = [
        ours(text, case["options"])["parts"]
        for text, case in zip(asked, (*plain, *kept), strict=True)
    ]
    print(f"{'':20}{'by the standard':>20}{'clusters whole':>18}")
    for who, told in answers.items():
        first = _right(told[: len(plain)], plain)
        second = _right(told[len(plain) :], kept)
        print(f"{who:20}{f'{first} of {len(plain)}':>20}{f'{second} of {len(kept)}':>18}")
    for who, told in answers.items():
        wrong = [
            case["id"] for case, parts in zip(plain, told, strict=False) if parts != case["parts"]
        ]
        print(f"{who}: {', '.join(wrong[:12]) or 'none wrong'}{' …' if len(wrong) > 12 else ''}")


def _right(told: Sequence[int | None], asked: Sequence[Case]) -> int:
    return sum(parts == case["parts"] for parts, case in zip(told, asked, strict=True))


def _ask(command: list[str], texts: list[str]) -> Mapping[str, list[int | None]]:
    environment = os.environ | {"PYTHONPATH": f"{COUNTER}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        command,
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
        cwd=ROOT,
    )
    answers: dict[str, list[int | None]] = json.loads(done.stdout)
    return answers
