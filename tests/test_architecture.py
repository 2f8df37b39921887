"""The import rules of ARCHITECTURE.md, kept: builder -> calculators -> smsparts -> stdlib."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "smsparts": ROOT / "smsparts" / "src" / "smsparts",
    "calculators": ROOT / "calculators",
    "builder": ROOT / "builder",
}
BELOW = {"smsparts": set(), "calculators": {"smsparts"}, "builder": {"smsparts", "calculators"}}
OWN_MODULES = set(FLOORS)
EXTRAS = ("smsparts/engines/",)
"""Where smsparts meets the engines of its extras, which nobody needs who does not ask for them."""


def imports(path: Path) -> list[tuple[int, str]]:
    """Line and top-level package of every import in the module, the late ones included."""
    found = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name.partition(".")[0]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module.partition(".")[0]))
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_no_import_goes_up(floor):
    upward = OWN_MODULES - BELOW[floor] - {floor} | {"tests", "benchmarks"}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {floor} must not import {name}"
        for path in sorted(FLOORS[floor].rglob("*.py"))
        for line, name in imports(path)
        if name in upward
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("floor", ["smsparts", "calculators"])
def test_what_runs_in_the_page_needs_the_standard_library_only(floor):
    ours = {floor, *BELOW[floor]}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name} is not of the standard library"
        for path in sorted(FLOORS[floor].rglob("*.py"))
        if not any(extra in path.as_posix() for extra in EXTRAS)
        for line, name in imports(path)
        if name not in sys.stdlib_module_names and name not in ours
    ]
    assert not found, "\n".join(found)


def test_no_two_modules_import_each_other_when_they_are_loaded():
    graph: dict[str, set[str]] = {}
    for floor, folder in FLOORS.items():
        for path in folder.rglob("*.py"):
            parts = (floor, *path.relative_to(folder).with_suffix("").parts)
            name = ".".join(parts).removesuffix(".__init__")
            graph[name] = _loaded(path)
    for name, wanted in graph.items():
        # `from package import module` needs the module, `from package import name` the package.
        graph[name] = {w if w in graph else w.rpartition(".")[0] for w in wanted} & graph.keys()
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            for wanted in graph[name] - {name}:
                walk(wanted, (*way, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def _loaded(path: Path) -> set[str]:
    """What the module imports at its top level."""
    found: set[str] = set()
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
