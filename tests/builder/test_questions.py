"""Each question that people really asked has a heading that answers it, in words of the question.

That the site's search finds it is asked of the built site: tests/browser/test_search.py.
"""

import json
import re

import pytest

from builder.paths import DOCS, ROOT

CASES = json.loads((ROOT / "tests" / "cases" / "questions.json").read_text("utf-8"))
SMALL = set(
    re.findall(r"\w+", "a an and by can do for from how in is it no not of on or the to what")
)
ASKED = [(language, *case) for language in ("en", "zh") for case in CASES[language]]


def words(text: str, language: str) -> set[str]:
    """What a question and its heading may share: English words of weight, pairs of Han, names."""
    if language == "en":
        return {word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower())} - SMALL
    runs = re.findall(r"[\u3400-\u9fff]+", text)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)} | {
        name.lower() for name in re.findall(r"[A-Za-z]{3,}", text)
    }


@pytest.mark.parametrize(
    ("language", "question", "typed", "place"), ASKED, ids=[case[1] for case in ASKED]
)
def test_a_question_has_its_heading_in_words_of_its_own(
    language: str, question: str, typed: str, place: str
) -> None:
    page, _, anchor = place.partition("#")
    path = page.strip("/")
    files = [DOCS / language / name for name in (f"{path}.md", f"{path}/index.md")]
    (text,) = [file.read_text("utf-8") for file in files if file.exists()]
    (heading,) = re.findall(rf"^#+ (.+) \{{#{re.escape(anchor)}\}}$", text, re.MULTILINE)
    (title,) = re.findall(r"^# (.+)$", text, re.MULTILINE)
    assert typed
    assert words(question, language) & words(f"{heading} {title}", language), heading


def test_no_question_is_asked_twice() -> None:
    for language in ("en", "zh"):
        questions = [question for question, _, _ in CASES[language]]
        assert len(set(questions)) == len(questions)
