"""Counting and splitting: the cases, the contract, and what must hold for any text."""

import json
import pickle
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES, locking_table, single_table
from smsparts.graphemes import clusters
from smsparts.segments import (
    MAXIMUM_PARTS,
    Count,
    Options,
    Part,
    UnencodableError,
    capacity,
    count,
    count_many,
    fill_bits,
    header_octets,
    split,
)

from tests.smsparts import corpus

CASES = json.loads((Path(__file__).parents[1] / "cases" / "segments.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_case(case: dict[str, object]) -> None:
    assert corpus.run({"kind": "segments", "cases": [case]}) == []


def test_a_wrong_expectation_is_noticed() -> None:
    wrong = {"why": "?", "text": [["a", 161]], "expect": {"units": 161, "parts": [161]}}
    assert corpus.run({"kind": "segments", "cases": [wrong]}) == [
        "?: {'parts': [153, 8], 'segments': 2}"
    ]


# Header octets, fill bits, septets and UTF-16 code units of TS 23.040, by hand.
@pytest.mark.parametrize(
    ("bits", "tables", "octets", "fill", "septets"),
    [
        (None, 0, 0, 0, 160),
        (None, 1, 4, 3, 155),
        (None, 2, 7, 0, 152),
        (8, 0, 6, 1, 153),
        (8, 1, 9, 5, 149),
        (8, 2, 12, 2, 146),
        (16, 0, 7, 0, 152),
        (16, 1, 10, 4, 148),
        (16, 2, 13, 1, 145),
    ],
)
def test_header(bits: int | None, tables: int, octets: int, fill: int, septets: int) -> None:
    assert header_octets(bits, tables) == octets
    assert fill_bits(octets) == fill
    assert capacity("GSM-7", bits, tables) == septets
    assert 8 * octets + fill + 7 * septets <= 8 * 140 < 8 * octets + fill + 7 * (septets + 1)


@pytest.mark.parametrize(("bits", "units"), [(None, 70), (8, 67), (16, 66)])
def test_capacity_of_utf16(bits: int | None, units: int) -> None:
    assert capacity("UCS-2", bits) == units


# The contract


@pytest.mark.parametrize("wrong", [None, b"a", 7, ["a"], bytearray(b"a"), 1.5])
@pytest.mark.parametrize("call", [count, split, lambda text: count_many([text])])
def test_only_str(call: Callable[[object], object], wrong: object) -> None:
    with pytest.raises(TypeError, match=type(wrong).__name__):
        call(wrong)


def test_a_subclass_of_str_counts_as_its_characters() -> None:
    class Loud(str):
        def __len__(self) -> int:
            return 1

        def encode(self, *_: object) -> bytes:  # type: ignore[override]
            return b""

    assert count(Loud("a" * 161)) == count("a" * 161)
    assert [type(part.text) for part in split(Loud("a" * 161))] == [str, str]


def test_options_must_be_options() -> None:
    with pytest.raises(TypeError, match="dict"):
        count("a", {"encoding": "GSM-7"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ({"reference_bits": 7}, "8, 16"),
        ({"reference_bits": "8"}, "8, 16"),
        ({"reference_bits": True}, "8, 16"),
        ({"encoding": "gsm7"}, "auto, GSM-7, UCS-2"),
        ({"encoding": None}, "auto, GSM-7, UCS-2"),
        ({"keep_clusters": 1}, "False, True"),
        ({"locking": ("klingon",)}, "turkish, portuguese, .*urdu"),
        ({"locking": ("spanish",)}, "turkish, portuguese, .*urdu"),
        ({"single": ("default",)}, "turkish, spanish, .*urdu"),
        ({"single": "turkish"}, "turkish, spanish, .*urdu"),
        ({"single": (None,)}, "turkish, spanish, .*urdu"),
    ],
)
def test_an_unknown_option_lists_the_known_ones(wrong: dict[str, object], known: str) -> None:
    with pytest.raises(ValueError, match=known):
        Options(**wrong)  # type: ignore[arg-type]


def test_the_order_of_tables_in_options_means_nothing() -> None:
    assert Options(single=("urdu", "turkish")) == Options(single=("turkish", "urdu", "urdu"))
    assert hash(Options(single=("urdu", "turkish"))) == hash(Options(single=("turkish", "urdu")))


def test_unencodable_lists_every_character() -> None:
    with pytest.raises(UnencodableError) as caught:
        count("a中b😀c", Options(encoding="GSM-7"))
    assert caught.value.characters == [(1, "中"), (3, "😀")]
    assert "U+4E2D at index 1 and 1 more" in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).characters == caught.value.characters


def test_unencodable_lists_what_the_best_pair_of_tables_lacks() -> None:
    with pytest.raises(UnencodableError) as caught:
        split("şşक", Options(encoding="GSM-7", single=("turkish", "hindi")))
    assert caught.value.characters == [(2, "क")]


@pytest.mark.parametrize("text", ["\ud83d", "\x00", "\x1b", "`", "\ufffe", "ç"])
def test_one_odd_character_is_unencodable(text: str) -> None:
    with pytest.raises(UnencodableError):
        count(text, Options(encoding="GSM-7"))


def test_over_255_parts_the_number_is_the_true_one() -> None:
    assert MAXIMUM_PARTS == 255
    assert count("a" * 153 * 255).segments == 255
    assert count("a" * (153 * 255 + 1)).segments == 256


def test_count_many_takes_any_iterable() -> None:
    texts = ["", "a" * 161, "中" * 71]
    assert count_many(iter(texts)) == [count(text) for text in texts]
    assert count_many(iter(texts), Options(reference_bits=16)) == [
        count(text, Options(reference_bits=16)) for text in texts
    ]
    assert count_many([]) == []


def test_results_are_plain_values() -> None:
    assert count("€") == Count("GSM-7", 2, 1, None, None)
    assert split("€") == [Part("€", 2)]
    assert pickle.loads(pickle.dumps(count("€"))) == count("€")


# What must hold for any text

TABLES = ("turkish", "portuguese", "hindi", "telugu")
PIECES = ["a", "b" * 60, "€", "[" * 30, "é", "ş", "ç", "ğ", "क", "\u0c66", "中" * 30, "😀", "\x1b"]
PIECES += ["e\u0301", "🇩🇪", "👨\u200d👩\u200d👧", "\r\n", "\ud83d", "\ude00", "\x00", "ã", "~" * 40]
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=16).map("".join),
    st.lists(st.sampled_from(["a", "€", "ş"]), min_size=140, max_size=330).map("".join),
    st.lists(st.sampled_from(["中", "😀"]), min_size=60, max_size=150).map("".join),
    st.lists(st.sampled_from(["\ud83d", "\ude00", "中"]), min_size=60, max_size=150).map("".join),
)
options = st.builds(
    Options,
    reference_bits=st.sampled_from([8, 16]),
    locking=st.lists(st.sampled_from(TABLES), max_size=2).map(tuple),
    single=st.lists(st.sampled_from(TABLES), max_size=2).map(tuple),
    encoding=st.sampled_from(["auto", "UCS-2"]),
    keep_clusters=st.booleans(),
)


