"""The registration timetable: days counted by hand, and what the page makes of them."""

import datetime
import json
import re
from pathlib import Path

import pytest

from calculators import facts, views
from calculators.timetable import day_number, names, plan, weekday, written

CASES = json.loads((Path(__file__).parents[1] / "cases" / "timetables.json").read_text("utf-8"))
EPOCH = datetime.date(1970, 1, 1)


def ask(language, address=None, **fields):
    state = {"fields": fields, "address": address, "action": None}
    asked = {"widget": "timetable", "state": state, "language": language}
    return json.loads(views.respond(json.dumps(asked)))


@pytest.mark.parametrize("case", CASES["plans"], ids=lambda case: case["plan"])
def test_days_are_those_counted_by_hand(case):
    table = plan(case["plan"], day_number(case["launch"]))
    begun = {step.id: written(step.begin) + "+" * step.open for step in table.steps}
    assert begun == case["begin"]


@pytest.mark.parametrize("text", CASES["no_days"])
def test_what_is_no_day_is_none(text):
    assert day_number(text) is None


def test_days_are_those_of_the_calendar():
    for number in range(0, 100_000, 7):
        day = EPOCH + datetime.timedelta(number)
        assert (written(number), weekday(number)) == (day.isoformat(), day.weekday())
        assert day_number(day.isoformat()) == number
    assert written(day_number("9999-12-31")) == "9999-12-31"


@pytest.mark.parametrize("name", names())
def test_a_step_begins_before_what_waits_for_it_and_says_where_its_time_stands(name):
    after = {step["id"]: step["after"] for one in _tables() for step in one["steps"]}
    table = plan(name, day_number("2027-06-01"))
    begun = {step.id: step.begin for step in table.steps}
    for step in table.steps:
        assert all(begun[before] <= step.begin for before in after[step.id] if before in begun)
        assert bool(step.source) == (step.days is not None)
        assert not step.source or (step.at and step.source["checked"])


def _tables():
    return facts.load("timetables")["timetables"]


def test_an_unknown_plan_lists_the_known():
    with pytest.raises(ValueError, match="us-10dlc"):
        plan("mars")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_gives_days_and_keeps_the_choice_in_the_address(language):
    reply = ask(language, plan="cn-baidu", launch="2027-02-01")
    assert reply["address"] == {"plan": "cn-baidu", "launch": "2027-02-01"}
    for day in ("2027-01-18", "2027-01-28"):
        assert day in reply["html"]
    assert "2027-01-18" in reply["announce"]
    from_address = ask(language, {"plan": "cn-baidu", "launch": "2027-02-01", "x": "1"})
    assert from_address["html"] == reply["html"]
    assert from_address["fields"] == reply["address"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_an_address_says_wrongly_changes_nothing(language):
    reply = ask(language, {"plan": "<b>", "launch": "<i>"})
    assert "<b>" not in reply["html"]
    assert set(reply["fields"]) == {"plan"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_script_every_step_and_its_time_can_be_read(language):
    page = re.sub("<[^>]+>", "", views.form("timetable", language))
    for name in names():
        for step in plan(name).steps:
            assert views.html.escape(step.name[language]) in page
            assert views.html.escape(step.takes[language]) in page
