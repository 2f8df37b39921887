"""Every rule draws: each with each thing a reader can press, both languages, a dozen texts.

What one forgot, such as a rule of which no source was found, kills the tool for whoever chooses it.
"""

import json

import pytest
from smsparts.billing import rules

from calculators import views

TEXTS = [
    "",
    "a",
    "Your code is 123456. " * 9,
    "€" * 81,
    "It’s 5 € – “now”",
    "【某某科技】您的验证码是 123456，5 分钟内有效。",
    "您好，您的包裹已到，请凭取件码领取。" * 5,
    "😀" * 71,
    "e\u0301\u200b\r\nx\u00a0y",
    "\ud83d" + "\ude00" + "\u0301" * 80,
    "Hi {name}, ${code} #code# {1}",
    "<b>&amp; {0} {__class__}\u202e\x00",
]
ACTIONS = [
    None,
    *(("copy", kind) for kind in ("text", "json", "command", "link")),
    *(("apply", fix) for fix in ("replace", "nfc", "line_ends", "several", "smart_encoding",
                                 "cut", "table:turkish", "U+2019")),
    ("window", "1"),
    ("character", "1:1"),
    ("reset", ""),
    ("example", "order"),
]  # fmt: skip
# Each action with two texts, so that every pair of rule and text and of rule and action is met.
CASES = [(text, None) for text in TEXTS] + [
    (TEXTS[(3 * number + step) % len(TEXTS)], action)
    for number, action in enumerate(ACTIONS)
    for step in (2, 7)
]


@pytest.mark.parametrize("language", views.LANGUAGES)
@pytest.mark.parametrize("rule", rules())
def test_every_rule_draws_every_answer(rule, language):
    for text, action in CASES:
        fields = {"text": text, "profile": rule, "signature": "某某", "price": "0.05"}
        pressed = {"name": action[0], "value": action[1]} if action else None
        for address in (None, {"profile": rule}):
            state = {"fields": fields, "address": address, "action": pressed, "caret": 0}
            asked = {"widget": "segments", "state": state, "language": language}
            reply = json.loads(views.respond(json.dumps(asked)))
            if pressed is None or action[0] not in ("copy", "character"):
                assert "answer-line" in reply["html"] or "mistake" in reply["html"]
                assert "hint" in reply["regions"]["rule"] or (pressed and action[0] == "reset")
