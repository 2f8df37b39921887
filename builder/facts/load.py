"""All facts together: each file against its model, then each name against what it names.

Knows the files of `data/` and how they refer to each other; not how they are shown.
"""

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from smsparts.billing import rules

from builder.facts.files import FactsError, File, Place, Problem, read
from builder.facts.models.base import Confidence, Pair, Source, Value, nearest
from builder.facts.models.claims import Beyond, Claims
from builder.facts.models.flows import CheckFlow, Criteria, RecommendFlow
from builder.facts.models.glossary import Glossary
from builder.facts.models.menus import Menus
from builder.facts.models.providers import Cell, Provider, Use
from builder.facts.models.regions import Regions
from builder.facts.models.sources import Sources
from builder.facts.models.telegram import TelegramLimits
from builder.facts.models.templates import TemplateRules
from builder.facts.validate import validate

FILES: dict[str, type[BaseModel]] = {
    "sources.yaml": Sources,
    "claims.yaml": Claims,
    "beyond.yaml": Beyond,
    "glossary.yaml": Glossary,
    "regions.yaml": Regions,
    "criteria.yaml": Criteria,
    "telegram.yaml": TelegramLimits,
    "menus.yaml": Menus,
    "template-rules.yaml": TemplateRules,
    "flows/recommend.yaml": RecommendFlow,
}
"""What each file is held against. The files of `providers/` are each a Provider, the other files
of `flows/` each a check."""

PROVIDERS = "providers"
FLOWS = "flows"


