"""Writes the messages' types for the script: ``python -m builder.protocol [--check]``.

``calculators.protocol`` is the one place where they stand; the script's types are made from it and
kept, so that an editor finds them without a build.
"""

import sys
import types
import typing
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from builder.paths import ROOT
from calculators import protocol

TARGET = ROOT / "types" / "protocol.d.ts"
HEAD = "// Made by `python -m builder.protocol` from calculators/protocol.py: change it there.\n"
NAMES = {str: "string", int: "number", bool: "boolean", type(None): "null"}


def written() -> str:
    """The whole file."""
    told = [_interface(n, one) for n, one in vars(protocol).items() if typing.is_typeddict(one)]
    return f"{HEAD}declare namespace Protocol {{\n" + "\n".join(told) + "}\n"


def _interface(name: str, one: Any) -> str:
    lines = [f"  /** {(one.__doc__ or '').strip()} */", f"  interface {name} {{"]
    for field, kind in get_type_hints(one, include_extras=True).items():
        optional = "?" if field in one.__optional_keys__ else ""
        lines.append(f"    {field}{optional}: {_type(kind)};")
    return "\n".join([*lines, "  }", ""])


def _type(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _type(inner[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin in (Union, types.UnionType):
        return " | ".join(map(_type, inner))
    if origin is list:
        return f"{_type(inner[0])}[]"
    if origin is dict:
        return f"Record<{_type(inner[0])}, {_type(inner[1])}>"
    return NAMES.get(kind) or str(kind.__name__)


def main(arguments: list[str], target: Path = TARGET) -> int:
    """The command; with --check, exit status 1 if the file is not what it would be."""
    if "--check" not in arguments:
        target.write_text(written(), "utf-8")
        return 0
    if target.exists() and target.read_text("utf-8") == written():
        return 0
    print(f"{target.name} is not fresh: run python -m builder.protocol", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
