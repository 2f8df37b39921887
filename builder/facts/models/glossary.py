"""`data/glossary.yaml`: the words of the field, alike everywhere."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.facts.models.base import Facts, Id, Pair, SourceIds, Text, nearest

PageName = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*/?$")]
"""A page without language and ending, `guide/bridges`, or a folder, `guide/`."""


class Group(Facts):
    """Terms that are read together."""

    id: Id = Field(description="Used by the terms.", examples=["texts"])
    title: Pair = Field(
        description="Its heading on /glossary/.",
        examples=[{"en": "Texts and how they are counted", "zh": "短信与计数"}],
    )


class Spellings(Facts):
    """How pages of each language write a term. A small first letter also stands for a capital."""

    en: list[Text] = Field(
        description="In English pages.", examples=[["code point", "code points"]]
    )
    zh: list[Text] = Field(description="In Chinese pages.", examples=[["码点"]])


class Term(Facts):
    """One word or expression."""

    id: Id = Field(description="Its anchor on /glossary/.", examples=["septet"])
    group: Id = Field(description="The id of its group.", examples=["texts"])
    name: Pair = Field(
        description="The word as we write it.", examples=[{"en": "septet", "zh": "七位组"}]
    )
    short: Pair = Field(
        description="One sentence that stands alone: shown on hover and on /glossary/.",
        examples=[
            {
                "en": "Seven bits, the room one character of the GSM 7-bit alphabet takes.",
                "zh": "七个二进制位，GSM 7 位字母表里一个字符占的位置。",
            }
        ],
    )
    match: Spellings | None = Field(
        default=None,
        description="The spellings explained on hover; an empty list for none. Left out: the name.",
        examples=[{"en": ["code point", "code points"], "zh": ["码点"]}],
    )
    pages: list[PageName] | None = Field(
        default=None,
        description="The pages on which the word has this meaning: a page, or a folder with its "
        "slash, as under docs/<language>/. Left out: every page.",
        examples=[["guide/", "claims"]],
    )
    sources: SourceIds = Field(
        description="Ids of sources.yaml; empty where a word is explained and no fact is stated.",
        examples=[["atomic-object-sms-counts"], []],
    )


class Glossary(Facts):
    """All of them."""

    groups: list[Group] = Field(
        description="Groups, in the order they are shown.", examples=[[{"id": "texts"}]]
    )
    terms: list[Term] = Field(
        description="Terms, in the order they are shown within their group.",
        examples=[[{"id": "septet", "group": "texts"}]],
    )

    @model_validator(mode="after")
    def _each_word_once(self) -> "Glossary":
        groups = [group.id for group in self.groups]
        seen: dict[tuple[str, str], str] = {}
        for term in self.terms:
            if term.group not in groups:
                raise PydanticCustomError(
                    "unknown_group",
                    "{term}: there is no group '{group}'{nearest}",
                    {"term": term.id, "group": term.group, "nearest": nearest(term.group, groups)},
                )
            words = term.match or Spellings(en=[term.name.en], zh=[term.name.zh])
            names = (("the name", [term.name.en]), ("the Chinese name", [term.name.zh]))
            matches = (("en", words.en), ("zh", words.zh), ("id", [term.id]))
            for language, spellings in (*names, *matches):
                for word in spellings:
                    first = seen.setdefault((language, word), term.id)
                    if first != term.id:
                        raise PydanticCustomError(
                            "word_twice",
                            "'{word}' is explained by both {first} and {second}",
                            {"word": word, "first": first, "second": term.id},
                        )
        return self
