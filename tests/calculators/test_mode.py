"""Sending to mainland China or abroad: which of the two a text gets, and what is said there."""

import json
import re

import pytest

from calculators import views
from calculators.views.segments import mode

NOT_IN_THE_MAINLAND = re.compile("你选定了|码元|八位组|七位组|UTF-16|code unit|septet|octet")
SIGNED, PLAIN = "【青禾书店】您好", "您好"


def ask(text, language, action=None, address=None, **fields):
    state = {"fields": {"text": text, **fields}, "address": address, "action": action}
    asked = {"widget": "segments", "state": state, "language": language}
    return json.loads(views.respond(json.dumps(asked)))


# the text, what the controls hold, the language -> where it goes, whether that was switched
CHOICES = [
    (PLAIN, {}, "en", "abroad", False),
    (PLAIN, {}, "zh", "mainland", False),
    (SIGNED, {}, "en", "mainland", True),
    (SIGNED, {}, "zh", "mainland", False),
    (SIGNED, {"to": "abroad", "seen": "abroad"}, "en", "mainland", True),
    (PLAIN, {"to": "mainland", "seen": "mainland"}, "en", "abroad", False),
    (SIGNED, {"to": "abroad", "seen": "mainland"}, "en", "abroad", False),
    (SIGNED, {"to": "abroad", "by_hand": "yes"}, "zh", "abroad", False),
    (PLAIN, {"to": "mainland", "seen": "abroad"}, "en", "mainland", False),
    (PLAIN, {"profile": "alibaba_domestic"}, "en", "mainland", False),
    (SIGNED, {"profile": "twilio"}, "en", "abroad", False),
    ("【】您好", {}, "en", "abroad", False),
    ("您好【青禾】", {}, "en", "abroad", False),
    (PLAIN, {"to": "the moon"}, "zh", "mainland", False),
]


@pytest.mark.parametrize(("text", "fields", "language", "to", "switched"), CHOICES)
def test_where_a_text_goes(text, fields, language, to, switched):
    found = mode.read({"text": text, **fields}, language)
    assert (found.to, found.switched) == (to, switched)


# an address -> what it makes of the controls
ADDRESSES = [
    ({"profile": "tencent_domestic"}, {"to": "mainland", "domestic": "tencent_domestic"}),
    ({"profile": "twilio"}, {"to": "abroad", "profile": "twilio"}),
    ({"to": "abroad"}, {"to": "abroad", "profile": "3gpp"}),
    ({"to": "mainland"}, {"to": "mainland"}),
    ({"encoding": "UCS-2"}, {"to": "abroad", "encoding": "UCS-2"}),
    ({"to": "<b>"}, {"to": "mainland", "by_hand": ""}),
]


@pytest.mark.parametrize(("address", "controls"), ADDRESSES)
def test_an_address_says_where(address, controls):
    reply = ask(PLAIN, "zh", address=address)
    assert controls.items() <= reply["fields"].items()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("to", mode.MODES)
@pytest.mark.parametrize("text", [SIGNED, PLAIN])
def test_an_address_brings_back_what_it_was_made_of(language, to, text):
    made = ask(text, language, to=to, by_hand="yes")["address"]
    again = ask(text, language, address=made)
    assert again["address"] == made
    assert mode.read({"text": text, **again["fields"]}, language).to == to


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_python_changed_is_the_switch_and_nothing_else(language):
    told = ask(SIGNED, language, to=mode.first(language), seen=mode.first(language), by_hand="")
    changed = {"to": "mainland", "seen": "mainland", "by_hand": ""} if language == "en" else None
    assert told.get("fields") == changed


TEXTS = [
    "",
    "字" * 71,
    "a" * 200,
    SIGNED + "拒收请回复R" + "书" * 80,
    "字" * 66 + "😀" * 3 + "e\u0301\u200b",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30,
    "{name}字[€]" * 20,
    "文" * 5000,
]


@pytest.mark.parametrize("rule", mode.domestic_rules())
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_mainland_knows_no_octets(text, language, rule):
    fields = {"to": "mainland", "by_hand": "yes", "domestic": rule, "price": "0.045"}
    fields |= {"shortest:name": "张", "longest:name": "欧阳修", "signature": "青禾"}
    shown = ask(text, language, **fields)
    said = [shown["html"], *shown["regions"].values(), shown["announce"]]
    for action in (("character", "1:1"), ("copy", "text"), ("apply", "cut")):
        reply = ask(text, language, dict(zip(("name", "value"), action, strict=True)), **fields)
        said += [reply.get("html", ""), str(reply.get("copy")), str(reply.get("announce"))]
        said += reply.get("regions", {}).values()
    for one in said:
        seen = re.sub(r"<[^>]*>", " ", one)
        assert not NOT_IN_THE_MAINLAND.search(seen), NOT_IN_THE_MAINLAND.search(seen)


def test_not_even_where_a_telegram_message_may_be_cut():
    shown = ask("😀" * 3000, "zh")["html"]
    assert "Telegram" in shown
    assert not NOT_IN_THE_MAINLAND.search(re.sub(r"<[^>]*>", " ", shown))


def test_the_chinese_page_as_built_says_nothing_of_octets():
    form = re.sub(r"<[^>]*>", " ", views.form("segments", "zh"))
    assert not re.search("你选定了|码元|八位组", form)
    assert form.index("中国大陆") < form.index("境外")
