"""The face of the package: the names people may use, and that they cost nothing until used."""

import doctest
import importlib
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import smsparts

NAMES = [
    "MAXIMUM_PARTS",
    "Bill",
    "Count",
    "Explanation",
    "Fix",
    "Offender",
    "Options",
    "Part",
    "Rule",
    "RuleFileError",
    "UnencodableError",
    "__version__",
    "apply",
    "capacity",
    "compare",
    "count",
    "count_many",
    "explain",
    "rule",
    "rules",
    "split",
    "with_signature",
]


def test_the_public_names():
    assert sorted(smsparts.__all__) == sorted(NAMES)


def test_each_is_there_and_stays_the_same_when_a_module_of_it_was_loaded():
    import smsparts.billing
    import smsparts.explanation
    import smsparts.rulefiles
    import smsparts.segments

    for name in NAMES:
        assert getattr(smsparts, name) is not None
    assert callable(smsparts.explain)
    assert callable(smsparts.rules)
    assert callable(smsparts.count)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(smsparts, "nothing_of_the_sort")


def test_counting_loads_the_counting_only():
    source = Path(smsparts.__file__).parents[1]
    program = (
        f"import sys; sys.path.insert(0, {str(source)!r}); import smsparts; smsparts.count('a');"
        "print(*sorted(name for name in sys.modules if name.startswith('smsparts')))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert "smsparts.segments" in loaded
    assert not {"smsparts.billing", "smsparts.explanation", "smsparts.say"} & loaded


MODULES = ["", ".segments", ".billing", ".explanation", ".rulefiles"]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_docstrings_give_what_they_say(module):
    result = doctest.testmod(importlib.import_module(f"smsparts{module}"))
    assert result.failed == 0
    assert module == ".rulefiles" or result.attempted >= 3


@pytest.mark.parametrize("name", [n for n in NAMES if inspect.isfunction(getattr(smsparts, n))])
def test_every_public_function_shows_how_it_is_called(name):
    examples = doctest.DocTestParser().get_examples(getattr(smsparts, name).__doc__)
    assert any(f"{name}(" in one.source for one in examples)


@pytest.mark.parametrize("name", [n for n in NAMES if inspect.isclass(getattr(smsparts, n))])
def test_every_public_type_says_what_it_is(name):
    assert not getattr(smsparts, name).__doc__.startswith(f"{name}(")


def test_every_file_of_the_package_is_in_what_is_installed():
    """Setuptools takes Python files by itself and data only by the patterns it is given."""
    source = Path(smsparts.__file__).parent
    project = tomllib.loads((source.parents[1] / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["smsparts"]
    packed = {path for pattern in patterns for path in source.glob(pattern)}
    data = {
        path for path in source.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert data == packed
    for folder in {path.parent for path in source.rglob("*.py")}:
        assert (folder / "__init__.py").exists(), f"{folder} would not be installed"


def test_the_package_needs_nothing_but_its_builder():
    source = Path(smsparts.__file__).parents[2]
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dependencies"] == []
    assert [name.partition(">")[0] for name in project["build-system"]["requires"]] == [
        "setuptools"
    ]
    assert (source / "LICENSE").read_text("utf-8") == (source.parent / "LICENSE").read_text("utf-8")
