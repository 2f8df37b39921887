"""From a page to the repository: the links, the forms they open, and none without an address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from ruamel.yaml import YAML

from builder.paths import LANGUAGES, ROOT
from builder.repository import FORM, links

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def form(language):
    return YAML(typ="safe").load(FORMS / FORM.format(language=language))


def test_without_an_address_there_are_no_links():
    assert links("", "en/index.md", "https://guide.example/", "en") is None


def test_an_address_that_is_none_stops_the_build():
    with pytest.raises(ValueError, match="write it with https://"):
        links("team/guide", "en/index.md", "https://guide.example/", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leads_to_its_file_and_to_a_form_with_the_page_filled_in(language):
    page = f"https://guide.example/{language}/guide/bridges/"
    found = links("https://git.example/team/", f"{language}/guide/bridges.md", page, language)
    assert found["edit"] == f"https://git.example/team/edit/main/docs/{language}/guide/bridges.md"
    asked = parse_qs(urlsplit(found["report"]).query)
    assert asked["page"] == [page]
    assert (FORMS / asked["template"][0]).is_file()


def test_the_forms_ask_the_same_in_both_languages_and_for_a_source():
    english, chinese = ([field["id"] for field in form(one)["body"]] for one in LANGUAGES)
    assert english == chinese == ["page", "fact", "right", "source"]
    for language in LANGUAGES:
        assert all(field["validations"]["required"] for field in form(language)["body"])


def test_what_an_address_holds_cannot_break_out_of_the_link():
    found = links("https://git.example/x", "en/a.md", 'https://e.example/"><script>', "en")
    assert "<" not in found["report"]
    assert '"' not in found["report"]
