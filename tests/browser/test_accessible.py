"""What a machine can judge of WCAG 2.2 AA, on the built site in real Chromium.

axe sees every page in the light scheme; in the dark one, where only colours differ, its rules on
colour see every page again. Then the tools with a result that Python has made, 200% text, the skip
link, focus, forced colours, reduced motion and print.
"""

import json

import pytest
from playwright.sync_api import expect

from builder.moved import leads_on
from builder.paths import ROOT, SITE
from tests.browser.patience import new_context

PAGES = sorted(
    "/" + path.relative_to(SITE).as_posix().removesuffix("index.html")
    for path in SITE.rglob("*.html")
    if not leads_on(path)
)
SAMPLE = [
    *("/", "/guide/login-codes/", "/claims/", "/providers/", "/providers/twilio/", "/regions/"),
    *("/tools/segments/", "/tools/recommend/", "/tools/code-not-arriving/", "/zh/"),
    *("/tools/template-check/", "/zh/tools/template-check/"),
    *("/zh/guide/login-codes/", "/zh/tools/segments/"),
]
"""One page of each kind, for what depends on the kind and not on the words."""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
DESKTOP = {"width": 1280, "height": 900}


def faults(page, only: dict) -> list[str]:
    """What axe finds on the page as it stands, a line each."""
    page.evaluate(AXE)
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
    return [f"{v['id']}: {n['target']} {n['html'][:120]}" for v in found for n in v["nodes"]]


@pytest.fixture(scope="module")
def opened(browser, base):
    """`opened(**options)` gives a page in a context of its own; axe may be put into it."""
    contexts = []

    def new(**options):
        fixed = {"bypass_csp": True, "service_workers": "block", "reduced_motion": "reduce"}
        options = {"viewport": DESKTOP, "locale": "en-GB"} | fixed | options
        contexts.append(new_context(browser, base, **options))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def light(opened):
    return opened(color_scheme="light")


@pytest.fixture(scope="module")
def dark(opened):
    return opened(color_scheme="dark")


@pytest.fixture(scope="module", params=PAGES)
def each(request, light):
    """Every page, loaded once for all tests that ask for it."""
    light.goto(request.param)
    return light


def test_axe_finds_nothing_in_the_light_scheme(each):
    assert each.get_attribute("body", "data-md-color-scheme") == "default"
    assert faults(each, {"type": "tag", "values": TAGS}) == []


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_fault_of_colour_in_the_dark_scheme(dark, address):
    dark.goto(address)
    assert dark.get_attribute("body", "data-md-color-scheme") == "slate"
    assert faults(dark, {"type": "rule", "values": COLOURS}) == []


def test_axe_can_find_a_fault(light, dark):
    light.goto("/")
    light.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x>')")
    assert any("image-alt" in line for line in faults(light, {"type": "tag", "values": TAGS}))
    dark.goto("/")
    dark.evaluate("document.querySelector('article .admonition-title').style.color = '#334'")
    assert any(
        "color-contrast" in line for line in faults(dark, {"type": "rule", "values": COLOURS})
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/tools/segments/", "/zh/tools/segments/"])
def test_axe_finds_nothing_in_a_count_by_python(opened, address, scheme):
    page = opened(color_scheme=scheme)
    page.goto(address)
    page.fill("textarea[name=text]", "Ваш код 123456 — 不要告诉任何人 😀 " * 9)
    page.wait_for_selector('[data-source="python"]')
    assert faults(page, {"type": "tag", "values": TAGS}) == []
    page.context.close()


@pytest.mark.parametrize("address", ["/tools/recommend/", "/zh/tools/code-not-arriving/"])
def test_axe_finds_nothing_in_a_question_by_python(opened, address):
    page = opened()
    page.goto(address)
    page.locator(".flow-option").first.click()
    page.wait_for_selector('[data-source="python"]')
    assert faults(page, {"type": "tag", "values": TAGS}) == []
    page.context.close()


def test_axe_finds_nothing_in_the_search_with_results(opened):
    page = opened()
    page.goto("/")
    page.locator(".md-search__input").focus()
    page.keyboard.type("code")
    page.wait_for_selector(".md-search-result__item")
    assert faults(page, {"type": "tag", "values": TAGS}) == []
    page.context.close()


def test_at_200_percent_text_nothing_scrolls_sideways(each):
    """640 pixels are a window of 1280 at 200%; text that is twice as large comes on top."""
    each.set_viewport_size({"width": 640, "height": 900})
    width = each.evaluate(
        """() => {
          const root = document.documentElement;
          root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px";
          const width = root.scrollWidth;
          root.style.fontSize = "";
          return width;
        }"""
    )
    each.set_viewport_size(DESKTOP)
    assert width <= 640


def test_print_shows_folded_parts_and_the_addresses_of_links(each):
    """What is pressed and not read (the filters of a table) is left out, and so is a drawing whose
    words stand under it as a list."""
    each.emulate_media(media="print")
    folded = each.locator("article details:not([open])").evaluate_all(
        """all => all.filter(one => !one.matches(".tool *, .flow *, .filters *, .flow-drawing"))
          .filter(one => one.lastElementChild.getClientRects().length === 0
            || !one.lastElementChild.checkVisibility({contentVisibilityAuto: true}))
          .map(one => one.outerHTML.slice(0, 160))"""
    )
    silent = each.locator("article a[href^=http]").evaluate_all(
        """all => all.filter(one => one.checkVisibility())
          .filter(one => !getComputedStyle(one, "::after").content.toLowerCase()
            .includes(one.getAttribute("href").toLowerCase()))
          .map(one => one.outerHTML.slice(0, 120))"""
    )
    frame = each.locator(".md-header, .md-sidebar, .md-footer, .md-top").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).length"
    )
    each.emulate_media(media="screen")
    assert (folded, silent, frame) == ([], [], 0)


@pytest.mark.parametrize("address", SAMPLE)
def test_the_first_tab_stop_skips_to_the_words(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    assert skip.evaluate("link => link === document.activeElement")
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("document.activeElement.closest('.md-sidebar') === null")


RING = """() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}"""


@pytest.mark.parametrize("colours", ["none", "active"])
@pytest.mark.parametrize("address", SAMPLE)
def test_what_has_the_focus_shows_it(opened, address, colours):
    """Twenty steps of Tab from the words on; also where the system sets all colours."""
    page = opened(forced_colors=colours)
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    hidden = []
    for _ in range(20):
        page.keyboard.press("Tab")
        if not page.evaluate(RING) and not page.evaluate(
            "document.activeElement === document.body"
        ):
            hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    page.context.close()
    assert hidden == []


@pytest.mark.parametrize("address", SAMPLE)
def test_in_forced_colours_what_can_be_pressed_has_an_edge(opened, address):
    page = opened(forced_colors="active")
    page.goto(address)
    flat = page.locator("article :is(button, textarea, select, .md-button)").evaluate_all(
        """all => all.filter(one => one.checkVisibility()).filter(one => {
          const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(one);
          return (borderTopStyle === "none" || parseFloat(borderTopWidth) < 1)
            && textDecorationLine === "none";
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    page.context.close()
    assert flat == []


@pytest.mark.parametrize("address", SAMPLE)
def test_where_motion_is_not_wanted_nothing_moves(light, address):
    light.goto(address)
    moving = light.evaluate(
        """[...document.querySelectorAll("*")].filter(one => {
          const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one);
          const longest = `${transitionDuration}, ${animationDuration}`.split(", ");
          return Math.max(...longest.map(parseFloat)) > 0.001 || scrollBehavior === "smooth";
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert moving == []
