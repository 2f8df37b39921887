"""The main paths of the tools as a reader walks them, in Chromium, Firefox and WebKit.

Everything finer is tested once, in Chromium, under tests/browser/.
"""

from pathlib import Path

import pytest

from calculators.views.flow.place import at, quiz

SEGMENTS = {"en": "/tools/segments/", "zh": "/zh/tools/segments/"}
TEXT = "textarea[name=text]"
CURLY = "We’ll come at ten. " * 8  # 152 characters, UCS-2 for the quotes alone
in_both_languages = pytest.mark.parametrize("language", ["en", "zh"])


def parts(tab, number):
    """Wait until Python has counted so many parts."""
    tab.see(f".tool-result[data-source=python] #answer[data-parts='{number}']")


def state(tab, name):
    tab.see(f".tool-status[data-state={name}]")


def paste(tab, text):
    """Put the text in place of what the box holds, as a paste does."""
    tab.click(TEXT)
    tab.evaluate(
        """(text) => {
            document.activeElement.select();
            document.execCommand("insertText", false, text);
        }""",
        text,
    )


def address(tab):
    return tab.evaluate("() => location.pathname + location.hash")


def answer(tab, question, option):
    row = f".flow-option:has(input[name={question}][value={option}])"
    tab.see(row)
    ticks = tab.evaluate("() => document.querySelector('.flow-option [type=checkbox]') !== null")
    tab.click(row)
    if ticks:
        tab.click(".flow-primary")


def heading(tab):
    """The heading of the result, once it is there."""
    tab.see(".flow-result #flow-heading, #flow-heading:not(.flow-form *)")
    return tab.text("#flow-heading")


def test_keys_are_counted(visit, tab):
    visit.goto(SEGMENTS["en"])
    tab.click(TEXT)
    tab.type("Hello{~}")
    parts(tab, 1)
    assert tab.value(TEXT) == "Hello{~}"
    assert "11 of 160" in tab.text("#answer")  # three of the extension table, two septets each
    tab.type(" 你好")
    tab.until("UCS-2", "() => document.querySelector('#answer').innerText.includes('11 of 70')")


def test_a_fix_is_applied_and_taken_back(visit, tab):
    visit.goto(SEGMENTS["en"])
    paste(tab, CURLY)
    parts(tab, 3)
    tab.click(".offenders li button")
    parts(tab, 1)
    assert tab.value(TEXT) == CURLY.replace("’", "'")
    tab.click("[data-do=undo]")
    parts(tab, 3)
    assert tab.value(TEXT) == CURLY


def test_the_text_and_the_options_survive_the_switch_of_language(visit, tab):
    visit.goto(SEGMENTS["en"] + "#reference_bits=16")
    paste(tab, "中" * 67)
    parts(tab, 1)
    tab.click(".md-header .md-select > button")
    tab.click(".md-header a[hreflang^=zh]")
    tab.see("html[lang^=zh] body")
    parts(tab, 1)
    assert address(tab) == SEGMENTS["zh"] + "#reference_bits=16"
    assert tab.value(TEXT) == "中" * 67
    assert "1 条" in tab.text("#answer")


QUIZ = {
    "who": "company",
    "kind": "codes",
    "where": "global",
    "volume": "unsure",
    "code": "none",
    "budget": "free",
    "must": "rcs",
}


@in_both_languages
def test_the_quiz_is_answered_to_its_end(visit, tab, language):
    path = {"en": "/tools/recommend/", "zh": "/zh/tools/recommend/"}[language]
    visit.goto(path)
    for question in at("recommend", QUIZ, language).walk.asked:
        answer(tab, question, QUIZ[question])
    tab.see(".flow-path")
    tab.until("a result", "() => !document.querySelector('.flow-form')")
    first = quiz().shortlist(at("recommend", QUIZ, language).answers).recommended[0]
    assert quiz().providers[first]["name"][language] in heading(tab)
    assert "who=company&kind=codes" in address(tab)
    tab.evaluate("() => history.back()")
    tab.see(".flow-form")


