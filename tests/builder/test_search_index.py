"""One search index a language, and pages that find theirs."""

import json

import pytest

from builder import search_index

CONFIG = '<script id="__config" type="application/json">{}</script>'


@pytest.fixture
def site(tmp_path):
    docs = [
        {"location": "guide/#a", "title": "Codes", "text": ""},
        {"location": "zh/guide/#a", "title": "验证码", "text": ""},
        {"location": "zh/", "title": "首页", "text": ""},
    ]
    (tmp_path / "search").mkdir()
    index = {"config": {"lang": ["en", "zh"], "separator": "x"}, "docs": docs}
    (tmp_path / "search" / "search_index.json").write_text(json.dumps(index), "utf-8")
    bases = {"zh": "..", "zh/guide": "../..", "guide": "..", "zh/lost": "/", "zh/below": "/sub/"}
    for path, base in bases.items():
        (tmp_path / path).mkdir(exist_ok=True)
        page = CONFIG.format(json.dumps({"base": base, "search": "../worker.js"}))
        (tmp_path / path / "index.html").write_text(page, "utf-8")
    search_index.split(tmp_path)
    return tmp_path


def entries(path):
    return [entry["location"] for entry in json.loads(path.read_text("utf-8"))["docs"]]


def test_each_index_holds_its_own_language_only(site):
    assert entries(site / "search" / "search_index.json") == ["guide/#a"]
    assert entries(site / "zh" / "search" / "search_index.json") == ["guide/#a", ""]


@pytest.mark.parametrize(
    ("page", "base"),
    [
        ("guide", ".."),
        ("zh", "."),
        ("zh/guide", ".."),
        ("zh/lost", "/zh"),  # an error page of a site at the root of its host
        ("zh/below", "/sub/zh"),  # and of one below it
    ],
    ids=str,
)
def test_the_base_of_a_chinese_page_ends_at_zh(site, page, base):
    text = (site / page / "index.html").read_text("utf-8")
    config = json.loads(text.removeprefix(CONFIG.split("{}")[0]).removesuffix("</script>"))
    assert config == {"base": base, "search": "../worker.js"}
