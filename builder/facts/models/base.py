"""What all facts have in common: pairs of languages, days, confidence, values, sources.

Knows nothing of files or pages. Every field of every model has a description and an example: they
become the JSON Schema that an editor reads while one types.
"""

import datetime
import difflib
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

Language = str
"""One of `builder.paths.LANGUAGES`."""
Verdict = Literal["accurate", "imprecise", "outdated", "wrong", "unverifiable"]
Confidence = Literal["high", "medium", "low"]
Value = Literal["yes", "no", "partial", "unknown", "not_applicable"]
YesNo = Literal["yes", "no", "unknown"]
Unknown = Literal["unknown"]


def nearest(name: str, known: list[str]) -> str:
    """' (did you mean …?)' with the nearest of `known`, or '' where none is near."""
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f" (did you mean {found[0]}?)" if found else ""


class Facts(BaseModel):
    """A group of facts. Strict: no field that is not named, no text where a number belongs."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_fields(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = [field.alias or name for name, field in cls.model_fields.items()]
        for name in data:
            if name not in known:
                raise PydanticCustomError(
                    "unknown_field",
                    "'{field}' is no field here{nearest}; allowed are {known}",
                    {
                        "field": str(name),
                        "nearest": nearest(str(name), known),
                        "known": ", ".join(known),
                    },
                )
        return data


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "a text stands on one line, without a line break")
    if text != text.strip() or not text:
        raise PydanticCustomError("one_line", "a text has no space around it and is not empty")
    if "{!" in text:
        raise PydanticCustomError("include", "'{!' would be read as an include; write it otherwise")
    return text


Text = Annotated[str, AfterValidator(_one_line)]
"""One line of plain text, no Markdown: the build escapes whatever Markdown or HTML would read."""

ID_PATTERN = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]
"""Small Latin letters, digits, single hyphens or underscores; stable: addresses use it."""


class Pair(Facts):
    """The same short text in both languages, each written for its readers."""

    en: Text = Field(description="English, plain and short.", examples=["Mainland China"])
    zh: Text = Field(description="简体中文，全角标点。", examples=["中国大陆"])


Url = Annotated[
    str, Field(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][A-Za-z0-9._~:/?#@$&+,;=%-]*)?$")
]
"""An address of the web. What Markdown or an include could read is written as %28 in it."""

Repository = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")]
"""A public repository, owner/name: a part of addresses."""

Day = Annotated[
    datetime.date,
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A day, written 2026-11-22."""

_PARTIAL = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$")


def _partial_day(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (value == "unknown" or _PARTIAL.match(value)):
        raise PydanticCustomError(
            "partial_day",
            "'{value}' is not a year, a month or a day (2026, 2026-11, 2026-11-22) or unknown",
            {"value": str(value)},
        )
    return value


PartialDay = Annotated[
    str,
    BeforeValidator(_partial_day),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1990, "maximum": 2100},
                {"type": "string", "pattern": _PARTIAL.pattern},
                {"const": "unknown"},
            ]
        }
    ),
]
"""A year, a month or a day, as far as it is known; or `unknown`."""


class Copy(Facts):
    """On which copy the words of a source were read."""

    kind: Literal[
        "stored-page",
        "archived-page",
        "repository-file",
        "issue-thread",
        "quoted",
        "package-index",
    ] = Field(
        description="A stored copy of the page; a copy archived in a public repository; a file "
        "of a repository; an issue with its answers; quoted elsewhere with this address; a "
        "package index.",
        examples=["archived-page"],
    )
    repository: Repository | None = Field(
        default=None,
        description="The public repository the copy lies in, owner/name.",
        examples=["tdlib/td"],
    )
    path: Text | None = Field(
        default=None,
        description="The file's path in that repository.",
        examples=["td/telegram/OptionManager.cpp"],
    )
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = Field(
        default=None,
        description="The commit that was read, in full.",
        examples=["022d60202e446ad1287b9fb68e687c8a0760788b"],
    )
    dated: PartialDay | None = Field(
        default=None, description="The day or month of that commit.", examples=["2026-07-17"]
    )


class Source(Facts):
    """Where a fact was read."""

    title: Text = Field(
        description="Who says it and where, in English or Chinese, as a reader would look for it.",
        examples=["Telegram FAQ – Who can see my phone number?"],
    )
    url: Url | None = Field(
        default=None,
        description="Its address. Left out for a package index, and for a standard on paper.",
        examples=["https://telegram.org/faq"],
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None,
        description="Its language where that is neither English nor Chinese.",
        examples=["ru"],
    )
    published: PartialDay | None = Field(
        default=None,
        description="The date it gives for itself, or speaks of.",
        examples=["2025-12-12"],
    )
    checked: Day = Field(description="The day we read it.", examples=["2026-11-22"])
    copied: Copy | None = Field(
        default=None,
        alias="copy",
        description="The copy that was read. Left out: a stored copy of the page.",
        examples=[{"kind": "issue-thread"}],
    )


SourceIds = list[Id]


class Checked(Facts):
    """A group of facts with what they stand on."""

    confidence: Confidence = Field(
        description="high: official documents, or several independent sources. medium: sourced, "
        "but unofficial, undated or partial. low: not confirmed; with no source, general "
        "knowledge.",
        examples=["high"],
    )
    checked: Day = Field(description="The day these facts were checked.", examples=["2026-11-22"])
    sources: SourceIds = Field(
        description="Ids of sources. Empty only where the confidence is low.",
        examples=[["telegram-faq-login-sms"]],
    )

    @model_validator(mode="after")
    def _sure_only_with_a_source(self) -> "Checked":
        if not self.sources and self.confidence != "low":
            raise PydanticCustomError(
                "unsourced",
                "confidence '{confidence}' needs a source; without one it is low",
                {"confidence": self.confidence},
            )
        return self
