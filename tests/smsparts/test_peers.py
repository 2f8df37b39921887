"""The counter against its peers, on the questions where they are right.

Where a peer is wrong, the texts are left out by a rule that names the fault, and a test holds one
text on which it shows, so that a peer that was mended is noticed.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import gsm0338  # noqa: F401 - registers the codec
import pytest
import smsutil
from smsparts.graphemes import UNICODE_VERSION, clusters
from smsparts.segments import Options, count, split

SCRIPT = Path(__file__).with_name("peers.mjs")
CLUSTERS = Options(keep_clusters=True)
PIECES = [
    "a",
    "€",
    "[",
    "é",
    "Δ",
    "\n",
    "中",
    "😀",
    "`",
    "\f",
    "~",
    "\x1b",
    "e\u0301",
    "🇩🇪",
    "\r\n",
]
PIECES += ["👨\u200d👩\u200d👧", "👍🏽", "क\u094dष", "\ud83d", "\x00", "ç", "\u00a0"]
LENGTHS = [1, 10, 33, 34, 35, 36, 66, 67, 68, 69, 70, 71, 72, 76, 77, 80, 81, 133, 134, 135]
LENGTHS += [152, 153, 154, 159, 160, 161, 162, 300, 306, 307]


def _texts() -> list[str]:
    chance = random.Random(20261122)
    texts = ["", "€" * 153, "😀" * 67, "中" * 71]
    for _ in range(2000):
        pieces = chance.sample(PIECES, chance.randint(1, 4))
        texts.append("".join(chance.choice(pieces) for _ in range(chance.choice(LENGTHS))))
    return texts


TEXTS = _texts()
SHOWS = {
    "twilio": "中" * 65 + "क\u094dष" + "中" * 64 + "中",
    "split-sms": "\ud83d" * 133,
    "gsm": "😀" * 134,
    "smsutil": "\x1b" * 71,
}


@pytest.fixture(scope="module")
def javascript() -> dict[str, Any]:
    """What the JavaScript peers answer to TEXTS, then to SHOWS."""
    assert shutil.which("node"), "node is set up by: make test"
    asked = json.dumps([*TEXTS, *SHOWS.values()])
    done = subprocess.run(
        ["node", str(SCRIPT)], input=asked, capture_output=True, text=True, check=True
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def right(_text: str) -> bool:
    return True


def no_conjunct(text: str) -> bool:
    """grapheme-splitter is of Unicode 10: it cuts conjuncts, which are whole since 15.1."""
    return "\u094d" not in text


def no_lone_high_surrogate(text: str) -> bool:
    """split-sms takes any high surrogate for half a pair and counts it twice."""
    return not any(
        "\ud800" <= a <= "\udbff" and not "\udc00" <= b <= "\udfff" for a, b in pairwise(text + "a")
    )


def no_pair_and_not_empty(text: str) -> bool:
    """gsm cuts surrogate pairs, and says that the empty text is no message."""
    return text != "" and all(character <= "\uffff" for character in text)


def no_escape(text: str) -> bool:
    """smsutil has U+001B in its alphabet, as a character of one septet."""
    return "\x1b" not in text


JAVASCRIPT: list[tuple[str, Options, Callable[[str], bool]]] = [
    ("twilio", CLUSTERS, no_conjunct),
    ("trt2", Options(), right),
    ("split-sms", Options(), no_lone_high_surrogate),
    ("gsm", Options(), no_pair_and_not_empty),
]


@pytest.mark.parametrize(("peer", "options", "is_right"), JAVASCRIPT, ids=lambda x: str(x)[:9])
def test_javascript_peer(
    javascript: dict[str, Any], peer: str, options: Options, is_right: Callable[[str], bool]
) -> None:
    """Every text on which the peer is right; where it is known to be wrong, it still is."""
    answers = javascript["answers"][peer]
    asked = [(text, answer) for text, answer in zip(TEXTS, answers, strict=False) if is_right(text)]
    assert len(asked) > 1000
    assert [
        (ascii(text), answer) for text, answer in asked if answer != count(text, options).segments
    ] == []
    if is_right is not right:
        shows = SHOWS[peer]
        assert answers[len(TEXTS) + list(SHOWS).index(peer)] != count(shows, options).segments


def test_clusters_of_the_same_unicode_version(javascript: dict[str, Any]) -> None:
    """Intl.Segmenter, where node's Unicode is ours; it names its version itself."""
    if not UNICODE_VERSION.startswith(javascript["unicode"]):
        pytest.skip(f"node has Unicode {javascript['unicode']}, the table {UNICODE_VERSION}")
    for text, lengths in zip(TEXTS, javascript["answers"]["clusters"], strict=False):
        ours = [len(each.encode("utf-16-le", "surrogatepass")) // 2 for each in clusters(text)]
        assert ours == lengths


def test_smsutil() -> None:
    for text in filter(no_escape, TEXTS):
        theirs = smsutil.split(text)
        assert len(theirs.parts) == count(text).segments
        if text and count(text).segments > 1:
            assert [part.content for part in theirs.parts] == [part.text for part in split(text)]


def test_where_smsutil_is_wrong() -> None:
    text = SHOWS["smsutil"]
    assert len(smsutil.split(text).parts) != count(text).segments


def test_gsm0338_gives_as_many_septets() -> None:
    asked = 0
    for text in TEXTS:
        found = count(text)
        if found.encoding == "GSM-7":
            asked += 1
            assert len(text.encode("gsm03.38")) == found.units
    assert asked > 200
