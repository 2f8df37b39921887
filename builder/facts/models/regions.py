"""`data/regions.yaml`: what a sender must know about each region."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.facts.models.base import Checked, Facts, Id, Pair, Source, SourceIds, Text, nearest

RegionId = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class Way(Facts):
    """A lawful way that one provider has all the same."""

    provider: Id = Field(description="The provider.", examples=["alibaba_sms"])
    name: Pair = Field(
        description="The product to ask for by name.",
        examples=[{"en": "SMS authentication", "zh": "短信认证"}],
    )
    registration: Pair = Field(
        description="What must be registered for it.",
        examples=[{"en": "Real-name verification.", "zh": "个人实名认证。"}],
    )


class Law(Facts):
    """What the region demands of a sender; it stands above every provider."""

    when: dict[Id, list[Id]] = Field(
        description="Whom it binds: any of these answers to each of these questions of the quiz.",
        examples=[{"who": ["individual"], "kind": ["marketing"]}],
    )
    ways: list[Way] = Field(
        description="Lawful ways that are left; often none.", examples=[[{"provider": "x"}]]
    )
    text: Pair = Field(
        description="What it demands, and whether there is a way.",
        examples=[{"en": "Marketing needs a company.", "zh": "营销短信须由企业发送。"}],
    )
    sources: SourceIds = Field(
        description="Ids of sources of this file.", examples=[["youzan-notice-real-name-signature"]]
    )


class Step(Facts):
    """One thing that is reviewed before a first text may go out."""

    id: Id = Field(description="Its id, once in its timetable.", examples=["signature"])
    name: Pair = Field(description="What is reviewed.", examples=[{"en": "Template", "zh": "模板"}])
    after: list[Id] = Field(
        default=[], description="Steps that must be done before it begins.", examples=[["brand"]]
    )
    takes: Pair = Field(
        description="How long, as the source says it; or that none says it.",
        examples=[{"en": "5 to 7 working days.", "zh": "5–7 个工作日。"}],
    )
    days: Annotated[int, Field(ge=0, le=400)] | None = Field(
        default=None,
        description="The longest of that, in whole days; hours are a day. Left out: unknown.",
        examples=[7],
    )
    counted: Literal["working", "calendar"] | None = Field(
        default=None, description="Which days the source means.", examples=["working"]
    )
    source: Id | None = Field(
        default=None, description="Id of a source of this file.", examples=["sgnic-ssir-faq"]
    )
    at: Text | None = Field(
        default=None,
        description="Where in it: a heading, a table's row, as the source has it.",
        examples=["Important timelines"],
    )

    @model_validator(mode="after")
    def _whole(self) -> "Step":
        told = [self.days is not None, bool(self.counted), bool(self.source), bool(self.at)]
        if any(told) and not all(told):
            raise PydanticCustomError(
                "step", "a step has days, counted, source and at, or, unknown, none of them"
            )
        return self


class Timetable(Facts):
    """The steps of one way of sending there, each with how long it takes."""

    id: Id = Field(description="Its id: addresses use it.", examples=["us-10dlc"])
    name: Pair = Field(
        description="The region and the way.", examples=[{"en": "US, 10DLC", "zh": "美国 10DLC"}]
    )
    note: Pair | None = Field(
        default=None,
        description="What else its sources say of the time.",
        examples=[{"en": "Longer in December.", "zh": "12 月更久。"}],
    )
    steps: list[Step] = Field(
        description="In an order in which each comes after those it waits for.",
        examples=[[{"id": "brand"}]],
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Timetable":
        before: list[str] = []
        for step in self.steps:
            for name in step.after:
                if name not in before:
                    text = "step '{step}' waits for '{name}', which is no step above it{nearest}"
                    values = {"step": step.id, "name": name, "nearest": nearest(name, before)}
                    raise PydanticCustomError("after", text, values)
            if step.id in before:
                raise PydanticCustomError("twice", "two steps are called '{id}'", {"id": step.id})
            before.append(step.id)
        return self


class Region(Checked):
    """One region."""

    id: RegionId = Field(
        description="Two letters, ISO 3166-1 (and eu): the anchor on /regions/.", examples=["cn"]
    )
    name: Pair = Field(
        description="Its name.", examples=[{"en": "Mainland China", "zh": "中国大陆"}]
    )
    dialing_code: Annotated[str, Field(pattern=r"^(\+\d{1,4}|varies)$")] = Field(
        description="With the plus sign, or varies.", examples=["+86"]
    )
    alphanumeric_sender_id: Literal["yes", "no", "partial", "varies", "unknown"] = Field(
        description="Whether a name can stand in place of a sending number.", examples=["no"]
    )
    two_way: Literal["yes", "no", "limited", "domestic_only", "varies", "unknown"] = Field(
        description="Whether the recipient's reply comes back.", examples=["domestic_only"]
    )
    registration_required: Literal["yes", "no", "voluntary", "partial", "varies", "unknown"] = (
        Field(description="Whether a business must register before it sends.", examples=["yes"])
    )
    regime: Pair = Field(
        description="Who rules, by which law.", examples=[{"en": "ACMA", "zh": "ACMA"}]
    )
    registration: Pair = Field(
        description="What has to be registered, where, how long it takes.",
        examples=[{"en": "No sender register.", "zh": "无发送方登记。"}],
    )
    content: Pair = Field(
        description="What a text may say, when it may go out.",
        examples=[{"en": "Consent and an opt-out.", "zh": "须同意并可退订。"}],
    )
    length: Pair | None = Field(
        default=None,
        description="How length is counted, where the region itself has a rule.",
        examples=[{"en": "The signature counts.", "zh": "签名计入字数。"}],
    )
    laws: list[Law] = Field(
        default=[],
        description="Who may not send what there, whichever service carries it.",
        examples=[[{"when": {"who": ["individual"]}}]],
    )
    cites: dict[Literal["regime", "registration", "content", "length", "notes"], SourceIds] = Field(
        default={},
        description="Which of the sources carries which rule; the others stand at the end.",
        examples=[{"registration": ["imda-anti-scam"]}],
    )
    timetables: list[Timetable] = Field(
        default=[],
        description="How long the registration takes, for each way of sending there.",
        examples=[[{"id": "us-10dlc"}]],
    )
    notes: Pair = Field(
        description="What else one has to know.",
        examples=[{"en": "Numeric senders are outside it.", "zh": "用号码发送不受此限。"}],
    )

    @model_validator(mode="after")
    def _cited(self) -> "Region":
        for field, ids in self.cites.items():
            for one in ids:
                if one not in self.sources:
                    raise PydanticCustomError(
                        "cites",
                        "cites.{field} names {one}, which is not among the sources of this region",
                        {"field": field, "one": one},
                    )
        return self


class Regions(Facts):
    """All regions, with the sources they cite."""

    regions: list[Region] = Field(description="In the order shown.", examples=[[{"id": "cn"}]])
    sources: dict[Id, Source] = Field(
        description="The sources of this file, by id.",
        examples=[{"imda-anti-scam": {"title": "IMDA: anti-scam measures"}}],
    )
