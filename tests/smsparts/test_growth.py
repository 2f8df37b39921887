"""Growth is linear: ten times the text costs at most fifteen times the steps. Counted, not timed.

A step is a line of our modules that runs, or a function they call, C functions included: a loop
within a C function is the interpreter's own and linear in what it is given, so the length of what
they are given is bounded too, by `test_no_piece_is_scanned_twice`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from smsparts.explanation import explain
from smsparts.segments import Options, count, split

import smsparts

FOLDER = str(Path(smsparts.__file__).parent)
CLUSTERS = Options(keep_clusters=True)
NATIONAL = Options(locking=("turkish", "hindi"), single=("turkish", "spanish"))

TEXTS = {
    "plain": ("a", 10_000),
    "extension": ("€", 10_000),
    "Han": ("中", 10_000),
    "emoji": ("😀", 10_000),
    "combining marks": ("\u0301", 100_000),
    "ZWJ runs": ("👩\u200d", 5_000),
    "flags": ("🇩", 10_000),
    "Turkish": ("ş", 10_000),
}


def steps(call: Callable[[], object]) -> int:
    """Lines run and functions called in our modules while `call` runs."""
    counted = 0

    def lines(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return lines

    def calls(frame: FrameType, event: str, _: Any) -> Any:
        return lines(frame, event, _) if frame.f_code.co_filename.startswith(FOLDER) else None

    def profile(frame: FrameType, event: str, _: Any) -> None:
        nonlocal counted
        counted += event == "c_call" and frame.f_code.co_filename.startswith(FOLDER)

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(calls)
    sys.setprofile(profile)
    try:
        call()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return counted


@pytest.mark.parametrize("options", [Options(), CLUSTERS, NATIONAL], ids=["plain", "K", "N"])
@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("call", [count, split, explain])
def test_ten_times_the_text(call: Callable[..., object], what: str, options: Options) -> None:
    piece, times = TEXTS[what]
    call(piece * 200, options)  # tables are made once, before anything is counted
    short, long = piece * times, piece * (10 * times)
    small, large = steps(lambda: call(short, options)), steps(lambda: call(long, options))
    assert large <= 15 * small


def test_the_count_notices_quadratic_growth() -> None:
    """The yardstick itself: a quadratic walk over our own function goes over the limit."""
    from smsparts.segments import capacity

    def quadratic(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                capacity.__wrapped__("UCS-2")

    assert steps(lambda: quadratic(40)) > 15 * steps(lambda: quadratic(4))


class _Watched(str):
    """A text that adds up how many characters are cut out of it."""

    cut = 0

    def __getitem__(self, key: Any) -> str:
        piece = super().__getitem__(key)
        type(self).cut += len(piece)
        return piece


@pytest.mark.parametrize("what", TEXTS)
def test_no_piece_is_scanned_twice(what: str) -> None:
    """Cutting reads a bounded number of characters for each character of the text."""
    from smsparts import segments

    piece, times = TEXTS[what]
    text = _Watched(piece * times)
    total = count(piece * times, CLUSTERS)
    _Watched.cut = 0
    ends = [end for end, _ in segments._cuts(text, total, CLUSTERS)]
    assert ends[-1] == len(text)
    assert _Watched.cut <= 12 * len(text)