def one_and_two(locking: str | None, single: str | None) -> tuple[set[str], set[str]]:
    """The characters that take one septet and those that take two, with a pair of tables."""
    one = set(locking_table(locking).values())
    return one, set(single_table(single).values()) - one


def costs(text: str, encoding: str, locking: str | None, single: str | None) -> list[int] | None:
    """The units of each code point; None where a pair of tables lacks one. Written plainly."""
    if encoding == "UCS-2":
        return [2 if character > "\uffff" else 1 for character in text]
    one, two = one_and_two(locking, single)
    if not set(text) <= one | two:
        return None
    return [1 if character in one else 2 for character in text]


def may_cut(text: str, at: int) -> bool:
    """Not between two surrogates that stand alone but make a pair."""
    return not (
        "\ud800" <= text[at - 1] <= "\udbff" and at < len(text) and "\udc00" <= text[at] <= "\udfff"
    )


def fewest_parts(text: str, weights: list[int], size: int) -> int:
    """The fewest parts over all ways to cut, by dynamic programming: no greed, no trick."""
    best = [0] + [len(text) + 1] * len(text)
    for end in range(1, len(text) + 1):
        units = 0
        for start in range(end - 1, -1, -1):
            units += weights[start]
            if units > size:
                break
            if may_cut(text, start) or not start:
                best[end] = min(best[end], best[start] + 1)
    return best[-1]


