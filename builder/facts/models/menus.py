"""`data/menus.yaml`: what menus and buttons of Telegram's apps are called, in both languages."""

from typing import Annotated

from pydantic import Field

from builder.facts.models.base import Confidence, Day, Facts, Id, Pair, Source, Text

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+$")]
"""The name of a string in Telegram for Android's own files."""


class MenuName(Facts):
    """One menu or button, as the app shows it."""

    key: Key = Field(description="The app's own name for the string.", examples=["PrivacySettings"])
    en: Text = Field(description="In the English app.", examples=["Privacy and Security"])
    zh: Text = Field(description="In the Chinese language pack.", examples=["隐私和安全"])
    ours: Pair | None = Field(
        default=None,
        description="What our pages call the thing itself, where the pack's word would mislead.",
        examples=[{"en": "passkey", "zh": "通行密钥"}],
    )


class Menus(Facts):
    """All of them, with where they were read."""

    checked: Day = Field(description="The day they were compared.", examples=["2026-11-27"])
    confidence: Confidence = Field(description="How sure we are.", examples=["medium"])
    names: list[MenuName] = Field(
        description="In the order they are listed.",
        examples=[[{"key": "Settings", "en": "Settings", "zh": "设置"}]],
    )
    sources: dict[Id, Source] = Field(
        description="The files of strings they were read in, by id.",
        examples=[{"android-zh-strings": {"title": "Telegram for Android, values-zh-rCN"}}],
    )
