"""The two decisions as pictures and as text, made from the data at each build.

``write`` puts them as snippets ``flows/…`` where the pages can include them. Graphviz places the
boxes (`layout.mjs`); what stands in them and how wide it is, we say. Knows nothing of MkDocs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

from builder.drawing import tree, written
from builder.drawing.boxes import Scene, Words, scene, svg
from builder.paths import CACHE, ROOT
from builder.words import by_language
from calculators import facts
from calculators.flows import Flow
from calculators.recommend import Recommender

__all__ = ["DrawingError", "write"]

LAYOUT = Path(__file__).with_name("layout.mjs")

TITLES = by_language("drawing")


class DrawingError(RuntimeError):
    """The boxes could not be placed; the message says why."""


def write(target: Path, language: str) -> list[Path]:
    """Write every snippet of the flows below ``target``/flows/ and return the files written.

    Needs the compiled facts. Raises DrawingError without Node or its packages.
    """
    knows = Recommender(facts.load("recommend"))
    checks = {name: Flow.of(facts.load(name)) for name in facts.load("checks")}
    quiz_tree = tree.of_recommender(knows, knows.raw["tree"])
    trees = {name: tree.of_flow(check) for name, check in checks.items()}
    scenes = {"recommend": scene(quiz_tree, quiz_words(knows, language))}
    for name, check in checks.items():
        scenes[name] = scene(trees[name], check_words(check, language))
    made = {f"{name}-drawing": figure for name, figure in _figures(scenes, language).items()}
    made["recommend-tree"] = _tree(
        written.nested(knows.flow, quiz_tree, language, written.quiz_end(knows, language))
    )
    for name, check in checks.items():
        end = written.check_end(check, language)
        made[f"{name}-tree"] = _tree(written.nested(check, trees[name], language, end))
        made[f"{name}-outcomes"] = written.outcomes(name, check, language)
    made["recommend-branches"] = written.branches(knows, language)
    made["recommend-rules"] = written.rules(knows, language)
    made["recommend-weights"] = written.weights(knows, language)
    return [_put(target / "flows" / f"{name}.md", text) for name, text in made.items()]


def quiz_words(knows: Recommender, language: str) -> Words:
    """What the boxes of the quiz say: at an end, the providers in their order."""

    def end(node: tree.Node) -> tuple[str, ...]:
        if not node.providers:
            return (written.WORDS[language]["none"],)
        names = (knows.providers[provider]["name"][language] for provider in node.providers)
        return tuple(f"{place}. {name}" for place, name in enumerate(names, 1))

    return Words(
        lambda question: str(knows.flow.questions[question].text[language]),
        lambda question, options: written.options_text(knows.flow, question, options, language),
        end,
    )


def check_words(flow: Flow, language: str) -> Words:
    """What the boxes of the check say: at an end, the advice in a few words."""
    return Words(
        lambda question: str(flow.questions[question].text[language]),
        lambda question, options: written.options_text(flow, question, options, language),
        lambda node: (str(flow.outcomes[node.outcome].title[language]),),
    )


def place(scenes: list[Scene]) -> list[dict[str, object]]:
    """Where Graphviz puts the boxes of each scene, as it was for the same boxes. DrawingError."""
    graphs = json.dumps([one.as_graph() for one in scenes])
    inputs = graphs.encode() + LAYOUT.read_bytes() + (ROOT / "package-lock.json").read_bytes()
    kept = CACHE / "drawings" / f"{hashlib.sha256(inputs).hexdigest()[:24]}.json"
    if not kept.exists():
        text = _place(graphs)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")
    placed: list[dict[str, object]] = json.loads(kept.read_text("utf-8"))
    return placed


def _place(graphs: str) -> str:
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    if not node:
        raise DrawingError("no Node found; run 'make build', which sets one up")
    result = subprocess.run(
        [node, str(LAYOUT)], input=graphs, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise DrawingError(f"the trees could not be laid out:\n{result.stderr[-2000:]}")
    return result.stdout


def _figures(scenes: dict[str, Scene], language: str) -> dict[str, str]:
    words = TITLES[language]
    placed = place(list(scenes.values()))
    return {
        name: (
            f'<details class="flow-drawing" id="drawing-{name}">\n'
            f"<summary>{escape(words['summary'])}</summary>\n"
            f'<div class="flow-drawing-sheet" tabindex="0" role="region" '
            f'aria-label="{escape(_title(words, name))}">\n'
            f"{svg(one, where, name, _title(words, name))}\n</div>\n</details>\n"
        )
        for (name, one), where in zip(scenes.items(), placed, strict=True)
    }


def _title(words: Mapping[str, str], name: str) -> str:
    return words["recommend" if name == "recommend" else "check"]


def _tree(text: str) -> str:
    return f'<div class="flow-written">{text}</div>\n'


def _put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    # A file that is right already is left alone, so that a server that watches it rests.
    if not file.exists() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")
    return file
