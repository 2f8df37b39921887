"""Text that was read in a wrong encoding on its way, and what it was before.

Two kinds, both found in real messages: UTF-8 read as Windows-1252 or as GBK, and Windows-1252 read
as Latin-1, which leaves control characters where quotes were. A run is taken back only if its
octets are UTF-8 to the last; whether it is shown to anyone first is the caller's business.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_WESTERN_RUN = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}")
_CHINESE_RUN = re.compile(r"[\u2010-\u2642\u3000-\ufffd]+[ -~]?")
_CONTROLS = re.compile("[\x80-\x9f]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_SIZES = {0xC2: 2, 0xC3: 2, 0xE2: 3, 0xF0: 4}
"""The first octet of what people write most: Latin letters, punctuation, emoji."""
_LEADS = frozenset(map(chr, _SIZES))
_ESCAPE = re.compile(r"\\[nrt]")


@lru_cache(maxsize=8)
def repaired(text: str) -> str:
    """`text` as it was before it was misread; the same text if nothing shows that it was."""
    if text.isascii():
        return text
    # It runs at every key press: what cannot be there is not looked for.
    changed = text
    if not _LEADS.isdisjoint(text):
        changed = _WESTERN_RUN.sub(lambda found: _as_utf8(found[0]), text)
    if changed == text and not _leads_of_gbk().isdisjoint(text):
        changed = _CHINESE_RUN.sub(lambda found: _from_gbk(found[0]), text)
    if _CONTROLS.search(changed):
        changed = _CONTROLS.sub(lambda found: control(found[0]) or found[0], changed)
    return changed


@cache
def _leads_of_gbk() -> frozenset[str]:
    """What begins with an octet that begins three octets of UTF-8, read as GBK."""
    octets = (bytes([lead, trail]) for lead in range(0xE2, 0xF0) for trail in range(0x80, 0xFF))
    return frozenset(pair.decode("gbk", "ignore") for pair in octets) - {""}


def control(character: str) -> str | None:
    """What a control character from U+0080 to U+009F is in Windows-1252; None for five of them."""
    try:
        return bytes([ord(character)]).decode("cp1252")
    except UnicodeDecodeError:
        return None


def entities(text: str) -> tuple[str, ...]:
    """The HTML entities in `text`, which a phone shows as they stand; each once."""
    return tuple(dict.fromkeys(_ENTITY.findall(text))) if "&" in text else ()


def escapes(text: str) -> tuple[str, ...]:
    r"""The escapes of programs in `text`, such as \n, which a phone shows as they stand."""
    return tuple(dict.fromkeys(_ESCAPE.findall(text))) if "\\" in text else ()


def _as_utf8(run: str) -> str:
    """A run of Windows-1252 with what was UTF-8 in it taken back, sequence by sequence."""
    octets = b"".join(map(_octet, run))
    out, at = "", 0
    while at < len(octets):
        size = _SIZES.get(octets[at], 0)
        try:
            found = octets[at : at + size].decode("utf-8") if size else ""
        except UnicodeDecodeError:
            found = ""
        if not found:
            out += run[at]
        out, at = out + found, at + (size if found else 1)
    return out


def _octet(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        # Five octets have no character; whoever reads leniently leaves them as controls.
        return bytes([ord(character)]) if character < "\u0100" else b"?"


def _from_gbk(run: str) -> str:
    """A run of GBK taken back, where its octets are UTF-8; a last ASCII letter may belong to it."""
    for end in (len(run), len(run) - 1):
        octets = run[:end].encode("gbk", "replace")
        if len(octets) < 3 or octets.isascii():
            continue
        try:
            found = octets.decode("utf-8")
        except UnicodeDecodeError:
            continue
        # Some words of Chinese are UTF-8 of two octets a letter by chance; of three, none is.
        if max(found) > "\u07ff":
            return found + run[end:]
    return run
