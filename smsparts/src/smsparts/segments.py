"""Count and split a text as SMS parts, exactly as TS 23.040 packs them.

Chooses the encoding, counts septets or UTF-16 code units, and cuts parts so that no escape pair
and no surrogate pair is divided. Knows the standard only: no country's or provider's billing, no
words for people, no HTML.

Units. With "GSM-7" a unit is a septet: a character of the locking table costs one, a character of
the single-shift table two (escape and code). With "UCS-2" a unit is a UTF-16 code unit: a character
above U+FFFF costs two. Header octets and fill bits are never in the units; they make the capacity
of a part smaller.

How it is fast: a text is turned into bytes once, by the interpreter's own encoders (one byte a
character, or UTF-16); everything after that asks bytes methods, and Python code runs once a part,
not once a character.

Sources: 3GPP TS 23.040 V18.0.0, 9.2.3.24 (header, concatenation, national language shifts) and
9.2.3.24.1 (what must not be split); TS 23.038 V18.0.0, 6.2 and Annex A (tables).
"""

from codecs import charmap_build, charmap_encode, utf_16_le_encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, NamedTuple

from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES, locking_table, single_table

Encoding = Literal["GSM-7", "UCS-2"]

ENCODINGS: Final = ("auto", "GSM-7", "UCS-2")
REFERENCE_BITS: Final = (8, 16)

MAXIMUM_PARTS: Final = 255  # the header has one octet for the number of parts
PAYLOAD_OCTETS: Final = 140  # TP-User-Data, any header included

ANY_CHARACTER: Final = "\n"
"""Stands for one that is added later: one unit with every table, in no cluster with the text."""


class UnencodableError(ValueError):
    """The text cannot be sent as GSM-7 with the tables allowed.

    `.characters` lists (index, character) for every code point that stands in the way, in order.

    >>> try:
    ...     count("3 ₿", Options(encoding="GSM-7"))
    ... except UnencodableError as error:
    ...     print(error.characters)
    [(2, '₿')]
    """

    def __init__(self, characters: list[tuple[int, str]]) -> None:
        self.characters = characters
        index, character = characters[0]
        more = f" and {len(characters) - 1} more" if len(characters) > 1 else ""
        super().__init__(
            f"U+{ord(character):04X} at index {index}{more} cannot be encoded as GSM-7"
        )

    def __reduce__(self) -> tuple[type, tuple[list[tuple[int, str]]]]:
        return type(self), (self.characters,)


@dataclass(frozen=True)
class Options:
    """How a text is to be sent.

    reference_bits  8 or 16: the size of the concatenation reference
    locking         national locking tables the sender may use, by name
    single          national single-shift tables the sender may use, by name
    encoding        "auto" (GSM-7 where possible), "GSM-7" or "UCS-2"
    keep_clusters   keep grapheme clusters whole where they fit into a part, as Twilio and Android
                    do; CR LF counts as two and may be cut. A cluster larger than a part begins a
                    part of its own and is cut between code points
    keep_words      cut at a space where a part holds one, so that words stay whole
    concatenated    False: parts are messages of their own, without a header
    excluded        characters of the alphabet that are not sent with it: they move a text to UCS-2

    Raises ValueError that lists the known values for anything else.

    >>> turkish = Options(single=("turkish",), keep_clusters=True)
    >>> count("ış", turkish).encoding
    'GSM-7'
    """

    reference_bits: int = 8
    locking: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    encoding: str = "auto"
    keep_clusters: bool = False
    keep_words: bool = field(default=False, repr=False)
    concatenated: bool = field(default=True, repr=False)
    excluded: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _known("reference_bits", self.reference_bits, REFERENCE_BITS)
        _known("encoding", self.encoding, ENCODINGS)
        for name in ("keep_clusters", "keep_words", "concatenated"):
            _known(name, getattr(self, name), (False, True))
        for kind, known in (("locking", LOCKING_TABLES), ("single", SINGLE_TABLES)):
            names = getattr(self, kind)
            if not isinstance(names, tuple | list | set | frozenset):
                raise ValueError(
                    f"{kind} must be a tuple of table names, not {names!r}; "
                    f"known: {', '.join(known)}"
                )
            for name in names:
                _known(kind, name, known)
            # One order for one meaning, so that the tie between two tables is always broken alike.
            ordered = tuple(name for name in known if name in names)
            object.__setattr__(self, kind, ordered)

    @property
    def header_bits(self) -> int | None:
        """The size of the reference in the header of a part; None if parts have no header."""
        return self.reference_bits if self.concatenated else None


