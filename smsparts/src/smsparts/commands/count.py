"""``segments``: one text explained in words or as JSON, or a stream of JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from codecs import BOM_UTF8
from typing import Any

from smsparts.lines import (
    OPTION_FIELDS,
    SENDING_FIELDS,
    LineError,
    answer_line,
    answer_object,
    as_sent,
)


def run(given: argparse.Namespace) -> int:
    """Runs the command; returns 1 if a text or a line had no answer."""
    shared, around = asked_options(given), asked_sending(given)
    if given.jsonl:
        return _run_lines(shared, around)
    # A dash is standard input for every program that takes a file or a text.
    text = given.text if given.text != "-" else _standard_input()
    asked = {"text": text, **shared}
    try:
        asked = as_sent(asked, around)
        answer = answer_object(asked)
    except LineError as error:
        if given.json:
            print(json.dumps(error.as_object()))
        else:
            print(error, file=sys.stderr)
        return 1
    if given.json:
        print(json.dumps(answer))
    else:
        from smsparts.commands.count_words import explanation

        print(explanation(asked, answer, given.language))
    return 0


def _standard_input() -> str:
    text = sys.stdin.buffer.read().removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape")
    return text.removesuffix("\n").removesuffix("\r")  # the end of the last line is no text


def asked_sending(given: argparse.Namespace) -> dict[str, Any]:
    """What was asked to go out for each text, as :class:`smsparts.sending.Sending` takes it."""
    return {field: value for field in SENDING_FIELDS if (value := getattr(given, field))}


def asked_options(given: argparse.Namespace) -> dict[str, Any]:
    """The options that were given, under the names that a JSON line uses."""
    asked = {
        field: value
        for field in (*OPTION_FIELDS, "profile")
        if (value := getattr(given, field)) is not None
    }
    for tables in ("locking", "single"):
        if tables in asked:
            asked[tables] = [name.strip() for name in asked[tables].split(",") if name.strip()]
    return asked


def _run_lines(shared: dict[str, Any], around: dict[str, Any]) -> int:
    """Options of the command line hold for every line that does not give its own."""
    failed = False
    output = sys.stdout.buffer
    for number, line in enumerate(sys.stdin.buffer):
        answer = answer_line(line.removeprefix(BOM_UTF8) if number == 0 else line, shared, around)
        failed = failed or "error" in answer
        output.write(json.dumps(answer).encode() + b"\n")
        # A program that waits for each answer before it asks again must get it.
        output.flush()
    return int(failed)
