"""The trees: drawn and written from the data, so that a changed fact changes them."""

import copy
import re
import xml.etree.ElementTree as ET

import pytest

from builder.drawing import check_words, place, quiz_words, tree, written
from builder.drawing.boxes import PADDING, TEXT, scene, svg
from builder.pictures.canvas import measure
from calculators import facts
from calculators.flows import Flow
from calculators.recommend import Recommender

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def knows():
    return Recommender(facts.load("recommend"))


@pytest.fixture(scope="module")
def check():
    return Flow.of(facts.load("code-not-arriving"))


def test_the_tree_of_the_check_has_every_option_and_outcome(check):
    whole = tree.of_flow(check)
    assert whole.leaves == len(list(check.paths()))

    def ends(node):
        yield node.outcome
        for branch in node.branches:
            yield from ends(branch.to)

    further = {one.raw["next"] for one in check.outcomes.values() if one.raw.get("next")}
    assert set(ends(whole)) - {""} | further == set(check.outcomes)


def test_the_tree_of_the_quiz_says_what_the_recommender_says(knows):
    """Followed down with any answers, it ends at the providers of exactly these answers."""
    questions = knows.raw["tree"]
    whole = tree.of_recommender(knows, questions)
    for path in knows.flow.paths():
        given = {question: option for question, option in path.steps if question in questions}
        node = whole
        while node.branches:
            node = next(b.to for b in node.branches if given[node.question] in b.options)
        result = knows.shortlist({question: (option,) for question, option in given.items()})
        assert (node.providers, node.relaxed) == (result.recommended, result.relaxed)


def test_a_changed_fact_changes_the_tree_and_its_drawing(knows):
    changed = copy.deepcopy(dict(knows.raw))
    cell = next(p for p in changed["providers"] if p["id"] == "twilio")["criteria"]["otp"]
    assert cell["value"] == "yes"
    cell["value"] = "no"
    other = Recommender(changed)

    def texts(recommender):
        whole = tree.of_recommender(recommender, recommender.raw["tree"])
        return [box.lines for box in scene(whole, quiz_words(recommender, "en")).boxes]

    assert texts(other) != texts(knows)


@pytest.fixture(scope="module", params=LANGUAGES)
def drawn(request, knows, check):
    """Both trees of one language with the places of their boxes."""
    language = request.param
    scenes = [
        scene(tree.of_recommender(knows, knows.raw["tree"]), quiz_words(knows, language)),
        scene(tree.of_flow(check), check_words(check, language)),
    ]
    return scenes, place(scenes)


def test_the_words_fit_their_boxes_and_no_box_covers_another(drawn):
    for one, where in zip(*drawn, strict=True):
        corners = []
        for box in one.boxes:
            assert max(measure(line, TEXT) for line in box.lines) + 2 * PADDING <= box.width + 0.01
            x, y = where["boxes"][box.id]
            assert x - box.width / 2 + 1 >= 0 and x + box.width / 2 <= where["width"] + 1
            corners.append((x - box.width / 2, y - box.height / 2, box.width, box.height))
        for number, (x, y, width, height) in enumerate(corners):
            for left, top, wide, high in corners[number + 1 :]:
                apart = (
                    x + width <= left + 0.6
                    or left + wide <= x + 0.6
                    or y + height <= top + 0.6
                    or top + high <= y + 0.6
                )
                assert apart


def test_the_drawing_is_sound_and_has_no_colour_or_style_of_its_own(drawn):
    for one, where in zip(*drawn, strict=True):
        text = svg(one, where, "name", "Title & more")
        ET.fromstring(text)
        assert "style=" not in text and "<style" not in text and "\n\n" not in text
        assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"currentColor", "none"}


def test_the_same_twice(drawn):
    scenes, where = drawn
    assert place(scenes) == where


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twelve_situations_are_links_into_the_quiz(knows, language):
    html = written.branches(knows, language)
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(knows.raw["branches"]) == 12
    starts = [start for branch in knows.raw["branches"] for start in branch["opens"]]
    assert len(links) == len(starts)
    for link, start in zip(links, starts, strict=True):
        given = dict(part.split("=") for part in link.replace("&amp;", "&").split("&"))
        assert given == start
        knows.flow.require(given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_advice_stands_in_the_text_under_the_id_the_tree_links_to(check, language):
    outcomes = written.outcomes("code-not-arriving", check, language)
    ids = re.findall(r"\{#(leaf-[a-z0-9-]+)\}", outcomes)
    assert ids == list(check.outcomes) and len(ids) >= 30
    further = {one.raw["next"] for one in check.outcomes.values() if one.raw.get("next")}
    nested = written.nested(
        check, tree.of_flow(check), language, written.check_end(check, language)
    )
    linked = set(re.findall(r'href="#([^"]+)"', nested))
    assert linked | further == set(ids) and linked <= set(ids)
