"""`data/billing.yaml`: how each provider counts a text, and Telegram's own limits.

What the fields mean for a count is said where they are used, in `calculators/billing.py`.
"""

from typing import Literal

from pydantic import Field

from builder.facts.models.base import (
    Confidence,
    Day,
    Facts,
    Id,
    Pair,
    Source,
    SourceIds,
    Unknown,
    YesNo,
)
from builder.facts.models.providers import ProviderId

_PAIR = {"en": "Up to 70 is one message.", "zh": "70 字以内计 1 条。"}


class TelegramLimits(Facts):
    """How much one Telegram message holds."""

    unit: Literal["code_point", "utf16_code_unit"] = Field(
        description="What the limits count.", examples=["code_point"]
    )
    message: int = Field(description="A text message.", examples=[4096])
    caption: int = Field(description="A caption under a picture or file.", examples=[1024])
    caption_premium: int = Field(description="The same for Premium users.", examples=[2048])
    sources: SourceIds = Field(description="Ids of this file's sources.", examples=[["tdlib-x"]])
    confidence: Confidence = Field(description="How sure we are.", examples=["medium"])


class Limit(Facts):
    """A longest text."""

    encoding: Literal["any", "GSM-7", "UCS-2"] = Field(
        description="The encoding it holds for.", examples=["any"]
    )
    characters: int = Field(description="Characters, as the provider says.", examples=[1600])


class Example(Facts):
    """A count that the source states, or that stands on its stated limits. It is a test."""

    repeat: str = Field(description="What the text repeats.", examples=["a"])
    times: int = Field(description="How often.", examples=[161])
    parts: list[int] = Field(description="The units of each part.", examples=[[153, 8]])
    source: Id = Field(description="The source of this file that says so.", examples=["3gpp-23040"])


class Profile(Facts):
    """How one provider, or one of its sites, counts."""

    id: Id = Field(description="The counter's `profile` option.", examples=["twilio"])
    name: Pair = Field(description="Its name in the counter.", examples=[_PAIR])
    provider: ProviderId | None = Field(
        description="The provider it belongs to; null for a standard.", examples=["twilio"]
    )
    rule: Pair = Field(description="The rule in a sentence or two.", examples=[_PAIR])
    counting: Literal["gsm", "characters"] = Field(
        description="gsm: GSM-7 or UCS-2, by the 3GPP rules; characters: each counts as one.",
        examples=["gsm"],
    )
    reference_bits: Literal[8, 16] = Field(
        description="Size of the concatenation reference.", examples=[8]
    )
    clusters: YesNo = Field(
        description="Whether what a reader sees as one character stays in one part.",
        examples=["unknown"],
    )
    national_tables: YesNo = Field(
        description="Whether national language tables are used.", examples=["no"]
    )
    above_bmp: Literal["one", "two", "unknown"] = Field(
        description="What a character above U+FFFF counts as.", examples=["two"]
    )
    added_by_carrier: int = Field(description="Units that carriers add to each text.", examples=[0])
    signature: Literal["counted", "not_counted", "unknown"] = Field(
        description="Whether the signature is part of the count.", examples=["counted"]
    )
    smart_encoding: YesNo = Field(
        description="Whether it can replace characters to stay in GSM-7.", examples=["yes"]
    )
    limits: list[Limit] | Unknown = Field(
        description="Longest texts; an empty list where there is no limit.",
        examples=[[{"encoding": "any", "characters": 1600}]],
    )
    since: Day | None = Field(
        description="The day this way of counting began, where known.", examples=["2025-10-13"]
    )
    unknown: list[Pair] = Field(
        description="What is not known, a sentence each; shown to the reader.", examples=[[_PAIR]]
    )
    examples: list[Example] = Field(
        description="Counts to hold it to.", examples=[[{"repeat": "a", "times": 160}]]
    )
    confidence: Confidence = Field(description="How sure we are.", examples=["high"])
    sources: SourceIds = Field(
        description="Ids of this file's sources.", examples=[["twilio-length"]]
    )


class Billing(Facts):
    """The whole file."""

    as_of: Day = Field(description="The day all of it was checked.", examples=["2026-11-22"])
    sources: dict[Id, Source] = Field(
        description="The sources of this file, by id.",
        examples=[{"twilio-length": {"title": "Twilio docs: how long can a message be?"}}],
    )
    telegram: TelegramLimits = Field(
        description="Telegram's own limits.", examples=[{"message": 4096}]
    )
    profiles: list[Profile] = Field(description="In the order shown.", examples=[[{"id": "3gpp"}]])