def _known(field: str, value: object, known: tuple[object, ...]) -> None:
    if not any(value == option and type(value) is type(option) for option in known):
        listed = ", ".join(map(str, known))
        raise ValueError(f"{field} cannot be {value!r}; known: {listed}")


class Count(NamedTuple):
    """What a text takes. Over 255 parts (`MAXIMUM_PARTS`) `segments` is still the true number."""

    encoding: Encoding
    units: int  # septets, or UTF-16 code units
    segments: int
    locking: str | None = None  # the national tables chosen, by name
    single: str | None = None


class Part(NamedTuple):
    """One part of a split text: its characters, and the units they take."""

    text: str
    units: int


@cache
def header_octets(reference_bits: int | None, tables: int = 0) -> int:
    """Octets of the user data header, its own length octet included.

    reference_bits is None for a message that is not concatenated; tables is how many national
    language information elements (locking, single shift) the header carries.
    """
    reference = 0 if reference_bits is None else 2 + reference_bits // 8 + 2
    elements = reference + tables * 3
    return 1 + elements if elements else 0


@cache
def fill_bits(header: int) -> int:
    """Zero bits between a header of so many octets and the first septet."""
    return -8 * header % 7


@cache
def capacity(encoding: Encoding, reference_bits: int | None = None, tables: int = 0) -> int:
    """Units that one part holds: septets for "GSM-7", UTF-16 code units for "UCS-2".

    reference_bits is None for a message of one part. National tables have no use in UCS-2.

    >>> capacity("GSM-7"), capacity("GSM-7", 8), capacity("GSM-7", 16), capacity("UCS-2", 8)
    (160, 153, 152, 67)
    """
    if encoding == "UCS-2":
        return (PAYLOAD_OCTETS - header_octets(reference_bits)) // 2
    header = header_octets(reference_bits, tables)
    return (8 * (PAYLOAD_OCTETS - header) - fill_bits(header)) // 7


class _Alphabet:
    """One pair of tables, in the form that counts fast. Made once a pair, by `_alphabet`."""

    def __init__(self, locking: str | None, single: str | None) -> None:
        self.locking = locking
        self.single = single
        self.tables = (locking is not None) + (single is not None)
        self.one = frozenset(locking_table(locking).values())
        self.two = frozenset(single_table(single).values()) - self.one
        # An EncodingMap is the interpreter's fastest way from characters to bytes. It wants U+0000
        # at byte 0 and so lets U+0000 pass; `octets` turns it away again. What costs one septet
        # becomes 1 to 127, what costs two 128 or more: `_septets` relies on it.
        one = "".join(sorted(self.one)).ljust(127, _UNUSED)
        two = "".join(sorted(self.two)).ljust(128, _UNUSED)
        self._encoder = charmap_build("\0" + one + two)

    def octets(self, text: str) -> bytes | None:
        """One byte a character, or None if a character is in neither table."""
        try:
            octets = charmap_encode(text, "strict", self._encoder)[0]
        except UnicodeEncodeError:
            return None
        return None if 0 in octets else octets


_UNUSED: Final = "\ufffe"  # charmap_build takes it for: no character has this byte


def _septets(octets: bytes) -> bytes:
    """One byte a septet, of what `_Alphabet.octets` gave.

    UTF-8 happens to be the code we need: a byte below 128 stays one byte, any other becomes two,
    and the second of the two shows it by its first bits, 10.
    """
    return octets if octets.isascii() else octets.decode("latin-1").encode()


@cache
def _alphabet(locking: str | None, single: str | None) -> _Alphabet:
    return _Alphabet(locking, single)


_DEFAULT: Final = _alphabet(None, None)
_PLAIN: Final = Options()

# What most calls come to, made once: ASCII text, or text that begins outside GSM-7, in one part.
_ONE_SEPTET_ASCII: Final = "".join(filter(str.isascii, _DEFAULT.one)).encode()
_GSM: Final = _DEFAULT.one | _DEFAULT.two
_IN_ONE_PART: Final = {
    encoding: [Count(encoding, units, 1) for units in range(capacity(encoding) + 1)]
    for encoding in ("GSM-7", "UCS-2")
}
_GSM_IN_ONE_PART: Final = _IN_ONE_PART["GSM-7"]
_UCS2_IN_ONE_PART: Final = _IN_ONE_PART["UCS-2"]


