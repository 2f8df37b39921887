"""Grapheme clusters: Unicode's own test of the same version, the table's freshness, the peers."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyuegc import EGC
from smsparts.graphemes import Boundaries, clusters
from wcwidth import iter_graphemes

from builder.generate import graphemes as generator
from smsparts import graphemes, graphemes_table
from tests.smsparts import corpus

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "grapheme-breaks.json").read_text("utf-8")
)
# Pieces of every class, so that random joins meet the rules.
PIECES = [*"a中\r\n\x00\u0301\u200d\u200c🇩🇪\u0600\u0903각가각👨👍🏽❤\ufe0fक\u094d\u093cষ\u09cd"]
LINKERS = "\u094d\u09cd"
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def test_unicodes_own_test_of_the_same_version() -> None:
    assert f"Unicode {graphemes.UNICODE_VERSION}" in CASES["source"]
    assert len(CASES["cases"]) == 766
    assert corpus.run(CASES) == []


def test_the_committed_table_is_what_the_script_writes() -> None:
    assert shutil.which("node"), "node is set up by: make test"
    assert Path(graphemes_table.__file__).read_text("utf-8") == generator.table()


@given(texts)
def test_joined_clusters_give_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text())
def test_any_text_has_clusters(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(texts)
def test_pyuegc_agrees(text: str) -> None:
    """Unicode 16 there: these pieces have the same classes in 17."""
    assert list(clusters(text)) == EGC(text)


@given(st.lists(st.sampled_from([p for p in PIECES if p not in LINKERS]), max_size=24))
def test_wcwidth_agrees(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert list(clusters(text)) == list(iter_graphemes(text))


def test_where_wcwidth_is_wrong() -> None:
    """GB9c wants a consonant before the linker; wcwidth joins without one."""
    text = "\u094d\u0915"
    assert list(iter_graphemes(text)) == [text]
    assert list(clusters(text)) == ["\u094d", "\u0915"]


@given(texts.filter(lambda text: len(text) > 1), st.data())
def test_last_boundary_is_what_the_clusters_say(text: str, data: st.DataObject) -> None:
    """Cutting a text by `last` gives whole clusters, CR LF apart, or pieces of a large one."""
    room = data.draw(st.integers(1, 6))
    starts = {0} | {at + 1 for at in range(len(text)) if text.startswith("\r\n", at)}
    place = 0
    for cluster in clusters(text):
        place += len(cluster)
        starts.add(place)
    boundaries = Boundaries(text)
    start = 0
    while start + room < len(text):
        end = boundaries.last(start, start + room)
        whole = [place for place in starts if start < place <= start + room]
        assert end == max(whole, default=start + room)
        start = end


@pytest.mark.parametrize("version", [graphemes.UNICODE_VERSION, generator.VERSION])
def test_one_unicode_version(version: str) -> None:
    assert version == "17.0.0"
