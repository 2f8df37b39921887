"""Folders named by their content, and pages that name them."""

import pytest

from builder import fingerprint

PAGE = '<link href="../assets/css/a.css"><script src="../assets/js/b.js"></script>my-assets/css'


@pytest.fixture
def make(tmp_path):
    def make(name, style):
        site = tmp_path / name
        for path, text in {
            "assets/css/a.css": style,
            "assets/js/b.js": "import './c.js'",
            "assets/images/d.svg": "<svg/>",
            "a/index.html": PAGE,
        }.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, "utf-8")
        fingerprint.apply(site)
        return site, (site / "a" / "index.html").read_text("utf-8")

    return make


def test_a_page_names_files_that_exist(make):
    site, page = make("site", "p {}")
    for part in page.split('"')[1::2]:
        assert (site / "a" / part).resolve().is_file(), part
    assert (site / "assets" / "images" / "d.svg").exists()
    assert page.endswith(">my-assets/css")


def test_the_name_changes_with_the_content_and_only_then(make):
    _, first = make("first", "p {}")
    _, same = make("same", "p {}")
    _, other = make("other", "p { }")
    assert first == same
    assert first.split('"')[1] != other.split('"')[1]
    assert first.split('"')[3] == other.split('"')[3]
