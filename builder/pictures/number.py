"""Who can see your number: one line from the number to each kind of people."""

from __future__ import annotations

from builder.pictures.canvas import PADDING, WIDTH, Box, Canvas, Kind, Run
from builder.pictures.words import Pair, Speaker

NAME = "number"

WORDS = {
    "title": Pair("Who can see your number", "谁能看到你的号码"),
    "description": Pair(
        "Lines from your number to six kinds of people. People you added as contacts: they see it "
        "by default. People who have already saved your number: they normally see it; setting "
        "“Who can see my phone number” to Nobody and “Who can find me by my number” to My Contacts "
        "limits it to your own contacts. Strangers, members of the same group and people who know "
        "only your username: they do not see it by default. A stranger at first contact: sees the "
        "country of the number and the month you joined, not the number. Bots: they do not see it "
        "unless you choose to share it. Authorities with a valid judicial order: Telegram may "
        "disclose it.",
        "从你的号码引出六条线。你加为联系人的人：默认能看到。已经存了你号码的人：一般能看到；"
        "把“谁能看到我的号码”设为“没有人”、“谁能通过号码找到我”设为“我的联系人”，才限于你的联"
        "系人。陌生人、同群的人、只知道你用户名的人：默认看不到。第一次联系的陌生人：看到号码"
        "所属国家和注册年月，看不到号码。机器人：看不到，除非你主动共享。持有有效命令的司法机"
        "关：Telegram 可能披露。",
    ),
    "caption": Pair(
        "A full line: they see the number. A broken line: only in part or only under a condition. "
        "A line with a cross: they do not see it.",
        "实线：能看到号码。虚线：只看到一部分，或有条件。带叉的线：看不到。",
    ),
    "number": Pair("Your phone number", "你的手机号"),
    "contacts": Pair("People you added as contacts", "你加为联系人的人"),
    "contacts-see": Pair("See it by default.", "默认能看到。"),
    "saved": Pair("People who already saved your number", "已经存了你号码的人"),
    "saved-see": Pair(
        "Normally see it. Two settings together limit this to your own contacts.",
        "一般能看到。两项设置合用，才限于你的联系人。",
    ),
    "strangers": Pair(
        "Strangers, group members, people who know your username",
        "陌生人、同群的人、只知道你用户名的人",
    ),
    "strangers-see": Pair("Do not see it by default.", "默认看不到。"),
    "first": Pair("A stranger you write to first", "你主动联系的陌生人"),
    "first-see": Pair(
        "Sees the country of your number and when you registered, not the number.",
        "看到号码所属国家和注册年月，看不到号码。",
    ),
    "bots": Pair("Bots", "机器人"),
    "bots-see": Pair("Do not see it unless you share it.", "看不到，除非你主动共享。"),
    "courts": Pair("Authorities with a valid judicial order", "持有有效命令的司法机关"),
    "courts-see": Pair(
        "Telegram may disclose it, says its privacy policy.",
        "隐私政策写明，Telegram 可能披露。",
    ),
}

_WHO: tuple[tuple[str, Kind], ...] = (
    ("contacts", "plain"),
    ("saved", "plain"),
    ("first", "quiet"),
    ("courts", "quiet"),
    ("strangers", "accent"),
    ("bots", "accent"),
)
"""Each kind of people with the line that leads to them: plain sees, quiet in part, accent not."""

_SPINE = 14.0
_LEFT = 62.0


def draw(say: Speaker) -> Canvas:
    """The number above, the people below it, a line to each."""
    canvas = Canvas()
    source = canvas.box(0.5, 1, 190, [Run(say("number"), bold=True)], "accent", "middle")
    y = source.bottom + 16
    width = WIDTH - _LEFT - 0.5
    last = y
    for who, line in _WHO:
        runs = [Run(say(who), bold=True), Run(say(f"{who}-see"))]
        box: Box = canvas.box(_LEFT, y, width, runs, "quiet" if line == "quiet" else "plain")
        middle = box.y + box.height / 2
        if line == "accent":
            canvas.line([(_SPINE, middle), (_LEFT - PADDING, middle)])
            canvas.cross((_SPINE + _LEFT) / 2, middle)
        else:
            canvas.arrow([(_SPINE, middle), (_LEFT, middle)], line)
        last = middle
        y = box.bottom + 10
    canvas.line([(_SPINE, source.bottom), (_SPINE, last)])
    return canvas
