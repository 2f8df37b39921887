"""What verifying costs: sums done by hand, honest blanks, and what the page makes of them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from calculators import facts, views
from calculators.verify_cost import Price, destinations, gateway, prices, ways

CASES = json.loads((Path(__file__).parents[1] / "cases" / "verify-cost.json").read_text("utf-8"))
LANGUAGES = ("en", "zh")


def ask(language, address=None, **fields):
    state = {"fields": fields, "address": address, "action": None}
    asked = {"widget": "verify-cost", "state": state, "language": language}
    return json.loads(views.respond(json.dumps(asked)))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_sums_are_those_done_by_hand(case):
    assert gateway().amount == Decimal(case["code"]), "the case was reckoned with another price"
    sms = Price(Decimal(case["price"]), case["currency"], None) if case["price"] else None
    for way in ways(case["volume"], case["share"], sms):
        wanted = case[way.id]
        assert way.total == (wanted and tuple((Decimal(one), of) for one, of in wanted)), way.id
        assert way.by_telegram + way.by_sms == case["volume"]


def test_every_price_is_dated_and_sourced():
    data = facts.load("verify-cost")
    for figure in (data["gateway"], *data["sms"]):
        assert figure["date"] and figure["checked"] and figure["title"] and figure["url"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("to", destinations())
def test_where_no_price_is_known_the_page_says_so(language, to):
    html = ask(language, to=to)["html"]
    named = destinations()[to] or {"en": "anywhere else", "zh": "其他国家和地区"}
    name = named[language]
    blank = {"en": f"For {name} we found no dated price", "zh": f"发往{name}的短信，没有查到"}
    assert (blank[language] in html) == (not prices(to))
    assert "core.telegram.org/gateway" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", CASES["wrong"], ids=str)
def test_what_cannot_be_read_is_said_and_nothing_is_summed(language, fields):
    reply = ask(language, to="us", **fields)
    assert 'class="mistake"' in reply["html"]
    assert "<table" not in reply["html"]
    assert reply["announce"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_sets_the_controls_and_is_escaped(language):
    reply = ask(language, {"to": "cn", "volume": "2000", "price": "0.05", "currency": "<b>"})
    assert reply["fields"]["to"] == "cn"
    assert reply["fields"]["volume"] == "2000"
    assert reply["fields"]["share"] == "50"
    assert "<b>" not in reply["html"]
    assert "100 &lt;b&gt;" in reply["html"]
    assert reply["address"]["volume"] == "2000"
    assert "share" not in reply["address"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_an_example_stands_there(language):
    form = views.form("verify-cost", language)
    assert 'data-source="static"' in form
    assert 'data-way="gateway"' in form
