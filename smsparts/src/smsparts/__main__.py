"""The command line: ``smsparts TEXT``, ``--jsonl``, ``batch``, ``check``, ``rules``, ``compare``.

Exit status: 0 when every answer was given; 1 when a text, a line or a row had none, or the reader
of the output went away; 2 when the command itself was wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from smsparts import __version__
from smsparts.commands import (
    add_batch_arguments,
    add_check_arguments,
    add_count_arguments,
    ended,
)
from smsparts.say import languages


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    commands = {"batch": _batch, "check": _check, "rules": _rules, "compare": _compare}
    if words and words[0] in commands:
        return commands[words[0]](words[1:])
    return _count(words)


def _count(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="smsparts",
        description="Counts the parts of an SMS text and says why.",
        epilog="smsparts batch counts a file, smsparts check fails a build, smsparts rules lists "
        "the rules of billing, smsparts compare counts a text by each; "
        "each has a --help of its own. A text that is one of these words: smsparts -- batch.",
    )
    parser.add_argument("--version", action="version", version=f"smsparts {__version__}")
    add_count_arguments(parser)
    given = parser.parse_args(words)
    if given.jsonl == (given.text is not None):
        parser.error("give a TEXT (after -- if it begins with -) or --jsonl")
    from smsparts.commands.count import run

    return ended(run, given)


def _batch(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="smsparts batch", description="Counts a CSV file.")
    add_batch_arguments(parser)
    given = parser.parse_args(words)
    from smsparts.commands.batch import run

    return ended(run, given)


def _check(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="smsparts check",
        description="Fails where a text of a file of messages takes more parts than it may.",
    )
    add_check_arguments(parser)
    given = parser.parse_args(words)
    from smsparts.commands.check import run

    return ended(run, given)


def _rules(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="smsparts rules", description="The rules of billing, with their sources."
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="one rule in full")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--language", choices=languages(), default="en")
    given = parser.parse_args(words)
    from smsparts.commands.rules import run

    return ended(run, given)


def _compare(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="smsparts compare", description="Counts one text by every rule, cheapest first."
    )
    parser.add_argument("text", metavar="TEXT", help="the text, in quotes")
    parser.add_argument("--signature", default="", help="for the rules that count one")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--language", choices=languages(), default="en")
    given = parser.parse_args(words)
    from smsparts.commands.compare import run

    return ended(run, given)


if __name__ == "__main__":
    raise SystemExit(main())
