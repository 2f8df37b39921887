"""The first use of a term explains itself, in both languages, and only where one reads."""

import re

import pytest
from markdown import Markdown

from builder.glossary_terms import GlossaryTerms, load

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]


def render(text: str, language: str = "en", page: str = "guide/outlook") -> str:
    terms = GlossaryTerms(language=language, page=page)
    return Markdown(extensions=[*EXTENSIONS, terms]).convert(text)


def explained(html: str) -> list[str]:
    return re.findall(r'<a class="term" href="/glossary\.md#term-([^"]+)"', html)


def test_a_term_links_to_the_glossary_and_says_what_it_means() -> None:
    html = render("It takes one septet.")
    assert '<a class="term" href="/glossary.md#term-septet" title="Seven bits' in html
    assert ">septet</a>." in html


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("A passkey, then passkeys.", "en", ["passkey"]),
        ("Passkeys help.", "en", ["passkey"]),
        ("A *passkey* and a SIM swap in **RCS**.", "en", ["passkey", "sim-swap", "rcs"]),
        ("A *passkey* before a passkey and RCS.", "en", ["passkey", "rcs"]),
        ("RCS before MMS, then SS7.", "en", ["rcs", "mms", "ss7"]),
        ("SIM swaps and a SIM PIN", "en", ["sim-swap", "sim-pin"]),
        ("使用通行密钥或登录邮箱，通行密钥更好。", "zh", ["passkey", "login-email"]),
        ("短信走RCS还是SS7", "zh", ["rcs", "ss7"]),
        ("用Webhooks和RCSX", "zh", []),
        ("登录邮箱X和通行密钥2个", "zh", ["login-email", "passkey"]),
    ],
)
def test_only_the_first_use_is_explained_in_the_order_of_the_page(
    text: str, language: str, found: list[str]
) -> None:
    assert explained(render(text, language)) == found


@pytest.mark.parametrize(
    "text",
    [
        "# A septet",
        "## Passkeys {#passkeys}",
        "[a passkey](x.md)",
        "`septet`",
        "    septet",
        "| septet |\n| --- |\n| x |",
        '!!! note "A septet"\n\n    Text.',
        "Text.[^1]\n\n[^1]: A septet.",
        "Text about a passkey.\n{: .checked }",
        "subseptets and anti-passkey-ish RCSs",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert explained(render(text)) == []


def test_boxes_tables_and_lists_are_prose() -> None:
    text = '!!! note "Title"\n\n    A septet.\n\n| a |\n| --- |\n| an octet |\n\n- RCS'
    assert explained(render(text)) == ["septet", "octet", "rcs"]


def test_the_first_of_two_is_the_one_explained() -> None:
    html = render("A *passkey* before a passkey.")
    assert re.search(r"<em><a [^>]+>passkey</a></em> before a passkey\.", html)


def test_nothing_of_the_sentence_is_lost() -> None:
    text = "Before septet between **RCS** and octet after *MMS* end."
    html = render(text)
    assert re.sub(r"<[^>]+>", "", html) == text.replace("*", "")


def test_the_glossary_itself_explains_in_full() -> None:
    assert explained(render("septet {#term-septet}\n:   Seven bits, less than an octet.")) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("guide/login-codes", ["login-code"]),
        ("tools/code-not-arriving", ["login-code"]),
        ("claims", ["login-code"]),
        ("providers/alibaba_sms", []),  # a shop's code, not Telegram's
        ("providers/index", []),
        ("tools/recommend", []),
        ("regions", []),
    ],
)
def test_a_term_is_explained_only_where_it_means_that(page: str, found: list[str]) -> None:
    assert explained(render("A login code for your shop.", "en", page)) == found
    assert explained(render("给用户发登录验证码。", "zh", page)) == found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_term_that_only_telegram_gives_its_meaning_names_its_pages(language: str) -> None:
    """A sentence of the login group that speaks of Telegram must not stand on a shop's page."""
    for word, meaning in load(language).terms.items():
        if meaning.id in {"login-code", "login-email", "recovery-email", "two-step-verification"}:
            assert meaning.pages, word
            assert not meaning.holds_on("providers/tencent_sms"), word


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sentence_of_the_glossary_ends(language: str) -> None:
    for meaning in load(language).terms.values():
        assert meaning.sentence.endswith("." if language == "en" else "。"), meaning.id