def count(text: str, options: Options = _PLAIN) -> Count:
    """The encoding, the units and the number of parts of `text`.

    Takes any str, unpaired surrogates included; the empty text is one part of 0 units. Raises
    TypeError for anything else and, with encoding="GSM-7", UnencodableError. Linear in the text.

    >>> count("5 €")
    Count(encoding='GSM-7', units=4, segments=1, locking=None, single=None)
    >>> count("5 ₿" + "!" * 70).segments
    2
    """
    if options is _PLAIN and type(text) is str:
        # The common cases stand here in full: on a short text a call costs as much as the counting.
        if text.isascii():
            if not text.encode().translate(None, _ONE_SEPTET_ASCII):
                units = len(text)
                return _GSM_IN_ONE_PART[units] if units <= 160 else _evenly("GSM-7", units, 8)
        elif text[0] not in _GSM:
            try:
                octets, characters = utf_16_le_encode(text)
                units = len(octets) >> 1
                if units <= 70:
                    return _UCS2_IN_ONE_PART[units]
                return _pack(octets, units != characters, 8)
            except UnicodeEncodeError:
                return _count_units(text, 8)
        known = _DEFAULT.octets(text)
        return _count_units(text, 8) if known is None else _count_septets(_DEFAULT, known, 8)
    return _count_with(_text(text), options)


def count_many(texts: Iterable[str], options: Options = _PLAIN) -> list[Count]:
    """`count` of each text, in order.

    >>> [found.segments for found in count_many(["a" * 160, "a" * 161])]
    [1, 2]
    """
    if options is _PLAIN:
        return list(map(count, texts))
    return [count(text, options) for text in texts]


def split(text: str, options: Options = _PLAIN) -> list[Part]:
    """The parts of `text`, in order; joined, they give the text. Errors are those of `count`.

    Each part is filled as far as the rules allow, which gives the smallest number of parts.

    >>> [part.units for part in split("a" * 152 + "€" + "a" * 152)]
    [152, 153, 1]
    """
    text = _text(text)
    total = count(text, options)
    if total.segments == 1:
        return [Part(text, total.units)]
    parts = []
    start = 0
    for end, units in _cuts(text, total, options):
        parts.append(Part(text[start:end], units))
        start = end
    return parts


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text must be a str, not {type(value).__name__}")
    return str.__str__(value)  # a subclass may have its own idea of encode() and of slices


def _count_with(text: str, options: Options) -> Count:
    if type(options) is not Options:
        raise TypeError(f"options must be Options, not {type(options).__name__}")
    bits = options.header_bits
    if options.encoding != "UCS-2":
        refused = options.excluded and not frozenset(options.excluded).isdisjoint(text)
        best = None if refused else _best_septets(text, options)
        if best is not None:
            return best
        if options.encoding == "GSM-7":
            raise UnencodableError(_unencodable(text, options))
    plain = _count_units(text, bits)
    return _whole(text, plain, options)


def _whole(text: str, plain: Count, options: Options) -> Count:
    """`plain`, with the number of parts that clusters or words kept whole take."""
    if plain.segments == 1 or not (options.keep_clusters or options.keep_words):
        return plain
    return plain._replace(segments=sum(1 for _ in _cuts(text, plain, options)))


def _best_septets(text: str, options: Options) -> Count | None:
    """The count with the best pair of tables that holds every character, or None.

    Best is: fewest parts, then fewest septets, then fewest national tables (they tie only when
    the header makes no difference), then the default alphabet, then the language identifiers'
    order.
    """
    if not options.locking and not options.single:
        octets = _DEFAULT.octets(text)
        if octets is None:
            return None
        return _whole(text, _count_septets(_DEFAULT, octets, options.header_bits), options)
    characters = frozenset(text)
    best: Count | None = None
    for locking in (None, *options.locking):
        missing = characters.difference(locking_table(locking).values())
        for single in (None, *options.single):
            if not missing.issubset(single_table(single).values()):
                continue
            alphabet = _alphabet(locking, single)
            octets = alphabet.octets(text)
            assert octets is not None
            found = _count_septets(alphabet, octets, options.header_bits)
            found = _whole(text, found, options)
            if best is None or _rank(found) < _rank(best):
                best = found
            break  # every further single-shift table costs the same or more
    return best


def _rank(count: Count) -> tuple[int, int, int]:
    tables = (count.locking is not None) + (count.single is not None)
    return count.segments, count.units, tables


