"""`data/providers/<id>.yaml`: one service or app that sends text messages."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.facts.models.base import (
    Checked,
    Confidence,
    Day,
    Facts,
    Id,
    Pair,
    PartialDay,
    Source,
    SourceIds,
    Text,
    Value,
    Verdict,
    YesNo,
)
from builder.facts.models.regions import RegionId

Group = Literal[
    "status",
    "identity",
    "capabilities",
    "pricing",
    "registration",
    "segmentation",
    "sdk",
    "compliance",
    "trial",
]
"""The groups of facts that have sources, a day and a confidence of their own."""

ProviderId = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
USE_WORDS, USE_HAN = 20, 60
"""The most words, or Han, in which a use of a source is told."""

_PAIR = {"en": "Twilio Inc.", "zh": "Twilio 公司"}


class Status(Checked):
    """Whether one can still begin to use it."""

    state: Literal["active", "renamed", "closed_to_new", "retired"] = Field(
        description="active; renamed: goes on under another name; closed_to_new: takes no new "
        "users; retired: has ended, or its end is announced.",
        examples=["active"],
    )
    since: PartialDay | None = Field(
        default=None, description="When that state began.", examples=["2025-01-10"]
    )
    as_of: PartialDay = Field(
        description="The date the newest source speaks of.", examples=["2026-10"]
    )
    note: Pair = Field(description="What happened, in a sentence or two.", examples=[_PAIR])
    see_also: SourceIds = Field(
        default=[],
        description="Sources that are worth a look but carry no fact here.",
        examples=[["twilio-docs-verify"]],
    )


class Identity(Checked):
    """What it is."""

    what: Pair = Field(description="What it is, in a sentence.", examples=[_PAIR])
    platforms: Pair = Field(
        description="Where it runs or how one reaches it.",
        examples=[{"en": "API, web console", "zh": "接口、网页控制台"}],
    )
    coverage: Pair = Field(description="Which countries it reaches.", examples=[_PAIR])


class Capabilities(Checked):
    """Channels and features; what the criteria do not ask stands here."""

    mms: Value = Field(description="Sends pictures by MMS.", examples=["yes"])
    short_code: Value = Field(description="Can send from a short code.", examples=["no"])
    note: Pair | None = Field(default=None, description="The limits.", examples=[_PAIR])


class PriceExample(Facts):
    """One price somebody stated."""

    text: Pair = Field(description="The price, the unit, who says so.", examples=[_PAIR])
    date: PartialDay = Field(description="The day it held, or unknown.", examples=["2026-07-05"])


class Figure(Facts):
    """A dated price of one message part in one region: what services are compared by."""

    region: RegionId = Field(description="Where the recipient is.", examples=["us"])
    amount: Annotated[float, Field(gt=0)] = Field(
        description="The price, without what carriers or the state add.", examples=[0.0083]
    )
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = Field(
        description="ISO 4217.", examples=["USD"]
    )
    per: Literal["part", "message"] = Field(
        description="What it pays for: a part, or a message of any length.", examples=["part"]
    )
    date: PartialDay = Field(description="The day it held.", examples=["2026-07-05"])
    sources: SourceIds = Field(description="Who states it.", examples=[["price-list"]])


class Blank(Facts):
    """Why there is no figure to compare."""

    text: Pair = Field(description="The reason, in a sentence.", examples=[_PAIR])
    sources: SourceIds = Field(
        default=[], description="Who says so; none where nothing was found.", examples=[["x"]]
    )


class Pricing(Checked):
    """How it charges. Prices are examples with a date, never a list."""

    model: Pair = Field(description="What is charged for.", examples=[_PAIR])
    subscription: YesNo | None = Field(
        default=None, description="Whether part of it is a subscription.", examples=["no"]
    )
    examples: list[PriceExample] = Field(
        default=[],
        description="Dated examples.",
        examples=[[{"text": _PAIR, "date": "2026-07-05"}]],
    )
    figures: list[Figure] = Field(
        default=[],
        description="The same as figures, where they can be compared; the newest a region.",
        examples=[[{"region": "us", "amount": 0.0083}]],
    )
    blank: Blank | None = Field(
        default=None,
        description="Why other figures are missing. Left out: no dated price was found.",
        examples=[{"text": _PAIR}],
    )


class Registration(Checked):
    """What one must register before sending."""

    note: Pair = Field(description="What, where, how long.", examples=[_PAIR])
    regions: list[RegionId] = Field(
        description="The regions it states rules for; links to /regions/.", examples=[["cn", "us"]]
    )


class Segmentation(Checked):
    """How it counts parts. No number here: its rules stand in smsparts/src/smsparts/rules."""

    counted: Literal["by_its_rules", "by_the_standard", "not_found", "not_at_all"] = Field(
        description="by_its_rules: a rule of the counter names it. by_the_standard: the phone "
        "cuts the text by 3GPP's rules. not_found: no page of its own says how. not_at_all: it "
        "sends no free text, or counts no parts.",
        examples=["by_its_rules"],
    )
    note: Pair = Field(description="What else decides the count; no sizes.", examples=[_PAIR])


class Package(Facts):
    """A package to send with."""

    registry: Literal["npm", "pypi", "maven", "packagist"] = Field(
        description="Where it is published.", examples=["npm"]
    )
    name: Text = Field(description="Its name there.", examples=["twilio"])
    version: Text = Field(description="The version seen when checked.", examples=["6.2.0"])
    released: PartialDay | None = Field(
        default=None, description="When that version came out.", examples=["2026-11"]
    )
    note: Pair | None = Field(
        default=None,
        description="What one must know before taking it.",
        examples=[{"en": "classic API", "zh": "旧接口"}],
    )


class Sdk(Checked):
    """What a developer finds."""

    languages: list[Text] = Field(
        description="Languages with an official kit; empty for an app.", examples=[["Python", "Go"]]
    )
    packages: list[Package] = Field(
        description="Packages found in a registry.", examples=[[{"registry": "npm"}]]
    )
    note: Pair | None = Field(default=None, description="What else.", examples=[_PAIR])


class Noted(Checked):
    """A group that is one note."""

    note: Pair = Field(description="One or two sentences.", examples=[_PAIR])


class Said(Facts):
    """A statement that is often made about this provider, with what we found."""

    id: Id = Field(description="Its anchor on /claims/.", examples=["s5-twilio-reach"])
    claim: Pair = Field(description="The statement, in our own short words.", examples=[_PAIR])
    verdict: Verdict = Field(description="As in claims.yaml.", examples=["wrong"])
    correction: Pair = Field(description="What is true.", examples=[_PAIR])
    groups: list[Group] = Field(
        description="The groups of facts it stands on: their sources are its sources.",
        examples=[["identity"]],
    )
    checked: Day = Field(description="The day it was checked.", examples=["2026-11-22"])


class Use(Facts):
    """One use of a source: where in it one must look, and what stands there."""

    source: Id = Field(description="Id of a source of this file.", examples=["twilio-docs-verify"])
    at: Text = Field(
        description="Where in it: a heading, a table's row, a line, as the source has it.",
        examples=["Supported channels"],
    )
    says: Pair = Field(
        description=f"What it says there, in our words: {USE_WORDS} words at most.",
        examples=[_PAIR],
    )

    @model_validator(mode="after")
    def _short(self) -> "Use":
        if len(self.says.en.split()) > USE_WORDS or len(self.says.zh) > USE_HAN:
            raise PydanticCustomError(
                "long",
                "what a source says is told in {words} words or {han} Han at most",
                {"words": USE_WORDS, "han": USE_HAN},
            )
        return self


class Cell(Facts):
    """Whether this provider meets one criterion, and on what that answer stands."""

    value: Value = Field(description="yes, partial, no, unknown, not_applicable.", examples=["yes"])
    confidence: Confidence = Field(
        default="high",
        description="How sure its sources make it. Left out: high.",
        examples=["medium"],
    )
    uses: list[Use] = Field(
        default=[],
        description="The sources that say so, each with its place.",
        examples=[[{"source": "twilio-docs-verify", "at": "Supported channels", "says": _PAIR}]],
    )
    basis: Literal["ours"] | None = Field(
        default=None,
        description="ours: no source says it; it is our reading of what the thing is. Shown so.",
        examples=["ours"],
    )
    note: Pair | None = Field(
        default=None,
        description="The limit, in a few words.",
        examples=[{"en": "Public beta.", "zh": "公测。"}],
    )

    @model_validator(mode="after")
    def _stands_on_something(self) -> "Cell":
        answered = self.value in ("yes", "partial", "no")
        if answered and bool(self.uses) == bool(self.basis):
            raise PydanticCustomError(
                "unfounded",
                "'{value}' stands on `uses` (source, at, says) or on `basis: ours`, on just one",
                {"value": self.value},
            )
        if not answered and (self.uses or self.basis):
            raise PydanticCustomError(
                "unfounded",
                "'{value}' claims nothing: no `uses`, no `basis`",
                {"value": self.value},
            )
        return self


class Provider(Facts):
    """One provider, whole."""

    id: ProviderId = Field(
        description="The file's name and the page's address: never change it.", examples=["twilio"]
    )
    position: int = Field(ge=1, description="Its place in lists. Unique.", examples=[6])
    category: Literal["personal", "business", "international", "alternative"] = Field(
        description="personal: an app on a phone; business: for companies, with a base in one "
        "country; international: for many; alternative: another way to the same end.",
        examples=["business"],
    )
    kind: Literal["app", "api", "platform"] = Field(
        description="app: one installs it; api: one programs it; platform: a desk and an API.",
        examples=["api"],
    )
    name: Pair = Field(description="Its name today.", examples=[_PAIR])
    owner: Pair = Field(description="Who runs it.", examples=[_PAIR])
    former_names: list[Pair] = Field(
        description="Names it had.", examples=[[{"en": "Nexmo", "zh": "Nexmo"}]]
    )
    home: RegionId | None = Field(
        default=None,
        description="The region in which it is a domestic sender, with what only those may do.",
        examples=["cn"],
    )
    redirect_to: ProviderId | None = Field(
        default=None,
        description="What to use in its place where it has ended.",
        examples=["google_messages"],
    )
    status: Status = Field(description="Whether one can begin.", examples=[{"state": "active"}])
    identity: Identity = Field(description="What it is.", examples=[{"what": _PAIR}])
    capabilities: Capabilities = Field(description="Channels.", examples=[{"mms": "yes"}])
    pricing: Pricing = Field(description="How it charges.", examples=[{"model": _PAIR}])
    registration: Registration = Field(description="What to file.", examples=[{"regions": ["cn"]}])
    segmentation: Segmentation = Field(
        description="How it counts parts.", examples=[{"encodings": ["GSM-7", "UCS-2"]}]
    )
    sdk: Sdk = Field(description="For developers.", examples=[{"languages": ["Python"]}])
    compliance: Noted = Field(description="Data protection and rules.", examples=[{"note": _PAIR}])
    trial: Noted | None = Field(
        default=None,
        description="How to try it; left out where there is nothing to try or nothing is known.",
        examples=[{"note": _PAIR}],
    )
    strengths: Pair = Field(description="Our judgement, in a line.", examples=[_PAIR])
    weaknesses: Pair = Field(description="Our judgement, in a line.", examples=[_PAIR])
    best_for: Pair = Field(description="Who it suits.", examples=[_PAIR])
    not_for: Pair = Field(description="Who it does not suit.", examples=[_PAIR])
    alternatives: list[ProviderId] = Field(
        description="Where else to look, nearest first.", examples=[["vonage", "plivo"]]
    )
    often_said: list[Said] = Field(
        default=[],
        description="What is often said of it; shown on /claims/ too.",
        examples=[[{"id": "s5-twilio-reach"}]],
    )
    criteria: dict[Id, Cell] = Field(
        description="An answer to each criterion of criteria.yaml.",
        examples=[{"otp": {"value": "yes"}}],
    )
    where: dict[RegionId, dict[Id, Cell]] = Field(
        default={},
        description="Region to criteria: what holds there and is otherwise than in general.",
        examples=[{"cn": {"two_way": {"value": "no"}}}],
    )
    sources: dict[Id, Source] = Field(
        description="The sources of this file, by id.",
        examples=[{"twilio-docs-verify": {"title": "Twilio docs: Verify"}}],
    )
