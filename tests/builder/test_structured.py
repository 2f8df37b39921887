"""The data block for search engines: what kind of thing a page is, and that it cannot break out."""

import json

import pytest

from builder.structured import json_ld

SITE = "https://guide.example/sub/"
META = {"title": "T", "description": "D", "reviewed": "2026-11-22"}


@pytest.mark.parametrize(
    ("path", "language", "kind"),
    [
        ("", "en", "WebSite"),
        ("zh/", "zh", "WebSite"),
        ("tools/segments/", "en", "WebApplication"),
        ("zh/tools/segments/", "zh", "WebApplication"),
        ("guide/login-codes/", "en", "Article"),
        ("providers/", "en", "Article"),
        ("about/privacy/", "en", "WebPage"),
    ],
)
def test_the_kind_follows_from_the_address(path, language, kind):
    data = json.loads(json_ld(META, SITE + path, SITE, language))
    assert data["@graph"][0]["@type"] == kind


def test_a_review_is_found_under_the_comparison():
    data = json.loads(json_ld(META, f"{SITE}zh/providers/twilio/", SITE, "zh"))
    assert [step["item"] for step in data["@graph"][1]["itemListElement"]] == [
        f"{SITE}zh/",
        f"{SITE}zh/providers/",
        f"{SITE}zh/providers/twilio/",
    ]


def test_no_title_can_end_the_script():
    title = "</script><script>alert(1)</script><!--"
    block = json_ld({**META, "title": title}, f"{SITE}guide/x/", SITE, "en")
    assert "<" not in block
    assert json.loads(block)["@graph"][0]["name"] == title
