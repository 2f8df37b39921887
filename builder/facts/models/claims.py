"""`data/claims.yaml` and `data/beyond.yaml`: what is often said, and what is seldom said."""

from pydantic import Field

from builder.facts.models.base import Checked, Facts, Id, Pair, Verdict


class Part(Facts):
    """A chapter of the list of claims."""

    id: Id = Field(description="The anchor of the chapter on /claims/.", examples=["codes"])
    title: Pair = Field(description="Its heading.", examples=[{"en": "Codes", "zh": "验证码"}])


class Section(Facts):
    """A section of a chapter."""

    id: Id = Field(description="The anchor of the section on /claims/.", examples=["alerts"])
    part: Id = Field(description="The id of its chapter.", examples=["codes"])
    title: Pair = Field(description="Its heading.", examples=[{"en": "Alerts", "zh": "提醒"}])


class Claim(Checked):
    """One statement that is often made, with what we found."""

    id: Id = Field(
        description="The anchor of the claim on /claims/; guide pages link to it: never change it.",
        examples=["s1-length-unlimited"],
    )
    section: Id = Field(description="The id of its section.", examples=["what-sms-is"])
    claim: Pair = Field(
        description="The statement, in our own short words.",
        examples=[{"en": "SMS has no encryption", "zh": "短信没有加密保护"}],
    )
    verdict: Verdict = Field(
        description="accurate, imprecise, outdated, wrong (a feature that no official source knows "
        "included) or unverifiable (no basis found either way).",
        examples=["imprecise"],
    )
    correction: Pair = Field(
        description="What is true. Stands by itself: it is shown without the other claims.",
        examples=[{"en": "SMS has no end-to-end encryption.", "zh": "短信没有端到端加密。"}],
    )


class Claims(Facts):
    """The whole list."""

    parts: list[Part] = Field(description="Chapters, in order.", examples=[[{"id": "codes"}]])
    sections: list[Section] = Field(
        description="Sections, in order.", examples=[[{"id": "alerts", "part": "codes"}]]
    )
    claims: list[Claim] = Field(
        description="Claims, in the order they are shown.", examples=[[{"id": "s1-two-systems"}]]
    )


class Topic(Facts):
    """What a fact of `beyond.yaml` is about."""

    id: Id = Field(description="Used by the facts.", examples=["login-code"])
    title: Pair = Field(
        description="Its name.", examples=[{"en": "Login codes", "zh": "登录验证码"}]
    )


class BeyondFact(Checked):
    """One fact that the usual accounts leave out."""

    id: Id = Field(description="Pages pull it in by this name.", examples=["code-length"])
    topic: Id = Field(description="The id of its topic.", examples=["login-code"])
    text: Pair = Field(
        description="The fact, one paragraph.",
        examples=[{"en": "The server decides how.", "zh": "怎么发由服务器决定。"}],
    )


class Beyond(Facts):
    """All of them."""

    topics: list[Topic] = Field(description="Topics, in order.", examples=[[{"id": "security"}]])
    facts: list[BeyondFact] = Field(
        description="Facts, by topic.", examples=[[{"id": "code-length", "topic": "login-code"}]]
    )
