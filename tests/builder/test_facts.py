"""The facts: a wrong one is refused with file and line, a right one is said alike everywhere."""

import datetime
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from builder.facts import FactsError, build, check_includes
from builder.facts.compiled import for_calculators
from builder.facts.freshness import RULES, stale
from builder.facts.load import FILES, AllFacts, load, today
from builder.facts.models.base import Source, Verdict
from builder.facts.models.providers import Provider
from builder.facts.schemas import modeline, schema_files, schemas
from builder.facts.snippets import snippets
from builder.facts.snippets.text import VERDICTS, is_old, md, partial_is_old, source
from builder.paths import DATA, DOCS, LANGUAGES, SNIPPETS
from calculators.facts import FactsNotCompiledError
from calculators.facts import load as load_compiled

CASES = json.loads((Path(__file__).parents[1] / "cases" / "facts-refused.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def facts() -> AllFacts:
    return load(DATA)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of `data/` that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; returns the line where the text begins to differ."""
    before = path.read_text("utf-8")
    assert old in before, f"{old!r} is not in {path.name} any more"
    path.write_text(before.replace(old, new, 1), "utf-8")
    pairs = zip(before.split("\n"), path.read_text("utf-8").split("\n"), strict=False)
    return next(number for number, (a, b) in enumerate(pairs, 1) if a != b)


class TestRefused:
    @pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
    def test_with_file_line_and_what_is_allowed(self, case: dict[str, Any], copy: Path) -> None:
        line = edit(copy / case["file"], case["replace"], case["by"]) + case.get("lines_on", 0)
        with pytest.raises(FactsError) as refused:
            load(copy)
        told = [str(one) for one in refused.value.problems]
        expected = f"data/{case['file']}:{line}: "
        assert any(one.startswith(expected) and case["says"] in one for one in told), told

    @pytest.mark.parametrize(
        ("file", "old", "new", "says"),
        [
            ("code-not-arriving.yaml", "next: before\n", "next: befor\n", "leads to 'befor'"),
            (
                "code-not-arriving.yaml",
                "- telegram-faq-code-in-app",
                "- telegram-faq-code-in-ap",
                "no source is called 'telegram-faq-code-in-ap' "
                "(did you mean telegram-faq-code-in-app?)",
            ),
            ("recommend.yaml", "{api: 3, individual_ok: 1}", "{apu: 3}", "no criterion is called"),
        ],
    )
    def test_a_flow_that_does_not_hang_together(
        self, file: str, old: str, new: str, says: str, copy: Path
    ) -> None:
        changed = edit(copy / "flows" / file, old, new)
        broken = load(copy)
        with pytest.raises(FactsError) as refused:
            for_calculators(broken)
        [problem] = refused.value.problems
        assert problem.file == f"data/flows/{file}"
        assert says in problem.text
        # The line of the entry that holds the fault, which stands at most a few lines above it.
        assert 0 <= changed - problem.line <= 8

    def test_a_missing_file(self, copy: Path) -> None:
        (copy / "criteria.yaml").unlink()
        with pytest.raises(FactsError, match=r"data/criteria\.yaml:1: the file is missing"):
            load(copy)

    def test_all_faults_are_told_at_once(self, copy: Path) -> None:
        edit(copy / "claims.yaml", "    verdict: wrong", "    verdict: false")
        edit(copy / "regions.yaml", "    two_way: limited", "    two_way: limitd")
        with pytest.raises(FactsError) as refused:
            load(copy)
        assert [one.file for one in refused.value.problems] == [
            "data/claims.yaml",
            "data/regions.yaml",
        ]


def all_snippets(facts: AllFacts) -> dict[str, str]:
    languages = LANGUAGES
    return {
        f"{language}/{name}": text
        for language in languages
        for name, text in snippets(facts, language, today()).items()
    }


@pytest.fixture(scope="session")
def written(facts: AllFacts) -> dict[str, str]:
    return all_snippets(facts)


class TestOneFactInOneFile:
    """Changing a fact changes every place that shows it, in both languages, and nothing else."""

    @pytest.mark.parametrize(
        ("file", "old", "new", "places"),
        [
            (
                "providers/plivo.yaml",
                "  rcs: {value: unknown",
                "  rcs: {value: partial, basis: ours",
                {
                    "providers/plivo/capabilities.md",
                    "providers/standing.md",
                    "providers/table.md",
                },
            ),
            (
                "providers/vonage.yaml",
                "  state: renamed",
                "  state: retired",
                {
                    "providers/vonage/facts.md",
                    "providers/vonage/status.md",
                    "providers/table.md",
                },
            ),
            (
                "claims.yaml",
                "    section: two-systems\n    claim:",
                "    section: what-sms-is\n    claim:",
                {"claims/list.md"},
            ),
            (
                "regions.yaml",
                "    dialing_code: '+852'",
                "    dialing_code: '+85'",
                {"regions/table.md"},
            ),
        ],
    )
    def test_and_nothing_else(
        self,
        file: str,
        old: str,
        new: str,
        places: set[str],
        copy: Path,
        written: dict[str, str],
    ) -> None:
        edit(copy / file, old, new)
        after = all_snippets(load(copy))
        assert after.keys() == written.keys()
        changed = {name for name, text in after.items() if text != written[name]}
        assert changed == {f"{language}/{place}" for language in LANGUAGES for place in places}

    def test_what_the_calculators_get_changes_too(self, copy: Path, facts: AllFacts) -> None:
        edit(
            copy / "providers/plivo.yaml",
            "rcs: {value: unknown",
            "rcs: {value: partial, basis: ours",
        )
        before, after = for_calculators(facts), for_calculators(load(copy))
        assert [name for name in before if before[name] != after[name]] == ["recommend.json"]


class TestSnippets:
    def test_every_verdict_is_counted(self, facts: AllFacts, written: dict[str, str]) -> None:
        counts = Counter(claim.verdict for claim in facts.claims.claims)
        table = written["en/claims/counts.md"]
        for verdict, number in counts.items():
            assert f"{VERDICTS[verdict][1]['en']} | {number} |" in table
        assert f"**{len(facts.claims.claims)}**" in table

    def test_every_verdict_has_a_sign_of_its_own(self) -> None:
        assert set(VERDICTS) == set(get_args(Verdict))
        assert len({sign for sign, _ in VERDICTS.values()}) == len(VERDICTS)

    def test_every_claim_stands_on_the_list_once(
        self, facts: AllFacts, written: dict[str, str]
    ) -> None:
        ids = [claim.id for claim in facts.claims.claims]
        ids += [said.id for provider in facts.providers for said in provider.often_said]
        for language in LANGUAGES:
            found = re.findall(
                r'<li class="claim \w+" id="([^"]+)"', written[f"{language}/claims/list.md"]
            )
            assert sorted(found) == sorted(ids)

    def test_both_languages_have_the_same(self, written: dict[str, str]) -> None:
        names = {language: set() for language in LANGUAGES}  # type: dict[str, set[str]]
        for name in written:
            language, _, rest = name.partition("/")
            names[language].add(rest)
        assert names["en"] == names["zh"]

    def test_both_languages_cite_the_same_sources(self, written: dict[str, str]) -> None:
        for name in written:
            if name.startswith("en/"):
                cited = [
                    re.findall(r"\[\^([^\]]+)\]", written[f"{language}{name[2:]}"])
                    for language in LANGUAGES
                ]
                assert cited[0] == cited[1], name

    def test_every_footnote_of_a_provider_is_defined(
        self, facts: AllFacts, written: dict[str, str]
    ) -> None:
        for provider in facts.providers:
            parts = {
                n: t for n, t in written.items() if n.startswith(f"en/providers/{provider.id}/")
            }
            defined = set(re.findall(r"^\[\^([^\]]+)\]:", "\n".join(parts.values()), re.MULTILINE))
            cited = set(re.findall(r"\[\^([^\]]+)\](?!:)", "\n".join(parts.values())))
            assert cited == defined, provider.id

    def test_an_unsure_fact_says_so(self, facts: AllFacts, written: dict[str, str]) -> None:
        claim = next(one for one in facts.claims.claims if one.confidence == "medium")
        assert "Partly confirmed. Checked " in written[f"en/claims/{claim.id}.md"]
        assert "部分证实。2026-" in written[f"zh/claims/{claim.id}.md"]

    def test_a_fact_without_a_source_says_so(self, written: dict[str, str]) -> None:
        assert "Ours, no source. Checked " in written["en/providers/textra_sms/pricing.md"]
        assert "我们的看法，无来源。核实于 " in written["zh/providers/textra_sms/pricing.md"]

    def test_the_newest_source_is_a_year_old(self, written: dict[str, str]) -> None:
        assert "2025-02-17: more than a year ago" in written["en/providers/huawei_sms/status.md"]
        assert "距今已超过一年" in written["zh/providers/huawei_sms/status.md"]

    def test_the_end_of_an_app_names_what_to_use(self, written: dict[str, str]) -> None:
        status = written["en/providers/samsung_messages/status.md"]
        assert "Ended, or its end is announced, since 2026-07." in status
        assert "(/providers/google_messages.md)" in status

    def test_links_open_the_counter_with_the_profile(self, written: dict[str, str]) -> None:
        for name, profile in [("twilio", "twilio"), ("alibaba_sms", "alibaba_domestic")]:
            link = f'href="../../tools/segments/#profile={profile}"'
            assert link in written[f"zh/providers/{name}/segmentation.md"]


def shown(source: str) -> str:
    """What a reader sees of a paragraph of Markdown, or the HTML if it is not one paragraph."""
    html = markdown.markdown(source, extensions=["tables", "footnotes", "attr_list", "abbr"])
    found = re.fullmatch(r"<p>([^<]*)</p>", html, re.DOTALL)
    if not found:
        return html
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), found[1])


class TestEscape:
    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "**no** _no_ `no`",
            "[no](x) [^no]",
            "a | b",
            "# no",
            "1. no",
            "- no",
            "{: .no }",
            "AT&T &copy;",
            "\\* no",
            "a ]( b",
            ": no",
            '"quoted"',
        ],
    )
    def test_a_fact_is_shown_as_it_is(self, text: str) -> None:
        assert shown(md(text)) == text

    @given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
    def test_no_text_becomes_markup(self, text: str) -> None:
        assert shown(md(text)) == text


class TestFreshness:
    @pytest.mark.parametrize(
        ("day", "old"),
        [
            ("unknown", False),
            ("2025-11-20", True),
            ("2025-11-21", True),
            ("2025-11-22", False),
            ("2025-10", True),
            ("2025-12", False),
            ("2024", True),
            ("2025", False),
        ],
    )
    def test_a_year(self, day: str, old: bool) -> None:
        assert partial_is_old(day, _day("2026-11-22")) is old

    def test_listed_with_file_and_line(self, facts: AllFacts) -> None:
        listed = list(stale(facts, _day("2026-11-22")))
        old = "data/providers/huawei_sms.yaml:20: status.as_of: its own date lies over a year back"
        assert f"{old}: 2025-02-17" in listed
        assert not any("claims.yaml" in line for line in listed)

    def test_two_years_on_everything_is_listed_and_said(self, facts: AllFacts) -> None:
        later = _day("2028-11-22")
        listed = list(stale(facts, later))
        named = Counter(line.split(":")[0] for line in listed if "not checked for a year" in line)
        written = re.compile(r"""^\s*(?:- )?"?checked"?: "?\d|[{ ]checked: \d""", re.MULTILINE)
        rules = {f"smsparts/rules/{path.name}": path for path in RULES.glob("*.json")}
        data = {f"data/{path.relative_to(DATA).as_posix()}": path for path in DATA.rglob("*.yaml")}
        found = {
            name: len(written.findall(path.read_text("utf-8")))
            for name, path in (data | rules).items()
        }
        assert named == {name: number for name, number in found.items() if number}, "each of them"
        box = snippets(facts, "en", later)["claims/s1-cost.md"]
        assert "Not checked again for more than a year." in box
        assert is_old(facts.claims.claims[0].checked, later)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def fields(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, Any]]:
    """Every field of a model and of the models within it."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield f"{model.__name__}.{name}", field
        waiting = [field.annotation]
        while waiting:
            kind = waiting.pop()
            waiting.extend(get_args(kind))
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from fields(kind, seen)


class TestSchemas:
    def test_fresh(self) -> None:
        for name, text in schema_files().items():
            assert (DATA / "schema" / name).read_text("utf-8") == text, "run: make facts"

    def test_every_field_has_a_description_and_an_example(self) -> None:
        seen: set[type[BaseModel]] = set()
        for model in [*FILES.values(), Provider]:
            for name, field in fields(model, seen):
                assert field.description, name
                assert field.examples, name

    def test_every_file_names_its_schema(self) -> None:
        for path in DATA.rglob("*.yaml"):
            first = path.read_text("utf-8").split("\n", 1)[0]
            assert first == modeline(path.relative_to(DATA).as_posix())

    def test_refuses_what_it_does_not_know(self) -> None:
        assert schemas()["provider"]["additionalProperties"] is False


class TestCompiled:
    def test_says_what_to_run_where_nothing_is_compiled(self) -> None:
        with pytest.raises(FactsNotCompiledError, match="run `make facts`"):
            load_compiled("no-such-facts")

    def test_a_second_build_writes_nothing(self) -> None:
        build()
        before = {p: p.stat().st_mtime_ns for p in SNIPPETS.rglob("*.md")}
        build()
        assert {p: p.stat().st_mtime_ns for p in SNIPPETS.rglob("*.md")} == before


class TestIncludes:
    def test_an_unknown_snippet_is_told_with_the_nearest_name(self, tmp_path: Path) -> None:
        docs, made = tmp_path / "docs", tmp_path / "snippets"
        for language in LANGUAGES:
            (docs / language).mkdir(parents=True)
            (made / language / "claims").mkdir(parents=True)
            (made / language / "claims" / "s1-cost.md").write_text("x", "utf-8")
            (docs / language / "a.md").write_text("# A\n\n{!claims/s1-cost.md!}\n", "utf-8")
        check_includes(docs, made)
        (docs / "zh" / "a.md").write_text("# A\n\n{!claims/s1-cast.md!}\n", "utf-8")
        with pytest.raises(FactsError) as refused:
            check_includes(docs, made)
        told = "no snippet is called 'claims/s1-cast.md' (did you mean claims/s1-cost.md?)"
        assert str(refused.value) == f"docs/zh/a.md:3: {told}"
        check_includes(docs, made, only=("sources",))

    def test_all_pages_name_snippets_that_exist(self) -> None:
        build()
        check_includes(DOCS, only=("claims", "sources", "beyond", "providers", "regions"))


@pytest.mark.parametrize(
    ("title", "of", "page", "tag"),
    [
        ("Telegram FAQ – Getting a code", None, "zh", "en"),
        ("Telegram FAQ – Getting a code", None, "en", ""),
        ("有赞公告", None, "en", "zh-Hans"),
        ("有赞公告", None, "zh", ""),
        ("MIIT 公告", None, "zh", ""),
        ("Gazeta.Ru – Telegram users are asked to add an e-mail", "ru", "zh", "en"),
        ("Телеграм: e-mail", "ru", "zh", ""),
    ],
)
def test_a_title_says_its_language_where_that_is_not_the_page_s(title, of, page, tag):
    """So that a screen reader reads it with the right voice; unsure, it says nothing.

    What language the source itself is in does not count: its title is told in English or Chinese.
    """
    one = Source(
        title=title, url="https://a.example/", checked=datetime.date(2026, 11, 22), language=of
    )
    assert (f"{{: lang={tag} }}" in source(one, page)) is bool(tag)
    assert ("lang=" in source(one, page)) is bool(tag)