@dataclass(frozen=True)
class Answer:
    """Whether a provider meets a criterion, with what that stands on."""

    value: Value
    confidence: Confidence
    uses: tuple[Use, ...]
    ours: bool
    """No source says it: it is our reading."""
    note: Pair | None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that say so, each once."""
        return tuple(dict.fromkeys(one.source for one in self.uses))


@dataclass(frozen=True)
class AllFacts:
    """Everything in `data/`, valid and consistent."""

    sources: Mapping[str, Source]
    claims: Claims
    beyond: Beyond
    glossary: Glossary
    regions: Regions
    criteria: Criteria
    telegram: TelegramLimits
    menus: Menus
    template_rules: TemplateRules
    recommend: RecommendFlow
    checks: Mapping[str, CheckFlow]
    """Every other file of `flows/`, by its name: each is a tool of its own."""
    providers: tuple[Provider, ...]
    """In the order of their `position`."""
    files: Mapping[str, File]

    def answer(self, provider: Provider, criterion: str, region: str = "") -> Answer:
        """The provider's answer, in general or for a region that its file gives one of its own.

        Our own reading is never surer than low.
        """
        cell = provider.where[region][criterion] if region else provider.criteria[criterion]
        sure = cell.confidence if cell.uses else "low"
        return Answer(cell.value, sure, tuple(cell.uses), cell.basis == "ours", cell.note)

    def standing(self) -> Mapping[str, int]:
        """How many answers of the comparison are cited, our reading, unknown, not applicable."""
        counted = {"cited": 0, "our reading": 0, "unknown": 0, "not applicable": 0}
        for provider in self.providers:
            for cell in provider.criteria.values():
                kind = "cited" if cell.uses else "our reading" if cell.basis else cell.value
                counted[kind.replace("_", " ")] += 1
        return counted


def today() -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()


def load(data: Path) -> AllFacts:
    """Read and check every file of the folder `data`. Raises FactsError with all that is wrong."""
    problems: list[Problem] = []
    files: dict[str, File] = {}
    models: dict[str, Any] = {}
    wanted = dict(FILES)
    wanted |= {
        f"{PROVIDERS}/{path.name}": Provider for path in sorted((data / PROVIDERS).glob("*.yaml"))
    }
    wanted |= {
        f"{FLOWS}/{path.name}": CheckFlow
        for path in sorted((data / FLOWS).glob("*.yaml"))
        if f"{FLOWS}/{path.name}" not in FILES
    }
    for name, model in wanted.items():
        shown = f"{data.name}/{name}"
        if not (data / name).exists():
            problems.append(Problem(shown, 1, "the file is missing"))
            continue
        try:
            files[name] = read(data / name, shown)
        except FactsError as error:
            problems.extend(error.problems)
            continue
        found = validate(files[name], model, problems)
        if found is not None:
            models[name] = found
    if problems:
        raise FactsError(problems)
    providers = [found for name, found in models.items() if name.startswith(f"{PROVIDERS}/")]
    facts = AllFacts(
        sources=models["sources.yaml"].sources,
        claims=models["claims.yaml"],
        beyond=models["beyond.yaml"],
        glossary=models["glossary.yaml"],
        regions=models["regions.yaml"],
        criteria=models["criteria.yaml"],
        telegram=models["telegram.yaml"],
        menus=models["menus.yaml"],
        template_rules=models["template-rules.yaml"],
        recommend=models["flows/recommend.yaml"],
        checks={
            Path(name).stem: found
            for name, found in models.items()
            if name.startswith(f"{FLOWS}/") and name not in FILES
        },
        providers=tuple(sorted(providers, key=lambda one: one.position)),
        files=files,
    )
    problems = _Names(facts).check()
    if problems:
        raise FactsError(problems)
    return facts


class _Names:
    """Checks that whatever a file names exists, and that no name is given twice."""

    def __init__(self, facts: AllFacts) -> None:
        self.facts = facts
        self.problems: list[Problem] = []

    def check(self) -> list[Problem]:
        self._claims()
        self._beyond()
        self._glossary()
        self._regions()
        self._rules()
        self._criteria()
        self._once("menus.yaml", "names", [one.key for one in self.facts.menus.names])
        for provider in self.facts.providers:
            self._provider(provider)
        self._providers_together()
        return self.problems

    def _known(
        self, file: str, place: Place, kind: str, names: Iterable[str], known: Iterable[str]
    ) -> None:
        allowed = list(known)
        for index, name in enumerate(names):
            if name not in allowed:
                text = f"no {kind} is called '{name}'{nearest(name, allowed)}"
                where = (*place, index)
                in_list = where in self.facts.files[file].lines
                self._wrong(file, where if in_list else place, text)

    def _once(self, file: str, key: str, names: Iterable[str]) -> None:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                self._wrong(file, (key, index), f"the id '{name}' is given twice")
            seen.add(name)

    def _wrong(self, file: str, place: Place, text: str) -> None:
        self.problems.append(self.facts.files[file].problem(place, text))

    def _claims(self) -> None:
        file, facts = "claims.yaml", self.facts.claims
        parts = [one.id for one in facts.parts]
        sections = [one.id for one in facts.sections]
        # Parts, sections and claims are anchors of one page.
        self._once(file, "claims", [one.id for one in facts.claims])
        self._once(file, "sections", [*sections, *parts])
        for index, section in enumerate(facts.sections):
            self._known(file, ("sections", index, "part"), "part", [section.part], parts)
        for index, claim in enumerate(facts.claims):
            place = ("claims", index)
            self._known(file, (*place, "section"), "section", [claim.section], sections)
            self._known(file, (*place, "sources"), "source", claim.sources, self.facts.sources)

    def _beyond(self) -> None:
        file, facts = "beyond.yaml", self.facts.beyond
        self._once(file, "facts", [one.id for one in facts.facts])
        topics = [one.id for one in facts.topics]
        for index, fact in enumerate(facts.facts):
            place = ("facts", index)
            self._known(file, (*place, "topic"), "topic", [fact.topic], topics)
            self._known(file, (*place, "sources"), "source", fact.sources, self.facts.sources)

    def _glossary(self) -> None:
        file, facts = "glossary.yaml", self.facts.glossary
        self._once(file, "terms", [one.id for one in facts.terms])
        groups = [one.id for one in facts.groups]
        for index, term in enumerate(facts.terms):
            place = ("terms", index)
            self._known(file, (*place, "group"), "group", [term.group], groups)
            cited = term.sources or []
            self._known(file, (*place, "sources"), "source", cited, self.facts.sources)

    def _regions(self) -> None:
        file, facts = "regions.yaml", self.facts.regions
        self._once(file, "regions", [one.id for one in facts.regions])
        cited: set[str] = set()
        for index, region in enumerate(facts.regions):
            place: Place = ("regions", index, "sources")
            self._known(file, place, "source", region.sources, facts.sources)
            cited.update(region.sources)
            for at, law in enumerate(region.laws):
                ways = ("regions", index, "laws", at, "ways")
                known = [one.id for one in self.facts.providers]
                self._known(file, ways, "provider", [way.provider for way in law.ways], known)
                cites: Place = ("regions", index, "laws", at, "sources")
                self._known(file, cites, "source", law.sources, facts.sources)
                cited.update(law.sources)
            for at, table in enumerate(region.timetables):
                steps: Place = ("regions", index, "timetables", at)
                used = [step.source for step in table.steps if step.source]
                self._known(file, steps, "source", used, facts.sources)
                cited.update(used)
        tables = [table.id for region in facts.regions for table in region.timetables]
        if len(set(tables)) < len(tables):
            twice = next(name for name in tables if tables.count(name) > 1)
            self._wrong(file, ("regions",), f"two timetables are called '{twice}'")
        self._shelf(file, facts.sources, cited)

    def _rules(self) -> None:
        """The counter's rules name providers of ours, and a provider says whether it has one."""
        providers = [one.id for one in self.facts.providers]
        for rule in rules().values():
            if rule.provider is not None and rule.provider not in providers:
                file = f"smsparts/src/smsparts/rules/{rule.id}.json"
                text = f"no provider is called '{rule.provider}'{nearest(rule.provider, providers)}"
                self.problems.append(Problem(file, 1, text))
        ruled = {rule.provider for rule in rules().values()}
        for provider in self.facts.providers:
            file = f"{PROVIDERS}/{provider.id}.yaml"
            counted = provider.segmentation.counted
            if (counted == "by_its_rules") != (provider.id in ruled) and file in self.facts.files:
                has = "has a rule" if provider.id in ruled else "has no rule"
                text = f"'{counted}', but {provider.id} {has} in smsparts/src/smsparts/rules"
                self._wrong(file, ("segmentation", "counted"), text)

    def _criteria(self) -> None:
        self._once("criteria.yaml", "criteria", [one.id for one in self.facts.criteria.criteria])

    def _provider(self, provider: Provider) -> None:
        file = f"{PROVIDERS}/{provider.id}.yaml"
        if file not in self.facts.files:
            for name, held in self.facts.files.items():
                if name.startswith(f"{PROVIDERS}/") and held.data.get("id") == provider.id:
                    stem = Path(name).stem
                    text = f"'{provider.id}' is not the file's name: write {stem} or rename it"
                    self.problems.append(held.problem(("id",), text))
            return
        others = [one.id for one in self.facts.providers if one.id != provider.id]
        cited: set[str] = set()
        self._known(file, ("alternatives",), "other provider", provider.alternatives, others)
        instead = [provider.redirect_to] if provider.redirect_to else []
        self._known(file, ("redirect_to",), "other provider", instead, others)
        regions = [one.id for one in self.facts.regions.regions]
        place: Place = ("registration", "regions")
        self._known(file, place, "region", provider.registration.regions, regions)
        for name, value in provider:
            found = getattr(value, "sources", None) if name != "sources" else None
            for at, ids in (("sources", found), ("see_also", getattr(value, "see_also", None))):
                if ids:
                    self._known(file, (name, at), "source", ids, provider.sources)
                    cited.update(ids)
        asked = [one.id for one in self.facts.criteria.criteria]
        for name in asked:
            if name not in provider.criteria:
                self._wrong(file, ("criteria",), f"no answer to the criterion '{name}'")
        self._cells(file, ("criteria",), provider.criteria, provider.sources, cited)
        self._known(file, ("where",), "region", provider.where, regions)
        for region, cells in provider.where.items():
            self._cells(file, ("where", region), cells, provider.sources, cited)
        for number, figure in enumerate(provider.pricing.figures):
            price: Place = ("pricing", "figures", number)
            self._known(file, (*price, "region"), "region", [figure.region], regions)
            self._known(file, (*price, "sources"), "source", figure.sources, provider.sources)
            cited.update(figure.sources)
        if provider.pricing.blank:
            names = provider.pricing.blank.sources
            blank: Place = ("pricing", "blank", "sources")
            self._known(file, blank, "source", names, provider.sources)
            cited.update(names)
        self._shelf(file, provider.sources, cited)

    def _cells(
        self,
        file: str,
        group: Place,
        cells: Mapping[str, Cell],
        shelf: Mapping[str, Source],
        cited: set[str],
    ) -> None:
        asked = [one.id for one in self.facts.criteria.criteria]
        for name, cell in cells.items():
            self._known(file, (*group, name), "criterion", [name], asked)
            for at, use in enumerate(cell.uses):
                used: Place = (*group, name, "uses", at, "source")
                self._known(file, used, "source", [use.source], shelf)
                cited.add(use.source)

    def _shelf(self, file: str, shelf: Mapping[str, Source], cited: set[str]) -> None:
        """Every source of `shelf` is cited by its file, and its name is its own.

        A page that shows the file's sources as footnotes may also cite the common register.
        """
        for name in shelf:
            if name not in cited:
                self._wrong(file, ("sources", name), "no fact of this file cites this source")
            if name in self.facts.sources:
                self._wrong(file, ("sources", name), "sources.yaml has a source of that name")

    def _providers_together(self) -> None:
        places: dict[int, str] = {}
        said: dict[str, str] = {one.id: "claims.yaml" for one in self.facts.claims.claims}
        for provider in self.facts.providers:
            file = f"{PROVIDERS}/{provider.id}.yaml"
            if file not in self.facts.files:
                continue
            if provider.position in places:
                text = f"{places[provider.position]} has that position already"
                self._wrong(file, ("position",), text)
            places[provider.position] = provider.id
            for index, claim in enumerate(provider.often_said):
                if claim.id in said:
                    text = f"the id '{claim.id}' is given in {said[claim.id]} already"
                    self._wrong(file, ("often_said", index), text)
                said[claim.id] = file
