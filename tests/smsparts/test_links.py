"""Links as a service's shortening makes them, and put back; the same text as RCS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.billing import rule
from smsparts.links import SERVICES, links, restored, shortened
from smsparts.rcs import as_rcs
from smsparts.sending import Sending

FOUND = [
    ("", []),
    ("no link at example.org", []),
    ("https://a.example/x?y=(1)&z=2#e, then", ["https://a.example/x?y=(1)&z=2#e"]),
    ("见https://a.example/x，或 WWW.b.example。", ["https://a.example/x", "WWW.b.example"]),
    ('"http://a.example/".', ["http://a.example/"]),
]


@pytest.mark.parametrize("text, found", FOUND)
def test_where_links_are(text, found):
    assert [text[start:end] for start, end in links(text)] == found


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_each_link_has_the_length_that_the_service_says(service):
    text = "A https://example.org/a/b/c B http://example.org/d"
    for length in service.lengths:
        made = shortened(text, length)
        assert len(made) == len("A  B ") + 2 * length
        assert restored(made, text, length) == text


@given(st.lists(st.sampled_from(["https://e.example/1", "x", " ", "。", "www.e.example", "1"])),
       st.integers(8, 40))  # fmt: skip
def test_links_can_be_put_back(pieces, length):
    text = "".join(pieces)
    assert restored(shortened(text, length), text, length) == text


def test_a_link_made_longer_can_cost_a_part():
    text = "a" * 141 + " https://t.example"
    assert Sending(rule("twilio")).segments(text) == 1
    assert Sending(rule("twilio"), link_length=26).segments(text) == 2


@pytest.mark.parametrize("length", [7, 201, -1])
def test_a_length_that_no_link_has_is_refused(length):
    with pytest.raises(ValueError, match="from 8 to 200"):
        Sending(link_length=length)


RCS = [
    ("", 0, 0, "basic"),
    ("a" * 160, 160, 1, "basic"),
    ("a" * 161, 161, 2, "single"),
    ("字" * 53, 159, 1, "basic"),
    ("字" * 54, 162, 2, "single"),
    ("😀" * 75, 300, 2, "single"),
    ("\ud83d", 3, 1, "basic"),
]


@pytest.mark.parametrize("text, octets, rich, kind", RCS)
def test_the_same_text_as_rcs(text, octets, rich, kind):
    assert as_rcs(text) == (octets, rich, kind)
