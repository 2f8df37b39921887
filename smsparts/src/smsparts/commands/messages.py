r"""The strings of a file of messages, with lines: JSON, YAML, .po, .properties, .strings, CSV.

For a check in a build, which has to say where a text stands. Of YAML the part is read that such
files use: keys, quoted and plain texts, lists, and blocks after | and >; anchors and tags are not.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """A text, its key, dots between levels, and the number of the line it begins on."""

    line: int
    key: str
    text: str


class MessagesError(ValueError):
    """A file that is not what its name says; the message says on which line."""


def read(name: str, content: str, column: str | None = None) -> list[Message]:
    """The texts of the file called `name`, by its ending.

    column  of a CSV file: the name of the column with the texts

    MessagesError for an ending that is not known, and for a file that cannot be read.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == "csv":
        return list(_csv(content, column))
    if ending not in READERS:
        known = ", ".join(f".{one}" for one in (*READERS, "csv"))
        raise MessagesError(f"no such file of messages is known; known: {known}")
    return list(READERS[ending](content.removeprefix("\ufeff")))


_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def _json(content: str) -> Iterator[Message]:
    try:
        json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MessagesError(f"not JSON: {error}") from None
    path: list[str | int] = []
    kinds: list[str] = []
    named = False
    line, before = 1, 0
    for found in _JSON_TOKEN.finditer(content):
        sign = found[0]
        line += content.count("\n", before, found.start())
        before = found.start()
        if sign in "{[":
            kinds.append(sign)
            path.append(0 if sign == "[" else "")
            named = False
        elif sign in "}]":
            kinds.pop()
            path.pop()
        elif sign == ",":
            named = False
            if kinds[-1] == "[":
                path[-1] = int(path[-1]) + 1
        elif sign == ":":
            named = True
        elif sign.startswith('"'):
            text = json.loads(sign)
            if kinds and kinds[-1] == "{" and not named:
                path[-1] = text
            else:
                yield Message(line, ".".join(map(str, path)), text)


def _properties(content: str) -> Iterator[Message]:
    lines = iter(enumerate(re.split("\r\n|\r|\n", content), 1))
    for number, line in lines:
        whole = line.lstrip()
        if not whole or whole[0] in "#!":
            continue
        while len(whole) - len(whole.rstrip("\\")) & 1:
            whole = whole[:-1] + next(lines, (0, ""))[1].lstrip()
        found = re.match(r"((?:[^\\=:\s]|\\.)*)\s*[=:]?\s*(.*)", whole, re.DOTALL)
        assert found is not None
        yield Message(number, _unescaped(found[1]), _unescaped(found[2]))


_STRINGS = re.compile(
    r'/\*.*?\*/|//[^\n]*|(?P<key>"(?:[^"\\]|\\.)*"|\w+)\s*=\s*(?P<text>"(?:[^"\\]|\\.)*")\s*;',
    re.DOTALL,
)


def _strings(content: str) -> Iterator[Message]:
    for found in _STRINGS.finditer(content):
        if found["text"]:
            line = content.count("\n", 0, found.start("text")) + 1
            key = found["key"].strip('"')
            yield Message(line, _unescaped(key), _unescaped(found["text"][1:-1]))


_PO = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+(".*")\s*|\s*(".*")\s*')


def _po(content: str) -> Iterator[Message]:
    """The translation, or where there is none yet the original."""
    entry: dict[str, Message] = {}

    def ended() -> Iterator[Message]:
        original = entry.get("msgid")
        if original is None or not original.text:
            return
        for name, said in entry.items():
            if name.startswith("msgstr"):
                text = said.text or original.text
                plural = name.removeprefix("msgstr")
                yield Message(said.line, original.text + plural, text)

    name = ""
    for number, line in enumerate(content.splitlines(), 1):
        found = _PO.fullmatch(line)
        if found is None:
            continue  # a comment, or blank
        if found[1]:
            name = found[1]
            if name in ("msgctxt", "msgid") and any(n.startswith("msgstr") for n in entry):
                yield from ended()
                entry = {}
            entry[name] = Message(number, name, _unescaped(found[2][1:-1]))
        elif name:
            entry[name] = entry[name]._replace(text=entry[name].text + _unescaped(found[3][1:-1]))
    yield from ended()


_YAML = re.compile(
    r"""(?P<indent>\s*)(?P<item>(?:-\s+)*)(?:(?P<key>"[^"]*"|'[^']*'|[^\s#'":][^:]*?)\s*:(?:\s+|$))?(?P<rest>.*)"""
)


def _yaml(content: str) -> Iterator[Message]:
    path: list[tuple[int, str]] = []
    lines = content.splitlines()
    at = 0
    while at < len(lines):
        found = _YAML.fullmatch(lines[at])
        number = at + 1
        at += 1
        if found is None or not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#"):
            continue
        indent = len(found["indent"]) + len(found["item"])
        path = [level for level in path if level[0] < indent]
        if found["key"]:
            path.append((indent, found["key"].strip("'\"")))
        rest = found["rest"].strip()
        if re.fullmatch(r"[|>][+-]?\d?", rest):
            outer, block = len(found["indent"]), []
            while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) > outer):
                block.append(lines[at].strip())
                at += 1
            text = ("\n" if rest[0] == "|" else " ").join(block).strip()
        else:
            text = _scalar(rest)
        if text and (found["key"] or found["item"]):
            yield Message(number, ".".join(name for _, name in path), text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _scalar(text: str) -> str:
    if text[:1] == '"' and (found := re.match(r'"((?:[^"\\]|\\.)*)"', text)):
        return _unescaped(found[1])
    if text[:1] == "'" and (found := re.match(r"'((?:[^']|'')*)'", text)):
        return found[1].replace("''", "'")
    text = re.sub(r"\s+#.*$", "", text)
    # Numbers and the like are no texts.
    return "" if re.fullmatch(r"[-+.\d]+|true|false|null|~|[\[{&*!].*", text) else text


def _csv(content: str, column: str | None) -> Iterator[Message]:
    from smsparts.layouts import NotReadError, look

    try:
        layout = look(content.encode("utf-8", "replace"), column=column)
    except NotReadError as error:
        raise MessagesError(str(error)) from None
    if layout.kind not in ("table", "lines") or (column and column not in layout.names):
        raise MessagesError(f"there is no column {column!r}; known: {', '.join(layout.names)}")
    reader = csv.reader(
        io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=layout.delimiter or ","
    )
    begun = 1
    for number, row in enumerate(reader, 1):
        line, begun = begun, reader.line_num + 1
        if number > max(layout.header, layout.skip) and layout.column < len(row):
            key = row[0] if layout.column else str(number)
            yield Message(line, key, row[layout.column])


_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{4,8})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if code := found[1] or found[2]:
            return chr(min(int(code, 16), 0x10FFFF))
        return _LETTERS.get(found[3], found[3])

    if "\\" not in text:
        return text
    text = _ESCAPED.sub(character, text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


READERS: Mapping[str, Callable[[str], Iterator[Message]]] = {
    "json": _json,
    "yaml": _yaml,
    "yml": _yaml,
    "po": _po,
    "properties": _properties,
    "strings": _strings,
}
"""By the ending of the file's name."""
