"""`data/criteria.yaml` and the two flows in `data/flows/`: what a decision is made of.

Only the fields. Whether a flow hangs together (targets, loops, names of other files) is checked by
`calculators.flows` and `builder.facts.flows`, which say it by name.
"""

from typing import Annotated, Literal

from pydantic import Field

from builder.facts.models.base import Day, Facts, Id, Pair, Source, SourceIds, Text

Answers = dict[Id, Id]


class Criterion(Facts):
    """One thing that services are compared by."""

    id: Id = Field(description="Stable; provider files use it.", examples=["two_way"])
    text: Pair = Field(
        description="Its short name.", examples=[{"en": "Two-way", "zh": "双向收发"}]
    )
    means: Pair = Field(
        description="What it takes to meet it, in one sentence.",
        examples=[{"en": "Recipients can reply.", "zh": "收件人可以回复。"}],
    )


class Criteria(Facts):
    """All criteria, in the order shown."""

    criteria: list[Criterion] = Field(
        description="In the order shown.", examples=[[{"id": "two_way"}]]
    )


class WeightedOption(Facts):
    """One answer of the quiz."""

    id: Id = Field(description="Stands in addresses, so it stays.", examples=["codes"])
    text: Pair = Field(
        description="The answer as it is offered.",
        examples=[{"en": "Verification codes", "zh": "验证码"}],
    )
    clause: Pair = Field(
        description="The answer as it follows “because”, without a full stop.",
        examples=[{"en": "you send verification codes", "zh": "你要发验证码"}],
    )
    weights: dict[Id, Annotated[int, Field(ge=1, le=10)]] = Field(
        description="How much each criterion counts once this is answered. An editor's judgement.",
        examples=[{"otp": 4, "verify_api": 2}],
    )
    regions: list[Id] = Field(
        default=[],
        description="The regions meant: their rules hold, and the result shows their registration.",
        examples=[["us", "ca"]],
    )
    narrower: Literal[True] | None = Field(
        default=None,
        description="True where it is a part of what its criterion speaks of: then only a service "
        "whose facts name each region meets it in full, any other in part.",
        examples=[True],
    )
    messages: Annotated[list[int], Field(min_length=2, max_length=2)] | None = Field(
        default=None,
        description="Messages a month, from and to; 0 as the second where there is no upper end.",
        examples=[[100, 10000]],
    )


class QuizQuestion(Facts):
    """One screen of the quiz."""

    id: Id = Field(description="Stands in addresses, so it stays.", examples=["kind"])
    text: Pair = Field(
        description="The question.", examples=[{"en": "What kind of message?", "zh": "发什么？"}]
    )
    brief: Pair = Field(
        description="One or two words, for lists of answers.",
        examples=[{"en": "Message", "zh": "用途"}],
    )
    hint: Pair = Field(
        description="One sentence that helps to answer.",
        examples=[{"en": "A rough guess is enough.", "zh": "大致估计即可。"}],
    )
    multiple: Literal[True] | None = Field(
        default=None, description="True where any number may be ticked.", examples=[True]
    )
    unsure: Literal[True] | None = Field(
        default=None,
        description="True where “I'm not sure” is offered; that answer imposes nothing.",
        examples=[True],
    )
    next: Id = Field(
        description="The question after it, or the outcome.", examples=["where", "shortlist"]
    )
    options: list[WeightedOption] = Field(
        description="In the order shown.", examples=[[{"id": "codes"}]]
    )


class ComputedOutcome(Facts):
    """An end whose content is computed from the answers."""

    id: Id = Field(description="Stable.", examples=["shortlist"])
    title: Pair = Field(
        description="Its heading.", examples=[{"en": "The services that fit", "zh": "合适的服务"}]
    )
    computed: Literal["recommend"] = Field(
        description="The calculator that fills it.", examples=["recommend"]
    )


class PersonalOnly(Facts):
    """The kind of message that only personal apps serve."""

    question: Id = Field(description="The question.", examples=["kind"])
    option: Id = Field(description="The answer that asks for a personal app.", examples=["chat"])
    criterion: Id = Field(
        description="The criterion shown as the fact.", examples=["personal_chat"]
    )
    apps: list[Id] = Field(description="The personal apps.", examples=[["google_messages"]])
    text: Pair = Field(
        description="The rule in words.",
        examples=[
            {"en": "Personal texting gets personal apps only.", "zh": "亲友短信只推荐个人应用。"}
        ],
    )


class Need(Facts):
    """A rule that makes an answer demand a criterion."""

    id: Id = Field(description="Its name in tests and reasons.", examples=["where_needs"])
    question: Id = Field(description="The question.", examples=["where"])
    map: dict[Id, Id] = Field(
        description="Option to the criterion that must be yes or partial.", examples=[{"cn": "cn"}]
    )
    unless: Answers | None = Field(
        default=None,
        description="With this answer to another question the rule is off.",
        examples=[{"kind": "chat"}],
    )
    text: Pair = Field(
        description="The rule in words.",
        examples=[{"en": "It reaches the recipients.", "zh": "能发到收件人那里。"}],
    )


