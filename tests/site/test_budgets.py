"""What a page may weigh: the site keeps it, and a page that does not is named."""

import pytest

from builder import budgets


def test_every_page_and_the_runtime_keep_their_budgets(site):
    over = [str(weight) for weight in budgets.weights(site) if weight.octets > weight.budget]
    assert over == []


@pytest.fixture
def small(tmp_path):
    """A page, its style and two scripts of which one imports the other; all 'compressed'."""
    files = {
        "index.html": '<link rel="icon" href="i.svg"><link rel="stylesheet" href="s.css">'
        '<script src="a.js" type="module"></script><img src="p.png"><a href="x.html">x</a>',
        "i.svg": "1",
        "s.css": "22",
        "p.png": "333",
        "a.js": 'import { b } from "./b.js";',
        "b.js": "4444",
        "x.html": "not asked for",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "index.html.br").write_bytes(b"-" * 100)
    return tmp_path


def test_a_page_weighs_itself_and_all_it_asks_for_as_sent(small):
    found = {weight.name: weight.octets for weight in budgets.weights(small)}
    assert found["/"] == 100 + 1 + 2 + 3 + len('import { b } from "./b.js";') + 4


@pytest.mark.parametrize(("octets", "verdict"), [(149_963, "within"), (149_964, "over")])
def test_one_octet_decides(small, octets, verdict):
    """37 octets go to the rest of the page."""
    (small / "index.html.br").write_bytes(b"-" * octets)
    first = budgets.weights(small)[0]
    assert first.name == "/"
    assert f"{verdict} its 150 kB" in str(first)


def test_without_compressed_copies_nothing_is_claimed(small):
    (small / "index.html.br").unlink()
    with pytest.raises(FileNotFoundError, match="make build"):
        budgets.weights(small)
