"""The command line: ``python -m calculators segments | batch | recommend | troubleshoot``.

It reads the arguments and hands over to one module of :mod:`calculators.commands`, which it
imports only then. It needs no third-party package and knows nothing of how anything is counted.

Exit status: 0 when every answer was given; 1 when a text, a line or a row had none, or the reader
of the output went away; 2 when the command itself was wrong.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import cast

LANGUAGES = ("en", "zh")


def parser() -> argparse.ArgumentParser:
    """The arguments of every sub-command."""
    whole = argparse.ArgumentParser(
        prog="python -m calculators",
        description="Counts SMS segments, recommends providers, finds why a code does not arrive.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    segments = commands.add_parser("segments", help="count the segments of a text, and say why")
    segments.add_argument(
        "text", nargs="?", metavar="TEXT", help="the text, in quotes; after -- if it begins with -"
    )
    segments.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    segments.add_argument(
        "--jsonl",
        action="store_true",
        help="read one JSON object a line from standard input and write one a line",
    )
    segments.add_argument("--language", choices=LANGUAGES, default="en", help="of the explanation")
    add_option_arguments(segments)

    batch = commands.add_parser("batch", help="count every row of a CSV file")
    batch.add_argument("input", metavar="IN.csv")
    batch.add_argument("--column", required=True, help="the name of the column with the texts")
    batch.add_argument("--output", required=True, metavar="OUT.csv")
    batch.add_argument(
        "--file-encoding",
        choices=("utf-8", "gb18030"),
        default="utf-8",
        help="of the input and the output (a byte order mark is kept)",
    )
    batch.add_argument("--delimiter", default=",", help='one character, or "tab"')
    add_option_arguments(batch)

    for name, purpose in (
        ("recommend", "rank the providers that fit the answers"),
        ("troubleshoot", "find why a login code does not arrive"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument(
            "--answers",
            required=True,
            metavar="JSON",
            help="an object: question id to option id, or to a list of them",
        )
        command.add_argument("--json", action="store_true", help="print the result as JSON")
        command.add_argument("--language", choices=LANGUAGES, default="en")
    return whole


def add_option_arguments(command: argparse.ArgumentParser) -> None:
    """The options of :class:`smsparts.segments.Options`, and the rule profile."""
    options = command.add_argument_group("how to count")
    options.add_argument("--reference-bits", type=int, metavar="8|16")
    options.add_argument("--locking", metavar="TABLES", help="national tables, with commas")
    options.add_argument("--single", metavar="TABLES", help="national tables, with commas")
    options.add_argument("--encoding", metavar="auto|GSM-7|UCS-2")
    options.add_argument("--keep-clusters", action="store_true", default=None)
    options.add_argument("--profile", metavar="ID", help="the rule profile, by its id")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    whole = parser()
    given, unknown = whole.parse_known_args(arguments)
    if given.command == "segments" and given.jsonl == (given.text is not None):
        whole.error("segments takes a TEXT (after -- if it begins with -) or --jsonl")
    if unknown:
        whole.error(f"unrecognized arguments: {' '.join(unknown)}")
    _let_odd_characters_through()
    module = importlib.import_module(f"calculators.commands.{given.command}")
    try:
        status = cast(int, module.run(given))
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; let that meet an open file.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _let_odd_characters_through() -> None:
    """A lone surrogate, or a console that has no Chinese, must not end a command in words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    raise SystemExit(main())
