"""The spell checker of `make check`: it finds what is wrong, and its word list stays tidy."""

import subprocess

import pytest

from builder.check import CHECKS
from builder.paths import ROOT

WORDS = [
    line
    for line in (ROOT / ".spelling.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def unknown(text: str) -> list[str]:
    """The words of a Markdown text that the checker does not know."""
    command = [*CHECKS["spelling"], "--words-only", "stdin://docs/en/some-page.md"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mesage has two segments.", ["mesage"]),
        ("---\ntitle: A recieved code\n---\n", ["recieved"]),
        ("Colours of the licence, Vonage’s and Twilio's.", []),
        ("The `mesage` of [a page](../mesage.md#mesage) {#mesage}", []),
        ("```\nmesage\n```", []),
    ],
)
def test_a_slip_is_found_in_prose_and_in_front_matter_but_not_in_code(text, expected):
    assert unknown(text) == expected


def test_the_word_list_is_sorted_and_says_nothing_twice():
    assert sorted(set(WORDS)) == WORDS
    assert [word for word in WORDS if word != word.lower()] == []
