"""`data/template-rules.yaml`: what reviewers refuse in templates. calculators/template_check.py
reads it.
"""

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from builder.facts.models.base import Facts, Id, Pair, Source, Text, nearest

Kind = Literal["code", "notice", "promotion"]
Check = Literal[
    "forbid",
    "require",
    "link",
    "words",
    "longest",
    "longest_whole",
    "most_variables",
    "adjacent_variables",
    "only_variables",
    "variable_link",
    "variable_form",
    "variable_order",
    "names_signature",
    "opt_out",
]


class TemplatePlace(Facts):
    """A provider or a country whose reviewers the rules speak of."""

    id: Id = Field(description="Its id, for addresses and commands.", examples=["alibaba"])
    name: Pair = Field(
        description="What to call it.", examples=[{"en": "Alibaba Cloud", "zh": "阿里云"}]
    )
    variables: Literal["dollar", "number", "dollar_number", "any"] = Field(
        description="How variables are written there: ${code}, {1}, ${1}, or in any way.",
        examples=["dollar"],
    )


class TemplateExample(Facts):
    """A template that a rule lets pass or refuses."""

    kind: Kind = Field(description="What it is sent as.", examples=["notice"])
    signature: Text = Field(default="", description="The signature.", examples=["青禾书店"])
    template: Text = Field(description="The text.", examples=["您的订单${order}已发货。"])
    repeat: int = Field(default=1, description="How often the text is repeated.", examples=[40])


class TemplateRule(Facts):
    """One thing that a reviewer refuses."""

    id: Id = Field(description="Its id.", examples=["brackets-in-body"])
    part: Literal["body", "signature"] = Field(
        default="body", description="What it looks at.", examples=["body"]
    )
    weight: Literal["refused", "risk"] = Field(
        default="refused",
        description="refused: the source says so. risk: it depends, or is our reading.",
        examples=["refused"],
    )
    kinds: list[Kind] = Field(description="Which texts it is about.", examples=[["code"]])
    check: Check = Field(
        description="How it is looked for: a pattern that may not or must be found, a list of "
        "words, a number that may not be exceeded, or something the variables do.",
        examples=["forbid"],
    )
    pattern: str | None = Field(
        default=None, description="A regular expression of Python.", examples=["[【】]"]
    )
    number: int | None = Field(default=None, description="What may not be exceeded.", examples=[2])
    words: Id | None = Field(default=None, description="A list of `words`.", examples=["alibaba"])
    says: Pair = Field(description="What is refused, and why.", examples=[{"en": "…", "zh": "…"}])
    mend: Pair = Field(description="What to do about it.", examples=[{"en": "…", "zh": "…"}])
    sources: dict[Id, Id] = Field(
        description="By place, the source that says so. It holds in no other place.",
        examples=[{"alibaba": "aliyun-templates"}],
    )
    passes: TemplateExample = Field(
        description="A template that the rule lets pass.", examples=[{"kind": "code"}]
    )
    fails: TemplateExample = Field(
        description="A template that the rule refuses.", examples=[{"kind": "code"}]
    )

    @field_validator("pattern")
    @classmethod
    def _is_a_pattern(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise PydanticCustomError(
                "pattern", "not a regular expression: {why}", {"why": str(error)}
            ) from None
        return pattern

    @model_validator(mode="after")
    def _has_what_its_check_needs(self) -> "TemplateRule":
        needs = {"forbid": "pattern", "require": "pattern", "words": "words"}
        needs |= dict.fromkeys(("longest", "longest_whole", "most_variables"), "number")
        wanted = needs.get(self.check)
        for field in ("pattern", "number", "words"):
            if (getattr(self, field) is not None) != (field == wanted):
                text = "the check '{check}' takes {wanted} and nothing else"
                values = {"check": self.check, "wanted": wanted or "no value"}
                raise PydanticCustomError("check", text, values)
        return self


class TemplateRules(Facts):
    """All rules, with the places they hold in and the sources they stand on."""

    places: list[TemplatePlace] = Field(
        description="In the order in which they are shown.", examples=[[{"id": "alibaba"}]]
    )
    sources: dict[Id, Source] = Field(
        description="Where the rules were read, by id.",
        examples=[{"aliyun-templates": {"title": "阿里云《短信模板规范》"}}],
    )
    words: dict[Id, list[Text]] = Field(
        description="Lists of words, by id.", examples=[{"alibaba": ["贷款"]}]
    )
    rules: list[TemplateRule] = Field(
        description="In the order in which findings are told.", examples=[[{"id": "too-long"}]]
    )

    @model_validator(mode="after")
    def _names_fit(self) -> "TemplateRules":
        places = [place.id for place in self.places]
        ids = [rule.id for rule in self.rules]
        for rule in self.rules:
            for name, known in (
                *((place, places) for place in rule.sources),
                *((source, list(self.sources)) for source in rule.sources.values()),
                *(((rule.words, list(self.words)),) if rule.words else ()),
            ):
                if name not in known:
                    text = "the rule '{rule}' names '{name}', which is not here{nearest}"
                    values = {"rule": rule.id, "name": name, "nearest": nearest(name, known)}
                    raise PydanticCustomError("name", text, values)
            if ids.count(rule.id) > 1:
                raise PydanticCustomError("twice", "two rules are called '{id}'", {"id": rule.id})
        return self
