"""What the command lines share: the arguments of counting, and how a program ends.

Knows `argparse`; how anything is counted, the modules beside it know.
"""

from __future__ import annotations

import argparse

from smsparts.commands.ending import ended
from smsparts.encodings import FILE_ENCODINGS
from smsparts.say import languages
from smsparts.sending import LINE_ENDS

__all__ = ["add_batch_arguments", "add_count_arguments", "add_option_arguments", "ended"]


def add_count_arguments(command: argparse.ArgumentParser) -> None:
    """A text, or JSON lines."""
    command.add_argument(
        "text", nargs="?", metavar="TEXT", help="the text, in quotes; after -- if it begins with -"
    )
    command.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    command.add_argument(
        "--jsonl",
        action="store_true",
        help="read one JSON object a line from standard input and write one a line",
    )
    command.add_argument("--language", choices=languages(), default="en", help="of the explanation")
    add_option_arguments(command)


def add_batch_arguments(command: argparse.ArgumentParser) -> None:
    """A file of messages in, its counted copy out."""
    command.add_argument("input", metavar="IN", help="CSV, .xlsx, one message a line, JSON lines…")
    command.add_argument("--column", help="the name of the column, or field, with the texts")
    command.add_argument("--output", metavar="OUT.csv")
    command.add_argument(
        "--preview", action="store_true", help="say how the file is read, show its first rows"
    )
    command.add_argument(
        "--file-encoding",
        choices=tuple(FILE_ENCODINGS),
        help="of the input and the output; left out, it is found out (a byte order mark is kept)",
    )
    command.add_argument(
        "--delimiter",
        help='one character, or "tab"; left out, it is found out',
        metavar="CHARACTER",
    )
    command.add_argument(
        "--header",
        type=int,
        metavar="ROW",
        help="the row that names the columns; 0 for none, and --column is then a number",
    )
    command.add_argument("--lines", action="store_true", help="one message a line, and no columns")
    command.add_argument("--sheet", metavar="NAME", help="of a workbook; left out, the first")
    command.add_argument("--language", choices=languages(), default="en", help="of the preview")
    command.add_argument(
        "--bill",
        action="store_true",
        help="also the columns segments_fewest, segments_most and over_limit, by the profile",
    )
    add_option_arguments(command)


def add_check_arguments(command: argparse.ArgumentParser) -> None:
    """Files of messages, and what their texts may take."""
    command.add_argument(
        "files", nargs="+", metavar="FILE", help=".json, .yaml, .po, .properties, .strings, .csv"
    )
    command.add_argument("--max-parts", type=int, default=1, metavar="N", help="1 if left out")
    command.add_argument("--column", help="of a CSV file: the column with the texts")
    command.add_argument(
        "--variable-length", type=int, metavar="N", help="characters each variable is counted with"
    )
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="as one JSON object")
    shape.add_argument("--github", action="store_true", help="as notes at the lines on GitHub")
    command.add_argument("--language", choices=languages(), default="en")
    add_option_arguments(command)


def add_option_arguments(command: argparse.ArgumentParser) -> None:
    """The options of :class:`smsparts.segments.Options`, and the rule."""
    options = command.add_argument_group("how to count")
    options.add_argument("--reference-bits", type=int, metavar="8|16")
    options.add_argument("--locking", metavar="TABLES", help="national tables, with commas")
    options.add_argument("--single", metavar="TABLES", help="national tables, with commas")
    options.add_argument("--encoding", metavar="auto|GSM-7|UCS-2")
    options.add_argument("--keep-clusters", action="store_true", default=None)
    options.add_argument(
        "--profile", "--rule", metavar="ID", help="the rule profile, by its id: smsparts rules"
    )
    sending = command.add_argument_group("what goes out for each text")
    sending.add_argument(
        "--signature", default="", help="put first, in 【】; for the rules that count one"
    )
    sending.add_argument("--prefix", default="", help="put before each text, as it is")
    sending.add_argument("--suffix", default="", help="put after each text, as it is")
    sending.add_argument(
        "--smart-encoding",
        action="store_true",
        help="replace what the profile's option of that name does, where GSM-7 comes of it",
    )
    sending.add_argument(
        "--line-ends", choices=LINE_ENDS, help="of each text; left out, as they stand in it"
    )
    sending.add_argument(
        "--link-length", type=int, metavar="N", help="characters that the service makes of a link"
    )
