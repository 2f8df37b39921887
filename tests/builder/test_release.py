"""The hashes of a release, who may report a weakness to whom, and what may be used how."""

import datetime
import hashlib
import re
import subprocess

import pytest

from builder import licences, release, security_txt
from builder.paths import LANGUAGES, SITE, SNIPPETS, below


@pytest.fixture
def site(tmp_path):
    files = {
        "index.html": "home",
        "zh/index.html": "首页",
        "assets/a.js": "1",
        "assets/runtime/b.wasm": "2",
        "data/c.json": "3",
        "sw.js": "4",
        "index.html.br": "compressed",
        **{below(language) + release.PAGE: f"<p>{release.MARK}</p>" for language in LANGUAGES},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def lines(site, *names):
    return "".join(
        f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    )


def test_each_part_has_the_hash_over_its_lines_of_the_list(site):
    rows = {row.part: row for row in release.fill(site)}
    assert {part: row.files for part, row in rows.items()} == {
        "runtime": 1, "assets": 1, "data": 1, "zh": 1, "en": 1
    }  # fmt: skip
    expected = hashlib.sha256(lines(site, "zh/index.html").encode()).hexdigest()
    assert rows["zh"].sha256 == expected
    assert expected in (site / release.PAGE).read_text("utf-8")


def test_the_table_does_not_depend_on_what_depends_on_it(site):
    first = release.fill(site)
    (site / "sw.js").write_text("another")
    for language in LANGUAGES:
        (site / below(language) / release.PAGE).write_text(release.MARK)
    assert release.fill(site) == first


def test_a_page_without_a_place_for_the_table_stops_the_build(site):
    (site / release.PAGE).write_text("no place")
    with pytest.raises(ValueError, match=release.PAGE):
        release.fill(site)


def test_the_list_names_every_file_but_itself_and_compressed_copies(site):
    release.fill(site)
    release.write(site)
    text = (site / release.NAME).read_text("utf-8")
    named = [line.split("  ", 1)[1] for line in text.splitlines()]
    assert named == sorted(named)
    assert {"sw.js", release.PAGE, "assets/a.js"} <= set(named)
    assert not {release.NAME, "index.html.br"} & set(named)
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", release.NAME],
        cwd=site,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("repository", "told"),
    [
        ("", "SITE_URL=https://a.example/g/ make build"),
        ("https://github.com/o/n/", "REPOSITORY=https://github.com/o/n make build"),
        ("https://git.example/o/n", "--repo …"),
        ("https://github.com/o/n", "--repo o/n"),
    ],
)
def test_the_commands_have_the_addresses_of_the_site(tmp_path, repository, told):
    release.write_snippet(tmp_path, "https://a.example/g/", repository)
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "release").iterdir())]
    assert told in "\n".join(texts)


def test_the_built_site_is_what_its_list_says():
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (SITE / release.NAME).read_text("utf-8").splitlines()
    )
    assert listed == {name: digest for name, (digest, _) in release.hashes(SITE).items()}
    rows = list(release.table(release.hashes(SITE)))
    for language in LANGUAGES:
        page = (SITE / below(language) / release.PAGE).read_text("utf-8")
        assert release.markup(rows, language) in page
        assert (SNIPPETS / language / "release" / "build.md").exists()


def test_a_weakness_can_be_reported_where_a_repository_is_named(tmp_path):
    security_txt.write(tmp_path, "", "https://a.example/")
    assert list(tmp_path.iterdir()) == []
    security_txt.write(tmp_path, "https://git.example/o/n/", "https://a.example/g/")
    text = (tmp_path / security_txt.NAME).read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "https://git.example/o/n/security/advisories/new"
    assert fields["Canonical"] == "https://a.example/g/.well-known/security.txt"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", fields["Expires"])


def test_it_expires_a_year_after_the_newest_review(tmp_path):
    (tmp_path / "en").mkdir()
    for number, day in enumerate(("2026-01-02", "2026-03-01", "2025-12-31")):
        (tmp_path / "en" / f"{number}.md").write_text(f"---\nreviewed: {day}\n---\n")
    assert security_txt.newest_review(tmp_path) == datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    "words",
    [
        "The Telegram & SMS Guide contributors",
        "Martin Donath",
        "Zeno Rocha",
        "TJ Holowaychuk",
        "Oliver Nightingale",
        "Apache License",
        "Microsoft Corporation",
        "Pictogrammers",
        "Fonticons",
        "focus-visible",
        "Mozilla Public License Version 2.0",
        "Python Software Foundation",
        "UNICODE LICENSE V3",
    ],
)
def test_the_licences_of_all_that_is_shipped_are_there(words):
    assert words in (SITE / licences.NAME).read_text("utf-8")


def test_every_page_leads_to_the_licences():
    pages = [page for page in SITE.rglob("*.html") if "md-footer" in page.read_text("utf-8")]
    assert len(pages) > 50
    without = [page for page in pages if f'{licences.NAME}"' not in page.read_text("utf-8")]
    assert without == []


def test_only_the_search_languages_that_are_loaded_are_shipped():
    names = {path.name for path in (SITE / "assets/javascripts/lunr").rglob("*.js")}
    assert names == {"lunr.stemmer.support.min.js", "lunr.zh.min.js"}
