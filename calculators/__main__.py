"""The command line: ``python -m calculators segments | batch | template-check | …``.

It reads the arguments and hands over to one module of :mod:`calculators.commands`, which it
imports only then. It needs no third-party package and knows nothing of how anything is counted.

Exit status: 0 when every answer was given; 1 when a text, a line or a row had none, or the reader
of the output went away; 2 when the command itself was wrong.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence

from smsparts.commands import add_batch_arguments, add_count_arguments, ended

from calculators.words import LANGUAGES

COUNTING = {"segments": "smsparts.commands.count", "batch": "smsparts.commands.batch"}
"""Commands that are the counter's own; the others are modules of :mod:`calculators.commands`."""


def parser() -> argparse.ArgumentParser:
    """The arguments of every sub-command."""
    whole = argparse.ArgumentParser(
        prog="python -m calculators",
        description="Counts SMS segments, recommends providers, finds why a code does not arrive.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    segments = commands.add_parser("segments", help="count the segments of a text, and say why")
    add_count_arguments(segments)

    batch = commands.add_parser("batch", help="count every row of a CSV file")
    add_batch_arguments(batch)

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
        if name == "troubleshoot":
            command.add_argument(
                "--check",
                default="code-not-arriving",
                metavar="NAME",
                help="another check of data/flows/ (default: %(default)s)",
            )
    template = commands.add_parser(
        "template-check", help="say what a reviewer would refuse in a template"
    )
    template.add_argument("text", metavar="TEXT", help="the template")
    template.add_argument("--signature", default="", metavar="NAME", help="without brackets")
    template.add_argument("--kind", required=True, help="code, notice or promotion")
    template.add_argument("--place", required=True, help="alibaba, tencent, huawei, us, france")
    template.add_argument("--json", action="store_true", help="print the findings as JSON")
    template.add_argument("--language", choices=LANGUAGES, default="en")
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    whole = parser()
    given, unknown = whole.parse_known_args(arguments)
    if given.command == "segments" and given.jsonl == (given.text is not None):
        whole.error("segments takes a TEXT (after -- if it begins with -) or --jsonl")
    if unknown:
        whole.error(f"unrecognized arguments: {' '.join(unknown)}")
    module = given.command.replace("-", "_")
    name = COUNTING.get(given.command, f"calculators.commands.{module}")
    return ended(importlib.import_module(name).run, given)


if __name__ == "__main__":
    raise SystemExit(main())
