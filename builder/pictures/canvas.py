"""Boxes, lines and words on a sheet as wide as a phone, written out as SVG.

For the guide's drawings only. It must not know what any of them shows, nor where they go.

One unit is one CSS pixel on a 360-pixel screen. The SVG carries no colour, font or style of its
own: lines and words are ``currentColor``, the rest is classes, so it follows the page in light,
dark and print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, NamedTuple

WIDTH = 360.0
TEXT = 13.5
SMALL = 12.0
LEADING = 1.4
PADDING = 9.0
ARROW = 5.0

Kind = Literal["plain", "accent", "quiet"]
Anchor = Literal["start", "middle", "end"]

# Widths in em of the widest sans-serif fonts that systems ship (Verdana, DejaVu Sans): a word
# that fits by these fits everywhere.
_NARROW = frozenset("iljtfrI.,:;'|!()[]-/ ‘’")
_WIDE = frozenset("mwMW@%—…")
# Chinese typesetting: these never open a line, and those never close one.
_NOT_FIRST = frozenset("，。、；：？！）》”’…%")
_NOT_LAST = frozenset("（《“‘")


class Box(NamedTuple):
    """A drawn rectangle, in units from the upper left corner of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Run:
    """A paragraph of one size and weight."""

    text: str
    bold: bool = False
    size: float = TEXT


class Placed(NamedTuple):
    """A line of words as placed: its text, how wide it is and how wide it may be."""

    text: str
    width: float
    room: float


def is_wide(character: str) -> bool:
    """Whether the character fills a square: Han, kana and full-width punctuation."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uff60"


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of ``text`` in units, never less than in a common font."""
    ems = 0.0
    for character in text:
        if is_wide(character) or character in "“”":
            ems += 1.0
        elif character in _NARROW:
            ems += 0.38
        elif character in _WIDE:
            ems += 0.98
        elif character.isupper():
            ems += 0.72
        else:
            ems += 0.62
    return ems * size * (1.08 if bold else 1.0)


