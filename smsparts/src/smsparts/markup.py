"""The tags and the text of an XML file, one after another, for the few files that people have.

Not an XML parser: it knows elements, attributes, text, the five named characters and numbered ones,
and refuses what it does not need, a document type above all. So nothing in a file can make it read
another file or grow, and it holds no more than one tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_TAG = 4_000_000
"""Characters of one tag: a message stands in an attribute of some files."""

_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<raw>.*?)\]\]>|<\?.*?\?>"
    r"""|<(?P<end>/?)(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
_HALF = re.compile("[\ud800-\udfff]")
_OPENS = re.compile(r"<!--|<!\[CDATA\[|<\?|</?[^\s/>!?]")


class MarkupError(ValueError):
    """Not the XML that is read here."""


class Tag(NamedTuple):
    """The start of an element, or its end; names without their prefix.

    `closed` is True for an end, and for a start that is its own end.
    """

    name: str
    end: bool
    closed: bool
    attributes: dict[str, str]


class Tags:
    """Takes XML in pieces of any size and gives what they complete: tags, and text as str."""

    def __init__(self) -> None:
        self._open = ""

    def feed(self, text: str) -> Iterator[Tag | str]:
        """What `text` completes. MarkupError."""
        text = self._open + text
        at = 0
        while (opens := text.find("<", at)) >= 0:
            found = _TAG.match(text, opens)
            if found is None:
                self._refuse(text, opens)
                break
            if opens > at:
                yield unescaped(text[at:opens])
            at = found.end()
            if found["name"] is not None:
                attributes = found["attributes"]
                yield Tag(
                    found["name"].rpartition(":")[2],
                    bool(found["end"]),
                    bool(found["end"]) or attributes.endswith("/"),
                    {
                        name.rpartition(":")[2]: unescaped(one or other)
                        for name, one, other in _ATTRIBUTE.findall(attributes)
                    },
                )
            elif found["raw"] is not None:
                yield found["raw"]
        self._open = text[at:]
        if len(self._open) > LONGEST_TAG:
            raise MarkupError("a tag or a text is too long")

    def close(self) -> None:
        """MarkupError if the file ends inside a tag."""
        if "<" in self._open:
            raise MarkupError("the file ends inside a tag")

    def _refuse(self, text: str, opens: int) -> None:
        """The tag is not whole: raises unless more of it may come."""
        if len(text) - opens > len("<![CDATA[") and not _OPENS.match(text, opens):
            raise MarkupError(f"no tag that is read here: {text[opens : opens + 12]!r}")


def unescaped(text: str) -> str:
    """Text with its references as the characters they stand for; unknown ones as they stand."""
    if "&" not in text:
        return text
    text = _REFERENCE.sub(_character, text)
    # The makers of some files write an emoji as two references, one for each half.
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED.get(name, found[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code < 0x110000 else found[0]
