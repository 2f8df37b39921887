"""Each server once at the root of a host and once below a folder, with the built site as it is."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from builder.paths import SITE
from tests.deploy.hosts import HOSTS, Host, UnavailableError

PLACES = [
    *((name, "") for name in HOSTS),
    *((name, "/guide") for name in HOSTS if name != "ours"),  # never deployed
]


@pytest.fixture(
    scope="session", params=PLACES, ids=[f"{name} at {below or '/'}" for name, below in PLACES]
)
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """A running server with the built site."""
    assert (SITE / "index.html.br").exists(), "the site is not built; run: make build"
    name, below = request.param
    with ExitStack() as stack:
        try:
            host = stack.enter_context(HOSTS[name](tmp_path_factory.mktemp("host"), below))
        except UnavailableError as error:
            pytest.skip(f"not tested with {name}: {error}")
        yield host
