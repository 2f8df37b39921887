"""One browser an engine, and for each test a copy of the site at an address of its own.

An address nobody has visited has no cache, no storage and no service worker, so a test starts from
nothing although the browser goes on. Whatever a page reports while a test runs fails that test; a
test that provokes a report says so by `visit.expected.append("a piece of it")`.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from builder import offline
from builder.paths import SITE
from builder.server import serve
from tests.engines.driver import ENGINES, Tab, UnavailableError

LISTENER = Path(__file__).with_name("listener.js")
FIRST = '<meta name="viewport"'


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A page in this engine."""
    with ExitStack() as stack:
        try:
            tab = stack.enter_context(ENGINES[request.param]())
        except UnavailableError as error:
            pytest.skip(f"not tested in {request.param}: {error}")
        yield tab


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built site whose pages load the listener before anything else."""
    assert (SITE / "index.html").exists(), "the site is not built; run: make build"
    folder = tmp_path_factory.mktemp("engines") / "site"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.map"))
    shutil.copy(LISTENER, folder)
    for path in folder.rglob("*.html"):
        page = path.read_text("utf-8")
        assert FIRST in page, f"no place for the listener in {path.relative_to(folder)}"
        script = f'<script src="/{LISTENER.name}"></script>'
        path.write_text(page.replace(FIRST, script + FIRST, 1), "utf-8")
    offline.write(folder)
    return folder


class Visit:
    """A reader's visit to the served copy, in one tab."""

    def __init__(self, tab: Tab, folder: Path) -> None:
        self.tab = tab
        self.folder = folder
        self.expected: list[str] = []
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self.server = serve(self.folder, self.port)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Cut the network, as far as this site goes."""
        self.server.shutdown()
        self.server.server_close()

    def goto(self, path: str) -> None:
        self.tab.goto(self.address + path)

    def reported(self) -> list[str]:
        """What went wrong in the pages of this visit and was not expected."""
        lines = self.tab.evaluate("() => JSON.parse(sessionStorage.getItem('listener') ?? '[]')")
        return [line for line in lines if not any(part in line for part in self.expected)]

    @contextmanager
    def without(self, pattern: str) -> Iterator[None]:
        """The one file of this pattern is missing on the server meanwhile."""
        (file,) = self.folder.glob(pattern)
        away = file.rename(file.with_name(file.name + ".away"))
        try:
            yield
        finally:
            away.rename(file)


@pytest.fixture
def visit(engine: Tab, site: Path) -> Iterator[Visit]:
    visit = Visit(engine, site)
    try:
        yield visit
        reported = visit.reported()
    finally:
        visit.stop()
    assert reported == []


@pytest.fixture
def tab(visit: Visit) -> Tab:
    return visit.tab
