"""What a first visit transfers, measured in Chromium, against the figures of builder/budgets.py."""

import pytest

from builder import budgets


@pytest.fixture
def transferred(page):
    """`transferred()` -> address -> octets that came over the wire so far, headers included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names, sizes = {}, {}

    def started(event):
        names[event["requestId"]] = event["request"]["url"]

    def finished(event):
        sizes[names[event["requestId"]]] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", started)
    session.on("Network.loadingFinished", finished)
    return lambda: sizes


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/",
            "/guide/login-codes/",
            "/claims/",
            "/providers/",
            "/developers/",
            "/developers/api/",
        ),
        *("/zh/claims/", "/zh/providers/"),
    ],
)
def test_a_page_keeps_its_budget_cold(page, transferred, address):
    page.goto(address, wait_until="networkidle")
    sizes = transferred()
    assert sum(sizes.values()) <= budgets.PAGE, sizes


@pytest.mark.parametrize("address", ["/tools/segments/", "/zh/tools/segments/"])
def test_a_tool_keeps_its_budget_with_python_and_before_it(page, transferred, address):
    page.goto(address, wait_until="commit")
    page.fill("textarea[name=text]", "x")
    page.wait_for_selector('[data-source="python"]')
    page.wait_for_load_state("networkidle")
    sizes = transferred()
    assert sum(sizes.values()) <= budgets.TOOL, sizes


INDEX = "/search/search_index.json"


def test_the_search_index_comes_when_it_is_wanted(page, transferred):
    page.goto("/guide/login-codes/", wait_until="networkidle")
    assert not any(name.endswith(INDEX) for name in transferred())
    page.locator(".md-search__input").focus()
    page.keyboard.type("segment")
    page.wait_for_selector(".md-search-result__item")
    assert any(name.endswith(INDEX) for name in transferred())


@pytest.mark.parametrize("address", ["/?q=segment", "/zh/?q=短信"])
def test_an_address_with_a_query_searches_at_once(page, address):
    page.goto(address)
    page.wait_for_selector(".md-search-result__item", state="attached")
