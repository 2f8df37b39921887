"""The facts on a provider's page, one snippet a section."""

import datetime
from collections.abc import Sequence

from smsparts.billing import Rule, rules

from builder.facts.load import AllFacts, Answer
from builder.facts.models.base import Checked, Language, Pair, Value
from builder.facts.models.providers import Figure, Provider
from builder.facts.snippets import claims, sources, text
from builder.words import by_key, by_language
from calculators.views.foreign import foreign
from calculators.views.html import tag

STATES: dict[str, dict[Language, str]] = by_key("provider_status")
CATEGORIES: dict[str, dict[Language, str]] = by_key("provider_category")
FEATURES = (
    "two_way",
    "rcs",
    "mms",
    "alphanumeric_sender_id",
    "short_code",
    "verify_api",
    "number_lookup",
    "bulk_ui",
    "delivery_reports",
    "analytics",
    "marketing",
)
"""Rows of the first table on a provider's page: criteria, and two facts beside them."""

COMPARED = ("us", "de", "cn")
"""Where the price of one text is told for every service, or a blank."""

OWN_FEATURES: dict[str, dict[Language, str]] = by_key("provider_feature")
_WORDS: dict[Language, dict[str, str]] = by_language("providers")
_ENCODINGS: dict[str, tuple[dict[Language, str], dict[Language, str]]] = {
    name: (shown, by_key("capacity_unit")[name]) for name, shown in by_key("capacity_of").items()
}
"""What a row of the table of sizes is called, and its unit."""


def snippets(facts: AllFacts, language: Language, today: datetime.date) -> dict[str, str]:
    """`providers/<id>/<section>.md` for every provider."""
    made: dict[str, str] = {}
    for provider in facts.providers:
        page = _Page(facts, provider, language, today)
        for name, part in page.parts().items():
            made[f"providers/{provider.id}/{name}.md"] = part.strip() + "\n"
    return made


