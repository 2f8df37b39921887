"""Each rule of style with a wrong example, and what must be left alone."""

import pytest

from builder.style.rules import broken_lines, curl_quotes, faults, prose

WRONG_CHINESE = {
    "spacing": ["用Telegram发", "共 70个", "见[说明](x.md)和[Twilio](y.md)的页面", "**SMS**是短信"],
    "half-width mark": ["你好,再见。", "真的吗?", "第一步:打开", "到此为止.", "ok,好"],
    "half-width bracket": ["签名(必填)", "签名 (必填)。", "(可选)设置", "见 (附录)"],
    "straight quote": ['点"继续"', "点'继续'"],
    "dots": ["等等...", "等等。。"],
    "space at a mark": ["你好 ，再见", "（ 注）", "第一。 第二"],
    "full-width letter": ["Ａ 类", "１ 条"],
    "polite you": ["请您稍候"],
    "placeholder": ["敬请期待", "TODO 补一句"],
    "word": [
        "你的帐号",
        "重新登陆",
        "登录码发到应用里",
        "打开二步验证",
        "在密聊里",
        "160 个七位单元",
        "商业简讯",
        "签名由运营商报备，要一周",
        "再由运营商做实名报备",
    ],
    "menu name": ["设置 > 隐私与安全", "在“活跃会话”里看", "点“终止所有其他会话”"],
    "empty phrase": ["众所周知，短信要钱", "值得注意的是，价格变了", "一站式平台"],
}
WRONG_ENGLISH = {
    "straight quote": ['Press "Continue".'],
    "two spaces": ["One.  Two."],
    "full-width mark": ["Codes，not texts"],
    "placeholder": ["More is coming soon.", "TBD"],
    "word": [
        "Send an email.",
        "Turn on 2FA.",
        "The color is green.",
        "Do it in order to win.",
        "Carriers file the signature.",
        "After carrier filing it works.",
    ],
    "empty phrase": ["Please note that it costs.", "A robust service.", "Click here."],
}
RIGHT_CHINESE = [
    "用 Telegram 发短信，共 70 个字（含签名）。",
    "见[说明](x.md)和 [Twilio](y.md) 的页面。[^a] [^b] 另外，`a, b(c)` 照旧。",
    "**先发到应用里。**最近用过的设备。",
    "私密聊天不进云端；GSM-7 里数七位组，时间是 8:00–22:00，版本 3.11。",
    "香港有《非应邀电子讯息条例》。",
    "文档在 https://example.org/a，地址别改。",
    "| 一条。 | 两条 |",
    "{!claims/s1-160-70.md!}",
    "## 步骤 {#steps}",
    "| ? 无法核实 | 正反都没有依据 |",
    "他说：“点‘继续’。”……然后呢？",
    "签名由平台向运营商实名报备，报备完成才能发。",
]
RIGHT_ENGLISH = [
    'Press “Continue”, then run `print("x")`.',
    "A [log in link](x.md) and e-mail.[^a]",
    '<span class="x">Text</span>{: title="y" }',
    "| One.  | Two |",
    "The platform files the signature with the carriers.",
]


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in WRONG_CHINESE.items() for line in lines]
)
def test_wrong_chinese_is_found(rule: str, line: str) -> None:
    assert rule in [fault.split(":")[0] for fault in faults(line, "zh")]


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in WRONG_ENGLISH.items() for line in lines]
)
def test_wrong_english_is_found(rule: str, line: str) -> None:
    assert rule in [fault.split(":")[0] for fault in faults(line, "en")]


@pytest.mark.parametrize("line", RIGHT_CHINESE)
def test_right_chinese_passes(line: str) -> None:
    assert faults(line, "zh") == ()


@pytest.mark.parametrize("line", RIGHT_ENGLISH)
def test_right_english_passes(line: str) -> None:
    assert faults(line, "en") == ()


def test_the_title_of_a_box_is_prose_too() -> None:
    assert prose('!!! note "简短 回答"') == "简短 回答"
    assert faults('!!! note "简短,回答"', "zh") != ()


def test_a_message_shows_the_place_and_what_to_write() -> None:
    assert faults("重新登陆一次", "zh") == ("word: '重新登陆一次': 登录",)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一句话，\n分成两行。", [1]),
        ("- 一项，\n  分成两行。", [1]),
        ('!!! answer "简短回答"\n\n    一句话，\n    分成两行。', [3]),
        ("第一段。\n\n第二段。", []),
        ("- 一项\n- 又一项\n1. 一步", []),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |", []),
        ("{!sources/a.md!}\n{!sources/b.md!}", []),
        ("```text\n一行\n两行\n```", []),
        ("[^a]: 一个来源\n[^b]: 又一个", []),
    ],
)
def test_a_paragraph_is_one_line(text: str, wrong: list[int]) -> None:
    assert broken_lines(text.split("\n")) == wrong


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Press "Yes" or "No".', "Press “Yes” or “No”."),
        ('Run `a "b"` and "c".', 'Run `a "b"` and “c”.'),
        ('<a title="x">"y"</a>', '<a title="x">“y”</a>'),
        ('!!! note "In short"', '!!! note "In short"'),
        ('An inch is 1" long.', 'An inch is 1" long.'),
    ],
)
def test_quotes_are_curled_where_that_is_safe(before: str, after: str) -> None:
    assert curl_quotes(before) == after