@in_both_languages
def test_the_check_leads_to_what_to_do(visit, tab, language):
    path = {"en": "/tools/code-not-arriving/", "zh": "/zh/tools/code-not-arriving/"}[language]
    given = {"start": "sent-by-sms", "sms": "official-app", "sms-sim": "no-sms-at-all"}
    visit.goto(path)
    for question, option in given.items():
        answer(tab, question, option)
    tab.see(".flow-result .flow-advice")
    place = at("code-not-arriving", given, language)
    assert heading(tab) == place.flow.outcomes[place.walk.at].title[language]
    assert address(tab) == f"{path}#start=sent-by-sms&sms=official-app&sms-sim=no-sms-at-all"


def test_a_start_that_fails_is_told_in_words_and_tried_again(visit, tab):
    visit.expected += ["Python: ", "not loaded: "]
    with visit.without("assets/runtime/*/pyodide.asm.wasm"):
        visit.goto(SEGMENTS["en"])
        paste(tab, "€" * 153)
        state(tab, "failed")
    assert "a file is missing on the server" in tab.text(".tool-state")
    assert tab.value(TEXT) == "€" * 153
    tab.click("[data-do=retry]")
    parts(tab, 3)


def memory_is_kept(tab):
    """Python's memory is in the browser's storage, and no start from it is under way."""
    tab.until(
        "memory kept",
        """() => {
            caches.open("python/").then((store) => store.keys()).then((keys) => {
                window.kept = keys.map(({ url }) => url.includes("/trying/"));
            });
            return window.kept?.length === 1 && !window.kept[0];
        }""",
    )


def test_a_second_visit_starts_from_the_memory_of_the_first(visit, tab):
    visit.goto(SEGMENTS["en"])
    memory_is_kept(tab)
    visit.goto(SEGMENTS["zh"])
    paste(tab, "€" * 153)
    parts(tab, 3)
    # A start from it that fails lets go of it, and one that somebody types into keeps none anew.
    memory_is_kept(tab)


def test_once_the_whole_site_is_kept_it_works_without_a_network(visit, tab):
    visit.goto(SEGMENTS["en"])
    tab.see("[data-offline][data-state=tools]")
    tab.click("[data-offline] button")
    tab.see("[data-offline][data-state=whole]")
    visit.stop()
    for path in ("/zh/", "/guide/login-codes/", "/providers/twilio/"):
        visit.goto(path)
        assert len(tab.text("article")) > 200, path
    visit.goto(SEGMENTS["zh"])
    paste(tab, "你" * 71)
    parts(tab, 2)
    visit.start()


def one_of_a_kind(site):
    """The address of every page; of the guide and of the providers only the first."""
    kinds = {}
    for page in sorted(site.rglob("index.html")):
        path = page.parent.relative_to(site)
        of_many = path.parent.name in ("guide", "providers")
        kinds.setdefault(path.parent / "*" if of_many else path, path)
    return ["/" if path == Path() else f"/{path.as_posix()}/" for path in kinds.values()]


def test_no_kind_of_page_reports_an_error(visit, tab, site):
    for path in one_of_a_kind(site):
        visit.goto(path)
        # What others embed is a tool and nothing around it.
        tab.see("article, .tool")
        # Leaving a tool in the middle of its start is another matter: WebKit tells the page of each
        # download that was cut off, and headless Chromium 156 has lost its tab over it.
        # On the home page Python waits for a touch, so there is no start to be in the middle of.
        begins = (
            "() => document.querySelector('.tool:not([data-start=touch]) .tool-status') !== null"
        )
        if tab.evaluate(begins):
            state(tab, "ready")


def test_the_listener_hears_a_script_that_fails_and_a_style_that_is_refused(visit, tab, site):
    """The test of the test: what the others rely on can fail."""
    (site / "broken.js").write_text(
        """
        document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>");
        Promise.reject("let go");
        console.error("said aloud");
        missing();
        """,
        "utf-8",
    )
    visit.goto("/about/")
    tab.evaluate(
        """() => {
            for (const src of ["/broken.js", "/no-such-file.js"]) {
                document.body.append(Object.assign(document.createElement("script"), {src}));
            }
        }"""
    )
    for part in ("no-such-file.js", "policy: style-src", "missing", "let go", "said aloud"):
        tab.until(part, "(part) => sessionStorage.getItem('listener')?.includes(part)", part)
        visit.expected.append(part)
