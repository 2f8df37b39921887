"""What the compiled facts of the decision tools look like, as types.

``builder.facts`` writes them and the calculators read them, so that a field renamed on one side
fails `make check` on the other. Places in ``sources`` lists are positions in the owner's list.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Words = dict[str, str]
"""Language to text."""


class SourceShape(TypedDict):
    """Who says so; days as text."""

    title: str
    url: NotRequired[str]
    checked: str
    published: NotRequired[str]


class CellShape(TypedDict):
    """Whether a provider meets a criterion: yes, partial, no, unknown, not_applicable."""

    value: str
    confidence: str
    sources: list[int]
    note: NotRequired[Words]


class GroupShape(TypedDict):
    """A paragraph of a provider's facts."""

    note: Words
    confidence: str
    sources: list[int]


class StatusShape(GroupShape):
    """Whether one can still begin to use it."""

    state: str


class FigureShape(TypedDict):
    """A dated price: what one message part costs in one region."""

    region: str
    amount: float
    currency: str
    per: Literal["part", "message"]
    date: str
    sources: list[int]


class ProviderShape(TypedDict):
    """One service or app, as far as a decision needs it."""

    id: str
    name: Words
    status: StatusShape
    registration: GroupShape
    redirect_to: str
    not_for: Words
    profiles: list[str]
    criteria: dict[str, CellShape]
    # Region to criterion: what is otherwise there.
    where: dict[str, dict[str, CellShape]]
    # Whether it sends business SMS, to which the rules of regions apply.
    sms: bool
    # The region whose domestic sender it is, or "".
    home: str
    # The regions that its documents name, as far as they were read.
    names_regions: list[str]
    figures: list[FigureShape]
    sources: list[SourceShape]


class OptionShape(TypedDict):
    """One answer of the quiz."""

    id: str
    text: Words
    clause: Words
    weights: dict[str, int]
    regions: list[str]
    # Part of what its criterion speaks of: met in full only by who names each region.
    narrower: bool
    # Messages a month, from and to; "to" is 0 where there is no upper end.
    messages: NotRequired[list[int]]


class QuestionShape(TypedDict):
    """One screen of the quiz."""

    id: str
    text: Words
    brief: Words
    hint: Words
    multiple: bool
    unsure: bool
    next: str
    options: list[OptionShape]


class OutcomeShape(TypedDict):
    """The end of the quiz, which is computed."""

    id: str
    title: Words
    computed: str


class CriterionShape(TypedDict):
    """What services are compared by."""

    id: str
    text: Words
    means: Words


class PersonalShape(TypedDict):
    """The kind of message that only personal apps serve."""

    question: str
    option: str
    criterion: str
    apps: list[str]
    text: Words


class NeedShape(TypedDict):
    """A rule that makes an answer demand a criterion."""

    id: str
    question: str
    map: dict[str, str]
    unless: dict[str, str]
    text: Words


class WayShape(TypedDict):
    """A lawful way that a provider has all the same, by the name of that product."""

    provider: str
    name: Words
    registration: Words


class LawShape(TypedDict):
    """What a region demands of any sender with these answers."""

    region: str
    when: dict[str, list[str]]
    ways: list[WayShape]
    text: Words
    sources: list[SourceShape]


class BlockShape(TypedDict):
    """A provider's own rule against just these answers."""

    provider: str
    when: dict[str, list[str]]
    reason: Words
    sources: list[SourceShape]


class EligibilityShape(TypedDict):
    """What rules a provider out."""

    personal_only: PersonalShape
    needs: list[NeedShape]
    laws: list[LawShape]
    blocks: list[BlockShape]


class FallbackShape(TypedDict):
    """What is set aside when nothing qualifies: the ticks first, then these questions."""

    order: list[str]
    text: Words


class CheapShape(TypedDict):
    """The answer that ranks by price."""

    question: str
    option: str
    text: Words


class ScoringShape(TypedDict):
    """How those that qualify rank."""

    formula: Words
    fallback: FallbackShape
    cheap: CheapShape


class RegionShape(TypedDict):
    """What a sender must know about a region."""

    name: Words
    registration_required: str
    registration: Words
    # Criterion to what is possible there at most; "home": only for a domestic sender.
    limits: dict[str, str]


class TipShape(TypedDict):
    """Another way than a service, for just these answers."""

    when: dict[str, list[str]]
    text: Words
    link: Words
    page: str


class DoorShape(TypedDict):
    """A short cut from the first screen."""

    id: str
    text: Words
    hint: Words
    answers: dict[str, str]


class BranchShape(TypedDict):
    """One of the usual situations."""

    id: str
    text: Words
    fixed: dict[str, list[str]]
    opens: list[dict[str, str]]
    must_reach: list[str]


class QuizShape(TypedDict):
    """The quiz, whole: ``recommend.json``."""

    checked: str
    start: str
    # The question whose answer says where the recipients are.
    place: str
    questions: list[QuestionShape]
    outcomes: list[OutcomeShape]
    eligibility: EligibilityShape
    scoring: ScoringShape
    tree: list[str]
    tips: list[TipShape]
    doors: list[DoorShape]
    branches: list[BranchShape]
    criteria: list[CriterionShape]
    providers: list[ProviderShape]
    regions: dict[str, RegionShape]
