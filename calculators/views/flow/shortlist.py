"""The end of the quiz: the pick, two runners-up, why, what was ruled out, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Shortlist
from calculators.views.flow import reasons
from calculators.views.flow.place import Place, quiz
from calculators.views.flow.screen import HEADING, SEPARATOR, given
from calculators.views.html import Html, fill, join, tag

WORDS = {
    "en": {
        "best": "{name} fits your answers best",
        "so-far": "So far, {name} fits best",
        "none": "Nothing fits your answers",
        "none-text": "Even with every answer set aside that may be set aside, no service is left. "
        "Change an answer below.",
        "open": "Questions still open: {count}. What you answer can change this result.",
        "go-on": "Go on with: {question}",
        "relaxed": "No service meets all of your answers. To find one, this was set aside: "
        "{answers}.",
        "answer": "{question} “{answer}”",
        "why": "Why",
        "lacks": "What it lacks for you",
        "lacks-nothing": "Nothing that your answers ask for.",
        "register": "What you must register first",
        "region": "{region}:",
        "parts": "How it counts message parts",
        "counter": "Count a text by its rules",
        "counter-other": "Count a text by the general rules",
        "review": "Read the review of {name}",
        "second": "Second: {name}",
        "third": "Third: {name}",
        "others": "These qualify as well, but rank lower: {names}.",
        "out": "Ruled out, and by which answer ({count})",
        "change": "What would change the result",
        "change-one": "If you answered “{answer}” to “{question}”, {name} would come first.",
        "change-none": "If you answered “{answer}” to “{question}”, nothing would fit.",
        "reopened": "With your must-haves, this question could now change the result: {question}",
        "change-nothing": "No other single answer puts another service first.",
        "skipped": "Not asked, because no answer could have changed the result: {questions}.",
        "how": "How the order comes about",
        "checked": "Facts checked {checked}. Confidence is high where official documents or "
        "several independent sources say so, medium where a source is unofficial, undated or "
        "partial, low where nothing confirms it.",
        "rules": "All regions’ rules",
        "copy": "Copy link to this result",
        "print": "Print",
        "again": "Start again",
    },
    "zh": {
        "best": "最合适：{name}",
        "so-far": "目前最合适：{name}",
        "none": "没有服务符合你的回答",
        "none-text": "能放宽的都放宽了，仍然没有合格的服务。请在下面更改某个回答。",
        "open": "还有 {count} 个问题没回答，回答后结果可能会变。",
        "go-on": "接着回答：{question}",
        "relaxed": "没有服务符合你的全部回答。为了找出一个，放宽了：{answers}。",
        "answer": "{question}“{answer}”",
        "why": "理由",
        "lacks": "对你来说它缺什么",
        "lacks-nothing": "你的回答所需要的，它都有。",
        "register": "要先办的登记",
        "region": "{region}：",
        "parts": "它怎么算条数",
        "counter": "按它的规则数一段文字",
        "counter-other": "按通用规则数一段文字",
        "review": "看评测：{name}",
        "second": "第二：{name}",
        "third": "第三：{name}",
        "others": "这些也合格，但排名靠后：{names}。",
        "out": "哪些被排除，因为哪个回答（{count} 家）",
        "change": "改哪个回答会改变结果",
        "change-one": "如果“{question}”答“{answer}”，排第一的会是：{name}。",
        "change-none": "如果“{question}”答“{answer}”，就没有合适的服务。",
        "reopened": "有了你的必备项，这个问题现在可能改变结果：{question}",
        "change-nothing": "只改一个回答，排第一的不会变。",
        "skipped": "没有问这些，因为怎么答都不会改变结果：{questions}。",
        "how": "名次怎么来的",
        "checked": "事实核查日期：{checked}。可信度：由官方文档或多个独立来源支持的为高；"
        "有来源，但非官方、无日期或只覆盖一部分的为中；未能证实的为低。",
        "rules": "各地区的规则",
        "copy": "复制结果链接",
        "print": "打印",
        "again": "重新开始",
    },
}

SHOWN_OF_PICK = 6
SHOWN_OF_RUNNER_UP = 3


def draw(place: Place) -> Html:
    """The result of these answers, or so far."""
    words = WORDS[place.language]
    answers = quiz().settled(place.walk, place.answers)
    advice = quiz().advise(place.answers, answers)
    shortlist = advice.shortlist
    parts: list[Html | str] = [tag("h2", title(place, shortlist), id=HEADING, tabindex="-1")]
    if place.early:
        parts.append(_still_open(place))
    if shortlist.relaxed:
        parts.append(_relaxed(place, shortlist))
    if not shortlist.recommended:
        parts.append(tag("p", words["none-text"]))
    for position, provider in enumerate(shortlist.recommended):
        parts.append(_pick(place, provider, advice) if position == 0 else
                     _runner_up(place, provider, advice, position))  # fmt: skip
    lower = [name for name in advice.qualified if name not in shortlist.recommended]
    if lower:
        names = join((_review(place, name) for name in lower), SEPARATOR[place.language])
        parts.append(tag("p", fill(words["others"], names=names), class_="flow-others"))
    parts += [
        _changes(place, answers),
        given(place),
        _ruled_out(place, advice),
        _how(place),
        _buttons(place),
    ]
    return tag("div", join(parts), class_="flow-result")


def title(place: Place, shortlist: Shortlist) -> str:
    """The result in one line."""
    words = WORDS[place.language]
    if not shortlist.recommended:
        return words["none"]
    name = _name(place, shortlist.recommended[0])
    return words["so-far" if place.early else "best"].format(name=name)


def _name(place: Place, provider: str) -> str:
    return str(quiz().providers[provider]["name"][place.language])


def _review(place: Place, provider: str) -> Html:
    return tag("a", _name(place, provider), href=f"../../providers/{provider}/")


def _still_open(place: Place) -> Html:
    words = WORDS[place.language]
    still = [
        question
        for question in place.flow.questions.values()
        if question.id not in place.answers and not quiz().needless(question.id, place.answers)
    ]
    text = words["go-on"].format(question=place.flow.questions[place.walk.at].text[place.language])
    return tag(
        "p",
        words["open"].format(count=len(still)),
        " ",
        tag("a", text, href=place.link()),
        class_="flow-open",
    )


def _relaxed(place: Place, shortlist: Shortlist) -> Html:
    words = WORDS[place.language]
    said = []
    for question_id in shortlist.relaxed:
        question = place.flow.questions[question_id]
        chosen = place.answers.get(question_id, ())
        texts = [o.text[place.language] for o in question.options if o.id in chosen]
        said.append(
            words["answer"].format(
                question=question.raw["brief"][place.language],
                answer=SEPARATOR[place.language].join(texts),
            )
        )
    text = words["relaxed"].format(answers=SEPARATOR[place.language].join(said))
    return tag("p", text, class_="flow-relaxed")


def _pick(place: Place, provider: str, advice: Advice) -> Html:
    words = WORDS[place.language]
    raw = quiz().providers[provider]
    lacks = _lacks(advice.lacks[provider])
    return tag(
        "section",
        tag("h3", words["why"]),
        _reasons(place, _speaking(advice.reasons[provider])[:SHOWN_OF_PICK]),
        tag("h3", words["lacks"]),
        _reasons(place, lacks) if lacks else tag("p", words["lacks-nothing"]),
        tag("h3", words["register"]),
        _group(place, raw, "registration"),
        _regions(place),
        tag("h3", words["parts"]),
        _group(place, raw, "segmentation"),
        tag("p", _links(place, provider)),
        class_="flow-pick",
    )  # fmt: skip


def _runner_up(place: Place, provider: str, advice: Advice, position: int) -> Html:
    words = WORDS[place.language]
    heading = words["second" if position == 1 else "third"]
    lacks = _lacks(advice.lacks[provider])
    return tag(
        "section",
        tag("h3", heading.format(name=_name(place, provider))),
        _reasons(place, _speaking(advice.reasons[provider])[:SHOWN_OF_RUNNER_UP]),
        tag("h4", words["lacks"]),
        _reasons(place, lacks[:SHOWN_OF_RUNNER_UP]) if lacks else tag("p", words["lacks-nothing"]),
        tag(
            "details",
            tag("summary", words["register"]),
            tag("p", quiz().providers[provider]["registration"]["note"][place.language]),
            id=f"flow-register-{position}",
        ),
        tag("p", _links(place, provider)),
        class_="flow-runner-up",
    )


def _speaking(all_of: Sequence[Reason]) -> Sequence[Reason]:
    """What it has in full; what it has in part stands among what it lacks."""
    return [one for one in all_of if one.fact and one.fact.value == "yes"] or all_of


def _lacks(all_of: Sequence[Reason]) -> list[Reason]:
    """What is missing altogether or unknown first, what is there in part after it."""
    return sorted(all_of, key=lambda reason: bool(reason.fact and reason.fact.holds))


def _reasons(place: Place, shown: Iterable[Reason]) -> Html:
    return tag("ul", join(tag("li", reasons.html(quiz(), one, place.language)) for one in shown))


def _group(place: Place, raw: Mapping[str, Any], group: str) -> Html:
    """A paragraph of the provider's facts, with its source."""
    sources = tuple(raw["sources"][position] for position in raw[group]["sources"])
    source = reasons.html_source(Reason("text", sources=sources), place.language)
    return tag("p", raw[group]["note"][place.language], " ", source)


