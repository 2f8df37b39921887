"""The official Unicode name of a character, the same on every host.

Python's own `unicodedata` is of another Unicode version on each Python, so the names stand in a
table of our own: names.txt, made by builder/generate/names.py. It is read when a name is first
asked for. Knows nothing of messages.
"""

from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files
from re import MULTILINE
from re import compile as regex

UNICODE_VERSION = "17.0.0"

# Hangul syllables are named from their jamo: the rule and the short names are in Unicode 3.12.
_SYLLABLES = range(0xAC00, 0xD7A4)
_LEADING = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ")  # noqa: SIM905
_VOWEL = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ")  # noqa: SIM905
_TRAILING = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ")  # noqa: SIM905


@lru_cache(maxsize=4096)
def name(character: str) -> str:
    """The Unicode 17.0 name of one code point; "U+1FAE9" and the like where it has none.

    Control codes have no name in Unicode; they get their formal alias, as "LINE FEED". Surrogates,
    private and unassigned code points stay without. Raises TypeError unless given one code point.
    """
    if not isinstance(character, str) or len(character) != 1:
        raise TypeError(f"name() takes one code point, not {character!r}")
    point = ord(character)
    if point in _SYLLABLES:
        syllable = point - _SYLLABLES.start
        leading, vowel, trailing = syllable // 588, syllable // 28 % 21, syllable % 28
        return f"HANGUL SYLLABLE {_LEADING[leading]}{_VOWEL[vowel]}{_TRAILING[trailing]}"
    return _numbered(point) or _listed(point) or f"U+{point:04X}"


@cache
def _table() -> str:
    return files("smsparts").joinpath("names.txt").read_text("ascii")


@cache
def _stretches() -> list[tuple[int, int, str]]:
    """First, last and the words before the number, of the characters named by their number."""
    found = regex(r"^~([0-9A-F]+)-([0-9A-F]+) (.+)$", MULTILINE).findall(_table())
    return [(int(first, 16), int(last, 16), stem) for first, last, stem in found]


@cache
def _runs() -> tuple[list[int], list[int]]:
    """The code point at which each run starts, and where in the table its lines start."""
    starts, places = [], []
    for match in regex(r"^=([0-9A-F]+)\n", MULTILINE).finditer(_table()):
        starts.append(int(match[1], 16))
        places.append(match.end())
    return starts, places


def _numbered(point: int) -> str | None:
    stretches = _stretches()
    at = bisect_right(stretches, (point, 0x110000, "")) - 1
    if at < 0:
        return None
    first, last, stem = stretches[at]
    return f"{stem}{point:04X}" if first <= point <= last else None


def _listed(point: int) -> str | None:
    starts, places = _runs()
    at = bisect_right(starts, point) - 1
    if at < 0:
        return None
    table, place = _table(), places[at]
    words: list[str] = []
    for _ in range(starts[at], point + 1):
        end = table.find("\n", place)
        if end < 0 or table[place] == "=":
            return None
        words = words[: int(table[place])] + table[place + 1 : end].split(" ")
        place = end + 1
    return " ".join(words)
