"""``check``: fails where a text of a file of messages takes more parts than it may."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from smsparts.commands.count import asked_options, asked_sending
from smsparts.commands.messages import Message, MessagesError, read
from smsparts.explanation import Explanation, explain
from smsparts.say import result, words
from smsparts.segments import UnencodableError
from smsparts.sending import Sending
from smsparts.templates import filled, longest, recognised, variables


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0 if every text keeps to it, 1 if one does not, 2 for a wrong command."""
    asked = asked_options(given)
    name = asked.pop("profile", None)
    for field in ("locking", "single"):
        if field in asked:
            asked[field] = tuple(asked[field])
    try:
        if given.max_parts < 1:
            raise ValueError("--max-parts is 1 or more")
        from smsparts.billing import rule as find_rule

        rule = find_rule(name) if name else None
        sending = Sending(rule, asked, **asked_sending(given))
        found = [
            (path, message) for path in given.files for message in _messages(path, given.column)
        ]
    except ValueError as error:
        print(f"{str(error).rstrip('.')}.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    failed = [one for path, message in found if (one := _failed(path, message, sending, given))]
    if given.json:
        print(json.dumps({"checked": len(found), "max_parts": given.max_parts, "failed": failed}))
    else:
        said = words("check", given.language)
        for one in failed:
            line = f"{one['file']}:{one['line']}: {one['said']}"
            if given.github:
                told = one["said"].replace("%", "%25").replace("\n", "%0A")
                line = f"::error file={one['file']},line={one['line']}::{told}"
            print(line)
        print(said("checked", n=len(found), failed=len(failed)), file=sys.stderr)
    return int(bool(failed))


def _messages(path: str, column: str | None) -> list[Message]:
    try:
        return read(path, Path(path).read_text("utf-8"), column)
    except MessagesError as error:
        raise ValueError(f"{path}: {error}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8") from None


def _failed(
    path: str, message: Message, sending: Sending, given: argparse.Namespace
) -> dict[str, Any] | None:
    """What is wrong with a text, as an object; None if nothing is."""
    text = sending.sent(_longest(message.text, given.variable_length))
    said = words("check", given.language)
    about = {"file": path, "line": message.line, "key": message.key, "text": message.text}
    added = sending.rule.added_by_carrier if sending.rule else 0
    try:
        if sending.segments_of_sent(text) <= given.max_parts:
            return None
        found = explain(
            text,
            sending.options(),
            added_by_carrier=added,
            keep_line_ends=sending.rule is not None and sending.rule.line_feed == "two",
            tail=len(sending.pieces("")[2]),
        )
    except UnencodableError as error:
        told = said("unencodable", key=message.key, why=str(error))
        return {**about, "segments": None, "fix": None, "said": told}
    parts = result.parts(found.count.segments, given.language)
    told = said("too_many", key=message.key, parts=parts, most=given.max_parts)
    fix = _cheapest(found, given.max_parts)
    if fix is not None:
        told += " " + said("fix", fix=result.label(fix, given.language))
    return {
        **about,
        "encoding": found.count.encoding,
        "units": found.count.units,
        "segments": found.count.segments,
        "fix": None if fix is None else {"id": fix.id, "segments": fix.after.segments},
        "said": told,
    }


def _cheapest(found: Explanation, most: int) -> Any:
    """The cheapest change that is enough, else the cheapest."""
    return next((fix for fix in found.fixes if fix.after.segments <= most), found.cheapest)


def _longest(text: str, length: int | None) -> str:
    """`text` with its variables as long as they may be, where that is known or was said."""
    syntax = recognised(text)
    values = {
        name: "x" * length if length is not None else longest(name, syntax)
        for name in variables(text, syntax)
    }
    return filled(text, {n: v for n, v in values.items() if v is not None}, syntax)
