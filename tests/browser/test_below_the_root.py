"""The same built site below the root of a host, as on a project page: nothing asks for the root."""

import shutil
import threading

import pytest
from playwright.sync_api import expect

from builder.server import serve
from tests.browser.patience import new_context


@pytest.fixture
def below(site, tmp_path):
    left_out = shutil.ignore_patterns("*.br", "*.gz", "*.map")
    shutil.copytree(site, tmp_path / "guide", ignore=left_out)
    server = serve(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/guide/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser, below):
    context = new_context(browser)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((below, "data:", "blob:"))] == []


def test_the_switch_the_search_and_python_work_there(below, tab):
    tab.goto(below)
    tab.goto(tab.locator(".md-select__link", has_text="简体中文").evaluate("link => link.href"))
    assert tab.url == below + "zh/"
    tab.locator(".md-search__input").press_sequentially("通行密钥")
    expect(tab.locator(".md-search-result__link").first).to_be_attached()
    tab.goto(below + "zh/tools/segments/")
    tab.fill("textarea[name=text]", "你" * 71)
    expect(tab.locator('[data-source="python"]')).to_contain_text("2 条")