@given(texts, options)
def test_parts_join_to_the_text_and_hold_what_count_says(text: str, how: Options) -> None:
    total = count(text, how)
    parts = split(text, how)
    assert "".join(part.text for part in parts) == text
    assert len(parts) == total.segments
    assert sum(part.units for part in parts) == total.units
    assert count_many([text], how) == [total]
    tables = (total.locking is not None) + (total.single is not None)
    bits = how.reference_bits if len(parts) > 1 else None
    for part in parts:
        weights = costs(part.text, total.encoding, total.locking, total.single)
        assert weights is not None
        assert part.units == sum(weights) <= capacity(total.encoding, bits, tables)
        assert part.text or not text


@given(texts, options)
def test_no_cheaper_way_exists(text: str, how: Options) -> None:
    """Over every pair of tables and every way to cut: fewest parts, septets, tables."""
    how = Options(how.reference_bits, how.locking, how.single, how.encoding)
    found = []
    for locking, single in product((None, *how.locking), (None, *how.single)):
        weights = costs(text, "GSM-7", locking, single)
        if weights is not None and how.encoding != "UCS-2":
            tables = (locking is not None) + (single is not None)
            fits = sum(weights) <= capacity("GSM-7", None, tables)
            size = capacity("GSM-7", how.reference_bits, tables)
            parts = 1 if fits else fewest_parts(text, weights, size)
            order = (
                -1 if locking is None else LOCKING_TABLES.index(locking),
                -1 if single is None else SINGLE_TABLES.index(single),
            )
            found.append((parts, sum(weights), tables, order, locking, single))
    if found:
        parts, units, _, _, locking, single = min(found)
        assert count(text, how) == Count("GSM-7", units, parts, locking, single)
    else:
        weights = costs(text, "UCS-2", None, None)
        assert weights is not None
        fits = sum(weights) <= 70
        size = capacity("UCS-2", how.reference_bits)
        parts = 1 if fits else fewest_parts(text, weights, size)
        assert count(text, how) == Count("UCS-2", sum(weights), parts)


@given(texts, options)
def test_each_part_is_filled_as_far_as_the_rules_allow(text: str, how: Options) -> None:
    total = count(text, how)
    parts = split(text, how)
    tables = (total.locking is not None) + (total.single is not None)
    size = capacity(total.encoding, how.reference_bits, tables)
    joined = 0
    for part, after in pairwise(parts):
        joined += len(part.text)
        rest = text[joined:]
        unit = next(clusters(rest)) if how.keep_clusters and rest[:2] != "\r\n" else rest[0]
        if not may_cut(rest, 1):
            unit = rest[: max(2, len(unit))]
        weights = costs(unit, total.encoding, total.locking, total.single)
        assert weights is not None
        if not (how.keep_clusters and sum(weights) > size):
            assert part.units + sum(weights) > size or not after.text


@given(texts, options)
def test_clusters_are_whole_where_they_fit(text: str, how: Options) -> None:
    how = Options(how.reference_bits, how.locking, how.single, how.encoding, keep_clusters=True)
    total = count(text, how)
    tables = (total.locking is not None) + (total.single is not None)
    size = capacity(total.encoding, how.reference_bits, tables)
    cuts, place = set(), 0
    for part in split(text, how):
        place += len(part.text)
        cuts.add(place)
    start = 0
    for cluster in clusters(text):
        weights = costs(cluster, total.encoding, total.locking, total.single)
        assert weights is not None
        lone = any("\ud800" <= character <= "\udfff" for character in cluster)
        if sum(weights) <= size and not lone and cluster != "\r\n":
            assert not cuts & set(range(start + 1, start + len(cluster)))
        start += len(cluster)


@given(st.one_of(st.none(), st.integers(), st.binary(), st.lists(st.text(), max_size=2)))
def test_anything_that_is_no_str_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        count(value)  # type: ignore[arg-type]
