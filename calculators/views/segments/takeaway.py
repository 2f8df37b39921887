"""What a reader takes away: the result as text, as JSON, as a command; a link with the options."""

from __future__ import annotations

import json
from typing import Any

from smsparts.explanation import Explanation
from smsparts.say import result
from smsparts.segments import Options

from calculators.views.html import Html, join, tag
from calculators.views.segments.settings import STANDARD, Settings
from calculators.words import words

KINDS = ("text", "json", "command", "link")


def draw(language: str) -> Html:
    """The buttons. What they copy is made when they are pressed."""
    sentences = words("takeaway", language)
    buttons = [
        tag("button", sentences[kind], type="button", name="copy", value=kind, id=f"copy-{kind}")
        for kind in KINDS
    ]
    buttons.append(tag("button", sentences["print"], type="button", data_do="print"))
    return join(
        [
            tag("h3", sentences["heading"], id="take-away"),
            tag("p", join(buttons), class_="buttons"),
            tag("p", sentences["note"], class_="quiet"),
        ]
    )


def copied(kind: str, settings: Settings, found: Explanation, language: str) -> str | None:
    """What the button ``kind`` puts on the clipboard. None for the link: only the page knows it."""
    if kind == "text":
        return _as_text(found, language, settings.counts_characters)
    if kind == "json":
        return json.dumps(_as_object(settings))
    if kind == "command":
        return _as_command(settings)
    return None


def _as_text(found: Explanation, language: str, by_rule: bool) -> str:
    sentences = words("takeaway", language)
    lines = [result.spoken(found, language, by_rule)]
    for number, part in enumerate(found.parts, 1):
        lines += ["", sentences("part", number=number, units=part.units), part.text]
    return "\n".join(lines)


def _as_object(settings: Settings) -> dict[str, Any]:
    from smsparts.lines import answer_object

    return answer_object(_asked(settings))


def _as_command(settings: Settings) -> str:
    asked = _asked(settings)
    line = json.dumps(asked)
    # Inside single quotes a shell reads everything but the quote itself as it stands.
    quoted = "'" + line.replace("'", "'\\''") + "'"
    return f"printf '%s\\n' {quoted} | python -m calculators segments --jsonl"


def _asked(settings: Settings) -> dict[str, Any]:
    """The settings as a line of the command line's JSON: only what is not the default."""
    asked: dict[str, Any] = {"text": settings.sent}
    for field in ("reference_bits", "locking", "single", "encoding", "keep_clusters"):
        value = getattr(settings.options, field)
        if field not in settings.fixed and value != getattr(Options(), field):
            asked[field] = list(value) if isinstance(value, tuple) else value
    if settings.profile != STANDARD:
        asked["profile"] = settings.profile
    return asked
