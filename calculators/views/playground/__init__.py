"""A box of Python for developers: examples of the package ``smsparts`` that run in the page.

Each example stands in the page with the output that the same code gave when the site was built.
What runs is what stands in the box, in the reader's own browser; nothing comes from the address.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from calculators.protocol import Reply
from calculators.views import status
from calculators.views.html import Html, join, say, tag
from calculators.views.playground.run import Outcome, run
from calculators.words import words


class Example(NamedTuple):
    """A few lines of Python that print something."""

    id: str
    code: str


@cache
def examples() -> tuple[Example, ...]:
    """The examples, simplest first."""
    known = json.loads((files(__package__) / "examples.json").read_text("utf-8"))
    return tuple(Example(one["id"], "\n".join(one["code"])) for one in known)


def form(widget: str, language: str) -> str:
    """The box with the first example and its output, then all of them."""
    sentences = words("playground", language)
    first = examples()[0].code
    box = tag(
        "form",
        tag("label", sentences["label"], for_="code", class_="tool-label"),
        tag(
            "textarea",
            first,
            id="code",
            name="text",
            rows=8,
            dir="ltr",
            autocomplete="off",
            autocapitalize="off",
            spellcheck="false",
            aria_describedby="code-hint",
        ),
        tag("p", sentences["hint"], id="code-hint", class_="hint"),
        tag(
            "p",
            tag("button", sentences["run"], type="submit", name="run", value="code"),
            tag("button", sentences["undo"], type="button", data_do="undo", hidden=True),
            class_="buttons needs-script",
        ),
        class_="tool-form",
    )
    side = status.side(_output(run(first), language), sentences["output"], language)
    return tag(
        "code-playground",
        box,
        side,
        _examples(language),
        class_="tool",
        data_start="touch",
        data_widget=widget,
        data_language=language,
    )


def respond(_widget: str, state: dict[str, Any], language: str) -> Reply:
    """Run what stands in the box, or put an example there and run that."""
    action = state.get("action") or {"name": "", "value": ""}
    code = str(state["fields"].get("text", ""))
    reply: Reply = {}
    if action["name"] == "example":
        known = {example.id: example.code for example in examples()}
        code = known.get(str(action["value"]), code)
        reply["text"] = code
    elif action["name"] != "run":
        return {}
    outcome = run(code)
    reply["html"] = _output(outcome, language)
    sentences = words("playground", language)
    reply["announce"] = _failure(outcome, language) or sentences["ran"]
    reply["speak_now"] = True
    return reply


def _output(outcome: Outcome, language: str) -> Html:
    sentences = words("playground", language)
    shown = [tag("pre", tag("code", outcome.printed))] if outcome.printed else []
    if outcome.cut:
        shown.append(tag("p", sentences["cut"], class_="hint"))
    if outcome.error:
        line = _failure(outcome, language)
        shown.append(tag("p", line, class_="mistake"))
        shown.append(tag("pre", tag("code", outcome.error)))
    if outcome.missing:
        shown.append(tag("p", sentences["missing"], class_="hint"))
    return join(shown) or tag("p", sentences["silent"], class_="hint")


def _failure(outcome: Outcome, language: str) -> str:
    if not outcome.error:
        return ""
    sentences = words("playground", language)
    return sentences("failed", line=outcome.line) if outcome.line else sentences["failed_early"]


def _examples(language: str) -> Html:
    """All but the first, which stands in the box."""
    sentences = words("playground", language)
    items = []
    for example in examples()[1:]:
        title = sentences[f"title_{example.id}"]
        items.append(
            tag(
                "li",
                tag("h3", title, id=f"example-{example.id}"),
                tag("pre", tag("code", example.code)),
                tag("p", sentences["output"], class_="hint"),
                _output(run(example.code), language),
                tag(
                    "button",
                    sentences["use"],
                    type="button",
                    name="example",
                    value=example.id,
                    class_="needs-script",
                    aria_label=say(sentences, "use_named", title=title),
                ),
            )
        )
    return tag("ul", join(items), class_="examples tool-examples")


REHEARSAL: list[tuple[str, dict[str, Any], str]] = []
"""Nothing: to compile Python is a part of Python that no other tool calls and few visits fetch."""
