"""The two networks side by side: how a text message travels and how a Telegram message does."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Canvas, Run
from builder.pictures.words import Pair, Speaker

NAME = "networks"

WORDS = {
    "title": Pair("Two networks side by side", "并排的两张网"),
    "description": Pair(
        "On the left an SMS goes from a phone with a SIM through the carrier's cellular network, "
        "the signalling between carriers and the other carrier's network to the phone with that "
        "number. On the right a Telegram message goes from the app over the internet to "
        "Telegram's servers and over the internet to the apps of the other person. No message "
        "passes from one side to the other. The one thing that crosses is a login code, which "
        "Telegram may send to a phone number by SMS.",
        "左边，短信从插着 SIM 卡的手机出发，经过运营商的蜂窝网络、运营商之间的信令网和对方运"
        "营商的网络，到达那个号码所在的手机。右边，Telegram 消息从应用出发，经过互联网到 Tele"
        "gram 服务器，再经过互联网到对方的各个应用。两边的消息互不相通。唯一跨过去的是登录验"
        "证码：Telegram 可能用短信把它发到手机号上。",
    ),
    "caption": Pair(
        "Left, a text message; right, a Telegram message. Nothing you write passes from one column "
        "to the other.",
        "左边是短信，右边是 Telegram 消息。你写的内容不会从一列走到另一列。",
    ),
    "sms": Pair("A text message (SMS)", "短信（SMS）"),
    "sms-1": Pair("Your phone, with its SIM", "你的手机和 SIM 卡"),
    "sms-2": Pair("Your carrier's cellular network", "你的运营商的蜂窝网络"),
    "sms-3": Pair("Signalling between carriers", "运营商之间的信令网"),
    "sms-4": Pair("The other carrier's network", "对方运营商的网络"),
    "sms-5": Pair("The phone that has the number", "号码所在的那部手机"),
    "sms-needs": Pair(
        "Needs cellular signal; does without the internet.", "要有蜂窝信号，不需要互联网。"
    ),
    "sms-reads": Pair("The carriers can read it.", "运营商可以接触到内容。"),
    "tg": Pair("A Telegram message", "Telegram 消息"),
    "tg-1": Pair("Telegram on your phone or computer", "你手机或电脑上的 Telegram"),
    "tg-2": Pair("The internet: Wi-Fi or mobile data", "互联网：Wi-Fi 或移动数据"),
    "tg-3": Pair("Telegram's servers, which keep cloud chats", "Telegram 服务器，保存云端聊天"),
    "tg-4": Pair("The internet again", "再经过互联网"),
    "tg-5": Pair("Telegram on the other person's devices", "对方各台设备上的 Telegram"),
    "tg-needs": Pair(
        "Needs the internet; a phone number is needed only to log in.",
        "要有互联网；手机号只在登录时用到。",
    ),
    "tg-reads": Pair(
        "Only Secret Chats and calls are encrypted end to end.",
        "只有私密聊天和通话是端到端加密。",
    ),
    "crossing": Pair(
        "The one crossing: a login code, sent by Telegram to a phone number as an SMS.",
        "唯一的跨越：登录验证码，由 Telegram 以短信发到手机号。",
    ),
}

_COLUMN = 164.0
_GAP = 20.0


def draw(say: Speaker) -> Canvas:
    """Two columns of equal rows, a closed border between them, one crossing below."""
    canvas = Canvas()
    left, right = 0.0, WIDTH - _COLUMN
    middle = WIDTH / 2
    heads = [Run(say("sms"), bold=True)], [Run(say("tg"), bold=True)]
    y = max(
        canvas.text(left, 0, _COLUMN, heads[0], "middle"),
        canvas.text(right, 0, _COLUMN, heads[1], "middle"),
    )
    y += 8
    top = y
    for step in range(1, 6):
        pair = [Run(say(f"sms-{step}"))], [Run(say(f"tg-{step}"))]
        height = max(canvas.height_of(_COLUMN, runs) for runs in pair)
        for x, runs in zip((left, right), pair, strict=True):
            canvas.box(
                x, y, _COLUMN, runs, "accent" if step in (1, 5) else "plain", "middle", height
            )
            if step < 5:
                centre = x + _COLUMN / 2
                canvas.arrow([(centre, y + height), (centre, y + height + _GAP)])
        y += height + _GAP
    y -= _GAP
    canvas.line([(middle, top), (middle, (top + y) / 2 - 14)], "quiet")
    canvas.line([(middle, (top + y) / 2 + 14), (middle, y)], "quiet")
    canvas.cross(middle, (top + y) / 2)
    y += 10
    notes = [
        canvas.text(x, y, _COLUMN, [Run(say(f"{side}-{note}"), size=SMALL) for note in notes_of])
        for x, side, notes_of in (
            (left, "sms", ("needs", "reads")),
            (right, "tg", ("needs", "reads")),
        )
    ]
    y = max(notes) + 16
    canvas.arrow([(right + _COLUMN / 2, y), (left + _COLUMN / 2, y)], "accent")
    canvas.box(left, y + 10, WIDTH, [Run(say("crossing"))], "quiet", "middle")
    return canvas
