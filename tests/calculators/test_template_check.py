"""The template check: each rule's own examples, and three hundred templates judged by hand."""

import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from builder.paths import ROOT
from calculators import facts, views
from calculators.__main__ import main
from calculators.template_check import KINDS, check, every_rule, places

FACTS = ROOT / "data" / "template-rules.yaml"  # the page's copy has no examples
DATA = facts.load("template-rules")
RULES = {rule["id"]: rule for rule in YAML(typ="safe").load(FACTS.read_text("utf-8"))["rules"]}
EXAMPLES = [
    # What is right at one provider is wrong at another: that example is Tencent's.
    (rule["id"], "tencent" if rule["id"] == "variable-form" else place, which)
    for rule in DATA["rules"]
    for place in rule["sources"]
    for which in ("passes", "fails")
]
TEMPLATES = json.loads((Path(__file__).parents[1] / "cases" / "templates.json").read_text("utf-8"))[
    "templates"
]
MOST_DISAGREEMENTS = 23


@pytest.mark.parametrize(("rule", "place", "which"), EXAMPLES)
def test_a_rule_lets_pass_and_refuses_what_it_says(rule, place, which):
    example = RULES[rule][which]
    template = example["template"] * example.get("repeat", 1)
    broken = check(template, example["kind"], place, example.get("signature", ""))
    assert (rule in [one.rule for one in broken]) == (which == "fails")


@pytest.mark.parametrize("case", TEMPLATES, ids=range(len(TEMPLATES)))
def test_a_template_is_judged_as_by_hand(case):
    found = check(case["template"], case["kind"], case["place"], case["signature"])
    assert sorted(one.rule for one in found) == case.get("tool", case["judged"])


def test_there_are_three_hundred_of_all_kinds_and_few_disagreements():
    assert len(TEMPLATES) >= 300
    assert {case["kind"] for case in TEMPLATES} == set(KINDS)
    good = [case for case in TEMPLATES if not case["judged"]]
    assert 80 < len(good) < 220
    disagreed = [case for case in TEMPLATES if "tool" in case]
    assert all(case["tool"] != case["judged"] for case in disagreed)
    assert len(disagreed) <= MOST_DISAGREEMENTS


def test_a_finding_shows_what_it_found_and_names_rule_source_and_day():
    (one,) = check("您的订单${order}已发货，拒收请回复R", "notice", "alibaba")
    assert (one.rule, one.found) == ("notice-opt-out", ("拒收",))
    assert one.source.title == "阿里云《通知短信模板规范》"
    assert one.source.checked == "2026-11-27"


@pytest.mark.parametrize(("kind", "place"), [("card", "alibaba"), ("code", "mars")])
def test_an_unknown_kind_or_place_lists_the_known(kind, place):
    with pytest.raises(ValueError, match="alibaba"):
        check("x", kind, place)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "${" * 500, "{1}" * 3000, "http://" * 999])
@pytest.mark.parametrize("place", [place.id for place in places()])
def test_no_text_is_too_strange(text, place):
    for kind in KINDS:
        check(text, kind, place, text)


def ask(language, address=None, **fields):
    state = {"fields": fields, "address": address, "action": None}
    asked = {"widget": "template-check", "state": state, "language": language}
    return json.loads(views.respond(json.dumps(asked)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_tells_the_findings_and_escapes_the_template(language):
    template = "【青禾】<b onclick=x>${code}"
    reply = ask(language, text=template, kind="code", place="alibaba", signature="<i>")
    assert "<b onclick" not in reply["html"]
    assert "<i>" not in reply["html"]
    for rule in ("brackets-in-body", "code-word", "signature-characters"):
        assert f'data-rule="{rule}"' in reply["html"]
    assert reply["address"] == {"place": "alibaba", "kind": "code"}
    assert "青禾" not in json.dumps(reply["address"], ensure_ascii=False)


def test_an_address_sets_place_and_kind_and_drops_what_it_does_not_know():
    address = {"place": "huawei", "kind": "promotion", "text": "x"}
    assert ask("en", address)["fields"] == {"place": "huawei", "kind": "promotion"}
    assert ask("zh", {"place": "<b>"})["fields"] == {"place": "alibaba", "kind": "code"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_script_every_rule_can_be_read(language):
    page = re.sub("<[^>]+>", "", views.form("template-check", language))
    for place in places():
        for one in every_rule(place.id):
            assert views.html.escape(one.says[language]) in page


def test_the_command_says_the_same(capsys):
    arguments = ["template-check", "您的密码为${code}", "--kind", "code", "--place", "alibaba"]
    assert main([*arguments, "--json"]) == 1
    said = [one["rule"] for one in json.loads(capsys.readouterr().out)]
    assert said == [one.rule for one in check("您的密码为${code}", "code", "alibaba")]
    assert main([*arguments, "--language", "zh"]) == 1
    assert "验证码" in capsys.readouterr().out
    assert main(["template-check", "x", "--kind", "card", "--place", "alibaba"]) == 2
