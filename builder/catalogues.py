"""The words of the tools, held to what the pages are held to: ``python -m builder.catalogues``.

A catalogue is a TOML file a language: sections, keys, sentences with ``{placeholders}``, and plural
forms by CLDR's names (``smsparts.say`` fills them). Checked: every language has the same keys with
the same placeholders and the plural forms that its rules name; every key is used; every sentence
keeps the style of its language.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from smsparts.say import ABOUT

from builder.paths import ROOT
from builder.style.files import load_rules, text_faults
from builder.style.rules import HAN

FOLDERS = ("smsparts/src/smsparts/say", "calculators/words", "builder/words")
CODE = ("smsparts/src/smsparts", "calculators", "builder")
SCRIPT = "docs/assets/js"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
STYLED = ("en", "zh")
"""The languages whose style has rules; any other is held to everything else."""
NOT_PROSE = {"join", "tree_join"}
"""Sections of separators, which are no sentences."""
NAMED_BY_FACTS = {"source_language"}
"""Sections whose keys are values that a facts file may hold."""

WORDS_IN_CODE = ("builder/style/rules.py", "builder/facts/models/")
"""Where Chinese words are not said to anyone: patterns of the checks, examples of the schemas."""

Catalogue = Mapping[str, Mapping[str, Any]]


def check(root: Path = ROOT) -> list[str]:
    """All faults, each as `file:line: what is wrong`."""
    load_rules(root)
    found = []
    code = _code(root)
    for folder in FOLDERS:
        paths = sorted((root / folder).glob("*.toml"))
        known = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}
        for path in paths:
            name = path.relative_to(root).as_posix()
            lines = line_numbers(path.read_text("utf-8"))
            faults = catalogue_faults(known[path.stem], known["en"], path.stem)
            if path.stem == "en":
                faults += unused(known["en"], code)
            found += [f"{name}:{lines.get(at, 1)}: {fault}" for at, fault in faults]
    for path in sorted(path for part in CODE for path in (root / part).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(WORDS_IN_CODE):
            found += [f"{name}:{fault}" for fault in words_in_code(path.read_text("utf-8"))]
    return found


def words_in_code(source: str) -> list[str]:
    """The strings of a module that hold a Chinese word; docstrings may."""
    if not re.search(f"[{HAN}]|\\\\[uUN]", source):
        return []
    tree = ast.parse(source)
    documented = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        f"{node.lineno}: '{node.value.strip()[:40]}' is a sentence for a catalogue"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in documented
        if isinstance(node.value, str) and re.search(f"[{HAN}]{{3}}", node.value)
    ]


Place = tuple[str, str]
"""Section and key."""


def catalogue_faults(told: Catalogue, english: Catalogue, language: str) -> list[tuple[Place, str]]:
    """What is wrong in one catalogue, beside the English one."""
    found: list[tuple[Place, str]] = []
    rules = told[ABOUT]["plurals"]
    sections = [name for name in {**english, **told} if name != ABOUT]
    for section in sections:
        ours, theirs = told.get(section, {}), english.get(section, {})
        for key in {**theirs, **ours}:
            at = (section, key)
            if key not in ours or key not in theirs:
                where = language if key not in ours else "en"
                found.append((at, f"[{section}] {key} is missing in '{where}'"))
                continue
            if placeholders(ours[key]) != placeholders(theirs[key]):
                wanted = ", ".join(sorted(placeholders(theirs[key]))) or "none"
                found.append((at, f"[{section}] {key}: not the placeholders of English ({wanted})"))
            if section in NOT_PROSE:
                continue
            found += [(at, fault) for fault in _form_faults(ours[key], rules)]
            if language in STYLED:
                found += [
                    (at, fault)
                    for form in forms(ours[key]).values()
                    for fault in text_faults(form, language)
                ]
    return found


def forms(sentence: str | Mapping[str, str]) -> Mapping[str, str]:
    """The plural forms of a sentence; one, "other", where it has none."""
    return {"other": sentence} if isinstance(sentence, str) else sentence


def placeholders(sentence: str | Mapping[str, str]) -> set[str]:
    """The names to be filled in, in any form; the number n may be said in words or not at all."""
    return {n for form in forms(sentence).values() for n in PLACEHOLDER.findall(form)} - {"n"}


def _form_faults(sentence: str | Mapping[str, str], rules: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(sentence, str):
        wanted = [*rules, "other"]
        if list(sentence) != wanted:
            yield f"plural forms {', '.join(sentence)}; this language has {', '.join(wanted)}"
    for form in forms(sentence).values():
        if re.search(r"[{}]", PLACEHOLDER.sub("", form)) or "{}" in form:
            yield "a brace that is no {placeholder}"
        if form != form.strip():
            yield "a space at an end: the filler puts the spaces between scripts"
        if re.search(r"<\w", form):
            yield "a tag: markup stands in the code"


def unused(english: Catalogue, code: Mapping[Path, tuple[set[str], list[str]]]) -> list[Any]:
    """The keys that no code names, whole or by a pattern of an f-string."""
    found = []
    for section, sentences in english.items():
        if section == ABOUT:
            continue
        here = [(whole, made) for whole, made in code.values() if section in whole]
        if not here:
            found.append(((section, ""), f"[{section}] is used by no code"))
        for key in sentences if here and section not in NAMED_BY_FACTS else ():
            named = any(key in whole for whole, _ in here)
            made = any(re.fullmatch(p, key) for _, patterns in here for p in patterns)
            # Codes of errors are written where the errors are, states in the script.
            if not (named or made or any(key in whole for whole, _ in code.values())):
                found.append(((section, key), f"[{section}] {key} is used by no code"))
    return found


def line_numbers(text: str) -> dict[Place, int]:
    """The line of each key of a catalogue, which all stand at the start of a line."""
    numbers, section = {}, ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := re.match(r"\[([\w.-]+)\]", line):
            section = heading[1]
            numbers[section, ""] = number
        elif key := re.match(r'"?([\w.-]+)"? = ', line):
            numbers[section, key[1]] = number
    return numbers


@cache
def _code(root: Path) -> Mapping[Path, tuple[set[str], list[str]]]:
    """The string constants of each module, and its f-strings as patterns."""
    found = {}
    for folder in CODE:
        for path in (root / folder).rglob("*.py"):
            tree = ast.parse(path.read_bytes())
            whole = {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            made = [_pattern(n) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
            found[path] = (whole, made)
    for path in (root / SCRIPT).glob("*.js"):
        found[path] = (set(re.findall(r"[\"'`](\w+)[\"'`]", path.read_text("utf-8"))), [])
    return found


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
        for part in node.values
    )


if __name__ == "__main__":
    faults = check()
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)