def _unencodable(text: str, options: Options) -> list[tuple[int, str]]:
    """The characters that the pair of tables which lacks the fewest of them lacks."""
    lists = [
        [
            (i, c)
            for i, c in enumerate(text)
            if c in options.excluded or (c not in known.one and c not in known.two)
        ]
        for known in (
            _alphabet(locking, single)
            for locking in (None, *options.locking)
            for single in (None, *options.single)
        )
    ]
    return min(lists, key=len)


def _evenly(
    encoding: Encoding, units: int, bits: int | None, alphabet: _Alphabet = _DEFAULT
) -> Count:
    """The count of more units than one part holds, where no cut can fall into a character."""
    parts = -(-units // capacity(encoding, bits, alphabet.tables))
    return Count(encoding, units, parts, alphabet.locking, alphabet.single)


def _count_septets(alphabet: _Alphabet, octets: bytes, bits: int | None) -> Count:
    septets = _septets(octets)
    units = len(septets)
    tables = alphabet.tables
    if units <= capacity("GSM-7", None, tables):
        if not tables:
            return _GSM_IN_ONE_PART[units]
        return Count("GSM-7", units, 1, alphabet.locking, alphabet.single)
    if septets is octets:
        return _evenly("GSM-7", units, bits, alphabet)
    size = capacity("GSM-7", bits, tables)
    parts = 1
    end = size
    while end < units:
        if septets[end] & 0xC0 == 0x80:  # the second septet of a pair: the pair goes on
            end -= 1
        end += size
        parts += 1
    return Count("GSM-7", units, parts, alphabet.locking, alphabet.single)


def _utf16(text: str) -> tuple[bytes, bool]:
    """UTF-16 of any str, and whether it may hold surrogate pairs."""
    try:
        octets, characters = utf_16_le_encode(text)
    except UnicodeEncodeError:
        # Surrogates that stand alone. A high and a low one side by side are a pair to a receiver.
        return utf_16_le_encode(text, "surrogatepass")[0], True
    return octets, len(octets) != 2 * characters


def _count_units(text: str, bits: int | None) -> Count:
    octets, paired = _utf16(text)
    units = len(octets) // 2
    return _UCS2_IN_ONE_PART[units] if units <= 70 else _pack(octets, paired, bits)


def _pack(octets: bytes, paired: bool, bits: int | None) -> Count:
    """The count of UTF-16 that is too long for one part."""
    total = len(octets)
    if not paired:
        return _evenly("UCS-2", total // 2, bits)
    size = 2 * capacity("UCS-2", bits)
    parts = 1
    end = size
    while end < total:
        if octets[end - 1] & 0xFC == 0xD8 and octets[end + 1] & 0xFC == 0xDC:
            end -= 2
        end += size
        parts += 1
    return Count("UCS-2", total // 2, parts)


def _cuts(text: str, total: Count, options: Options) -> Iterator[tuple[int, int]]:
    """For each part, the code point index where it ends and its units."""
    tables = (total.locking is not None) + (total.single is not None)
    size = capacity(total.encoding, options.header_bits, tables)
    two: frozenset[str] | None = None
    if total.encoding == "GSM-7":
        two = _alphabet(total.locking, total.single).two
    keep = None
    if options.keep_clusters:
        from smsparts.graphemes import Boundaries

        keep = Boundaries(text)
    start = 0
    length = len(text)
    while start < length:
        end = _fill(text, start, size, two)
        if keep is not None and end < length:
            end = keep.last(start, end)
        if options.keep_words and end < length and text[end] != " ":
            end = text.rfind(" ", start, end) + 1 or end
        if end <= start:  # a cut that does not go on would go on for ever
            raise RuntimeError(f"no part of {size} units begins at index {start} of {text!a}")
        yield end, _units(text[start:end], two)
        start = end


def _units(text: str, two: frozenset[str] | None) -> int:
    if two is None:
        return len(utf_16_le_encode(text, "surrogatepass")[0]) // 2
    return len(text) + sum(character in two for character in text)


def _fill(text: str, start: int, size: int, two: frozenset[str] | None) -> int:
    """The last code point index up to which `text` from `start` on takes at most `size` units."""
    end = min(start + size, len(text))
    while (excess := _units(text[start:end], two) - size) > 0:
        end -= (excess + 1) // 2  # no character takes more than two units
    return end - 1 if two is None and _inside_pair(text, end) else end


def _inside_pair(text: str, at: int) -> bool:
    """Whether two surrogates that stand alone meet at `at`: to a receiver they are one pair."""
    return "\ud800" <= text[at - 1] <= "\udbff" and "\udc00" <= text[at : at + 1] <= "\udfff"
