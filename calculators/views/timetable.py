"""The registration timetable: a way and a day of launch, and when to begin each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smsparts.say import words as counter_words

from calculators.protocol import Reply
from calculators.timetable import Step, Timetable, day_number, names, plan, weekday, written
from calculators.views import status
from calculators.views.foreign import foreign, marked
from calculators.views.html import Html, join, say, tag
from calculators.words import LANGUAGES, words

FIRST = {"zh": "cn-alibaba", "en": "us-10dlc"}
"""What is shown before anything is chosen."""


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run, with every timetable."""
    sentences = words("timetable", language)
    side = status.side(view({}, language), sentences["result"], language, "timetable_status")
    return tag(
        "sms-segments",
        join([_controls(language), side, _all(language)]),
        class_="tool asked-within timetable",
        data_start="touch",
        data_widget=widget,
        data_language=language,
    )


def view(fields: Mapping[str, Any], language: str) -> Html:
    """The result region for what the controls hold."""
    name, launch = _read(fields, language)
    table = plan(name, launch)
    return join(
        [
            tag("p", _answer(table, launch, fields, language), class_="verdict", id="answer"),
            _table(table, language),
            tag("p", words("timetable", language)["limits"], class_="quiet") if launch else "",
        ]
    )


def respond(_widget: str, state: dict[str, Any], language: str) -> Reply:
    """The answer to one change of the controls."""
    fields = dict(state["fields"])
    reply: Reply = {}
    if address := state.get("address"):
        fields |= {key: address[key] for key in ("plan", "launch") if key in address}
    name, launch = _read(fields, language)
    held = {"plan": name} | ({"launch": written(launch)} if launch is not None else {})
    if address:
        reply["fields"] = dict(held)
    reply["html"] = view(fields, language)
    reply["address"] = held
    reply["announce"] = str(_said(plan(name, launch), launch, fields, language))
    return reply


def _read(fields: Mapping[str, Any], language: str) -> tuple[str, int | None]:
    chosen = str(fields.get("plan", ""))
    name = chosen if chosen in names() else FIRST.get(language, FIRST["en"])
    return name, day_number(str(fields.get("launch", "")))


def _controls(language: str) -> Html:
    sentences = words("timetable", language)
    first, _ = _read({}, language)
    options = [
        tag("option", name[language], value=key, selected=key == first)
        for key, name in names().items()
    ]
    return tag(
        "form",
        tag(
            "div",
            tag("label", sentences["plan"], for_="plan"),
            tag("select", join(options), id="plan", name="plan"),
            class_="field",
        ),
        tag(
            "div",
            tag("label", sentences["launch"], for_="launch"),
            tag("input", id="launch", name="launch", type="date", autocomplete="off"),
            class_="field",
        ),
        class_="tool-form needs-script",
    )


def _said(table: Timetable, launch: int | None, fields: Mapping[str, Any], language: str) -> Html:
    """The answer in a sentence, as HTML that is text."""
    sentences = words("timetable", language)
    if launch is None:
        return say(sentences, "wrong" if fields.get("launch") else "durations")
    first = min(table.steps, key=lambda step: (step.begin or 0, not step.open))
    key = "open_answer" if first.open else "answer"
    return say(
        sentences,
        key,
        launch=_day(launch, language),
        begin=_day(first.begin or 0, language),
        step=first.name[language],
    )


def _answer(table: Timetable, launch: int | None, fields: Mapping[str, Any], language: str) -> Html:
    return tag("strong", _said(table, launch, fields, language))


def _table(table: Timetable, language: str) -> Html:
    sentences = words("timetable", language)
    dated = any(step.begin is not None for step in table.steps)
    heads = ["step", *(["begin"] if dated else []), "takes"]
    head = tag("tr", *(tag("th", sentences[key], scope="col") for key in heads))
    body = tag("tbody", *(_row(step, dated, language) for step in table.steps))
    caption = tag("caption", table.name[language])
    drawn = tag("table", caption, tag("thead", head), body, class_="steps")
    note = tag("p", marked(table.note[language], language)) if table.note else ""
    return join([drawn, note])


def _row(step: Step, dated: bool, language: str) -> Html:
    sentences = words("timetable", language)
    cells = [tag("th", step.name[language], scope="row")]
    if dated and step.begin is not None:
        key = "before" if step.open else "on"
        date = tag("span", written(step.begin), class_="day")
        day = say(sentences, "day", date=date, weekday=_weekday(step.begin, language))
        cells.append(tag("td", say(sentences, key, day=day)))
    takes: list[object] = [marked(step.takes[language], language)]
    if step.source:
        takes += [counter_words("join", language)["sentences"], _source(step, language)]
    cells.append(tag("td", *takes))
    return tag("tr", *cells, data_step=step.id)


def _source(step: Step, language: str) -> Html:
    source = step.source or {}
    spoken = foreign(source["title"], language)
    title = tag("a", source["title"], href=source["url"], rel="noopener", lang=spoken)
    place = tag("span", step.at, lang=foreign(step.at, language))
    line = say(
        words("timetable", language), "source", title=title, at=place, date=source["checked"]
    )
    return tag("small", line)


def _day(number: int, language: str) -> str:
    sentences = words("timetable", language)
    return sentences("day", date=written(number), weekday=_weekday(number, language))


def _weekday(number: int, language: str) -> str:
    return words("timetable", language)[f"day_{weekday(number)}"]


def _all(language: str) -> Html:
    """Every timetable but the one in the result: for whoever reads without script."""
    first, _ = _read({}, language)
    folds = [
        tag(
            "details",
            tag("summary", name[language]),
            _table(plan(key), language),
            class_="fold",
            id=f"steps-{key}",
        )
        for key, name in names().items()
        if key != first
    ]
    return tag("div", *folds, class_="tool-examples")


REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    ("timetable", {"fields": {"plan": name, "launch": "2027-02-01"}, "address": None}, language)
    for language in LANGUAGES
    for name in FIRST.values()
]