class Block(Facts):
    """A provider's own rule against just these answers."""

    provider: Id = Field(description="The provider.", examples=["alibaba_sms"])
    when: dict[Id, list[Id]] = Field(
        description="Any of these answers to each question.",
        examples=[{"who": ["individual"], "kind": ["marketing"]}],
    )
    reason: Pair = Field(
        description="The rule in words.",
        examples=[
            {"en": "Personal accounts may not send marketing.", "zh": "个人认证不能发营销短信。"}
        ],
    )
    sources: list[Source] = Field(
        min_length=1,
        description="Where the rule was read.",
        examples=[[{"title": "Onboarding guide", "checked": "2026-11-22"}]],
    )


class Eligibility(Facts):
    """What rules a provider out. One that is retired or closed to new users always is."""

    personal_only: PersonalOnly = Field(
        description="Who serves personal texting.", examples=[{"option": "chat"}]
    )
    needs: list[Need] = Field(
        description="In the order in which a reason is looked for.", examples=[[{"id": "no_code"}]]
    )
    blocks: list[Block] = Field(
        description="Rules for single providers.", examples=[[{"provider": "alibaba_sms"}]]
    )


class Fallback(Facts):
    """What is relaxed when nothing qualifies."""

    order: list[Id] = Field(
        description="Questions, the first one set aside first; of ticks, as few as possible.",
        examples=[["must", "budget"]],
    )
    text: Pair = Field(
        description="The same in words.",
        examples=[{"en": "The must-haves go first.", "zh": "先放宽必备项。"}],
    )


class Cheap(Facts):
    """The answer that ranks by dated prices."""

    question: Id = Field(description="The question.", examples=["budget"])
    option: Id = Field(description="The answer.", examples=["low"])
    text: Pair = Field(
        description="The rule in words.",
        examples=[{"en": "Cheap ranks by dated prices only.", "zh": "只按有日期的价格比。"}],
    )


class Scoring(Facts):
    """How those that qualify are ranked."""

    formula: Pair = Field(
        description="The formula in words.",
        examples=[{"en": "The sum of weight times value.", "zh": "“权重 × 取值”之和。"}],
    )
    fallback: Fallback = Field(
        description="What is relaxed when nothing qualifies.", examples=[{"order": ["must"]}]
    )
    cheap: Cheap = Field(description="How prices rank.", examples=[{"option": "low"}])


class Door(Facts):
    """A short cut from the first screen."""

    id: Id = Field(description="Stable.", examples=["private"])
    text: Pair = Field(
        description="Who it is for.", examples=[{"en": "A private person", "zh": "个人"}]
    )
    hint: Pair = Field(
        description="What it fills in, in one sentence.",
        examples=[{"en": "You text people you know.", "zh": "和认识的人发短信。"}],
    )
    answers: Answers = Field(
        description="The answers it fills in.", examples=[{"who": "individual", "kind": "chat"}]
    )


class Branch(Facts):
    """One of the usual situations, with links that open the quiz there."""

    id: Id = Field(description="Stable.", examples=["marketing"])
    text: Pair = Field(description="Its name.", examples=[{"en": "Marketing", "zh": "营销推广"}])
    fixed: dict[Id, list[Id]] = Field(
        description="Answers that belong to it: any of these to each question.",
        examples=[{"kind": ["marketing"]}],
    )
    opens: list[Answers] = Field(
        min_length=1,
        description="One link each, with the answers it fills in.",
        examples=[[{"kind": "marketing"}]],
    )
    must_reach: list[Id] = Field(
        description="Providers that somebody on this branch must be able to be shown.",
        examples=[["twilio"]],
    )


class Tip(Facts):
    """Another way than a service, for just these answers; it is shown and changes no place."""

    when: dict[Id, list[Id]] = Field(
        description="Any of these answers to each question.",
        examples=[{"kind": ["codes"], "where": ["us_ca"]}],
    )
    text: Pair = Field(
        description="What else would do.",
        examples=[{"en": "Only to yourself? A bot will do.", "zh": "只发给自己？机器人就够了。"}],
    )
    link: Pair = Field(
        description="The words of the link.", examples=[{"en": "How", "zh": "怎么做"}]
    )
    page: Annotated[str, Field(pattern=r"^\.\./\.\./[a-z_/-]+/(#[a-z-]+)?$")] = Field(
        description="A page of this site, from the quiz's folder.",
        examples=["../../guide/bridges/"],
    )


class RecommendFlow(Facts):
    """The recommendation quiz."""

    checked: Day = Field(description="The day the rules were checked.", examples=["2026-11-22"])
    start: Id = Field(description="The first question.", examples=["who"])
    place: Id = Field(
        description="The question that says where the recipients are.", examples=["where"]
    )
    questions: list[QuizQuestion] = Field(
        description="In the order asked.", examples=[[{"id": "who"}]]
    )
    outcomes: list[ComputedOutcome] = Field(
        description="Where the questions lead.", examples=[[{"id": "shortlist"}]]
    )
    eligibility: Eligibility = Field(
        description="What rules a provider out.", examples=[{"blocks": []}]
    )
    scoring: Scoring = Field(description="How the rest rank.", examples=[{"formula": {}}])
    tree: list[Id] = Field(
        description="The questions that the drawn tree asks, in this order.",
        examples=[["kind", "where", "code"]],
    )
    tips: list[Tip] = Field(
        description="Other ways than a service.", examples=[[{"when": {"kind": ["codes"]}}]]
    )
    doors: list[Door] = Field(
        description="Short cuts on the first screen.", examples=[[{"id": "private"}]]
    )
    branches: list[Branch] = Field(
        description="The usual situations.", examples=[[{"id": "marketing"}]]
    )


