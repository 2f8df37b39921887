"""Nothing that is typed leaves the page: words of their own everywhere, then a look at what stays.

The server's log and the browser's whole profile folder are searched for each of the words, in the
encodings a browser writes. The text of a message may lie in the storage of the session alone.
"""

import shutil
import threading
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import pytest

from builder.server import Handler, serve
from tests.browser.conftest import chromium
from tests.browser.patience import OPTIONS, PATIENCE, until

pytestmark = pytest.mark.browser

MESSAGE = "quetzalmessage"
NOWHERE = {
    "signature": "quetzalsignature",
    "variable": "quetzalvariable",
    "pasted list": "quetzalpasted",
    "cell of a file": "quetzalcell",
    "name of a file": "quetzalfile",
    "search of the site": "quetzalsearch",
    "claims": "quetzalclaims",
    "regions": "quetzalregions",
}
SESSION = "Session Storage"


class Log(Handler):
    """Notes everything a server is told: the request line and every header."""

    lines: ClassVar[list[str]] = []

    def do_GET(self) -> None:  # noqa: N802
        self.lines.append(f"{self.requestline}\n{self.headers}")
        super().do_GET()


def ways(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-le"), word.upper().encode()]


def type_everywhere(page, folder: Path) -> None:
    page.goto("/tools/segments/")
    page.fill("textarea[name=text]", f"{MESSAGE} {{name}}")
    page.locator(".tool details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    page.wait_for_selector("input[name='longest:name']")
    page.fill("input[name='longest:name']", NOWHERE["variable"])
    page.locator("[name=to][value=mainland]").check()
    page.locator("[name=signature]").fill(NOWHERE["signature"])
    page.wait_for_selector(".tool-result[data-source=python] #answer")
    page.fill("#pasted", f"{NOWHERE['pasted list']}\nanother")
    page.click("[data-do=count-pasted]")
    page.wait_for_selector("#file-heading")
    table = folder / f"{NOWHERE['name of a file']}.csv"
    table.write_text(f"text\n{NOWHERE['cell of a file']}\n", "utf-8")
    page.set_input_files("#file", table)
    page.click("[data-do=count-file]")
    page.wait_for_selector("[data-save][href^=blob]")
    for place in ("claims", "regions"):
        page.goto(f"/{place}/")
        page.locator(".filters input[type=search]").press_sequentially(NOWHERE[place])
        page.reload()
    page.goto("/claims/#find=gateway")
    page.locator(".md-search__input").press_sequentially(f"gateway {NOWHERE['search of the site']}")
    page.wait_for_timeout(500)
    page.locator(".md-search__input").fill("gateway")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_load_state("networkidle")
    # The service worker keeps what was visited once the page is left alone.
    kept = "caches.match('/-/record').then((found) => found?.json() ?? {pages: []})"
    until(page, lambda: page.evaluate(f"{kept}.then(({{ pages }}) => pages.length)"))


@pytest.fixture
def left(browser, site, tmp_path):
    """What a visit leaves: the log of the server, the profile folder of the browser."""
    Log.lines.clear()
    server = serve(site, 0, Log)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        str(profile),
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-background-networking"],
        base_url=f"http://localhost:{server.server_port}",
        **OPTIONS | {"service_workers": "allow"},
    )
    context.set_default_timeout(PATIENCE)
    try:
        type_everywhere(context.pages[0], tmp_path)
    finally:
        context.close()
        server.shutdown()
        server.server_close()
    yield "\n".join(Log.lines), profile
    shutil.rmtree(profile)


def test_nothing_that_was_typed_is_left_anywhere(left) -> None:
    log, profile = left
    assert "GET /claims/" in log
    for word in (MESSAGE, *NOWHERE.values(), "gateway"):
        assert word not in log.lower(), word
        assert quote(word) not in log
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 20
    found = [
        (name, path.relative_to(profile).as_posix())
        for path in files
        for content in [path.read_bytes()]
        for name, word in {"message": MESSAGE, **NOWHERE}.items()
        if any(way in content for way in ways(word))
        and not (word == MESSAGE and SESSION in path.as_posix())
    ]
    assert found == []
