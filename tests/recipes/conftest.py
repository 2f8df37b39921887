"""The recipes are read from where the site publishes them, as a reader who copies them would."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
RECIPES = HERE.parents[1] / "docs" / "assets" / "recipes"
for folder in (RECIPES, HERE):
    sys.path.insert(0, str(folder))

from standin import Services, running  # noqa: E402


@pytest.fixture
def services() -> Iterator[Services]:
    with running(Services()) as started:
        yield started
