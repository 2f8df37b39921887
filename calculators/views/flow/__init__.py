"""The quiz and the check: one question a screen, then a result with its reasons.

This module answers the page; each screen stands in a module of its own with its words beside it.
Where an answer leads and who qualifies is decided on the floors below.
"""

from __future__ import annotations

from typing import Any

from calculators.protocol import Reply
from calculators.views.flow import frame, screen
from calculators.views.flow.place import QUIZ, Place, at, quiz, read
from calculators.views.html import Html, join, tag
from calculators.words import LANGUAGES, words

_QUIZ_ENDED: dict[str, str] = {
    "who": "company",
    "kind": "codes",
    "where": "global",
    "volume": "unsure",
    "code": "none",
    "budget": "free",
    "must": "rcs,two_way",
}
_CHECK = "code-not-arriving"
"""One check stands for all: they share every line of code."""
_CHECK_ENDED = {"start": "by-fragment", "fragment": "holds-it"}
REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    (widget, {"fields": {}, "address": address, "action": None}, language)
    for widget, address in (
        (QUIZ, {}),
        (QUIZ, {"who": "company", "show": "now"}),
        (QUIZ, _QUIZ_ENDED),
        (_CHECK, {}),
        (_CHECK, _CHECK_ENDED),
    )
    for language in LANGUAGES
]


SHOWN_OF_OPENING = 8


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run: its first screen."""
    return frame.draw(widget, language, view(at(widget, {}, language)))


def opening(widget: str, language: str, folder: str) -> str:
    """The first question as links: each opens the tool in ``folder`` with that answer given."""
    place = at(widget, {}, language)
    question = place.flow.questions[place.question]
    links = [
        tag("a", option.text[language], href=folder + place.link({question.id: (option.id,)}))
        for option in question.options[:SHOWN_OF_OPENING]
    ]
    if len(question.options) > SHOWN_OF_OPENING:
        links.append(tag("a", words("question", language)["opening-more"], href=folder))
    return join(
        [
            tag("p", question.text[language], class_="opening-question"),
            tag("ul", join(tag("li", link) for link in links), class_="opening"),
        ]
    )


def view(place: Place) -> Html:
    """The whole screen of one place: a question or a result."""
    if place.question:
        return screen.draw(place)
    if place.widget == QUIZ:
        from calculators.views.flow import shortlist

        return shortlist.draw(place)
    from calculators.views.flow import outcome

    return outcome.draw(place)


def respond(widget: str, state: dict[str, Any], language: str) -> Reply:
    """The answer to a press of a button, or to another address."""
    place = read(widget, state, language)
    action = state.get("action") or {}
    name = action.get("name") if isinstance(action, dict) else None
    if name == "copy":
        return _copied(place, action.get("value"))
    answer: Reply = {
        "html": view(place),
        "announce": announce(place),
        "address": place.address(),
    }
    if name in ("go", "show"):
        answer["step"] = True
    if name:
        answer["focus"] = screen.HEADING
    return answer


def announce(place: Place) -> str:
    """What is spoken once the screen has changed: how far one is, or the result in one line."""
    if place.missed:
        return words("question", place.language)["missed"]
    if place.question:
        return screen.progress(place)
    if place.widget == QUIZ:
        from calculators.views.flow import shortlist

        return shortlist.title(place, quiz().shortlist(quiz().settled(place.walk, place.answers)))
    return str(place.outcome.title[place.language])


def _copied(place: Place, what: object) -> Reply:
    """What goes to the clipboard: the result as text, a prepared mail, or the address."""
    if what not in ("text", "mail") or place.question:
        return {"announce": "", "copy_link": place.address()}
    if place.widget == QUIZ:
        from calculators.views.flow import shortlist

        return {"announce": "", "copy": shortlist.as_text(place)}
    from calculators.views.flow import outcome

    text = outcome.mail_text(place) if what == "mail" else outcome.as_text(place)
    return {"announce": "", "copy": text}
