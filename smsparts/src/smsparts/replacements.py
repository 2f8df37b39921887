"""What a character can be replaced by to save units, and whether that changes what is read.

Two separate things. `replacement` is our own curated map: each entry names its group, and says
whether the change alters meaning or spelling. `smart_encoded` repeats what Twilio's option of that
name replaces, for bills under Twilio's profile; it is Twilio's list, quirks included, and never
applied unasked. Neither knows how a message is counted.

Characters that cannot be told apart by eye are written by their official Unicode names. Whole
ranges are derived and not listed: full-width forms and styled letters by Unicode's own
compatibility mappings, accents by its canonical ones. Both are frozen by Unicode's stability
policy, so that the version of the interpreter's tables does not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

GROUPS = (
    "quotes",
    "dashes",
    "spaces",
    "invisible",
    "misread",
    "full_width",
    "ligatures",
    "look_alikes",
    "styled_letters",
    "symbols",
    "brackets",
    "fractions",
    "controls",
    "accents",
    "capitals",
)
"""The groups, the least harmful first."""

MEANING_CHANGES = frozenset({"fractions", "controls", "accents", "capitals"})
"""Groups whose replacement can alter meaning or spelling, and not the looks alone."""


class Replacement(NamedTuple):
    """One entry: `character` may be replaced by `by` (which is empty where it can go)."""

    character: str
    by: str
    group: str

    @property
    def changes_meaning(self) -> bool:
        """True where a reader could understand or spell it differently afterwards."""
        return self.group in MEANING_CHANGES


# group -> what it becomes -> the characters that may become it
_LISTED: Mapping[str, Mapping[str, str]] = {
    "quotes": {
        "'": "‘’‚‛‹›`´ʹʻʼʽˈˊˋ′❛❜",
        '"': "“”„‟«»ʺˮ″❝❞〝〞「」『』",
    },
    "dashes": {
        "-": "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
        "\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{HYPHEN BULLET}\N{SMALL HYPHEN-MINUS}"
        "\N{BOX DRAWINGS LIGHT HORIZONTAL}",
    },
    "spaces": {
        " ": "\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}\N{EM QUAD}\N{EN SPACE}\N{EM SPACE}"
        "\N{THREE-PER-EM SPACE}\N{FOUR-PER-EM SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}"
        "\N{PUNCTUATION SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}"
        "\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}\N{BRAILLE PATTERN BLANK}\t",
        "\n": "\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}\v",
    },
    "invisible": {
        "": "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{SOFT HYPHEN}"
        "\N{COMBINING GRAPHEME JOINER}\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}"
        "\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}\N{VARIATION SELECTOR-15}"
        "\N{VARIATION SELECTOR-16}\N{OBJECT REPLACEMENT CHARACTER}\N{MONGOLIAN VOWEL SEPARATOR}"
        "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}\N{HANGUL CHOSEONG FILLER}"
        "\N{HANGUL JUNGSEONG FILLER}",
    },
    # Joiners shape Indic and Persian words and emoji; the marks of direction order mixed text.
    "controls": {
        "": "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}"
        "\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT EMBEDDING}"
        "\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}\N{LEFT-TO-RIGHT OVERRIDE}"
        "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}"
        "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}",
        "?": "\N{REPLACEMENT CHARACTER}",
    },
    "full_width": {
        ".": "。｡",
        ",": "、､",
        "'": "\N{FULLWIDTH GRAVE ACCENT}",
        "c": "\N{FULLWIDTH CENT SIGN}",
        "£": "\N{FULLWIDTH POUND SIGN}",
        "¥": "\N{FULLWIDTH YEN SIGN}",
    },
    "ligatures": {
        "ff": "ﬀ",
        "fi": "ﬁ",
        "fl": "ﬂ",
        "ffi": "ﬃ",
        "ffl": "ﬄ",
        "st": "ﬅﬆ",
        "OE": "Œ",
        "oe": "œ",
        "IJ": "Ĳ",
        "ij": "ĳ",
    },
    "look_alikes": {
        "A": "\N{CYRILLIC CAPITAL LETTER A}\N{GREEK CAPITAL LETTER ALPHA}",
        "B": "\N{CYRILLIC CAPITAL LETTER VE}\N{GREEK CAPITAL LETTER BETA}",
        "C": "\N{CYRILLIC CAPITAL LETTER ES}",
        "E": "\N{CYRILLIC CAPITAL LETTER IE}\N{GREEK CAPITAL LETTER EPSILON}",
        "H": "\N{CYRILLIC CAPITAL LETTER EN}\N{GREEK CAPITAL LETTER ETA}",
        "I": "\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}"
        "\N{CYRILLIC LETTER PALOCHKA}\N{GREEK CAPITAL LETTER IOTA}",
        "J": "\N{CYRILLIC CAPITAL LETTER JE}",
        "K": "\N{CYRILLIC CAPITAL LETTER KA}\N{GREEK CAPITAL LETTER KAPPA}\N{KELVIN SIGN}",
        "M": "\N{CYRILLIC CAPITAL LETTER EM}\N{GREEK CAPITAL LETTER MU}",
        "N": "\N{GREEK CAPITAL LETTER NU}",
        "O": "\N{CYRILLIC CAPITAL LETTER O}\N{GREEK CAPITAL LETTER OMICRON}",
        "P": "\N{CYRILLIC CAPITAL LETTER ER}\N{GREEK CAPITAL LETTER RHO}",
        "S": "\N{CYRILLIC CAPITAL LETTER DZE}",
        "T": "\N{CYRILLIC CAPITAL LETTER TE}\N{GREEK CAPITAL LETTER TAU}",
        "X": "\N{CYRILLIC CAPITAL LETTER HA}\N{GREEK CAPITAL LETTER CHI}",
        "Y": "\N{CYRILLIC CAPITAL LETTER U}\N{GREEK CAPITAL LETTER UPSILON}",
        "Z": "\N{GREEK CAPITAL LETTER ZETA}",
        "a": "\N{CYRILLIC SMALL LETTER A}",
        "c": "\N{CYRILLIC SMALL LETTER ES}",
        "e": "\N{CYRILLIC SMALL LETTER IE}",
        "h": "\N{CYRILLIC SMALL LETTER SHHA}",
        "i": "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}",
        "j": "\N{CYRILLIC SMALL LETTER JE}",
        "o": "\N{CYRILLIC SMALL LETTER O}",
        "p": "\N{CYRILLIC SMALL LETTER ER}",
        "s": "\N{CYRILLIC SMALL LETTER DZE}",
        "u": "\N{MICRO SIGN}",
        "x": "\N{CYRILLIC SMALL LETTER HA}",
        "y": "\N{CYRILLIC SMALL LETTER U}",
        "Å": "\N{ANGSTROM SIGN}",
        "Δ": "\N{INCREMENT}",
        "Π": "\N{N-ARY PRODUCT}",
        "Σ": "\N{N-ARY SUMMATION}",
        "Ω": "\N{OHM SIGN}",
    },
    "symbols": {
        "...": "…",
        "..": "‥",
        ".": "·",
        "-": "•‣◦∙・",
        "*": "∗★☆✱",
        "/": "⁄∕÷",
        "x": "×✕✖",
        "+/-": "±",
        "->": "→➔➜⟶",
        "<-": "←⟵",
        "=>": "⇒",
        "<=": "≤",
        ">=": "≥",
        "!=": "≠",
        "!!": "‼",
        "?!": "⁈",
        "!?": "⁉",
        "|": "¦",
        " deg": "°",
        "o": "º",
        "a": "ª",
        "(c)": "©",
        "(R)": "®",
        "TM": "™",
        "No.": "№",
        "c": "¢",
        "C": "℃",
        "F": "℉",
        "Rs": "₹",
        "RUB": "₽",
        "KRW": "₩",
        "TL": "₺",
        "VND": "₫",
        "PHP": "₱",
        "NGN": "₦",
        "UAH": "₴",
    },
    "fractions": {
        "1/2": "½",
        "1/4": "¼",
        "3/4": "¾",
        "1/3": "⅓",
        "2/3": "⅔",
        "0": "⁰₀",
        "1": "¹₁",
        "2": "²₂",
        "3": "³₃",
        "4": "⁴₄",
        "5": "⁵₅",
        "6": "⁶₆",
        "7": "⁷₇",
        "8": "⁸₈",
        "9": "⁹₉",
    },
    # In GSM-7 already, but two septets each; these cost one.
    "brackets": {"(": "[{", ")": "]}", "/": "|", "-": "~"},
    # Letters that Unicode does not take apart, and two that have a nearer letter than the bare one.
    "accents": {
        "ß": "ẞ",
        "e": "ə",
        "E": "Ə",
        "D": "ĐÐ",
        "H": "Ħ",
        "L": "Ł",
        "T": "Ŧ",
        "TH": "Þ",
        "d": "đð",
        "h": "ħ",
        "i": "ı",
        "l": "ł",
        "t": "ŧ",
        "th": "þ",
        "Ö": "Ő",
        "Ü": "Ű",
        "ö": "ő",
        "ü": "ű",
    },
}

_FULL_WIDTH = range(0xFF01, 0xFF5F)  # U+0021 to U+007E again, 0xFEE0 further on
_IDEOGRAPHS_TO_HANGUL = range(0x3400, 0xD7B0)  # most of what people type, and nothing for us
_STYLED = (
    range(0x1D400, 0x1D800),  # Mathematical Alphanumeric Symbols
    range(0x2100, 0x2150),  # Letterlike Symbols
    range(0x2160, 0x2180),  # Roman numerals
    range(0x24B6, 0x24EA),  # circled letters
    range(0x1F130, 0x1F14A),  # squared letters
)


@lru_cache(maxsize=8192)
def replacement(character: str) -> Replacement | None:
    """The entry for one code point, or None."""
    if listed := _listed().get(character):
        return listed
    code = ord(character)
    if 0x80 <= code < 0xA0:
        return _misread(character)
    if code in _IDEOGRAPHS_TO_HANGUL:
        return None
    if code in _FULL_WIDTH:
        return Replacement(character, chr(code - 0xFEE0), "full_width")
    if any(code in block for block in _STYLED):
        plain = unicodedata.normalize("NFKC", character)
        if plain.isascii() and plain.isalnum():
            return Replacement(character, plain, "styled_letters")
        return None
    base, *marks = list(unicodedata.normalize("NFD", character))
    if "\u0370" <= base <= "\u03ff":
        return _greek(character, base)
    if marks and base.isascii() and base.isalpha() and all(map(unicodedata.combining, marks)):
        return Replacement(character, base, "accents")
    return None


def _misread(character: str) -> Replacement | None:
    """A control character is what is left of a quote of Windows-1252: as that is replaced."""
    from smsparts.repair import control

    meant = control(character)
    if meant is None:
        return Replacement(character, "", "misread")
    known = replacement(meant)
    if known is None and meant != "€":
        return None
    return Replacement(character, known.by if known else meant, "misread")


def _greek(character: str, base: str) -> Replacement | None:
    """Greek fits into GSM-7 in capitals without accents, half of them looking like Latin ones."""
    capital = base.upper()
    listed = _listed().get(capital)
    by = listed.by if listed else capital
    if by == character or not (by.isascii() or by in _GREEK_OF_GSM):
        return None
    return Replacement(character, by, "capitals" if character.islower() else "accents")


_GREEK_OF_GSM = "ΔΦΓΛΩΠΨΣΘΞ"


@cache
def _listed() -> dict[str, Replacement]:
    return {
        character: Replacement(character, by, group)
        for group, entries in _LISTED.items()
        for by, characters in entries.items()
        for character in characters
    }


def listed() -> tuple[Replacement, ...]:
    """Every entry that is listed and not derived, for the tests and for a page that shows them."""
    return tuple(_listed().values())


def smart_encoded(text: str, rule: str = "twilio") -> str:
    """`text` with what a rule's service replaces, whether or not GSM-7 comes of it.

    Twilio itself applies it only where GSM-7 comes of it: see ``Rule.smartly_encoded``.

    Sources: Twilio's package sms-segments-calculator 1.3.0 of 2026-09-02, libs/SmartEncodingMap;
    GOV.UK Notify's notifications_utils/sanitise_text.py, read on 2026-11-27.
    """
    return text.translate(_smart(rule))


@cache
def _smart(rule: str) -> dict[int, str]:
    if rule != "twilio":
        listed = _OTHERS[rule].items()
        return {int(code, 16): by for by, codes in listed for code in codes.split()}
    # Full-width forms, all but the grave accent and the small letters.
    smart = {
        code: chr(code - 0xFEE0)
        for code in _FULL_WIDTH
        if code != 0xFF40 and not 0xFF41 <= code <= 0xFF5A
    }
    for by, codes in _SMART.items():
        smart.update(dict.fromkeys((int(code, 16) for code in codes.split()), by))
    return smart


# Code points, since half of them have no glyph in most fonts. Two spaces for one are the source's
# own.
_SMART: Mapping[str, str] = {
    '"': "AB BB 201C 201D 2BA 2EE 201F 275D 275E 301D 301E 201E",
    "'": "2018 2019 2BB 2C8 2BC 2BD 2B9 201B B4 2CA 60 2CB 275B 275C 313 314 FE10 FE11",
    "/": "F7 29F8 337 338 2044 2215",
    "1/4": "BC",
    "1/2": "BD",
    "3/4": "BE",
    "\\": "29F9 29F5 20E5 FE68",
    "_": "332 2017",
    "|": "20D2 20D3 2223 23B8 23B9 23D0 239C 239F",
    "-": "23BC 23BD 2015 FE63 2010 2043 2014 2013 2022",
    "@": "FE6B",
    "$": "FE69",
    "!": "1C3 FE15 FE57",
    "!!": "203C",
    "#": "FE5F",
    "%": "FE6A",
    "&": "FE60",
    ",": "201A 326 FE50 FE51 FF64 3001",
    "(": "2768 276A FE59 27EE 2985",
    ")": "2769 276B FE5A 27EF 2986",
    "*": "204E 2217 229B 2722 2723 2724 2725 2731 2732 2733 273A 273B 273C 273D 2743 2749 274A "
    "274B 29C6 FE61",
    "+": "2D6 FE62",
    ".": "3002 FE52 FF61",
    "...": "2026",
    ":": "2D0 2F8 2982 A789 FE13",
    ";": "204F FE14 FE54",
    "<": "FE64 2039",
    "=": "347 A78A FE66",
    ">": "FE65 203A",
    "?": "FE16 FE56",
    "A": "1D00",
    "B": "299",
    "C": "1D04",
    "D": "1D05",
    "E": "1D07",
    "F": "A730",
    "G": "262",
    "H": "29C",
    "I": "26A",
    "J": "1D0A",
    "K": "1D0B",
    "L": "29F",
    "M": "1D0D",
    "N": "274",
    "O": "1D0F",
    "P": "1D18",
    "R": "280",
    "S": "A731",
    "T": "1D1B",
    "U": "1D1C",
    "V": "1D20",
    "W": "1D21",
    "Y": "28F",
    "Z": "1D22",
    "^": "2C6 302 1DCD",
    "{": "2774 FE5B",
    "}": "2775 FE5C",
    "~": "2DC 2F7 303 330 334 223C",
    "  ": "A0 2000 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000 8D 9F 80 90 9B",
    " ": "2028 2029 2001",
    "       ": "9",
    "": "10 0 3 4 17 19 11 12 13 14 2060 200B 200C FEFF",
}

_OTHERS: Mapping[str, Mapping[str, str]] = {
    "govuk_notify": {
        "-": "2011 2013 2014 2212",
        "...": "2026",
        "'": "2018 2019 201A",
        '"': "201C 201D 201E",
        "": "180E 200B 200C 2060 FEFF 2028 2029",
        " ": "A0 202F 9",
    },
}