def _tokens(text: str) -> Iterable[str]:
    """Pieces between which a line may break; a space stays with the word before it."""
    piece = ""
    for character in text:
        joins = piece and (
            character in _NOT_FIRST
            or character == " "
            or piece[-1] in _NOT_LAST
            or not (is_wide(character) or is_wide(piece[-1]) or piece[-1] == " ")
        )
        if piece and not joins:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break ``text`` into lines at most ``width`` units wide, none of them left nearly empty.

    A single word wider than that keeps a line of its own; the tests see to it that there is none.
    """
    lines = _fill(text, width, size, bold)
    narrower = width
    # One character alone on the last line looks like an error: share the words out more evenly.
    while measure(lines[-1], size, bold) < width * 0.35 and narrower > width / 2:
        narrower -= size / 2
        shared = _fill(text, narrower, size, bold)
        if len(shared) > len(lines):
            break
        lines = shared
    return lines


def _fill(text: str, width: float, size: float, bold: bool) -> list[str]:
    """Put on each line as much as it takes."""
    lines = [""]
    for token in _tokens(text):
        if lines[-1] and measure((lines[-1] + token).rstrip(), size, bold) > width:
            lines.append("")
        lines[-1] += token
    return [line.rstrip() for line in lines]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Canvas:
    """A sheet that grows downwards. Methods return what the next shape needs to know."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self._shapes: list[str] = []
        self._height = 0.0

    def _reach(self, y: float) -> None:
        self._height = max(self._height, y)

    def text(
        self,
        x: float,
        y: float,
        width: float,
        runs: Sequence[Run],
        anchor: Anchor = "start",
    ) -> float:
        """Set paragraphs with their top at ``y``; return the y below the last line."""
        at = {"start": x, "middle": x + width / 2, "end": x + width}[anchor]
        for run in runs:
            for line in wrap(run.text, width, run.size, run.bold):
                self.placed.append(Placed(line, measure(line, run.size, run.bold), width))
                weight = ' font-weight="600"' if run.bold else ""
                self._shapes.append(
                    f'<text x="{_number(at)}" y="{_number(y + run.size)}" '
                    f'font-size="{_number(run.size)}" text-anchor="{anchor}"{weight} '
                    f'fill="currentColor">{escape(line)}</text>'
                )
                y += run.size * LEADING
        self._reach(y)
        return y

    def rectangle(self, box: Box, kind: Kind = "plain", radius: float = 6) -> None:
        """Draw an outline; what fills it is for the style sheet to say."""
        self._shapes.append(
            f'<rect class="picture-{kind}" x="{_number(box.x)}" y="{_number(box.y)}" '
            f'width="{_number(box.width)}" height="{_number(box.height)}" '
            f'rx="{_number(radius)}" fill="none" stroke="currentColor"/>'
        )
        self._reach(box.bottom + 1)

    def solid(self, box: Box, kind: Kind = "plain") -> None:
        """Draw a filled rectangle without outline."""
        self._shapes.append(
            f'<rect class="picture-solid-{kind}" x="{_number(box.x)}" y="{_number(box.y)}" '
            f'width="{_number(box.width)}" height="{_number(box.height)}" fill="currentColor"/>'
        )
        self._reach(box.bottom)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        runs: Sequence[Run],
        kind: Kind = "plain",
        anchor: Anchor = "start",
        height: float = 0,
    ) -> Box:
        """Draw a box as high as its words, or ``height`` if that is more."""
        box = Box(x, y, width, max(height, self.height_of(width, runs)))
        self.rectangle(box, kind)
        content = self.height_of(width, runs) - 2 * PADDING
        top = y + (box.height - content) / 2
        self.text(x + PADDING, top, width - 2 * PADDING, runs, anchor)
        return box

    @staticmethod
    def height_of(width: float, runs: Sequence[Run]) -> float:
        """How high a box of that width must be for those words."""
        room = width - 2 * PADDING
        lines = sum(len(wrap(r.text, room, r.size, r.bold)) * r.size * LEADING for r in runs)
        return lines + 2 * PADDING

    def line(self, points: Sequence[tuple[float, float]], kind: Kind = "plain") -> None:
        """Draw straight strokes through the points."""
        path = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._shapes.append(
            f'<polyline class="picture-line-{kind}" points="{path}" fill="none" '
            f'stroke="currentColor"/>'
        )
        self._reach(max(y for _, y in points))

    def arrow(self, points: Sequence[tuple[float, float]], kind: Kind = "plain") -> None:
        """Draw a line whose last stroke, level or upright, ends in a head."""
        (x0, y0), (x, y) = points[-2:]
        dx = (x > x0) - (x < x0)
        dy = (y > y0) - (y < y0)
        self.line(points, kind)
        back, side = ARROW * 1.6, ARROW
        corners = [
            (x, y),
            (x - dx * back - dy * side, y - dy * back - dx * side),
            (x - dx * back + dy * side, y - dy * back + dx * side),
        ]
        path = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        self._shapes.append(
            f'<polygon class="picture-head-{kind}" points="{path}" fill="currentColor"/>'
        )

    def cross(self, x: float, y: float, size: float = 6) -> None:
        """Draw the sign for 'no way through here'."""
        for slope in (1, -1):
            self.line([(x - size, y - slope * size), (x + size, y + slope * size)], "accent")

    def svg(self, name: str, title: str, description: str) -> str:
        """The drawing as one SVG element without blank lines, named by its title."""
        box = f"-1 0 {_number(WIDTH + 2)} {_number(self._height + 1)}"
        return "\n".join(
            [
                f'<svg class="picture-sheet" xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
                f'role="img" aria-labelledby="picture-{name}-title picture-{name}-description">',
                f'<title id="picture-{name}-title">{escape(title)}</title>',
                f'<desc id="picture-{name}-description">{escape(description)}</desc>',
                *self._shapes,
                "</svg>",
            ]
        )
