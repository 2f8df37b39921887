"""The end of the quiz: the pick with what to do first, two more, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smsparts.say import words as counter_words

from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Shortlist
from calculators.shapes import FigureShape
from calculators.views.flow import reasons
from calculators.views.flow.place import Place, quiz
from calculators.views.flow.screen import HEADING, buttons, given
from calculators.views.html import Html, join, say, tag
from calculators.words import words

SHOWN_OF_NEEDS = 4
SHOWN_OF_CHANGES = 5
SHOWN_REGIONS = 3


def draw(place: Place) -> Html:
    """The result of these answers, or so far."""
    answers = quiz().settled(place.walk, place.answers)
    advice = quiz().advise(place.answers, answers)
    shortlist = advice.shortlist
    heading = tag("h2", title(place, shortlist), id=HEADING, tabindex="-1")
    parts: list[Html | str] = [given(place), heading]
    if place.early:
        parts.append(_still_open(place))
    parts += [tag("p", one, class_="flow-relaxed") for one in _set_aside(place, shortlist)]
    for law in quiz().laws(answers):
        links = join((reasons.linked(source, place.language) for source in law["sources"]), " ")
        parts.append(
            tag(
                "p",
                law["text"][place.language],
                " ",
                tag("span", links, class_="flow-source"),
                class_="flow-law",
            )
        )
    if not shortlist.recommended and not quiz().laws(answers):
        parts.append(tag("p", _conflict(place, advice)))
    if shortlist.recommended:
        parts += _pick(place, answers, advice)
        parts += [
            _runner_up(place, answers, advice, provider) for provider in shortlist.recommended[1:]
        ]
    parts += [
        tag(
            "p",
            tip["text"][place.language],
            " ",
            tag("a", tip["link"][place.language], href=tip["page"]),
            class_="flow-tip",
        )
        for tip in quiz().tips(answers)
    ]
    lower = [name for name in advice.qualified if name not in shortlist.recommended]
    if lower:
        parts.append(_others(place, advice, lower))
    parts += [
        _changes(place, answers),
        *(_sources(place, advice, provider) for provider in shortlist.recommended),
        _ruled_out(place, advice),
        _how(place),
        buttons(place),
    ]
    return tag("div", join(parts), class_="flow-result")


def title(place: Place, shortlist: Shortlist) -> str:
    """The result in one line."""
    sentences = words("shortlist", place.language)
    if not shortlist.recommended:
        return sentences["none"]
    if len(shortlist.tied) > SHOWN_OF_NEEDS:
        key = "tied-many-early" if place.early else "tied-many"
        return sentences(key, n=len(shortlist.tied))
    if shortlist.tied:
        names = _names(place).join(_name(place, one) for one in shortlist.tied)
        return sentences("tied-early" if place.early else "tied", names=names)
    name = _name(place, shortlist.recommended[0])
    if _partly(place, shortlist.recommended[0]):
        return sentences("nearest", name=name)
    return sentences("so-far" if place.early else "best", name=name)


def as_text(place: Place) -> str:
    """The result as plain text, for somebody it is passed on to."""
    sentences = words("shortlist", place.language)
    answers = quiz().settled(place.walk, place.answers)
    advice = quiz().advise(place.answers, answers)
    lines = [title(place, advice.shortlist), *_set_aside(place, advice.shortlist)]
    lines += [law["text"][place.language] for law in quiz().laws(answers)]
    if advice.shortlist.recommended:
        first, *more = advice.shortlist.recommended
        lines += [_why(place, advice, first), *_money(place, answers, first)]
        lines += [f"{sentences['register']}: {_registration(place, answers, first)}"]
        for provider in more:
            head = _heading(place, advice, provider)
            lines.append(f"{head} {' '.join(_difference(place, answers, first, provider))}")
    elif not quiz().laws(answers):
        lines.append(_conflict(place, advice))
    asked = (
        sentences(
            "answer",
            question=quiz().questions[question]["brief"][place.language],
            answer=_chosen(place, question),
        )
        for question in place.walk.asked
    )
    lines.append(_names(place).join(asked))
    return "\n".join(lines)


# One line each -----------------------------------------------------------------------------------


def _names(place: Place) -> str:
    """What stands between the names of a list."""
    return counter_words("join", place.language)["names"]


def _name(place: Place, provider: str) -> str:
    return quiz().name(provider, place.answers)[place.language]


def _review(place: Place, provider: str, section: str = "") -> Html:
    return tag("a", _name(place, provider), href=f"../../providers/{provider}/{section}")


def _criterion(place: Place, reason: Reason) -> str:
    assert reason.fact is not None, "a need or a wish is about a fact"
    return quiz().criteria[reason.fact.criterion]["text"][place.language]


def _chosen(place: Place, question_id: str) -> str:
    sentences = words("question", place.language)
    question = quiz().questions[question_id]
    chosen = place.answers.get(question_id, ())
    if not chosen:
        return sentences["nothing" if question["multiple"] else "unsure"]
    texts = [o["text"][place.language] for o in question["options"] if o["id"] in chosen]
    return _names(place).join(texts)


def _partly(place: Place, provider: str) -> tuple[Reason, ...]:
    """The needs it meets in part, but for a law that leaves just this product."""
    answers = quiz().settled(place.walk, place.answers)
    if quiz().way(provider, answers):
        return ()
    return quiz().advise(place.answers, answers).partly.get(provider, ())


def _set_aside(place: Place, shortlist: Shortlist) -> list[str]:
    sentences = words("shortlist", place.language)
    told = []
    if shortlist.dropped:
        last = quiz().asking.last
        texts = [quiz().option(last, one)["text"][place.language] for one in shortlist.dropped]
        text = _names(place).join(texts)
        told.append(sentences("dropped", n=len(texts), ticks=text))
    others = [question for question in shortlist.relaxed if question != quiz().asking.last]
    if others:
        said = [
            sentences(
                "answer",
                question=quiz().questions[question]["brief"][place.language],
                answer=_chosen(place, question),
            )
            for question in others
        ]
        told.append(sentences("relaxed", answers=_names(place).join(said)))
    return told


def _conflict(place: Place, advice: Advice) -> str:
    sentences = words("shortlist", place.language)
    clauses = dict.fromkeys(
        quiz().option(one.question, one.option)["clause"][place.language] for one in advice.conflict
    )
    join_by = counter_words("join", place.language)["clauses"]
    return sentences("none-because", clauses=join_by.join(clauses))


def _why(place: Place, advice: Advice, provider: str) -> str:
    """One sentence: what it meets of what is needed, and what only in part."""
    sentences = words("shortlist", place.language)
    speaking = advice.reasons[provider]
    partly = [_criterion(place, one) for one in _partly(place, provider)]
    full = [
        _criterion(place, one)
        for one in speaking
        if one.fact and one.fact.value == "yes" and (one.kind == "need" or not partly)
    ]
    shown = _names(place).join(full[:SHOWN_OF_NEEDS])
    if not full:
        return sentences("why-partly-only", partly=_names(place).join(partly))
    if partly:
        return sentences("why-partly", full=shown, partly=_names(place).join(partly))
    return sentences("why-full", full=shown)


def _registration(place: Place, answers: Answers, provider: str) -> str:
    way = quiz().way(provider, answers)
    held = way["registration"] if way else quiz().providers[provider]["registration"]["note"]
    return held[place.language]


def _money(place: Place, answers: Answers, provider: str) -> list[str]:
    """What it costs, as far as dated figures go; and whether prices could rank."""
    sentences = words("shortlist", place.language)
    told = []
    cheap = quiz().raw["scoring"]["cheap"]
    asked = cheap["option"] in answers.get(cheap["question"], ())
    if asked and not quiz().prices(list(quiz().providers), answers):
        told.append(sentences["no-comparison"])
    figures = quiz().figures(provider, answers)
    told += [_price(place, answers, figure) for figure in figures]
    if not figures and quiz().providers[provider]["sms"] and quiz().regions(answers):
        told.append(sentences("no-price", name=_name(place, provider)))
    return told


def _price(place: Place, answers: Answers, figure: FigureShape) -> str:
    sentences = words("shortlist", place.language)
    known = {
        "amount": f"{figure['amount']:g}",
        "currency": figure["currency"],
        "region": quiz().raw["regions"][figure["region"]]["name"][place.language],
        "date": figure["date"],
    }
    text = sentences(f"price-{figure['per']}", **known)
    for question, chosen in answers.items():
        for option in chosen:
            volume = quiz().option(question, option).get("messages")
            if volume:
                least, most = (f"{number * figure['amount']:,.2f}" for number in volume)
                key = "month" if volume[1] else "month-open"
                month = sentences(key, least=least, most=most, currency=figure["currency"])
                return counter_words("join", place.language)["sentences"].join([text, month])
    return text


def _difference(place: Place, answers: Answers, first: str, other: str) -> list[str]:
    """What the other has more of, and less, of what these answers ask for."""
    sentences = words("shortlist", place.language)
    order = ("no", "not_applicable", "unknown", "partial", "yes")
    asked = dict.fromkeys(
        reason.fact.criterion
        for reason in quiz().asks(place.answers, first)
        if reason.fact is not None
    )
    more, less = [], []
    where = quiz().place(answers)
    for criterion in asked:
        mine, theirs = (
            order.index(quiz().places.fact(one, criterion, where).value) for one in (first, other)
        )
        text = quiz().criteria[criterion]["text"][place.language]
        if theirs > mine:
            more.append(text)
        elif theirs < mine:
            less.append(text)
    told = []
    if more:
        told.append(sentences("more", names=_names(place).join(more)))
    if less:
        told.append(sentences("less", names=_names(place).join(less)))
    return told or [sentences["no-difference"]]


def _heading(place: Place, advice: Advice, provider: str) -> str:
    sentences = words("shortlist", place.language)
    rank = advice.ranks[provider]
    equal = sum(other == rank for other in advice.ranks.values()) > 1
    return sentences("equal" if equal else "next", n=rank, name=_name(place, provider))


# The sections ------------------------------------------------------------------------------------


def _still_open(place: Place) -> Html:
    sentences = words("shortlist", place.language)
    still = [
        question
        for question in place.flow.questions
        if question not in place.answers and not quiz().needless(question, place.answers)
    ]
    text = sentences("go-on", question=place.flow.questions[place.walk.at].text[place.language])
    return tag(
        "p",
        sentences("open", n=len(still)),
        " ",
        tag("a", text, href=place.link()),
        class_="flow-open",
    )


def _pick(place: Place, answers: Answers, advice: Advice) -> list[Html | str]:
    sentences = words("shortlist", place.language)
    first = advice.shortlist.recommended[0]
    parts: list[Html | str] = []
    if advice.shortlist.tied:
        parts.append(tag("h3", _heading(place, advice, first)))
        parts.append(tag("p", sentences["tied-text"]))
    parts.append(tag("p", _why(place, advice, first), class_="flow-why"))
    parts += [tag("p", one) for one in _money(place, answers, first)]
    not_for = quiz().providers[first]["not_for"][place.language]
    parts += [
        tag("p", sentences("not-for", text=not_for)),
        tag("h3", sentences["register"]),
        tag("p", _registration(place, answers, first)),
        _regions(place, answers),
        tag("p", _first_step(place, first), class_="flow-links"),
    ]
    return [tag("section", join(parts), class_="flow-pick")]


def _runner_up(place: Place, answers: Answers, advice: Advice, provider: str) -> Html:
    sentences = words("shortlist", place.language)
    first = advice.shortlist.recommended[0]
    partly = _names(place).join(_criterion(place, one) for one in _partly(place, provider))
    return tag(
        "section",
        tag("h3", _heading(place, advice, provider)),
        tag("p", " ".join(_difference(place, answers, first, provider))),
        tag("p", sentences("only-partly", partly=partly)) if partly else "",
        *(tag("p", _price(place, answers, one)) for one in quiz().figures(provider, answers)),
        tag("p", _first_step(place, provider)),
        class_="flow-runner-up",
    )


def _first_step(place: Place, provider: str) -> Html:
    sentences = words("shortlist", place.language)
    profiles = quiz().providers[provider]["profiles"]
    counter = f"../segments/#profile={profiles[0]}" if profiles else "../segments/"
    steps = sentences("steps", name=_name(place, provider))
    return join(
        [
            tag("a", steps, href=f"../../providers/{provider}/#registration"),
            tag("a", sentences["review"], href=f"../../providers/{provider}/"),
            tag("a", sentences["counter" if profiles else "counter-other"], href=counter),
        ],
        " · ",
    )


def _regions(place: Place, answers: Answers) -> Html | str:
    """What the places of the recipients want registered; of many, folded."""
    sentences = words("shortlist", place.language)
    known = quiz().raw["regions"]
    regions = quiz().regions(answers)
    if quiz().laws(answers):  # what is left is one product, which says itself what it asks for
        return ""
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
    listed = tag("ul", join(rows))
    if len(rows) <= SHOWN_REGIONS:
        return listed
    summary = sentences("regions", n=len(rows))
    return tag("details", tag("summary", summary), listed, id="flow-regions")


def _others(place: Place, advice: Advice, lower: Sequence[str]) -> Html:
    sentences = words("shortlist", place.language)
    last = advice.ranks[advice.shortlist.recommended[-1]]
    equal = [name for name in lower if advice.ranks[name] == last]
    behind = [name for name in lower if name not in equal]
    told = [
        say(sentences, key, names=join((_review(place, one) for one in names), _names(place)))
        for key, names in (("others-equal", equal), ("others", behind))
        if names
    ]
    return tag("p", join(told, " "), class_="flow-others")


def _changes(place: Place, answers: Answers) -> Html:
    sentences = words("shortlist", place.language)
    rows = []
    for question_id in quiz().reopened(place.walk, place.answers):
        text = place.flow.questions[question_id].text[place.language]
        link = tag("a", text, href=place.link(ask=question_id))
        rows.append(say(sentences, "reopened", question=link))
    told: set[str] = set()
    for question_id, option_id, then in quiz().alternatives(answers):
        if question_id not in place.answers or question_id in told or not then.recommended:
            continue
        told.add(question_id)
        option = quiz().option(question_id, option_id)
        other = tag(
            "a",
            option["text"][place.language],
            href=place.link({**place.answers, question_id: (option_id,)}),
        )
        given_then = {**place.answers, question_id: (option_id,)}
        rows.append(
            say(
                sentences,
                "change-one",
                answer=other,
                question=place.flow.questions[question_id].text[place.language],
                name=quiz().name(then.recommended[0], given_then)[place.language],
            )
        )
    inside = (
        tag("ul", join(tag("li", row) for row in rows[:SHOWN_OF_CHANGES]))
        if rows
        else tag("p", sentences["change-nothing"])
    )
    reopened = quiz().reopened(place.walk, place.answers)
    skipped = [
        place.flow.questions[question].text[place.language]
        for question in place.walk.skipped
        if question not in reopened
    ]
    note = tag("p", sentences("skipped", questions=_names(place).join(skipped))) if skipped else ""
    return tag("section", tag("h3", sentences["change"]), inside, note, class_="section-change")


def _sources(place: Place, advice: Advice, provider: str) -> Html:
    """Every reason with its source, folded."""
    sentences = words("shortlist", place.language)
    speaking = [r for r in advice.reasons[provider] if r.fact and r.fact.value == "yes"]
    lacks = sorted(advice.lacks[provider], key=lambda r: bool(r.fact and r.fact.holds))
    return tag(
        "details",
        tag("summary", sentences("sources", name=_name(place, provider))),
        tag("h4", sentences["why"]) if speaking else "",
        _reasons(place, speaking),
        tag("h4", sentences["lacks"]),
        _reasons(place, lacks) if lacks else tag("p", sentences["lacks-nothing"]),
        id=f"flow-sources-{provider}",
    )


def _reasons(place: Place, shown: Iterable[Reason]) -> Html:
    return tag("ul", join(tag("li", reasons.html(quiz(), one, place.language)) for one in shown))


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
        tag("p", scoring["cheap"]["text"][place.language]),
        tag("p", sentences("checked", checked=quiz().raw["checked"])),
        id="flow-how",
    )
