"""How a text is cut into message parts: the part bar, to scale."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Box, Canvas, Run
from builder.pictures.words import Pair, Speaker

NAME = "parts"

OCTETS = 140.0
HEADER_OCTETS = 6.0
SEPTETS = 160, 153
"""Septets in a single message and in a part with an 8-bit reference (3GPP TS 23.040)."""
UNITS = 70, 67
"""UTF-16 code units, likewise."""

WORDS = {
    "title": Pair("How a text is cut into parts", "一条短信怎样拆成几段"),
    "description": Pair(
        "Bars of 140 octets each. 160 characters of the GSM 7-bit alphabet fill one bar. 161 need "
        "two parts: each begins with a 6-octet header, the first then holds 153 characters and the "
        "second 8. With one Chinese character or emoji the whole text counts in UTF-16 code units: "
        "70 fill one bar, 71 make two parts of 67 and 4. A character that counts two is never cut: "
        "if one septet is left at the end of a part, that septet stays empty.",
        "每一条代表 140 个八位组。GSM-7 字母表的 160 个字符正好装满一条；161 个就要拆成两段"
        "：每段开头是 6 个八位组的头部，第一段再放 153 个字符，第二段放 8 个。只要有一个汉字"
        "或表情，整条就按 UTF-16 码元计：70 个装满一条，71 个拆成 67 和 4 两段。占两位的字符"
        "不会被切开：一段末尾只剩一个七位组时，它就空着。",
    ),
    "caption": Pair(
        "One bar is one part of 140 octets, drawn to scale. The solid end at the left is the "
        "header, which says which part this is.",
        "一条就是一段，140 个八位组，按比例画出。左端实心的一块是头部，写明这是第几段。",
    ),
    "gsm-one": Pair("GSM-7, 160 characters: 1 part", "GSM-7，160 个字符：1 段"),
    "gsm-two": Pair("GSM-7, 161 characters: 2 parts", "GSM-7，161 个字符：2 段"),
    "ucs-one": Pair(
        "With Chinese or emoji (UCS-2), 70 UTF-16 code units: 1 part",
        "含汉字或表情（UCS-2），70 个 UTF-16 码元：1 段",
    ),
    "ucs-two": Pair("UCS-2, 71 UTF-16 code units: 2 parts", "UCS-2，71 个 UTF-16 码元：2 段"),
    "whole": Pair("A character that counts two is never cut", "占两位的字符不会被切成两半"),
    "end": Pair("end of part 1", "第 1 段末尾"),
    "begin": Pair("start of part 2", "第 2 段开头"),
    "lost": Pair("left empty", "空着"),
    "header": Pair("header", "头部"),
    "why": Pair(
        "The euro sign takes two septets in GSM-7. Only one is left, so the sign goes whole to the "
        "next part.",
        "欧元符号在 GSM-7 里占两个七位组，末尾只剩一个，就整个放到下一段。",
    ),
}

_BAR = 26.0
_SCALE = WIDTH / OCTETS


def _bar(canvas: Canvas, y: float, header: bool, octets: float, label: str) -> float:
    """One part: its header, what it carries and, where it is not full, the label beside it."""
    used = HEADER_OCTETS if header else 0.0
    canvas.rectangle(Box(0.5, y, WIDTH - 1, _BAR), radius=3)
    if header:
        canvas.solid(Box(0.5, y, used * _SCALE, _BAR))
    filled = Box(0.5 + used * _SCALE, y, min(octets * _SCALE, WIDTH - 1 - used * _SCALE), _BAR)
    canvas.solid(filled, "accent")
    if filled.width > WIDTH / 2:
        canvas.text(filled.x, y + 5, filled.width, [Run(label, bold=True, size=SMALL)], "middle")
    else:
        start = filled.x + filled.width + 8
        canvas.text(start, y + 5, WIDTH - start, [Run(label, bold=True, size=SMALL)])
    return y + _BAR + 5


def _two_parts(canvas: Canvas, y: float, capacity: int, total: int, unit_octets: float) -> float:
    for held in (capacity, total - capacity):
        y = _bar(canvas, y, True, held * unit_octets, str(held))
    return y


def _never_cut(canvas: Canvas, y: float, say: Speaker) -> float:
    """Single septets, enlarged, at the seam of two parts."""
    cell, height = 26.0, 26.0
    begin = 190.0
    canvas.text(0, y, 170, [Run(say("end"), size=SMALL)])
    canvas.text(begin, y, 170, [Run(say("begin"), size=SMALL)])
    y += SMALL * 1.4 + 4
    for index, letter in enumerate("abc"):
        box = Box(0.5 + index * cell, y, cell, height)
        canvas.solid(box, "accent")
        canvas.rectangle(box, radius=0)
        canvas.text(box.x, y + 4, cell, [Run(letter)], "middle")
    lost = Box(0.5 + 3 * cell, y, cell, height)
    canvas.rectangle(lost, "quiet", radius=0)
    canvas.text(lost.x + cell + 5, y + 5, 70, [Run(say("lost"), size=SMALL)])
    header = Box(begin, y, 2 * cell, height)
    canvas.solid(header)
    canvas.rectangle(header, radius=0)
    euro = Box(begin + 2 * cell, y, 2 * cell, height)
    canvas.solid(euro, "accent")
    canvas.rectangle(euro, radius=0)
    canvas.text(euro.x, y + 4, euro.width, [Run("€", bold=True)], "middle")
    canvas.text(begin, y + height + 2, 2 * cell + 20, [Run(say("header"), size=SMALL)])
    return canvas.text(0, y + height + 24, WIDTH, [Run(say("why"), size=SMALL)])


def draw(say: Speaker) -> Canvas:
    """Four texts as bars, and the seam between two parts enlarged."""
    canvas = Canvas()
    septet, unit = 7 / 8, 2.0
    y = canvas.text(0, 0, WIDTH, [Run(say("gsm-one"), bold=True)]) + 3
    y = _bar(canvas, y, False, SEPTETS[0] * septet, str(SEPTETS[0])) + 10
    y = canvas.text(0, y, WIDTH, [Run(say("gsm-two"), bold=True)]) + 3
    y = _two_parts(canvas, y, SEPTETS[1], SEPTETS[0] + 1, septet) + 10
    y = canvas.text(0, y, WIDTH, [Run(say("ucs-one"), bold=True)]) + 3
    y = _bar(canvas, y, False, UNITS[0] * unit, str(UNITS[0])) + 10
    y = canvas.text(0, y, WIDTH, [Run(say("ucs-two"), bold=True)]) + 3
    y = _two_parts(canvas, y, UNITS[1], UNITS[0] + 1, unit) + 14
    y = canvas.text(0, y, WIDTH, [Run(say("whole"), bold=True)]) + 3
    _never_cut(canvas, y, say)
    return canvas