class _Page:
    """Writes the snippets of one provider in one language."""

    def __init__(
        self, facts: AllFacts, provider: Provider, language: Language, today: datetime.date
    ) -> None:
        self.facts, self.provider, self.language, self.today = facts, provider, language, today
        self.words = _WORDS[language]
        self.marks = text.JOIN[language]
        self.comma = self.marks["comma"]

    def parts(self) -> dict[str, str]:
        parts = {
            "facts": self._facts(),
            "status": self._status(),
            "capabilities": self._capabilities(),
            "pricing": self._pricing(),
            "registration": self._registration(),
            "segmentation": self._segmentation(),
            "sdk": self._sdk(),
            "compliance": self._noted(self.provider.compliance),
            "alternatives": self._alternatives(),
            "sources": sources.definitions(self.provider.sources, self.language, self._places())
            or self.words["unsourced"],
        }
        about = claims.claims_about(self.provider)
        if about:
            boxes = [claims.box(one, self.language, self.today) for one in about]
            parts["often-said"] = "\n".join(boxes)
        return parts

    def _say(self, pair: Pair) -> str:
        return text.say(pair, self.language)

    def _join(self, *parts: str) -> str:
        return text.sentences(parts, self.language)

    def _standing(self, group: Checked, *more: str) -> str:
        return text.standing(
            group.confidence, group.sources, group.checked, self.today, self.language, more
        )

    def _noted(self, group: Checked, *more: str) -> str:
        note: Pair = group.note  # type: ignore[attr-defined]
        said = self._join(self._say(note) + text.cite(group.sources), *more)
        return f"{said}\n\n{self._standing(group)}"

    def _facts(self) -> str:
        one, words = self.provider, self.words
        first = [
            (words["status"], STATES[one.status.state][self.language]),
            (words["best"], self._say(one.best_for)),
            (words["not"], self._say(one.not_for)),
            (words["price_short"], self._price_line()),
            (words["first_step"], words["first_step_link"].format(id=one.id)),
        ]
        rows = [(words["owner"], self._say(one.owner))]
        if one.former_names:
            former = self.comma.join(self._say(name) for name in one.former_names)
            rows.append((words["former"], former))
        rows += [
            (words["category"], CATEGORIES[one.category][self.language]),
            (words["platforms"], self._say(one.identity.platforms)),
            (words["coverage"], self._say(one.identity.coverage) + text.cite(one.identity.sources)),
        ]
        what = self._say(one.identity.what)
        return (
            f'<div class="facts" markdown="1">\n\n{what}\n\n{_listed(first)}\n\n'
            f"{self._picture()}\n\n{_listed(rows)}\n\n"
            f"{self._standing(one.identity)}\n\n</div>"
        )

    def _price_line(self) -> str:
        """What one text costs where that is known; else how it charges."""
        pricing, words = self.provider.pricing, self.words
        names = {one.id: self._say(one.name) for one in self.facts.regions.regions}
        known = [one for one in pricing.figures if one.region in COMPARED]
        if not known:
            return self._say(pricing.model) + text.cite(pricing.sources)
        said = (
            words["price_there"].format(
                region=names[one.region], price=self._amount(one), date=one.date
            )
            + text.cite(one.sources)
            for one in known
        )
        return self.marks["semicolon"].join(said)

    def _amount(self, figure: Figure) -> str:
        amount = f"{figure.currency} {figure.amount:.5f}".rstrip("0").rstrip(".")
        return self.words[f"per_{figure.per}"].format(amount=amount)

    def _picture(self) -> str:
        """How long a text may be for one part, a bar for each alphabet, beside its words."""
        counted = self._rules()
        if not counted:
            return ""
        sizes = counted[0].capacities()
        longest = max(alone for alone, _, _ in sizes.values())
        rows = []
        for encoding, (alone, _, further) in sizes.items():
            by_characters = counted[0].counting == "characters"
            name, unit = _ENCODINGS["characters" if by_characters else encoding]
            said = self.words["picture"].format(
                alone=f"{alone} {unit[self.language]}", further=further
            )
            rows.append(
                tag(
                    "li",
                    tag("span", name[self.language], class_="counts-name"),
                    tag(
                        "svg",
                        tag("rect", width=round(alone / longest * 160), height=10),
                        viewBox="0 0 160 10",
                        preserveAspectRatio="none",
                        aria_hidden="true",
                    ),
                    tag("span", said),
                )
            )
        return str(tag("ul", *rows, class_="counts"))

    def _status(self) -> str:
        status, words = self.provider.status, self.words
        state = STATES[status.state][self.language]
        key = "since" if status.since else "state"
        headline = words[key].format(state=state, since=status.since)
        more = []
        if status.see_also:
            more.append(words["see_also"].format(cites=text.cite(status.see_also)))
        instead = ""
        if self.provider.redirect_to:
            other = next(p for p in self.facts.providers if p.id == self.provider.redirect_to)
            instead = words["instead"].format(name=self._say(other.name), id=other.id)
        note = self._say(status.note) + text.cite(status.sources)
        # That it simply goes on, the table at the head of the page says already.
        first = "" if status.state == "active" else f"**{headline}**"
        said = self._join(first, note, instead, *more)
        old = text.partial_is_old(status.as_of, self.today)
        fresh = [words["as_of_old"].format(as_of=status.as_of)] if old else []
        return f"{said}\n\n{self._standing(status, *fresh)}"

    def _capabilities(self) -> str:
        group, words = self.provider.capabilities, self.words
        head = f"| {words['feature']} | {words['answer']} | {words['limit']} |\n| --- | --- | --- |"
        rows = [self._feature(name) for name in FEATURES if self._tells(name)]
        rows += self._elsewhere()
        others = [one.id for one in self.facts.criteria.criteria if one.id not in FEATURES]
        told = [self._feature(name) for name in others if self._tells(name)]
        more = "\n".join([head.replace(words["feature"], words["criterion"], 1), *told])
        unknown = [self._name(name) for name in (*FEATURES, *others) if not self._tells(name)]
        lacking = words["unknown"].format(names=self.comma.join(unknown)) if unknown else ""
        folded = "\n".join(f"    {line}" for line in more.split("\n"))
        note = self._say(group.note) + text.cite(group.sources) if group.note else ""
        table = "\n".join([head, *rows])
        return (
            f"{note}\n\n{table}\n\n{self._join(words['carried'], lacking)}\n\n"
            f"{self._standing(group)}\n\n"
            f'??? note "{words["others"]}"\n\n{folded}'
        )

    def _tells(self, name: str) -> bool:
        """Whether a row says anything: a yes, a no, something between, or a note."""
        if name in OWN_FEATURES:
            return getattr(self.provider.capabilities, name) not in ("unknown", "not_applicable")
        answer = self.facts.answer(self.provider, name)
        return bool(answer.note) or answer.value not in ("unknown", "not_applicable")

    def _name(self, name: str) -> str:
        if name in OWN_FEATURES:
            return OWN_FEATURES[name][self.language]
        return next(self._say(one.text) for one in self.facts.criteria.criteria if one.id == name)

    def _feature(self, name: str) -> str:
        value: Value
        label = self._name(name)
        if name in OWN_FEATURES:
            value = getattr(self.provider.capabilities, name)
            return f"| {label} | {text.value_words(value, self.language)} |  |"
        return self._row(label, self.facts.answer(self.provider, name))

    def _elsewhere(self) -> list[str]:
        """A row for each answer that is otherwise in one region."""
        names = {one.id: self._say(one.name) for one in self.facts.regions.regions}
        return [
            self._row(
                self.words["there"].format(criterion=self._name(name), region=names[region]),
                self.facts.answer(self.provider, name, region),
            )
            for region, cells in self.provider.where.items()
            for name in cells
        ]

    def _row(self, label: str, answer: Answer) -> str:
        said = [self._say(answer.note)] if answer.note else []
        said += [self._say(use.says) + text.cite([use.source]) for use in answer.uses]
        if answer.ours:
            said.append(self.words["ours"])
        elif answer.uses and answer.confidence != "high":
            said.append(
                text.CONFIDENCE[answer.confidence][self.language] + text.stop(self.language)
            )
        shown = text.value_words(answer.value, self.language)
        return f"| {label} | {shown} | {self._join(*said)} |"

    def _places(self) -> dict[str, str]:
        """By source: where in it the answers of the comparison are found, each place once."""
        found: dict[str, dict[str, list[str]]] = {}
        for criterion in self.facts.criteria.criteria:
            for use in self.facts.answer(self.provider, criterion.id).uses:
                places = found.setdefault(use.source, {})
                places.setdefault(use.at, []).append(self._say(criterion.text))
        colon, stop = self.marks["colon"], self.marks["semicolon"]
        return {
            source: self.words["place"].format(
                places=stop.join(
                    f"{self.comma.join(names)}{colon}{_place(at, self.language)}"
                    for at, names in places.items()
                )
            )
            for source, places in found.items()
        }

    def _pricing(self) -> str:
        pricing, trial, words = self.provider.pricing, self.provider.trial, self.words
        subscription = words["subscription"] if pricing.subscription == "yes" else ""
        parts = [self._join(self._say(pricing.model) + text.cite(pricing.sources), subscription)]
        if pricing.examples:
            parts.append(
                "\n".join(f"- {self._price(one.text, one.date)}" for one in pricing.examples)
            )
        if self.provider.kind == "api":
            parts += self._one_text()
        parts.append(self._standing(pricing))
        if trial:
            tried = self._say(trial.note) + text.cite(trial.sources)
            parts.append(words["trial"].format(text=tried))
            parts.append(self._standing(trial))
        return "\n\n".join(parts)

    def _one_text(self) -> list[str]:
        """One part to the places that services are compared by: a dated figure, or a blank."""
        pricing, words = self.provider.pricing, self.words
        names = {one.id: self._say(one.name) for one in self.facts.regions.regions}
        known = {one.region: one for one in pricing.figures}
        rows = [
            f"| {words['one_text']} | {words['price']} | {words['day']} |",
            "| --- | --- | --- |",
        ]
        for region in dict.fromkeys([*COMPARED, *known]):
            figure = known.get(region)
            if figure is None:
                rows.append(f"| {names[region]} | – | – |")
                continue
            price = self._amount(figure) + text.cite(figure.sources)
            rows.append(f"| {names[region]} | {price} | {figure.date} |")
        if all(region in known for region in COMPARED):
            return ["\n".join(rows)]
        blank = pricing.blank
        why = self._say(blank.text) + text.cite(blank.sources) if blank else words["no_figure"]
        return ["\n".join(rows), why]

    def _price(self, said: Pair, date: str) -> str:
        if date == "unknown":
            return self._join(self._say(said), self.words["example_undated"])
        old = self.words["example_old"] if text.partial_is_old(date, self.today) else ""
        return self._join(self._say(said), old)

    def _registration(self) -> str:
        group = self.provider.registration
        named = {one.id: self._say(one.name) for one in self.facts.regions.regions}
        links = self.comma.join(f"[{named[one]}](/regions.md#{one})" for one in group.regions)
        regions = self.words["regions"].format(regions=links) if links else ""
        said = self._say(group.note) + text.cite(group.sources)
        return "\n\n".join(part for part in (said, regions, self._standing(group)) if part)

    def _segmentation(self) -> str:
        """How it counts: the words of the facts, the numbers of the counter's own rules."""
        group, words = self.provider.segmentation, self.words
        parts = [self._say(group.note) + text.cite(group.sources)]
        counted = self._rules()
        for rule in counted:
            if len(counted) > 1:
                parts.append(f"**{text.md(rule.name[self.language])}**")
            head = f"| {words['encoding']} | {words['single']} | {words['multi']} |"
            rows = [self._length(rule, *sizes) for sizes in rule.capacities().items()]
            parts.append("\n".join([head, "| --- | --- | --- |", *rows]))
            parts.append("\n".join(f"- {one}" for one in self._limits(rule)))
        parts.append(self._standing(group))
        links = self.comma.join(
            # HTML, because Markdown's check of anchors would look for the options on the page.
            f'<a href="../../tools/segments/#profile={rule.id}">'
            f"{text.md(rule.name[self.language])}</a>"
            for rule in counted
        )
        if links:
            parts.append(words["counter"].format(links=links))
        return "\n\n".join(part for part in parts if part)

    def _rules(self) -> list[Rule]:
        """The rules it counts by. An app on a phone counts by the standard."""
        if self.provider.segmentation.counted == "by_the_standard":
            return [rules()["3gpp"]]
        return [rule for rule in rules().values() if rule.provider == self.provider.id]

    def _length(self, rule: Rule, encoding: str, sizes: tuple[int, int, int]) -> str:
        name, unit = _ENCODINGS["characters" if rule.counting == "characters" else encoding]
        alone, first, further = (f"{size} {unit[self.language]}" for size in sizes)
        if first != further:
            first = self.words["first"].format(first=first, further=further)
        return f"| {name[self.language]} | {alone} | {first} |"

    def _limits(self, rule: Rule) -> list[str]:
        words = self.words
        said = []
        if rule.id != "3gpp" and rule.limits is None:
            said.append(words["longest_unknown"])
        for limit in rule.limits or ():
            key = "longest" if limit.encoding == "any" else "longest_in"
            sentence = words[key if limit.accepted is None else f"{key}_unsure"]
            said.append(
                sentence.format(
                    number=limit.characters, sure=limit.accepted, encoding=limit.encoding
                )
            )
        if rule.smart_encoding in ("listed", "unlisted"):
            said.append(words["smart_yes"])
        elif rule.smart_encoding == "none" and rule.provider:
            said.append(words["smart_no"])
        if rule.line_feed == "two":
            said.append(words["line_feed_two"])
        if rule.signature == "counted":
            said.append(words["signature_yes"])
        return said

    def _sdk(self) -> str:
        group, words = self.provider.sdk, self.words
        note = self._say(group.note) if group.note else ""
        names = self.comma.join(text.md(one) for one in group.languages)
        listed = words["languages"].format(names=names) + text.cite(group.sources) if names else ""
        parts = [self._join(listed, note)]
        if group.packages:
            head = (
                f"| {words['package']} | {words['registry']} "
                f"| {words['version']} | {words['note']} |\n| --- | --- | --- | --- |"
            )
            rows = []
            for one in group.packages:
                version = one.version
                if one.released:
                    version += f"{self.marks['opening']}{one.released}{self.marks['closing']}"
                said = self._say(one.note) if one.note else ""
                rows.append(f"| `{one.name}` | {one.registry} | {text.md(version)} | {said} |")
            parts.append("\n".join([head, *rows]))
        parts.append(self._standing(group))
        return "\n\n".join(part for part in parts if part)

    def _alternatives(self) -> str:
        by_id = {one.id: one for one in self.facts.providers}
        colon = self.marks["colon"]
        others: Sequence[Provider] = [by_id[name] for name in self.provider.alternatives]
        return "\n".join(
            f"- [{self._say(one.name)}](/providers/{one.id}.md){colon}{self._say(one.best_for)}"
            for one in others
        )


def _listed(rows: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"{name}\n:   {said}" for name, said in rows)


def _place(at: str, language: Language) -> str:
    """Where in a source, in the source's own words and so in its language."""
    tongue = foreign(at, language)
    lang = f' lang="{tongue}"' if tongue else ""
    return f"<q{lang}>{text.md(at)}</q>"
