"""The GSM 7-bit tables: default, extension, and the national ones of thirteen languages.

Each table stands in the module of its language and maps a 7-bit position to a character written
by its official Unicode name. A module is imported when its table is first asked for, so that the
common case pays for the default alphabet only. This package knows tables, not messages: what a
character costs and where a text is cut is in `segments`.

A character of the locking table (or of the default alphabet) takes one septet; one found only in
the single-shift table (or the default extension table) takes two, the escape and its code; one
found in both takes one. U+001B is a character of no table.

Sources: 3GPP TS 23.038 V18.0.0 (ETSI TS 123 038), 6.2 and Annex A; checked position by position
against Android's GsmAlphabet.java, oFono, gsmcodecs and warthog618/sms. Where those differ, the
position says so.
"""

from functools import cache
from importlib import import_module

# Value octet of the national language information elements, TS 23.038 6.2.1.2.4.
LANGUAGE_IDENTIFIERS = {
    "turkish": 0x01,
    "spanish": 0x02,
    "portuguese": 0x03,
    "bengali": 0x04,
    "gujarati": 0x05,
    "hindi": 0x06,
    "kannada": 0x07,
    "malayalam": 0x08,
    "oriya": 0x09,
    "punjabi": 0x0A,
    "tamil": 0x0B,
    "telugu": 0x0C,
    "urdu": 0x0D,
}

SINGLE_TABLES = tuple(LANGUAGE_IDENTIFIERS)
LOCKING_TABLES = tuple(name for name in SINGLE_TABLES if name != "spanish")  # A.3.2 is void


@cache
def locking_table(name: str | None = None) -> dict[int, str]:
    """Position to character, of the locking table `name`; of the default alphabet for None.

    Raises ValueError for a name that has no locking table. The dict is shared: do not change it.
    """
    return _table(name, "LOCKING", LOCKING_TABLES)


@cache
def single_table(name: str | None = None) -> dict[int, str]:
    """Position to character, of the single-shift table `name`; of the default extension for None.

    Raises ValueError for an unknown name. The dict is shared: do not change it.
    """
    return _table(name, "SINGLE", SINGLE_TABLES)


def _table(name: str | None, kind: str, known: tuple[str, ...]) -> dict[int, str]:
    if name is not None and name not in known:
        raise ValueError(f"unknown {kind.lower()} table {name!r}; known: {', '.join(known)}")
    table: dict[int, str] = getattr(import_module(f"{__name__}.{name or 'default'}"), kind)
    return table
