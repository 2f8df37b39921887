"""The language of words that are not in the page's: told by their letters, said in every view."""

import json
import re
from html import unescape

import pytest

from calculators import views
from calculators.views.foreign import foreign

# Only sources lie outside the site.
OUTWARD = re.compile(r'<a ([^>]*href="https?:[^>]*)>([^<]*)</a>')


@pytest.mark.parametrize(
    ("words", "page", "tag"),
    [
        ("How do I change my number?", "zh", "en"),
        ("How do I change my number?", "en", None),
        ("Café – 2 “rules”…", "zh", "en"),
        ("有赞公告", "en", "zh-Hans"),
        ("有赞公告", "zh", None),
        ("MIIT 公告", "en", "zh-Hans"),
        ("MIIT 公告", "zh", None),
        ("Телеграм: e-mail", "zh", None),
        ("23.040", "zh", None),
        ("", "zh", None),
        ("", "en", None),
    ],
)
def test_letters_tell_the_language(words, page, tag):
    assert foreign(words, page) == tag


@pytest.mark.parametrize("request_", views.rehearsal())
def test_a_source_named_in_a_tool_says_its_language(request_):
    reply = json.loads(views.respond(request_))
    language = json.loads(request_)["language"]
    links = OUTWARD.findall(reply.get("html", "") + "".join(reply.get("regions", {}).values()))
    for attributes, title in links:
        tongue = foreign(unescape(title), language)
        assert (f' lang="{tongue}"' in attributes) is bool(tongue), title


@pytest.mark.parametrize("language", views.LANGUAGES)
def test_some_tool_names_a_source(language):
    """Or the test above would hold of nothing."""
    replies = [views.respond(one) for one in views.rehearsal() if f'"{language}"' in one]
    assert sum(len(OUTWARD.findall(json.loads(one).get("html", ""))) for one in replies) > 10
