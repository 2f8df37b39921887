"""How a text is cut into message parts: the part bar, to scale."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Box, Canvas, Run
from builder.pictures.words import Speaker
from builder.words import by_key

NAME = "parts"

OCTETS = 140.0
HEADER_OCTETS = 6.0
SEPTETS = 160, 153
"""Septets in a single message and in a part with an 8-bit reference (3GPP TS 23.040)."""
UNITS = 70, 67
"""UTF-16 code units, likewise."""

WORDS = by_key("picture_parts")

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
