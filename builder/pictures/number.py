"""Who can see your number: one line from the number to each kind of people."""

from __future__ import annotations

from builder.pictures.canvas import PADDING, WIDTH, Box, Canvas, Kind, Run
from builder.pictures.words import Speaker
from builder.words import by_key

NAME = "number"

WORDS = by_key("picture_number")

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
