"""Compressed files beside the plain ones: right, and made once."""

import gzip

import brotli
import pytest

from builder import compress

LONG = b"part " * 1000


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_bytes(LONG)
    (tmp_path / "site" / "small.html").write_bytes(b"x" * (compress.SMALLEST - 1))
    (tmp_path / "site" / "edge.html").write_bytes(b"x" * compress.SMALLEST)
    (tmp_path / "site" / "picture.png").write_bytes(LONG)
    compress.compress(tmp_path / "site", tmp_path / "cache")
    return tmp_path / "site"


def test_the_content_comes_back(site):
    assert brotli.decompress((site / "a.html.br").read_bytes()) == LONG
    assert gzip.decompress((site / "a.html.gz").read_bytes()) == LONG


def test_small_files_and_pictures_stay_alone(site):
    assert sorted(p.name for p in site.iterdir()) == [
        *("a.html", "a.html.br", "a.html.gz"),
        *("edge.html", "edge.html.br", "edge.html.gz"),
        *("picture.png", "small.html"),
    ]


def test_the_second_time_nothing_is_compressed(site, monkeypatch):
    def never(content):
        pytest.fail("compressed again")

    monkeypatch.setattr(compress, "METHODS", {".br": never, ".gz": never})
    compress.compress(site, site.parent / "cache")


def test_the_same_input_gives_the_same_bytes(site, tmp_path):
    again = tmp_path / "again"
    again.mkdir()
    (again / "a.html").write_bytes(LONG)
    compress.compress(again, tmp_path / "other")
    for name in ("a.html.br", "a.html.gz"):
        assert (again / name).read_bytes() == (site / name).read_bytes()
