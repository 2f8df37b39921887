"""The two networks side by side: how a text message travels and how a Telegram message does."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Canvas, Run
from builder.pictures.words import Speaker
from builder.words import by_key

NAME = "networks"

WORDS = by_key("picture_networks")

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
