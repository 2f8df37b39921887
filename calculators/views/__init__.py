"""Everything a reader sees of the tools: state in, HTML out, in either language.

The build calls ``form`` to put a tool into the page; the page's worker calls ``respond`` for each
change. Both go to the same module of this package, so a reader sees the same lines before and
after Python has started. Knows no DOM and no MkDocs.

A view module offers:

- ``form(widget, language) -> str``: the whole tool as it stands in the page before any script;
- ``respond(widget, state, language) -> Reply``: what changes in the page;
- ``REHEARSAL``: (widget, state, language) triples that reach every lazy import.

What stands in a state and in a reply is typed in :mod:`calculators.protocol`.
"""

from __future__ import annotations

import importlib
import json
from types import ModuleType
from typing import Any

from calculators import facts
from calculators.protocol import Reply
from calculators.words import LANGUAGES

_MODULES = {
    "segments": "segments",
    "recommend": "flow",
    "playground": "playground",
    "template-check": "template_check",
    "timetable": "timetable",
    "verify-cost": "verify_cost",
}
_CHECK = "flow"


def widgets() -> tuple[str, ...]:
    """Every tool, each check of the compiled facts among them."""
    return (*_MODULES, *facts.load("checks"))


def view(widget: str) -> ModuleType:
    """The module that draws ``widget``; imported on first use, so that a page loads only its own.

    Raises ValueError for a name that is not one of :func:`widgets`.
    """
    module = _MODULES.get(widget)
    if module is None:
        if widget not in widgets():
            raise ValueError(f"unknown widget {widget!r}; known: {', '.join(widgets())}")
        module = _CHECK
    return importlib.import_module(f"{__name__}.{module}")


def form(widget: str, language: str) -> str:
    """The static HTML of ``widget`` for the page, in ``language`` ("en" or "zh")."""
    return str(view(widget).form(widget, _known(language)))


def respond(request: str) -> str:
    """Answer one message of the page; JSON in, JSON out, ASCII only so lone surrogates pass.

    Raises ValueError for an unknown widget or language.
    """
    asked = json.loads(request)
    language = _known(asked["language"])
    answer: Reply = view(asked["widget"]).respond(asked["widget"], asked["state"], language)
    return json.dumps(answer)


def open_file(request: str) -> Any:
    """A job that counts a file of messages piece by piece; see ``segments.file.Job``."""
    from calculators.views.segments.file import open_file as open_job

    return open_job(request)


def rehearsal() -> list[str]:
    """Requests that together load every module any widget can need, as JSON.

    The build runs them to see what of the standard library is wanted, the page to be warm before
    the first key press. They hold example texts only.
    """
    requests = []
    for module in dict.fromkeys(_MODULES.values()):
        for widget, state, language in importlib.import_module(f"{__name__}.{module}").REHEARSAL:
            requests.append(json.dumps({"widget": widget, "state": state, "language": language}))
    return requests


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known: {', '.join(LANGUAGES)}")
    return language