def _regions(place: Place) -> Html:
    words = WORDS[place.language]
    regions = []
    for question_id, chosen in place.answers.items():
        question = place.flow.questions[question_id]
        for option in question.options:
            if option.id in chosen:
                regions += option.raw.get("regions", ())
    known = quiz().raw["regions"]
    if not regions:
        return tag("p", tag("a", words["rules"], href="../../regions/"))
    rows = [
        tag(
            "li",
            tag(
                "a",
                words["region"].format(region=known[region]["name"][place.language]),
                href=f"../../regions/#{region}",
            ),
            " ",
            known[region]["registration"][place.language],
        )
        for region in regions
    ]
    return tag("ul", join(rows))


def _links(place: Place, provider: str) -> Html:
    words = WORDS[place.language]
    profiles = quiz().providers[provider]["profiles"]
    counter = f"../segments/#profile={profiles[0]}" if profiles else "../segments/"
    return join(
        [
            tag(
                "a",
                words["review"].format(name=_name(place, provider)),
                href=f"../../providers/{provider}/",
            ),
            tag("a", words["counter" if profiles else "counter-other"], href=counter),
        ],
        " · ",
    )


def _changes(place: Place, answers: Answers) -> Html:
    words = WORDS[place.language]
    rows = []
    for question_id in quiz().reopened(place.walk, place.answers):
        text = place.flow.questions[question_id].text[place.language]
        link = tag("a", text, href=place.link(ask=question_id))
        rows.append(fill(words["reopened"], question=link))
    for question_id, option_id, then in quiz().alternatives(answers):
        if question_id not in place.answers:
            continue
        question = place.flow.questions[question_id]
        option = question.option(option_id)
        assert option is not None, "alternatives name options"
        other = tag(
            "a",
            option.text[place.language],
            href=place.link({**place.answers, question_id: (option_id,)}),
        )
        rows.append(
            fill(
                words["change-one" if then.recommended else "change-none"],
                answer=other,
                question=question.text[place.language],
                name=_name(place, then.recommended[0]) if then.recommended else "",
            )
        )
    inside = (
        tag("ul", join(tag("li", row) for row in rows))
        if rows
        else tag("p", words["change-nothing"])
    )
    skipped = [
        place.flow.questions[question].text[place.language]
        for question in place.walk.skipped
        if question not in quiz().reopened(place.walk, place.answers)
    ]
    note = (
        tag("p", words["skipped"].format(questions=SEPARATOR[place.language].join(skipped)))
        if skipped
        else ""
    )
    return tag("section", tag("h3", words["change"]), inside, note, class_="section-change")


def _ruled_out(place: Place, advice: Advice) -> Html:
    words = WORDS[place.language]
    rows = [
        tag(
            "li",
            tag("strong", _review(place, provider)),
            " ",
            reasons.html(quiz(), reason, place.language),
        )
        for provider, reason in advice.ruled_out.items()
    ]
    return tag(
        "details",
        tag("summary", words["out"].format(count=len(rows))),
        tag("ul", join(rows)),
        id="flow-ruled-out",
    )


def _how(place: Place) -> Html:
    words = WORDS[place.language]
    scoring = quiz().raw["scoring"]
    return tag(
        "details",
        tag("summary", words["how"]),
        tag("p", scoring["formula"][place.language]),
        tag("p", scoring["fallback"]["text"][place.language]),
        tag("p", words["checked"].format(checked=quiz().raw["checked"])),
        id="flow-how",
    )


def _buttons(place: Place) -> Html:
    words = WORDS[place.language]
    return tag(
        "p",
        tag("button", words["copy"], type="button", name="copy", value="link"),
        " ",
        tag("button", words["print"], type="button", data_do="print"),
        " ",
        tag("a", words["again"], href="#show=first"),
        class_="flow-buttons",
    )
