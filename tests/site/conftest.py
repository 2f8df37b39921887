"""The built site as files: no browser, no server."""

from pathlib import Path

import pytest

from builder.paths import SITE


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    assert (SITE / "index.html").exists(), "the site is not built; run: make build"
    return SITE
