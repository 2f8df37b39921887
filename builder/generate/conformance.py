"""Write smsparts/conformance/cases.jsonl: texts, options and what any right counter answers.

Run `python -m builder.generate.conformance`. It does not ask the counter: a case states its
encoding and tables, each character's cost follows from conformance/tables.json, and parts are
filled in turn, in the plainest way there is. The sizes are those of TS 23.040, written out below.
A test holds the committed file against this, and the counter against the file.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "smsparts" / "src" / "smsparts" / "conformance"
TARGET = FOLDER / "cases.jsonl"

Pieces = Sequence[tuple[str, int]]
Case = dict[str, Any]

# Septets of one part: (bits of the reference, or None if alone; national tables) -> septets.
SEPTETS = {
    (None, 0): 160, (None, 1): 155, (None, 2): 152,
    (8, 0): 153, (8, 1): 149, (8, 2): 146,
    (16, 0): 152, (16, 1): 148, (16, 2): 145,
}  # fmt: skip
# UTF-16 code units of one part.
UNITS = {None: 70, 8: 67, 16: 66}

LANGUAGES = ("turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada",
             "malayalam", "oriya", "punjabi", "tamil", "telugu", "urdu")  # fmt: skip


def tables() -> dict[str, dict[str, dict[str, None]]]:
    """Kind -> name -> the characters of the table, in its order."""
    data = json.loads((FOLDER / "tables.json").read_text("utf-8"))
    return {
        kind: {
            name: {chr(int(code, 16)): None for row in rows for code in _codes(row)}
            for name, rows in data[kind].items()
        }
        for kind in ("locking", "single")
    }


def _codes(row: Any) -> list[str]:
    codes = row.split() if isinstance(row, str) else [row]
    return [code for code in codes if code != "----"]


TABLES = tables()


def case(
    name: str,
    pieces: Pieces,
    why: str,
    encoding: str,
    options: dict[str, Any] | None = None,
    *,
    locking: str | None = None,
    single: str | None = None,
    whole: Sequence[str] = (),
) -> Case:
    """A case with its answer. `whole` are clusters that the options keep in one part."""
    options = options or {}
    text = "".join(piece * times for piece, times in pieces)
    costs = _costs(text, encoding, locking, single)
    bits = options.get("reference_bits", 8)
    tables_used = (locking is not None) + (single is not None)
    alone = SEPTETS[None, tables_used] if encoding == "GSM-7" else UNITS[None]
    shared = SEPTETS[bits, tables_used] if encoding == "GSM-7" else UNITS[bits]
    parts = _parts(_groups(text, costs, whole), alone, shared)
    return {
        "id": name,
        "text": [list(piece) for piece in pieces],
        "options": options,
        "encoding": encoding,
        "units": sum(costs),
        "parts": len(parts),
        "part_units": parts,
        "locking": locking,
        "single": single,
        "why": why,
    }


def _costs(text: str, encoding: str, locking: str | None, single: str | None) -> list[int]:
    """The units of each code point; halves of a pair that stand apart are one unit each."""
    if encoding == "UCS-2":
        return [2 if character > "\uffff" else 1 for character in text]
    one = TABLES["locking"][locking or "default"]
    two = TABLES["single"][single or "default"]
    return [1 if c in one else 2 if c in two else _missing(c) for c in text]


def _missing(character: str) -> int:
    raise ValueError(f"U+{ord(character):04X} is in no table of the case")


def _groups(text: str, costs: list[int], whole: Sequence[str]) -> list[list[int]]:
    """What may not be cut, as the costs of its code points."""
    groups: list[list[int]] = []
    at = 0
    while at < len(text):
        cluster = next((one for one in whole if text.startswith(one, at)), text[at])
        pair = "\ud800" <= text[at] <= "\udbff" and "\udc00" <= text[at + 1 : at + 2] <= "\udfff"
        length = 2 if pair and len(cluster) == 1 else len(cluster)
        groups.append(costs[at : at + length])
        at += length
    return groups


def _parts(groups: list[list[int]], alone: int, shared: int) -> list[int]:
    """The units of each part, filled in turn."""
    total = sum(map(sum, groups))
    if total <= alone:
        return [total]
    parts = [0]
    for group in groups:
        pieces = [sum(group)]
        if pieces[0] > shared:  # larger than a part: begins one of its own, cut anywhere
            pieces = group
            if parts[-1]:
                parts.append(0)
        for size in pieces:
            if parts[-1] + size > shared:
                parts.append(0)
            parts[-1] += size
    return parts


def named(character: str) -> str:
    """U+20AC EURO SIGN; without a name, the number alone."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def plain_lengths() -> Iterator[Case]:
    """One character a unit: the edge of every size, one before it and one after."""
    septets = {bits: SEPTETS[bits, 0] for bits in UNITS}
    for letter, encoding, sizes in (("a", "GSM-7", septets), ("短", "UCS-2", UNITS)):
        for bits in (8, 16):
            alone, shared = sizes[None], sizes[bits]
            for parts in (1, 2, 3, 4, 9):
                edge = alone if parts == 1 else parts * shared
                for length in (edge - 1, edge, edge + 1):
                    need = 1 if length <= alone else -(-length // shared)
                    yield case(
                        f"length-{encoding}-{bits}-{length}",
                        [(letter, length)],
                        f"{length} characters of one unit each: one part holds {alone}, and each "
                        f"of several {shared} behind a header with a {bits}-bit reference, so "
                        f"{need}.",
                        encoding,
                        {"reference_bits": bits} if bits == 16 else {},
                    )
    yield case("empty", [], "The empty text is one part of no units, not no part.", "GSM-7")


def alphabet() -> Iterator[Case]:
    """Characters that counters often place wrongly."""
    for character in "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà":
        yield case(
            f"default-{ord(character):04X}",
            [(character, 160)],
            f"{named(character)} is in the default alphabet: one septet each, and 160 fill a part.",
            "GSM-7",
        )
    for character in "`\tçáíóúêâõÈÀÁœŒ’“”–—…\u00a0\u200bΑΕаıŵ":
        yield case(
            f"foreign-{ord(character):04X}",
            [("a", 70), (character, 1)],
            f"{named(character)} is not in GSM-7, though it looks as if it were: the whole text "
            "is UCS-2, where 71 characters are two parts.",
            "UCS-2",
        )
    yield case(
        "escape",
        [("a", 70), ("\x1b", 1)],
        "U+001B is the escape itself, a character of no table: the text is UCS-2.",
        "UCS-2",
    )
    yield case(
        "extension-in-ucs2",
        [("€", 69), ("短", 1)],
        "Once the text is UCS-2, a character of the extension is one unit like any other.",
        "UCS-2",
    )
    yield case(
        "crlf",
        [("a", 158), ("\r\n", 1)],
        "CR and LF are one septet each: with 158 letters they fill the part.",
        "GSM-7",
    )
    yield case("crlf-over", [("a", 159), ("\r\n", 1)], "One more letter: 161 septets.", "GSM-7")


def escapes() -> Iterator[Case]:
    """The two septets of an extension character stay in one part."""
    for character in "^{}\\[~]|€\f":
        for before, why in (
            (157, "159 septets: one part, with one free"),
            (158, "158 letters and an escape pair are 160 septets: exactly one part"),
            (159, "159 letters and an escape pair are 161: two parts"),
        ):
            yield case(
                f"escape-{ord(character):04X}-{before}",
                [("a", before), (character, 1)],
                f"{named(character)} costs two septets, escape and code. {why}.",
                "GSM-7",
            )
        yield case(
            f"escape-{ord(character):04X}-cut",
            [("a", 152), (character, 1), ("a", 152)],
            f"The 153rd septet of the first part would be the escape of {named(character)}: "
            "the pair goes to the next part and the septet stays free.",
            "GSM-7",
        )
    for bits, shared in ((8, 153), (16, 152)):
        for parts in range(1, 5):
            # Before the pair stand `parts` full parts, less one septet.
            yield case(
                f"escape-cut-{bits}-{parts}",
                [("a", parts * shared - 1), ("€", 1), ("a", shared - 2)],
                f"After {parts * shared - 1} letters the pair of the euro sign would be cut at "
                f"the end of part {parts}: it moves on, and the last part is then full.",
                "GSM-7",
                {"reference_bits": bits} if bits == 16 else {},
            )
    for times in (76, 77, 80, 81, 152, 153, 154):
        yield case(
            f"escape-only-{times}",
            [("€", times)],
            f"{times} pairs, and 76 of them fit into the 153 septets of one of several parts.",
            "GSM-7",
        )


def pairs() -> Iterator[Case]:
    """The two code units of a surrogate pair stay in one part."""
    for bits, shared in ((8, 67), (16, 66)):
        options = {"reference_bits": bits} if bits == 16 else {}
        for parts in range(1, 5):
            for spare in (0, 1, 2):
                before = parts * shared - spare
                yield case(
                    f"pair-{bits}-{parts}-{spare}",
                    [("短", before), ("😀", 1), ("短", shared - 2)],
                    f"{before} units stand before a surrogate pair; part {parts} ends at unit "
                    f"{parts * shared}, and a pair is never cut.",
                    "UCS-2",
                    options,
                )
        for times in (34, 35, 36, 66, 67, 99, 100):
            yield case(
                f"pair-only-{bits}-{times}",
                [("😀", times)],
                f"{times} pairs of two code units: 35 fit into one part, 33 into one of several.",
                "UCS-2",
                options,
            )
    for character, why in (
        ("\ud83d", "A high surrogate without its low half is one unit, and nothing to keep whole."),
        ("\ude00", "A low surrogate alone is one unit."),
    ):
        for times in (70, 71):
            yield case(f"alone-{ord(character):04X}-{times}", [(character, times)], why, "UCS-2")
    yield case(
        "two-halves",
        [("短", 66), ("\ud83d", 1), ("\ude00", 1), ("短", 3)],
        "A high and a low surrogate side by side are a pair to the receiver: not cut.",
        "UCS-2",
    )
    yield case(
        "above-bmp-letter",
        [("𠮷", 35)],
        "U+20BB7, a Han character above U+FFFF, costs two code units as an emoji does.",
        "UCS-2",
    )


def national() -> Iterator[Case]:
    """Each national table, alone and with another; none where the sender may not use it."""
    for language in LANGUAGES:
        own = [c for c in TABLES["single"][language] if c not in TABLES["single"]["default"]
               and c not in TABLES["locking"]["default"]]  # fmt: skip
        letter = own[0]
        allowed = {"single": [language]}
        said = f"{named(letter)} is in the single-shift table of {language}: two septets."
        for times in (77, 78):
            yield case(
                f"single-{language}-{times}",
                [(letter, times)],
                f"{said} The header that names the table leaves 155 septets in one part, 149 in "
                "one of several.",
                "GSM-7",
                allowed,
                single=language,
            )
        yield case(
            f"single-{language}-one",
            [("a", 153), (letter, 1)],
            f"{said} 153 letters and the pair are 155 septets: one part.",
            "GSM-7",
            allowed,
            single=language,
        )
        yield case(
            f"single-{language}-over",
            [("a", 154), (letter, 1)],
            f"{said} 154 letters and the pair are 156 septets: one too many.",
            "GSM-7",
            allowed,
            single=language,
        )
        yield case(
            f"single-{language}-cut",
            [("a", 148), (letter, 1), ("a", 147)],
            f"{said} The pair would be cut after 149 septets: it moves to the second part.",
            "GSM-7",
            allowed,
            single=language,
        )
        yield case(
            f"single-{language}-16",
            [(letter, 78)],
            f"{said} With a 16-bit reference one of several parts holds 148 septets.",
            "GSM-7",
            {**allowed, "reference_bits": 16},
            single=language,
        )
        yield case(
            f"single-{language}-not-allowed",
            [(letter, 70)],
            f"{named(letter)} is in no default table, and no national one is allowed: UCS-2.",
            "UCS-2",
        )
        yield case(
            f"single-{language}-not-needed",
            [("a", 160)],
            f"The table of {language} is allowed, but the default alphabet has every letter: no "
            "header is spent on it.",
            "GSM-7",
            allowed,
        )
    for language in LANGUAGES:
        if language == "spanish":
            continue
        table = TABLES["locking"][language]
        own = [c for c in table if c not in TABLES["locking"]["default"]
               and c not in TABLES["single"]["default"]]  # fmt: skip
        letter = own[0]
        allowed = {"locking": [language]}
        said = f"{named(letter)} is in the locking table of {language}: one septet."
        for times in (154, 155, 156, 298, 299):
            yield case(
                f"locking-{language}-{times}",
                [(letter, times)],
                f"{said} The header that names the table leaves 155 septets in one part, 149 in "
                "one of several.",
                "GSM-7",
                allowed,
                locking=language,
            )
        yield case(
            f"locking-{language}-16",
            [(letter, 297)],
            f"{said} With a 16-bit reference one of several parts holds 148 septets.",
            "GSM-7",
            {**allowed, "reference_bits": 16},
            locking=language,
        )
        single = [c for c in TABLES["single"][language] if c not in table
                  and c not in TABLES["single"]["default"]]  # fmt: skip
        if single:
            for times in (150, 151):
                yield case(
                    f"both-{language}-{times}",
                    [(letter, times), (single[0], 1)],
                    f"{said} {named(single[0])} is in its single-shift table only: two septets. "
                    "A header that names two tables leaves 152 septets, 146 in one of several.",
                    "GSM-7",
                    {"locking": [language], "single": [language]},
                    locking=language,
                    single=language,
                )


def clusters() -> Iterator[Case]:
    """User-perceived characters, cut or kept whole."""
    kept = {"keep_clusters": True}
    for name, cluster, what in (
        ("combining", "e\u0301", "a letter and its combining accent"),
        ("family", "👨\u200d👩\u200d👧", "a family joined by U+200D"),
        ("flag", "🇩🇪", "two regional indicators that make a flag"),
        ("skin", "👍🏽", "an emoji and its skin tone"),
        ("keycap", "1\ufe0f\u20e3", "a keycap"),
        ("wales", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
         "a flag spelt in tags"),
        ("jamo", "\u1112\u1161\u11ab", "a Hangul syllable in three jamo"),
        ("conjunct", "क\u094dष", "a Devanagari conjunct"),
    ):  # fmt: skip
        size = sum(2 if c > "\uffff" else 1 for c in cluster)
        for before in sorted({67 - size, 68 - size, 66}):
            pieces = [("短", before), (cluster, 1), ("短", 67)]
            where = f"{before} units, then {what} of {size} units"
            yield case(
                f"cluster-{name}-{before}-kept",
                pieces,
                f"{where}: whole in one part where that is asked for; 67 units a part.",
                "UCS-2",
                kept,
                whole=(cluster,),
            )
            yield case(
                f"cluster-{name}-{before}-cut",
                pieces,
                f"{where}: without the option only a surrogate pair is kept whole.",
                "UCS-2",
            )
    for times in (35, 36, 70, 71):
        yield case(
            f"accents-{times}",
            [("e\u0301", times)],
            f"{times} letters with a combining accent: two units each, and 33 whole ones in each "
            "of several parts of 67.",
            "UCS-2",
            kept,
            whole=("e\u0301",),
        )
    for marks in (66, 67, 80, 140):
        long = "e" + "\u0301" * marks
        yield case(
            f"long-cluster-{marks}",
            [("短", 5), (long, 1), ("短", 5)],
            f"A cluster of {marks + 1} units: if it is larger than a part, it begins a part of "
            "its own and is cut between code points.",
            "UCS-2",
            kept,
            whole=(long,),
        )
    yield case(
        "crlf-kept",
        [("a", 152), ("\r\n", 1), ("a", 10)],
        "CR LF counts as two and may be cut, also where clusters are kept.",
        "GSM-7",
        kept,
    )


def forced() -> Iterator[Case]:
    """An encoding that the sender chose."""
    for times in (70, 71, 134, 135):
        yield case(
            f"forced-ucs2-{times}",
            [("a", times)],
            "UCS-2 is asked for: a Latin letter is one code unit, 70 in a part, 67 in one of "
            "several.",
            "UCS-2",
            {"encoding": "UCS-2"},
        )
    yield case(
        "forced-gsm",
        [("a", 161)],
        "GSM-7 is asked for and holds every letter.",
        "GSM-7",
        {"encoding": "GSM-7"},
    )
    for text, index, why in (
        ("ab’", 2, "U+2019 is not in GSM-7, and GSM-7 is demanded: an error that names it."),
        ("短", 0, "A Han character is not in GSM-7, and GSM-7 is demanded."),
        ("\x1b", 0, "The escape is a character of no table."),
    ):
        yield {
            "id": f"refused-{ord(text[index]):04X}",
            "text": [[text, 1]],
            "options": {"encoding": "GSM-7"},
            "error": "unencodable",
            "at": [index],
            "why": why,
        }
    for parts in (255, 256):
        yield case(
            f"many-{parts}",
            [("a", parts * 153)],
            f"{parts} full parts: the header can number 255, and the number of parts is told "
            "truly beyond that.",
            "GSM-7",
        )


def cases() -> list[Case]:
    """Every case, in the order of the file."""
    families = (plain_lengths, alphabet, escapes, pairs, national, clusters, forced)
    return [one for family in families for one in family()]


def text() -> str:
    """The file: ASCII JSON, so that surrogates that stand alone pass anywhere."""
    return "".join(json.dumps(one) + "\n" for one in cases())


if __name__ == "__main__":
    TARGET.write_text(text(), "ascii")
