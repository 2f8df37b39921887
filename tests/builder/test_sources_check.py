"""Footnotes and sources: what is missing, what is listed for nothing, what nobody uses."""

from pathlib import Path

import pytest

from builder.sources_check import Facts, check, page_faults

FACTS = Facts(
    sources=frozenset({"faq", "blog", "api"}),
    beyond={"fact": frozenset({"api"})},
    glossary=frozenset({"blog"}),
    elsewhere=frozenset(),
)
LISTED = "\n\n## Sources {#sources}\n\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Said.[^faq]" + LISTED + "{!sources/faq.md!}", []),
        ("Said.[^faq]" + LISTED, ["[^faq] has no source: add {!sources/faq.md!}"]),
        ("Said." + LISTED + "{!sources/faq.md!}", ["source 'faq' is listed, but nothing cites it"]),
        (
            "Said.[^fax]" + LISTED + "{!sources/fax.md!}",
            ["source 'fax' is not in data/sources.yaml"],
        ),
        ("Said.[^own]\n\n[^own]: Our own note.", []),
        ("{!beyond/fact.md!}" + LISTED + "{!sources/api.md!}", []),
        ("{!beyond/fact.md!}", ["[^api] has no source: add {!sources/api.md!}"]),
        ("{!glossary.md!}\n\n{!glossary/sources.md!}", []),
        ("{!glossary.md!}", ["[^blog] has no source: add {!sources/blog.md!}"]),
        ("Said.[^twilio-docs]\n\n{!providers/twilio/sources.md!}", []),
        ("A.\n\n```sh\nx\n```\n\nSaid.[^faq]\n\n```sh\ny\n```\n\n{!sources/faq.md!}", []),
        ("Write `[^faq]` there.\n\n```markdown\nSaid.[^faq]\n```", []),
    ],
)
def test_a_page(text: str, faults: list[str]) -> None:
    assert page_faults(text, FACTS) == faults


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "data/sources.yaml": "sources:\n  a: {}\n  b: {}\n  c: {}\n  d: {}\n  e: {}\n",
        "data/claims.yaml": "claims:\n  - id: x\n    sources: [a]\n",
        "data/beyond.yaml": "facts:\n  - id: fact\n    sources: [b]\n",
        "data/glossary.yaml": "terms:\n  - id: t\n    sources: [c]\n",
        "data/flows/code-not-arriving.yaml": "outcomes:\n  - steps:\n      - sources: [d]\n",
        "docs/en/page.md": (
            "Said.[^e]\n\n{!beyond/fact.md!}\n\n{!sources/b.md!}\n{!sources/e.md!}\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_claims_facts_terms_the_code_check_and_pages_all_count_as_use(root: Path) -> None:
    assert check(root) == []


@pytest.mark.parametrize(
    ("file", "unused"),
    [
        ("data/claims.yaml", "a"),
        ("data/glossary.yaml", "c"),
        ("data/flows/code-not-arriving.yaml", "d"),
    ],
)
def test_a_source_that_nothing_uses_is_named(root: Path, file: str, unused: str) -> None:
    path = root / file
    path.write_text(path.read_text("utf-8").replace(f"[{unused}]", "[]"), "utf-8")
    assert check(root) == [f"data/sources.yaml: nothing uses the source '{unused}'"]


def test_a_fact_that_no_page_shows_does_not_count_as_use(root: Path) -> None:
    (root / "docs/en/page.md").write_text("Said.[^e]\n\n{!sources/e.md!}\n", "utf-8")
    assert check(root) == ["data/sources.yaml: nothing uses the source 'b'"]


def test_a_fault_is_told_with_its_page(root: Path) -> None:
    (root / "docs/en/other.md").write_text("Said.[^z]\n", "utf-8")
    assert check(root) == ["docs/en/other.md: [^z] has no source: add {!sources/z.md!}"]
