"""The pages and facts as they are now: in step with each other, sourced, and written as agreed."""

import subprocess
import sys

from builder import parity, sources_check
from builder.parity import twins
from builder.paths import DOCS, ROOT
from builder.style import files as style


def test_both_languages_have_the_same_pages_and_parts() -> None:
    assert twins.check(DOCS) == []


def test_every_footnote_has_its_source_and_every_source_its_use() -> None:
    assert sources_check.check() == []


def test_the_words_are_written_as_agreed() -> None:
    assert style.check() == []


def test_a_page_that_is_in_step_bothers_nobody() -> None:
    in_step = [path for _, path, _ in twins.pairs(DOCS) if not twins.is_stale(path)]
    assert in_step
    assert {parity.notice(path) for path in in_step} == {""}


def test_the_recipes_hold_their_types() -> None:
    command = [sys.executable, "-m", "mypy", "docs/assets/recipes"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
