"""What is written out beforehand is what Python would say, for every place a reader can come to."""

import json

import pytest

from builder import replies
from calculators import facts
from calculators.flows import Flow
from calculators.views import respond


@pytest.fixture(scope="module")
def written():
    names = replies.write()
    return {
        place: json.loads((replies.FOLDER / name).read_text("utf-8"))
        for place, name in names.items()
    }


def test_every_step_of_every_way_and_ladder_of_the_checks_is_known(written):
    for (widget, _), known in written.items():
        if widget not in facts.load("checks"):
            continue
        flow = Flow.of(facts.load(widget))
        for path in flow.paths():
            for given in range(len(path.steps) + 1):
                assert replies.key(dict(path.steps[:given])) in known
            for step in range(1, len(flow.ladder(path.outcome))):
                assert replies.key({**dict(path.steps), "then": str(step)}) in known


def test_a_known_reply_is_what_python_says_to_the_same_address(written):
    for (widget, language), known in written.items():
        for place, reply in list(known.items())[::29]:
            address = dict(part.split("=") for part in place.split("&") if part)
            state = {"fields": {}, "address": address, "action": {"name": "moved", "value": ""}}
            asked = {"widget": widget, "language": language, "state": state}
            assert json.loads(respond(json.dumps(asked))) == reply


def test_the_order_of_an_address_is_nothing():
    assert replies.key({"b": "2", "a": "1"}) == replies.key({"a": "1", "b": "2"}) == "a=1&b=2"


def test_writing_again_changes_nothing(written):
    before = {path: path.stat().st_mtime_ns for path in replies.FOLDER.rglob("*.json")}
    replies.write()
    assert {path: path.stat().st_mtime_ns for path in replies.FOLDER.rglob("*.json")} == before
