"""The box of Python on the page for developers: what runs, what is said of what fails."""

import json
import re

import pytest

from calculators.views import form, respond
from calculators.views.playground import examples
from calculators.views.playground.run import MOST, run
from calculators.words import LANGUAGES

RUNS = [
    # code, printed, error, line, a module is missing
    ("print(1, 2, sep='-')", "1-2\n", "", 0, False),
    ("x = 1", "", "", 0, False),
    ("", "", "", 0, False),
    ("import smsparts\nprint(smsparts.count('a').units)", "1\n", "", 0, False),
    ("print('before')\n1 / 0", "before\n", "ZeroDivisionError: division by zero", 2, False),
    ("def f():\n    raise ValueError('no')\nf()", "", "ValueError: no", 2, False),
    ("import nothing_of_the_sort", "", "ModuleNotFoundError: No module named ", 1, True),
    ("import smsparts\nsmsparts.count(7)", "", "TypeError: text must be a str", 2, False),
    ("raise SystemExit('bye')", "", "SystemExit: bye", 1, False),
    ("print('\\ud83d')", "\ud83d\n", "", 0, False),
    ("print(__name__)", "__main__\n", "", 0, False),
]


@pytest.mark.parametrize(("code", "printed", "error", "line", "missing"), RUNS)
def test_what_is_run_and_what_is_told(code, printed, error, line, missing):
    outcome = run(code)
    assert (outcome.printed, outcome.line, outcome.missing) == (printed, line, missing)
    assert outcome.error.startswith(error)
    assert bool(outcome.error) == bool(error)


def test_a_mistake_of_syntax_names_its_line():
    outcome = run("x = 1\nprint(\n")
    assert outcome.error.startswith("SyntaxError: ")
    assert outcome.line == 2


def test_endless_output_is_cut_and_one_run_leaves_nothing_to_the_next():
    outcome = run(f"print('x' * {MOST * 3})")
    assert (len(outcome.printed), outcome.cut) == (MOST, True)
    run("left = 1")
    assert run("left").error == "NameError: name 'left' is not defined"


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.id)
def test_every_example_prints_something_and_uses_the_package(example):
    outcome = run(example.code)
    assert outcome.printed
    assert not outcome.error
    assert example.code.startswith("import smsparts\n")


def test_the_examples_show_the_package_from_several_sides():
    code = "".join(example.code for example in examples())
    for name in ("count", "split", "explain", "apply", "rule", "Options", "UnencodableError"):
        assert f"smsparts.{name}" in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_each_example_with_its_output_before_any_script(language):
    page = form("playground", language)
    assert re.findall('id="example-([a-z]+)"', page) == [one.id for one in examples()[1:]]
    assert "Count(encoding=&#39;GSM-7&#39;, units=162, segments=2" in page


def ask(code, name, value="", language="en"):
    state = {"fields": {"text": code}, "action": {"name": name, "value": value}}
    asked = {"widget": "playground", "language": language, "state": state}
    return json.loads(respond(json.dumps(asked)))


def test_a_press_on_run_answers_and_says_so():
    reply = ask("print('<b>')", "run")
    assert "&lt;b&gt;" in reply["html"]
    assert reply["announce"] == "It ran; the output is below the box."
    assert "text" not in reply


def test_an_example_comes_into_the_box_and_is_run():
    reply = ask("x", "example", "split")
    assert reply["text"].startswith("import smsparts\n")
    assert "152" in reply["html"]


def test_what_failed_is_said_with_its_line_in_the_language_of_the_page():
    assert ask("\n1 / 0", "run")["announce"] == "Line 2 failed:"
    assert ask("\n1 / 0", "run", language="zh")["announce"] == "第 2 行出错："


@pytest.mark.parametrize("name", ["", "apply", "copy"])
def test_any_other_message_runs_nothing(name):
    assert ask("print(1)", name) == {}