class CheckOption(Facts):
    """One answer of the check."""

    id: Id = Field(description="Stands in addresses, so it stays.", examples=["sent-by-sms"])
    text: Pair = Field(
        description="The answer as it is offered.",
        examples=[{"en": "The screen says an SMS was sent", "zh": "屏幕说已发短信"}],
    )
    next: Id = Field(description="A question or an outcome.", examples=["sms", "leaf-fragment"])


class CheckQuestion(Facts):
    """One screen of the check."""

    id: Id = Field(description="Stands in addresses, so it stays.", examples=["sms"])
    text: Pair = Field(
        description="The question.", examples=[{"en": "Did the call come?", "zh": "电话打来了吗？"}]
    )
    hint: Pair | None = Field(
        default=None,
        description="One sentence that helps to answer.",
        examples=[{"en": "Look at the label of the button.", "zh": "看按钮上的字。"}],
    )
    options: list[CheckOption] = Field(
        description="In the order shown.", examples=[[{"id": "no-call"}]]
    )


class Where(Facts):
    """A place to ask."""

    text: Pair = Field(
        description="What is there.", examples=[{"en": "Telegram’s form", "zh": "官方表单"}]
    )
    url: Annotated[str, Field(pattern=r"^(https://|mailto:|\.\./)")] = Field(
        description="Its address, or a page of this site from the tool's folder.",
        examples=["https://telegram.org/support"],
    )


class Mail(Facts):
    """A prepared mail; its reader reads English, so it stands in English on every page."""

    to: Pair = Field(
        description="Where it goes, and who says so.",
        examples=[{"en": "To …", "zh": "发给……"}],
    )
    subject: Text = Field(description="Its subject.", examples=["No login code: +…"])
    body: Annotated[str, Field(min_length=20)] = Field(
        description="Its text; what the sender must fill in stands in [brackets].",
        examples=["My number is [number]. No code arrives."],
    )


class CheckOutcome(Facts):
    """What to do in one situation."""

    id: Id = Field(description="Stable; begins with leaf-.", examples=["leaf-flood"])
    title: Pair = Field(
        description="The advice in a few words.",
        examples=[{"en": "Stop for a day", "zh": "停一天再试"}],
    )
    first: Pair = Field(
        description="What to do first.",
        examples=[{"en": "Stop asking for codes.", "zh": "停止请求验证码。"}],
    )
    avoid: Pair = Field(
        description="What not to do.",
        examples=[{"en": "Do not keep pressing resend.", "zh": "不要反复点重发。"}],
    )
    wait: Pair = Field(
        description="How long to wait; said so where nobody has published a time.",
        examples=[{"en": "At least until the next day.", "zh": "至少等到第二天。"}],
    )
    cost: Pair | None = Field(
        default=None,
        description="What it costs, where it costs anything or people are asked to pay.",
        examples=[{"en": "Nothing.", "zh": "不用付钱。"}],
    )
    ask: list[Where] = Field(
        default=[],
        description="Where to ask, each a link.",
        examples=[[{"text": {"en": "Telegram’s form"}, "url": "https://telegram.org/support"}]],
    )
    mail: Mail | None = Field(
        default=None, description="A mail to copy.", examples=[{"subject": "No code arrives"}]
    )
    next: Id | None = Field(
        default=None,
        description="The outcome to try where this one was of no help.",
        examples=["leaf-wait-support"],
    )
    sources: SourceIds = Field(
        description="Ids of data/sources.yaml.", examples=[["telegram-api-auth"]]
    )


class CheckFlow(Facts):
    """A check: questions that lead to advice."""

    checked: Day = Field(description="The day the advice was checked.", examples=["2026-11-22"])
    free: Pair = Field(
        description="What an outcome without a cost of its own says about money.",
        examples=[{"en": "Nothing.", "zh": "不用付钱。"}],
    )
    always: Pair = Field(
        description="What holds for every outcome, shown below each.",
        examples=[{"en": "Give no code to anyone.", "zh": "验证码不要给任何人。"}],
    )
    ask: list[Where] = Field(
        min_length=1,
        description="Where to ask, for outcomes that name no place of their own.",
        examples=[[{"text": {"en": "Telegram’s form"}, "url": "https://telegram.org/support"}]],
    )
    start: Id = Field(description="The first question.", examples=["start"])
    questions: list[CheckQuestion] = Field(
        description="All questions.", examples=[[{"id": "start"}]]
    )
    outcomes: list[CheckOutcome] = Field(
        description="All outcomes.", examples=[[{"id": "leaf-flood"}]]
    )
