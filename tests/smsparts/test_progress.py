"""Every cut goes on: no text, however strange, keeps the loop at one place.

The texts are runs of the pieces below, so that surrogates that stand alone and meet, clusters
longer than a part, and both together fall on each side of each boundary. Steps are bounded, not
timed: a text of n code points has at most n parts.
"""

from itertools import islice, pairwise, product

import pytest
from smsparts.graphemes import Boundaries
from smsparts.segments import Options, _cuts, capacity, count, split

HIGH, LOW = "\ud83d", "\ude00"
PIECES = [
    "a",
    "€",
    "中",
    "😀",
    HIGH,
    LOW,
    HIGH + LOW,
    "\u0301",  # joins what stands before it
    "\u0600",  # joins what stands after it
    "👩\u200d",
    "🇩",
    "\r\n",
]
RUNS = ((1, 1, 80), (66, 1, 80), (1, 66, 66), (80, 1, 1))
OPTIONS = [
    Options(8, keep_clusters=True),
    Options(16, keep_clusters=True, encoding="UCS-2"),
    Options(8, keep_clusters=True, locking=("turkish",), single=("turkish",)),
]


def texts():
    for pieces in product(PIECES, repeat=3):
        for runs in RUNS:
            yield "".join(piece * times for piece, times in zip(pieces, runs, strict=True))


def faults(text: str, options: Options) -> list[str]:
    """What is wrong with the cuts of `text`, in words; reads no more parts than there can be."""
    total = count(text, Options(options.reference_bits, options.locking, options.single,
                                options.encoding))  # fmt: skip
    if total.segments == 1:
        return []
    size = capacity(total.encoding, options.reference_bits, bool(total.locking or total.single))
    cuts = list(islice(_cuts(text, total, options), len(text) + 1))
    starts = [0, *(end for end, _ in cuts)]
    wrong = [f"no progress at {a}" for a, b in pairwise(starts) if b <= a]
    wrong += [f"{units} units" for _, units in cuts if units > size]
    wrong += [
        f"a pair is cut at {end}"
        for end, _ in cuts[:-1]
        if total.encoding == "UCS-2"
        and "\ud800" <= text[end - 1] <= "\udbff"
        and "\udc00" <= text[end] <= "\udfff"
    ]
    return wrong if starts[-1] == len(text) else [*wrong, f"ends at {starts[-1]}"]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_every_cut_goes_on(options):
    wrong = {ascii(text): found for text in texts() if (found := faults(text, options))}
    assert wrong == {}


def test_two_lone_surrogates_and_their_marks_are_one_character_cut_only_when_longer_than_a_part():
    text = HIGH + LOW + "\u0301" * 80
    keep = Options(keep_clusters=True)
    assert count(text, keep).segments == 2
    assert [len(part.text) for part in split(text, keep)] == [67, 15]


def test_no_boundary_falls_between_surrogates_that_meet():
    assert Boundaries("a" + HIGH + LOW + "a").last(0, 2) == 1


def test_a_cut_that_does_not_go_on_is_an_error_and_no_endless_loop(monkeypatch):
    monkeypatch.setattr(Boundaries, "last", lambda _self, start, _end: start)
    with pytest.raises(RuntimeError, match="index 0"):
        count("中" * 80, Options(keep_clusters=True))
