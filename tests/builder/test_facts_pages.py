"""The pages that stand on facts: complete, of one shape, and free of what is known to be wrong."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from builder.facts import FactsError
from builder.facts.load import AllFacts, load
from builder.facts.scaffold import new_provider
from builder.facts.snippets import regions, snippets
from builder.facts.snippets.text import VERDICTS
from builder.paths import DATA, DOCS, LANGUAGES, ROOT

# Sections of a provider's page, in order, with the snippet each stands on.
SHAPE = {
    "what-it-is": None,
    "status": "status",
    "who-it-suits": None,
    "strengths-and-weaknesses": None,
    "features": "capabilities",
    "price": "pricing",
    "registration": "registration",
    "segmentation": "segmentation",
    "developers": "sdk",
    "data-protection": "compliance",
    "often-said": "often-said",
    "alternatives": None,
    "sources": "sources",
}
PAGES = [(language, path.stem) for language in LANGUAGES for path in (DATA / "providers").iterdir()]


@pytest.fixture(scope="session")
def facts() -> AllFacts:
    return load(DATA)


def sections(page: str) -> dict[str, str]:
    """The text under each heading of level 2, by its id."""
    parts = re.split(r"^## .*\{#([a-z0-9-]+)\}$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("language", "name"), PAGES)
class TestProviderPage:
    def read(self, language: str, name: str) -> str:
        return (DOCS / language / "providers" / f"{name}.md").read_text("utf-8")

    def test_has_every_section_in_order(self, language: str, name: str, facts: AllFacts) -> None:
        provider = next(one for one in facts.providers if one.id == name)
        wanted = [one for one in SHAPE if one != "often-said" or provider.often_said]
        found = [one for one in sections(self.read(language, name)) if one in SHAPE]
        assert found == wanted

    def test_no_section_is_empty(self, language: str, name: str) -> None:
        for section, text in sections(self.read(language, name)).items():
            assert text.strip(), section

    def test_pulls_in_its_facts(self, language: str, name: str) -> None:
        page = self.read(language, name)
        found = sections(page)
        assert f"{{!providers/{name}/facts.md!}}" in page.split("\n## ")[0]
        for section, snippet in SHAPE.items():
            if snippet and section in found:
                assert f"{{!providers/{name}/{snippet}.md!}}" in found[section], section

    def test_links_each_alternative(self, language: str, name: str, facts: AllFacts) -> None:
        provider = next(one for one in facts.providers if one.id == name)
        text = sections(self.read(language, name))["alternatives"]
        for other in provider.alternatives:
            assert f"({other}.md" in text or f"{name}/alternatives.md" in text, other

    def test_cites_only_what_is_defined(self, language: str, name: str, facts: AllFacts) -> None:
        provider = next(one for one in facts.providers if one.id == name)
        page = self.read(language, name)
        included = set(re.findall(r"\{!sources/([a-z0-9-]+)\.md!\}", page))
        for cited in re.findall(r"\[\^([^\]]+)\]", page):
            assert cited in provider.sources or cited in included


def said_as_true(language: str, facts: AllFacts) -> dict[str, str]:
    """All words of the site in `language` but for claims, which are said to be claims."""
    words = {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
        for path in (DOCS / language).rglob("*.md")
    }
    made = snippets(facts, "en" if language == "en" else "zh", load_day(facts))
    words |= {
        name: text
        for name, text in made.items()
        if not name.startswith("claims/") and not name.endswith("often-said.md")
    }
    return words


def load_day(facts: AllFacts) -> datetime.date:
    return facts.claims.claims[0].checked


WRONG = {
    "Twilio reaches 180+ countries, not 200+": r"Twilio[^。.\n|]{0,60}\b200\s*(\+|多|or more|个)",
    "Nexmo is Vonage's old name": r"(?<!formerly )(?<!formerly called )(?<!原 )(?<!former )"
    r"\bNexmo\b(?=[^\n]{0,20}(is a|offers|provides|leads|提供|是全球|是一家))",
    "Samsung Messages is no recommendation": r"(best choice|最佳选择|首选)[^。.\n]{0,20}"
    r"(Samsung Messages|三星信息)"
    r"|(Samsung Messages|三星信息)[^。.\n]{0,20}(best choice|最佳选择|首选)",
    "Alibaba's reach is not 'limited' without saying what": r"(Alibaba Cloud|阿里云)[^。.\n]{0,30}"
    r"(reach is limited|limited reach|limited international|国际[^。]{0,6}覆盖[^。]{0,4}有限)",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", WRONG)
def test_what_is_known_to_be_wrong_is_nowhere_said_as_true(
    language: str, why: str, facts: AllFacts
) -> None:
    for place, text in said_as_true(language, facts).items():
        found = re.search(WRONG[why], text)
        assert not found, f"{place}: {found and found[0]!r}: {why}"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("Twilio reaches 180+ countries, not 200+", "Twilio covers 200+ countries"),
        ("Twilio reaches 180+ countries, not 200+", "Twilio 覆盖全球 200 多个国家"),
        ("Nexmo is Vonage's old name", "Nexmo offers SMS worldwide"),
        ("Samsung Messages is no recommendation", "三星信息是三星手机的首选"),
        (
            "Alibaba's reach is not 'limited' without saying what",
            "阿里云的国际短信覆盖有限",
        ),
    ],
)
def test_the_search_for_wrong_statements_finds_them(why: str, text: str) -> None:
    assert re.search(WRONG[why], text)


class TestNewProvider:
    """Adding a provider is one facts file and two pages made by a command, and nothing else."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        shutil.copytree(ROOT / "data", tmp_path / "data")
        shutil.copytree(ROOT / "docs", tmp_path / "docs")
        return tmp_path

    def test_three_files_and_the_facts_hold(self, root: Path) -> None:
        written = new_provider("a_service_nobody_has", root)
        assert [path.relative_to(root).as_posix() for path in written] == [
            "data/providers/a_service_nobody_has.yaml",
            "docs/en/providers/a_service_nobody_has.md",
            "docs/zh/providers/a_service_nobody_has.md",
        ]
        facts = load(root / "data")
        assert facts.providers[-1].id == "a_service_nobody_has"

    def test_it_stands_in_the_table_and_has_every_snippet(self, root: Path) -> None:
        pages = new_provider("a_service_nobody_has", root)[1:]
        facts = load(root / "data")
        for language, page in zip(("en", "zh"), pages, strict=True):
            made = snippets(facts, "en" if language == "en" else "zh", load_day(facts))
            assert 'data-item="a_service_nobody_has"' in made["providers/table.md"]
            text = page.read_text("utf-8")
            for name in re.findall(r"\{!(.+?)!\}", text):
                assert made[name].strip(), name
            assert [one for one in sections(text) if one in SHAPE] == [
                one for one in SHAPE if one != "often-said"
            ]
            assert all(part.strip() for part in sections(text).values())

    def test_what_is_not_known_is_said(self, root: Path) -> None:
        new_provider("a_service_nobody_has", root)
        made = snippets(facts := load(root / "data"), "en", load_day(facts))
        assert "Ours, no source." in made["providers/a_service_nobody_has/pricing.md"]
        assert "Unknown" in made["providers/a_service_nobody_has/capabilities.md"]

    @pytest.mark.parametrize("name", ["My", "a-b", "", "_a", "a__b", "../x", "短信"])
    def test_a_name_that_is_no_id(self, name: str, root: Path) -> None:
        with pytest.raises(FactsError, match="joined by single underscores"):
            new_provider(name, root)

    def test_nothing_is_written_over(self, root: Path) -> None:
        before = (root / "data" / "providers" / "twilio.yaml").read_text("utf-8")
        with pytest.raises(FactsError, match=r"data/providers/twilio\.yaml:1: is there already"):
            new_provider("twilio", root)
        assert (root / "data" / "providers" / "twilio.yaml").read_text("utf-8") == before


def test_the_verdict_table_of_the_claims_page_names_every_verdict() -> None:
    for language in LANGUAGES:
        page = (DOCS / language / "claims.md").read_text("utf-8")
        for sign, words in VERDICTS.values():
            assert f"| {sign} {words['en' if language == 'en' else 'zh']} |" in page


def test_a_region_without_a_square_on_the_map_is_named_with_what_to_do(facts, monkeypatch):
    monkeypatch.delitem(regions._PLACES, "cn")
    with pytest.raises(FactsError, match=r"data/regions\.yaml.*cn: .*_PLACES in regions\.py"):
        snippets(facts, "en", datetime.date(2026, 11, 22))
