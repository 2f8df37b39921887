"""The screens of the quiz and the check: whatever the address holds, a sound screen comes back."""

import json
import re
from html.parser import HTMLParser

import pytest

from calculators import facts
from calculators.flows import Flow
from calculators.recommend import recommender
from calculators.views import LANGUAGES, flow, form, respond

QUIZ, CHECK = "recommend", "code-not-arriving"
WIDGETS = (QUIZ, CHECK)
VOID = ("input", "br", "hr")


class Sound(HTMLParser):
    """Refuses HTML that is unbalanced, repeats an id, or that a strict policy would block."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.texts, self.links = [], set(), [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            assert name != "style" and not name.startswith("on")
            if name == "id":
                assert value not in self.ids
                self.ids.add(value)
            if name == "href":
                assert value.startswith(("#", "../", "https://", "http://", "mailto:"))
                self.links.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


def ask(widget, language, address=None, fields=None, action=None):
    state = {"fields": fields or {}, "address": address, "action": action}
    return json.loads(respond(json.dumps({"widget": widget, "state": state, "language": language})))


def flow_of(widget):
    return recommender().flow if widget == QUIZ else Flow.of(facts.load(CHECK))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("widget", WIDGETS)
def test_the_page_holds_the_first_screen_before_any_script(widget, language):
    page = Sound(form(widget, language))
    first = flow_of(widget).questions[flow_of(widget).start]
    assert first.text[language] in page.text
    assert all(option.text[language] in page.text for option in first.options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_path_of_the_check_shows_its_questions_and_ends_in_its_advice(language):
    checked = flow_of(CHECK)
    for path in checked.paths():
        address = {}
        for question_id, option_id in path.steps:
            screen = Sound(ask(CHECK, language, address)["html"])
            question = checked.questions[question_id]
            assert question.text[language] in screen.text
            assert all(option.text[language] in screen.text for option in question.options)
            address[question_id] = option_id
        end = Sound(ask(CHECK, language, address)["html"])
        advice = checked.outcomes[path.outcome].raw
        assert all(
            advice[part][language] in end.text for part in ("title", "first", "avoid", "wait")
        )
        assert any(link.startswith("http") for link in end.links), "its sources"


NO_OTHER_DEVICE = {"start": "sent-to-other-device", "inapp": "no-device"}
HAS_SIM = {"start": "sent-by-sms", "sms": "official-app", "sms-sim": "other-sms-arrive"}
PEOPLE = [
    # A button for an SMS on a computer brings none: nobody there is told to wait for it.
    (NO_OTHER_DEVICE | {"inapp-none": "computer-or-web"}, "leaf-official-app"),
    (NO_OTHER_DEVICE | {"inapp-none": "resend-button"}, "leaf-resend"),
    (NO_OTHER_DEVICE | {"inapp-none": "no-next-method"}, "leaf-no-next-method"),
    (HAS_SIM | {"sms-kind": "nothing"}, "leaf-sms-filtered"),
    ({"start": "taken-over", "taken": "still-logged-in"}, "leaf-taken-device"),
    ({"start": "taken-over", "taken": "only-number"}, "leaf-taken-number"),
]


@pytest.mark.parametrize(("given", "outcome"), PEOPLE, ids=[case[1] for case in PEOPLE])
def test_the_same_words_on_another_screen_lead_elsewhere(given, outcome):
    assert flow_of(CHECK).walk(flow_of(CHECK).require(given)).at == outcome


def quiz_result(place):
    return recommender().shortlist(recommender().settled(place.walk, place.answers))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_path_of_the_quiz_ends_in_a_result(language):
    """All of them, by the line that says the result; the whole screen for some of them."""
    names = [provider["name"][language] for provider in recommender().providers.values()]
    for number, path in enumerate(recommender().flow.paths()):
        answers = dict(path.steps) | {"must": ""}
        place = flow.at(QUIZ, answers, language)
        assert place.walk.ended
        title = flow.announce(place)
        barred = recommender().laws(place.answers)
        tied = quiz_result(place).tied
        assert barred or str(len(tied)) in title or any(name in title for name in names)
        if number % 16 == 0:
            page = Sound(flow.view(place))
            assert title in page.text
            assert all(f"#{start}" not in page.text for start in ("{", "None"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_names_an_answer_and_a_source(language):
    words = {
        "en": ("Because ", "Source", "No source", "Our reading"),
        "zh": ("因为", "来源", "本站判断"),
    }[language]
    html = ask(QUIZ, language, {"who": "individual", "kind": "marketing", "where": "us_ca",
                                "volume": "tiny", "code": "none", "budget": "free",
                                "must": "rcs"})["html"]  # fmt: skip
    rows = [row for row in re.findall("<li>(.*?)</li>", html) if 'class="flow-source"' in row]
    assert len(rows) > 20
    for row in rows:
        assert any(word in row for word in words[1:])
    reasons = [row for row in rows if words[0] in row]
    # Those without an answer are the ones that no answer could bring in.
    assert len(rows) - len(reasons) == 2


def test_the_samsung_app_is_out_and_google_takes_its_place():
    html = ask(QUIZ, "en", {"who": "individual", "kind": "chat", "show": "now"})["html"]
    assert "It has been retired; Google Messages takes its place." in html


def test_continue_goes_on_and_carries_the_answers_along():
    reply = ask(QUIZ, "en", fields={"at": "who", "who": "company"}, action={"name": "go"})
    assert reply["address"] == {"who": "company"}
    assert reply["step"] and reply["focus"] in Sound(reply["html"]).ids
    assert '<input type="hidden" name="who" value="company">' in reply["html"]


def test_continue_without_a_choice_says_so_and_stays():
    reply = ask(QUIZ, "en", fields={"at": "who"}, action={"name": "go"})
    assert reply["address"] == {}
    assert 'role="alert"' in reply["html"]


def test_no_must_have_is_an_answer_too():
    answered = {"who": "company", "kind": "codes", "where": "cn", "volume": "tiny",
                "code": "yes", "budget": "low"}  # fmt: skip
    reply = ask(QUIZ, "en", fields={**answered, "must": [], "at": "must"}, action={"name": "go"})
    assert reply["address"]["must"] == ""
    assert "fits your answers best" in reply["announce"]


def test_a_changed_answer_keeps_the_rest():
    answers = {"who": "company", "kind": "codes", "where": "cn"}
    screen = ask(QUIZ, "en", {**answers, "ask": "kind"})
    assert screen["address"] == {**answers, "ask": "kind"}
    assert 'value="codes" checked' in screen["html"]
    reply = ask(QUIZ, "en", fields={"who": "company", "where": "cn", "at": "kind",
                                    "kind": "notices"}, action={"name": "go"})  # fmt: skip
    assert reply["address"] == {"who": "company", "kind": "notices", "where": "cn"}


def test_in_the_check_an_answer_off_the_way_is_dropped():
    reply = ask(CHECK, "en", {"start": "by-fragment", "sms": "official-app"})
    assert reply["address"] == {"start": "by-fragment"}


def test_what_fits_so_far_is_shown_on_request_and_says_what_is_open():
    reply = ask(QUIZ, "en", fields={"at": "kind", "who": "company", "kind": "codes"},
                action={"name": "show"})  # fmt: skip
    assert reply["address"] == {"who": "company", "kind": "codes", "show": "now"}
    assert reply["announce"].startswith("So far, ")
    assert "questions are still open" in reply["html"]


def test_not_before_the_first_answer():
    assert 'name="show"' not in form(QUIZ, "en")
    assert "Question 1" in ask(QUIZ, "en", {"show": "now"})["announce"]


HOSTILE = [
    ({"who": "<script>alert(1)</script>"}, "no option"),
    ({"who": "company' onfocus='x", "<img src=x>": "y"}, "no question"),
    ({"ask": '"><script>'}, "no question to go back to"),
    ({"ask": "must", "show": "now"}, "a question far ahead"),
    ({"ask": "outcome", "at": "shortlist"}, "an outcome is no question"),
    ({"who": "x" * 100_000}, "far too long"),
    ({"who": "company,individual", "must": ",,,,rcs,,rcs"}, "too many"),
    ({"must": "rcs,\ud800,two_way"}, "half a character"),
    ({"__class__": "x", "who.__dict__": "{0.__class__}"}, "what Python might take for its own"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize(("address", "why"), HOSTILE, ids=[case[1] for case in HOSTILE])
def test_a_hostile_address_gives_a_sound_screen(widget, language, address, why):
    for action in (None, {"name": "moved", "value": ""}):
        reply = ask(widget, language, address, action=action)
        Sound(reply["html"])
        assert "<script" not in reply["html"] and "<img" not in reply["html"]
        known = {"ask", "show", *flow_of(widget).questions}
        assert set(reply["address"]) <= known
    Sound(ask(widget, language, fields=address, action={"name": "go"})["html"])


@pytest.mark.parametrize("state", [{}, {"address": [], "fields": 7, "action": "go"}], ids=str)
def test_a_message_of_no_known_shape_gives_the_first_screen(state):
    reply = flow.respond(QUIZ, state, "en")
    assert reply["address"] == {}


def test_progress_counts_only_what_can_still_matter():
    assert ask(QUIZ, "en", {})["announce"] == "Question 1 of at most 7"
    door = ask(QUIZ, "en", {"who": "individual", "kind": "chat"})["announce"]
    number, most = [int(word) for word in door.split() if word.isdigit()]
    assert number == 3 and most < 7


def test_the_copied_link_is_the_address_of_the_answers():
    reply = ask(CHECK, "en", {"start": "by-fragment", "x": "y"}, action={"name": "copy"})
    assert reply["copy_link"] == {"start": "by-fragment"}
