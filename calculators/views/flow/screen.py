"""One question on the screen: its heading, big rows to press, Continue, Back."""

from __future__ import annotations

from smsparts.say import words as counter_words

from calculators.flows import UNSURE, Flow, Question
from calculators.views.flow.place import QUIZ, Place, quiz, written
from calculators.views.html import Html, join, tag
from calculators.words import words

HEADING = "flow-heading"


def draw(place: Place) -> Html:
    """The screen of the question that is open."""
    sentences = words("question", place.language)
    question = place.flow.questions[place.question]
    first = not place.answers
    return join(
        [
            "" if first else given(place),
            tag(
                "form",
                _kept(place, question),
                tag(
                    "p",
                    tag("span", progress(place), class_="flow-progress"),
                    _back(place),
                    class_="flow-where",
                ),
                _fieldset(place, question),
                tag(
                    "div",
                    tag("button", sentences["continue"], type="submit", name="go", value="next",
                        class_="flow-primary"),
                    tag("button", sentences["enough"], type="submit", name="show", value="now",)
                    if place.widget == QUIZ and not first
                    else "",
                    class_="flow-actions",
                ),
                class_="flow-form",
                novalidate=True,
            ),
            _doors(place) if first and place.widget == QUIZ else "",
        ]
    )  # fmt: skip


def buttons(place: Place) -> Html:
    """What one can do with a result: copy it, keep its address, print it, begin anew."""
    sentences = words("question", place.language)
    return tag(
        "p",
        tag("button", sentences["copy-text"], type="button", name="copy", value="text"),
        " ",
        tag("button", sentences["copy"], type="button", name="copy", value="link"),
        " ",
        tag("button", sentences["print"], type="button", data_do="print"),
        " ",
        tag("a", sentences["again"], href="#show=first"),
        class_="flow-buttons",
    )


def progress(place: Place) -> str:
    """How far, in words; "at most", since what cannot matter is not asked."""
    sentences = words("question", place.language)
    asked = place.walk.asked
    number = asked.index(place.question) if place.question in asked else len(asked)
    most = max(number + 1 + _still_to_come(place), len(asked))
    if number + 1 == most and number > 0:
        return sentences["last"]
    return sentences("progress", number=number + 1, most=most)


def given(place: Place) -> Html:
    """The answers so far as one row, each a link that changes it and keeps the rest."""
    sentences = words("question", place.language)
    chips = []
    for question_id in place.walk.asked:
        question = place.flow.questions[question_id]
        asked = question.raw.get("brief", question.text)[place.language]
        chips.append(
            tag(
                "li",
                tag(
                    "a",
                    tag("span", asked),
                    " ",
                    tag("b", said(place, question_id)),
                    href=place.link(ask=question_id),
                    aria_current="step" if question_id == place.question else None,
                ),
            )
        )
    return tag(
        "nav",
        tag("p", sentences["given"], id="flow-path"),
        tag("ol", join(chips)),
        class_="flow-path",
        aria_labelledby="flow-path",
    )


def said(place: Place, question_id: str) -> str:
    """One answer in the words it was offered in."""
    question = place.flow.questions[question_id]
    chosen = place.answers[question_id]
    if not chosen:
        return words("question", place.language)["nothing" if question.multiple else "unsure"]
    texts = [option.text[place.language] for option in question.options if option.id in chosen]
    return counter_words("join", place.language)["names"].join(texts)


def _doors(place: Place) -> Html:
    sentences = words("question", place.language)
    doors = [
        tag(
            "li",
            tag(
                "a",
                tag("strong", door["text"][place.language]),
                " ",
                tag("span", door["hint"][place.language]),
                href=place.link({q: (option,) for q, option in door["answers"].items()}),
            ),
        )
        for door in quiz().raw["doors"]
    ]
    return tag(
        "nav",
        tag("p", sentences["doors"], id="flow-doors-label"),
        tag("ul", join(doors)),
        class_="flow-doors",
        aria_labelledby="flow-doors-label",
    )


def _kept(place: Place, question: Question) -> Html:
    """The answers of other screens, carried along by the form."""
    kept = {
        name: value
        for name, value in written(place.flow, place.answers).items()
        if name != question.id
    }
    return join(
        tag("input", type="hidden", name=name, value=value)
        for name, value in {**kept, "at": question.id}.items()
    )


def _back(place: Place) -> Html:
    if not place.before:
        return Html("")
    arrow = tag("span", "← ", aria_hidden="true")
    back = words("question", place.language)["back"]
    return tag("a", arrow, back, href=place.link(ask=place.before), class_="flow-back")


def _fieldset(place: Place, question: Question) -> Html:
    sentences = words("question", place.language)
    chosen = place.answers.get(question.id)
    hint = question.raw.get("hint")
    described = [
        name for name, shown in (("flow-hint", hint), ("flow-missed", place.missed)) if shown
    ]
    rows = [
        _row(question, option.id, option.text[place.language], option.id in (chosen or ()))
        for option in question.options
        if place.widget != QUIZ or option.id in quiz().offered(question.id, place.answers)
    ]
    if question.unsure:
        rows.append(_row(question, UNSURE, sentences["unsure"], chosen == ()))
    return tag(
        "fieldset",
        tag(
            "legend",
            tag("h2", question.text[place.language], id=HEADING, tabindex="-1"),
        ),
        tag("p", hint[place.language], id="flow-hint", class_="hint") if hint else "",
        tag("p", sentences["missed"], id="flow-missed", class_="flow-missed", role="alert")
        if place.missed
        else "",
        tag("div", join(rows), class_="flow-options"),
        _withheld(place, question) if place.widget == QUIZ and question.multiple else "",
        aria_describedby=" ".join(described) or None,
    )


def _withheld(place: Place, question: Question) -> Html:
    """The ticks that are not offered, and why."""
    sentences = words("question", place.language)
    why = quiz().withheld(question.id, place.answers)
    told = []
    for kind in dict.fromkeys(why.values()):
        texts = [o.text[place.language] for o in question.options if why.get(o.id) == kind]
        names = counter_words("join", place.language)["names"].join(texts)
        told.append(tag("p", sentences(f"withheld-{kind}", ticks=names), class_="hint"))
    return join(told)


def _row(question: Question, value: str, text: str, checked: bool) -> Html:
    kind = "checkbox" if question.multiple else "radio"
    box = tag("input", type=kind, name=question.id, value=value, checked=checked)
    return tag("label", box, tag("span", text), class_="flow-option")


def _still_to_come(place: Place) -> int:
    """An upper bound of the questions after this one."""
    if place.widget != QUIZ:
        return _depth(place.flow, place.question) - 1
    order = list(place.flow.questions)
    after = order[order.index(place.question) + 1 :]
    answered = sum(question in place.answers for question in after)
    return answered + sum(
        question not in place.answers and not quiz().needless(question, place.answers)
        for question in after
    )


def _depth(flow: Flow, at: str) -> int:
    question = flow.questions.get(at)
    if question is None:
        return 0
    return 1 + max(_depth(flow, option.next) for option in question.options)
