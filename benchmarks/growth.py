"""How the counter's time grows with the text: seconds for 100,000 and for a million code points.

The test that it grows linearly counts steps (tests/calculators/test_growth.py); these are seconds.
"""

from time import process_time

from smsparts.segments import Options, count

TEXTS = {
    "plain": "a",
    "extension": "€",
    "Han": "中",
    "emoji": "😀",
    "combining marks": "\u0301",
    "ZWJ run": "👩\u200d",
    "flags": "🇩",
}


def run() -> None:
    """Print seconds of CPU, with and without grapheme clusters kept whole."""
    print(f"{'':18}{'10^5':>10}{'10^6':>10}{'10^5, clusters':>18}{'10^6, clusters':>18}")
    for name, piece in TEXTS.items():
        cells = []
        for options, width in ((Options(), 10), (Options(keep_clusters=True), 18)):
            for size in (100_000, 1_000_000):
                text = piece * (size // len(piece))
                started = process_time()
                count(text, options)
                cells.append(f"{process_time() - started:{width}.4f}")
        print(f"{name:18}{''.join(cells)}")
