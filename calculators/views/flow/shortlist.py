"""The end of the quiz: the pick, two runners-up, why, what was ruled out, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smsparts.say import words as counter_words

from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Shortlist
from calculators.views.flow import reasons
from calculators.views.flow.place import Place, quiz
from calculators.views.flow.screen import HEADING, given
from calculators.views.html import Html, join, say, tag
from calculators.words import words

SHOWN_OF_PICK = 6
SHOWN_OF_RUNNER_UP = 3


def draw(place: Place) -> Html:
    """The result of these answers, or so far."""
    sentences = words("shortlist", place.language)
    answers = quiz().settled(place.walk, place.answers)
    advice = quiz().advise(place.answers, answers)
    shortlist = advice.shortlist
    parts: list[Html | str] = [tag("h2", title(place, shortlist), id=HEADING, tabindex="-1")]
    if place.early:
        parts.append(_still_open(place))
    if shortlist.relaxed:
        parts.append(_relaxed(place, shortlist))
    laws = quiz().laws(answers)
    for law in laws:
        links = join((reasons.linked(source, place.language) for source in law["sources"]), " ")
        parts.append(
            tag("p", law["text"][place.language], " ", tag("small", links), class_="flow-law")
        )
    if not shortlist.recommended and not laws:
        parts.append(tag("p", sentences["none-text"]))
    for position, provider in enumerate(shortlist.recommended):
        parts.append(_pick(place, provider, advice) if position == 0 else
                     _runner_up(place, provider, advice, position))  # fmt: skip
    lower = [name for name in advice.qualified if name not in shortlist.recommended]
    if lower:
        names = join((_review(place, name) for name in lower), _names(place))
        parts.append(tag("p", say(sentences, "others", names=names), class_="flow-others"))
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
    sentences = words("shortlist", place.language)
    if not shortlist.recommended:
        return sentences["none"]
    name = _name(place, shortlist.recommended[0])
    return sentences("so-far" if place.early else "best", name=name)


def _names(place: Place) -> str:
    """What stands between the names of a list."""
    return counter_words("join", place.language)["names"]


def _name(place: Place, provider: str) -> str:
    return str(quiz().providers[provider]["name"][place.language])


def _review(place: Place, provider: str) -> Html:
    return tag("a", _name(place, provider), href=f"../../providers/{provider}/")


def _still_open(place: Place) -> Html:
    sentences = words("shortlist", place.language)
    still = [
        question
        for question in place.flow.questions.values()
        if question.id not in place.answers and not quiz().needless(question.id, place.answers)
    ]
    text = sentences("go-on", question=place.flow.questions[place.walk.at].text[place.language])
    return tag(
        "p",
        sentences("open", n=len(still)),
        " ",
        tag("a", text, href=place.link()),
        class_="flow-open",
    )


def _relaxed(place: Place, shortlist: Shortlist) -> Html:
    sentences = words("shortlist", place.language)
    said = []
    for question_id in shortlist.relaxed:
        question = place.flow.questions[question_id]
        chosen = place.answers.get(question_id, ())
        texts = [o.text[place.language] for o in question.options if o.id in chosen]
        said.append(
            sentences(
                "answer",
                question=question.raw["brief"][place.language],
                answer=_names(place).join(texts),
            )
        )
    text = sentences("relaxed", answers=_names(place).join(said))
    return tag("p", text, class_="flow-relaxed")


def _pick(place: Place, provider: str, advice: Advice) -> Html:
    sentences = words("shortlist", place.language)
    raw = quiz().providers[provider]
    lacks = _lacks(advice.lacks[provider])
    return tag(
        "section",
        tag("h3", sentences["why"]),
        _reasons(place, _speaking(advice.reasons[provider])[:SHOWN_OF_PICK]),
        tag("h3", sentences["lacks"]),
        _reasons(place, lacks) if lacks else tag("p", sentences["lacks-nothing"]),
        tag("h3", sentences["register"]),
        _group(place, raw, "registration"),
        _regions(place),
        tag("h3", sentences["parts"]),
        _group(place, raw, "segmentation"),
        tag("p", _links(place, provider)),
        class_="flow-pick",
    )  # fmt: skip


def _runner_up(place: Place, provider: str, advice: Advice, position: int) -> Html:
    sentences = words("shortlist", place.language)
    lacks = _lacks(advice.lacks[provider])
    return tag(
        "section",
        tag("h3", sentences("second" if position == 1 else "third", name=_name(place, provider))),
        _reasons(place, _speaking(advice.reasons[provider])[:SHOWN_OF_RUNNER_UP]),
        tag("h4", sentences["lacks"]),
        _reasons(place, lacks[:SHOWN_OF_RUNNER_UP])
        if lacks
        else tag("p", sentences["lacks-nothing"]),
        tag(
            "details",
            tag("summary", sentences["register"]),
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
    sentences = words("shortlist", place.language)
    regions = []
    for question_id, chosen in place.answers.items():
        question = place.flow.questions[question_id]
        for option in question.options:
            if option.id in chosen:
                regions += option.raw.get("regions", ())
    known = quiz().raw["regions"]
    if not regions:
        return tag("p", tag("a", sentences["rules"], href="../../regions/"))
    rows = [
        tag(
            "li",
            tag(
                "a",
                sentences("region", region=known[region]["name"][place.language]),
                href=f"../../regions/#{region}",
            ),
            " ",
            known[region]["registration"][place.language],
        )
        for region in regions
    ]
    return tag("ul", join(rows))


def _links(place: Place, provider: str) -> Html:
    sentences = words("shortlist", place.language)
    profiles = quiz().providers[provider]["profiles"]
    counter = f"../segments/#profile={profiles[0]}" if profiles else "../segments/"
    return join(
        [
            tag(
                "a",
                sentences("review", name=_name(place, provider)),
                href=f"../../providers/{provider}/",
            ),
            tag("a", sentences["counter" if profiles else "counter-other"], href=counter),
        ],
        " · ",
    )


def _changes(place: Place, answers: Answers) -> Html:
    sentences = words("shortlist", place.language)
    rows = []
    for question_id in quiz().reopened(place.walk, place.answers):
        text = place.flow.questions[question_id].text[place.language]
        link = tag("a", text, href=place.link(ask=question_id))
        rows.append(say(sentences, "reopened", question=link))
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
            say(
                sentences,
                "change-one" if then.recommended else "change-none",
                answer=other,
                question=question.text[place.language],
                name=_name(place, then.recommended[0]) if then.recommended else "",
            )
        )
    inside = (
        tag("ul", join(tag("li", row) for row in rows))
        if rows
        else tag("p", sentences["change-nothing"])
    )
    skipped = [
        place.flow.questions[question].text[place.language]
        for question in place.walk.skipped
        if question not in quiz().reopened(place.walk, place.answers)
    ]
    note = tag("p", sentences("skipped", questions=_names(place).join(skipped))) if skipped else ""
    return tag("section", tag("h3", sentences["change"]), inside, note, class_="section-change")


def _ruled_out(place: Place, advice: Advice) -> Html:
    sentences = words("shortlist", place.language)
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
        tag("summary", sentences("out", n=len(rows))),
        tag("ul", join(rows)),
        id="flow-ruled-out",
    )


def _how(place: Place) -> Html:
    sentences = words("shortlist", place.language)
    scoring = quiz().raw["scoring"]
    return tag(
        "details",
        tag("summary", sentences["how"]),
        tag("p", scoring["formula"][place.language]),
        tag("p", scoring["fallback"]["text"][place.language]),
        tag("p", sentences("checked", checked=quiz().raw["checked"])),
        id="flow-how",
    )


def _buttons(place: Place) -> Html:
    sentences = words("question", place.language)
    return tag(
        "p",
        tag("button", sentences["copy"], type="button", name="copy", value="link"),
        " ",
        tag("button", sentences["print"], type="button", data_do="print"),
        " ",
        tag("a", sentences["again"], href="#show=first"),
        class_="flow-buttons",
    )
