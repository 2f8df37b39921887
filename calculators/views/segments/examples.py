"""Worked examples: a button each when the tool runs, and a lesson each when it does not."""

from __future__ import annotations

from typing import NamedTuple

from smsparts.explain import explain
from smsparts.segments import Options

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.settings import Settings, read
from calculators.views.segments.why import WORDS as WHY
from calculators.views.segments.why import label, number_of, reason


class Example(NamedTuple):
    """A text with its title, in each language; ``lang`` is the text's own where it is only one."""

    id: str
    title: dict[str, str]
    text: dict[str, str]
    lang: str | None = None


def _both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


_CODE = (
    "Your login code is 824193. Do not give it to anyone, even if they say they are from our "
    "team. It is valid for 10 minutes."
)
_ORDER = (
    "Good news! Your order no. 48213 has left our warehouse and is on its way. We’ll send you "
    "another message on the morning of the delivery, with a two-hour window. Questions? Just "
    "reply to this message."
)
_NOTICE = (
    "【青禾书店】你预订的《短信通信原理》已到店，请在 11 月 30 日前凭取书码 5072 到南门服务台领取，"
    "逾期将为你保留到次月 5 日。回复 R 退订。"
)
_DELIVERY = (
    "Sayın müşterimiz, kargonuz yarın saat 14.00 ile 16.00 arasında teslim edilecektir. "
    "Adresinizde değilseniz şubemizi arayın."
)
_FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"

EXAMPLES = (
    Example("code", _both("A login code", "登录验证码"), _both(_CODE, _CODE), "en"),
    Example(
        "order",
        _both("An order notice with one curly quote", "夹着一个弯引号的订单通知"),
        _both(_ORDER, _ORDER),
        "en",
    ),
    Example(
        "signature",
        _both("A Chinese notice with its signature", "带签名的中文通知"),
        _both(_NOTICE, _NOTICE),
        "zh-Hans",
    ),
    Example(
        "turkish",
        _both("Turkish, which has a table of its own", "有自己字符表的土耳其语"),
        _both(_DELIVERY, _DELIVERY),
        "tr",
    ),
    Example(
        "family",
        _both("An emoji family at a boundary", "卡在分界处的家庭表情"),
        _both(
            f"See you all on Sunday at the lake, we bring cake and games! {_FAMILY}",
            "周日湖边见，蛋糕和游戏都由我们来带，大家早点出门，路上小心，到了停车场先给我打个电话，"
            f"我去接你们一家人，别忘了带外套，湖边风大，{_FAMILY}",
        ),
    ),
)

WORDS = {
    "en": {
        "heading": "Worked examples",
        "lead": "Each was counted by the same code when this page was built.",
        "use": "Put this text in the box",
        "use_named": "Put this text in the box: {title}",
        "answer": "{parts}, {encoding}.",
        "fix": "Cheapest change: {fix}.",
    },
    "zh": {
        "heading": "算好的例子",
        "lead": "都由同一段程序在构建本页时算出。",
        "use": "放进输入框",
        "use_named": "放进输入框：{title}",
        "answer": "{parts}，{encoding}。",
        "fix": "最省的改法：{fix}。",
    },
}


def draw(language: str) -> Html:
    """All the examples with their counts, reasons and cheapest changes."""
    words = WORDS[language]
    return tag(
        "section",
        tag("h2", words["heading"], id="examples"),
        tag("p", words["lead"], class_="quiet"),
        tag("ul", join(tag("li", _example(e, language)) for e in EXAMPLES), class_="examples"),
        class_="tool-examples",
        aria_labelledby="examples",
    )


def find(name: str) -> Example | None:
    """The example of that id."""
    return next((example for example in EXAMPLES if example.id == name), None)


def _example(example: Example, language: str) -> Html:
    words = WORDS[language]
    title, text = example.title[language], example.text[language]
    settings: Settings = read({"text": text})
    found = explain(settings.sent, Options())
    parts = number_of("parts", found.count.segments, WHY[language])
    said = [
        tag("strong", fill(words["answer"], parts=parts, encoding=found.count.encoding)),
        " ",
        reason(found, language),
    ]
    if found.cheapest:
        said += [" ", fill(words["fix"], fix=label(found.cheapest, language))]
    return join(
        [
            tag("h3", title, id=f"example-{example.id}"),
            tag("p", text, class_="example-text", dir="auto", lang=example.lang),
            tag("p", join(said)),
            tag(
                "button",
                words["use"],
                type="button",
                name="example",
                value=example.id,
                class_="needs-script",
                aria_label=fill(words["use_named"], title=title),
            ),
        ]
    )
