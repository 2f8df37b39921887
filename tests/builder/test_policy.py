"""The Content-Security-Policy: what it allows, what stops the build, what the hosts are told."""

import base64
import hashlib
from fnmatch import fnmatchcase

import pytest

from builder import policy, published

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>{}</body></html>'
)


def name_of(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<script>let a = 1</script>", {name_of("let a = 1")}),
        ('<script src="a.js"></script>', set()),
        ('<script type="module" src="a.js"></script>', set()),
        ('<script type="application/json">{"a": 1}</script>', set()),
        ("<script>a</script><script>b\n</script>", {name_of("a"), name_of("b\n")}),
    ],
)
def test_only_scripts_that_would_run_are_named(body, expected):
    assert policy.inline_hashes(PAGE.format(body)) == expected


def test_the_policy_never_allows_unsafe_inline_or_eval_or_another_host():
    text = policy.policy([name_of("x")])
    assert "unsafe-inline" not in text
    assert text.replace("'wasm-unsafe-eval'", "").count("unsafe-eval") == 0
    assert "http" not in text
    assert "*" not in text
    assert text.startswith("default-src 'none'")


def test_each_page_gets_its_own_hashes_and_the_headers_get_all(tmp_path, monkeypatch):
    for script in ("a", "b"):
        digest = hashlib.sha256(script.encode()).hexdigest()[:16]
        monkeypatch.setitem(published.INLINE_SCRIPTS, digest, "only here")
    (tmp_path / "a.html").write_text(PAGE.format("<script>a</script>"), "utf-8")
    (tmp_path / "b.html").write_text(PAGE.format("<script>b</script>"), "utf-8")
    policy.apply(tmp_path)
    first = (tmp_path / "a.html").read_text("utf-8")
    headers = (tmp_path / "_headers").read_text("utf-8")
    assert name_of("a") in first
    assert name_of("b") not in first
    assert name_of("a") in headers
    assert name_of("b") in headers
    assert "frame-ancestors 'none'" in headers
    assert first.count('<meta name="referrer" content="no-referrer">') == 1


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color:red">x</p>',
        "<p id='a' style='color:red'>x</p>",
        '<button type="button" onclick="go()">x</button>',
    ],
)
def test_what_would_need_unsafe_inline_stops_the_build_and_names_the_page(tmp_path, body):
    (tmp_path / "a.html").write_text(PAGE.format(body), "utf-8")
    with pytest.raises(policy.PolicyError, match=r"a\.html.*unsafe-inline"):
        policy.apply(tmp_path)


def test_words_about_style_in_the_text_are_no_style(tmp_path):
    (tmp_path / "a.html").write_text(
        PAGE.format("<p>style=&quot;x&quot; and onclick=</p>"), "utf-8"
    )
    policy.apply(tmp_path)


def headers_of(address: str) -> dict[str, str]:
    """What a host sends that adds the headers of each pattern that fits."""
    found: dict[str, str] = {}
    for pattern, headers in policy.read_headers(policy.headers_file([name_of("a")])):
        if fnmatchcase(address, pattern):
            found |= headers
    return found


def test_the_headers_file_reads_back_as_written():
    rules = policy.read_headers(policy.headers_file([name_of("a")]))
    embedded = ["/embed/*", "/zh/embed/*"]
    assert [pattern for pattern, _ in rules] == ["/*", *policy.HASHED, *policy.OPEN, *embedded]
    assert rules[0][1]["X-Content-Type-Options"] == "nosniff"
    assert rules[1][1] == {"Cache-Control": policy.FOR_EVER}


@pytest.mark.parametrize(
    ("address", "by"),
    [
        ("/", "'none'"),
        ("/tools/segments/", "'none'"),
        ("/zh/tools/segments/", "'none'"),
        ("/embedded/", "'none'"),
        ("/none", "'none'"),
        ("/embed/segments/", "*"),
        ("/zh/embed/segments/", "*"),
    ],
)
def test_only_what_is_made_for_it_may_stand_in_a_page_of_others(address, by):
    rules = headers_of(address)["Content-Security-Policy"]
    assert rules == f"{policy.policy([name_of('a')])}; frame-ancestors {by}"


@pytest.mark.parametrize(
    ("address", "by"),
    [
        ("/data/v1/rules.json", "*"),
        ("/data/providers.json", "*"),
        ("/", None),
        ("/embed/segments/", None),
        ("/search/search_index.json", None),
    ],
)
def test_only_the_facts_may_be_read_by_scripts_of_others(address, by):
    assert headers_of(address).get("Access-Control-Allow-Origin") == by


def test_a_host_that_joins_headers_takes_the_general_policy_back_first():
    text = policy.headers_file([])
    for pattern in ("/embed/*", "/zh/embed/*"):
        assert f"\n{pattern}\n  ! Content-Security-Policy\n  Content-Security-Policy: " in text
