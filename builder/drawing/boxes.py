"""A tree as boxes of words, measured here, since Graphviz has no fonts; and the finished SVG.

It must not know where a box ends up (the layout does) nor what a colour is: lines and words are
``currentColor``, the rest is classes, so the drawing follows the page in light, dark and print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from builder.drawing.tree import Node
from builder.pictures.canvas import measure, wrap

TEXT = 13.0
LINE = 17.0
PADDING = 8.0
ROOM = {"question": 170.0, "option": 190.0, "end": 210.0}
"""How wide the words of a box may run before they break, in units."""


@dataclass(frozen=True)
class Box:
    """Words in a frame: ``question`` and ``end`` have one, ``option`` stands on its line."""

    id: str
    kind: str
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """As wide as its longest line, with room on both sides."""
        return max(measure(line, TEXT) for line in self.lines) + 2 * PADDING

    @property
    def height(self) -> float:
        """As high as its lines; an option needs no room for a frame."""
        return len(self.lines) * LINE + (PADDING if self.kind != "option" else 2)


@dataclass(frozen=True)
class Words:
    """What stands in the boxes: each a function from ids to lines that are not yet broken."""

    question: Callable[[str], str]
    options: Callable[[str, tuple[str, ...]], str]
    end: Callable[[Node], tuple[str, ...]]


@dataclass(frozen=True)
class Scene:
    """All boxes of a tree and the lines between them, from left to right."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[str, str], ...]

    def as_graph(self) -> dict[str, Any]:
        """What the layout needs: sizes and lines, no words."""
        return {
            "boxes": [{"id": b.id, "width": b.width, "height": b.height} for b in self.boxes],
            "lines": [{"from": one, "to": other} for one, other in self.lines],
        }


def scene(tree: Node, words: Words) -> Scene:
    """The boxes of ``tree``. Every node and every branch gets one of its own."""
    boxes: list[Box] = []
    lines: list[tuple[str, str]] = []

    def broken(kind: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for text in texts for line in wrap(text, ROOM[kind], TEXT))

    def add(node: Node) -> str:
        box_id = f"b{len(boxes)}"
        if not node.branches:
            boxes.append(Box(box_id, "end", broken("end", words.end(node))))
            return box_id
        boxes.append(Box(box_id, "question", broken("question", (words.question(node.question),))))
        for branch in node.branches:
            option_id = f"b{len(boxes)}"
            text = words.options(node.question, branch.options)
            boxes.append(Box(option_id, "option", broken("option", (text,))))
            lines.append((box_id, option_id))
            lines.append((option_id, add(branch.to)))
        return box_id

    add(tree)
    return Scene(tuple(boxes), tuple(lines))


def svg(scene: Scene, placed: Mapping[str, Any], name: str, title: str) -> str:
    """The drawing: one line of SVG an element, no blank line, no style of its own."""
    width, height = placed["width"], placed["height"]
    rows = [
        f'<svg class="flow-tree" xmlns="http://www.w3.org/2000/svg" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="tree-{name}-title">',
        f'<title id="tree-{name}-title">{escape(title)}</title>',
    ]
    rows += [
        f'<path class="flow-tree-line" d="{_curve(points)}" fill="none" stroke="currentColor"/>'
        for points in placed["lines"]
    ]
    for box in scene.boxes:
        rows += _drawn(box, *placed["boxes"][box.id])
    return "\n".join([*rows, "</svg>"])


def _curve(points: list[tuple[float, float]]) -> str:
    first, *rest = [f"{x:g} {y:g}" for x, y in points]
    return f"M{first}C{' '.join(rest)}"


def _drawn(box: Box, x: float, y: float) -> Iterator[str]:
    left, top = x - box.width / 2, y - box.height / 2
    if box.kind != "option":
        yield (
            f'<rect class="flow-tree-{box.kind}" x="{left:.1f}" y="{top:.1f}" rx="6" '
            f'width="{box.width:.1f}" height="{box.height:.1f}" stroke="currentColor"/>'
        )
    else:
        yield (
            f'<rect class="flow-tree-option" x="{left:.1f}" y="{top:.1f}" '
            f'width="{box.width:.1f}" height="{box.height:.1f}"/>'
        )
    # The first base line, so that the lines together stand in the middle of the box.
    base = y - (len(box.lines) - 1) * LINE / 2 + TEXT * 0.35
    for number, line in enumerate(box.lines):
        yield (
            f'<text class="flow-tree-text" x="{left + PADDING:.1f}" '
            f'y="{base + number * LINE:.1f}" fill="currentColor">{escape(line)}</text>'
        )
