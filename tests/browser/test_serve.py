"""`make serve`: a broken build leaves the last good site and shows its error; pages reload.

The build itself is a stand-in of three lines, so that the test takes a second; the server, the
script in the page and the browser are the real ones.
"""

import subprocess
import sys
import threading

import pytest

from builder.serve import Workshop, handler_for
from builder.server import serve
from tests.browser.patience import new_context

BUILD = """
import pathlib, sys
words = pathlib.Path(r"{source}").read_text()
if "broken" in words:
    sys.exit("data/x.yaml:3: " + words)
site = pathlib.Path(sys.argv[2])
site.mkdir(parents=True)
(site / "index.html").write_text("<!doctype html><title>t</title><body><p>" + words + "</p></body>")
"""


@pytest.fixture
def workshop(tmp_path):
    source = tmp_path / "source.txt"
    script = tmp_path / "build.py"
    script.write_text(BUILD.format(source=source))

    def stand_in(target):
        command = [sys.executable, str(script), "--into", str(target)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    workshop = Workshop(tmp_path / "sites" / "1", stand_in)
    server = serve(workshop.folder, 0, handler_for(workshop))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def build(words):
        source.write_text(words)
        workshop.build()

    build("first")
    workshop.address = f"http://localhost:{server.server_port}/"
    workshop.write = build
    yield workshop
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser):
    context = new_context(browser)
    yield context.new_page()
    context.close()


def test_a_page_reloads_after_a_good_build(workshop, tab):
    tab.goto(workshop.address)
    assert tab.inner_text("p") == "first"
    workshop.write("second")
    tab.wait_for_selector("text=second")


def test_a_broken_build_keeps_the_last_good_page_and_says_why_in_it(workshop, tab):
    tab.goto(workshop.address)
    workshop.write("broken <b>fact</b>")
    alert = tab.wait_for_selector("[role=alert]")
    assert "data/x.yaml:3: broken <b>fact</b>" in alert.inner_text()
    assert tab.inner_text("p") == "first"
    tab.reload()
    assert tab.inner_text("p") == "first"
    assert "data/x.yaml:3" in tab.wait_for_selector("[role=alert]").inner_text()


def test_a_mended_build_takes_the_error_away(workshop, tab):
    tab.goto(workshop.address)
    workshop.write("broken")
    tab.wait_for_selector("[role=alert]")
    workshop.write("mended")
    tab.wait_for_selector("text=mended")
    assert tab.locator("[role=alert]").count() == 0


def test_only_the_newest_site_is_kept_on_disk(workshop):
    for words in ("second", "third"):
        workshop.write(words)
    assert len(list(workshop.where.iterdir())) == 1
