"""`data/telegram.yaml`: how much one Telegram message holds. calculators/telegram.py reads it."""

from typing import Literal

from pydantic import Field

from builder.facts.models.base import Confidence, Day, Facts, Id, Source


class TelegramLimits(Facts):
    """How much one Telegram message holds."""

    as_of: Day = Field(description="The day all of it was checked.", examples=["2026-11-22"])
    unit: Literal["code_point", "utf16_code_unit"] = Field(
        description="What the limits count.", examples=["code_point"]
    )
    message: int = Field(description="A text message.", examples=[4096])
    caption: int = Field(description="A caption under a picture or file.", examples=[1024])
    caption_premium: int = Field(description="The same for Premium users.", examples=[4096])
    sources: dict[Id, Source] = Field(
        description="Where the limits were read, by id.",
        examples=[{"telegram-send-message": {"title": "Telegram Bot API: sendMessage"}}],
    )
    confidence: Confidence = Field(description="How sure we are.", examples=["medium"])
