"""What the tools say, as a table a person can read: ``tests/cases/said.json``.

    python tests/said.py          make the table anew from its states; `git diff` shows what changed
    python tests/said.py --check  exit status 1, and the difference, if it is not what is said now

A row has a ``state`` (what somebody typed, chose or pressed), which sections it ``shows``, and for
each language the plain text of each, line by line. To add a row, write its `about`, `state` and
`show`, and run the command.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "cases" / "said.json"
BLOCKS = {"p", "div", "li", "h2", "h3", "h4", "tr", "caption", "summary", "legend"}
BLOCKS |= {"section", "details", "label", "table", "ul", "ol", "dl", "fieldset", "nav", "form"}
SWITCH = ("to", "by_hand", "profile", "domestic")
"""What of the controls and the address says where a text goes."""
FLOW_TAGS = {"h2", "h3", "h4", "summary", "button"}
"""What of a flow's result is a word of the tool, not of the facts."""


class _Lines(HTMLParser):
    """The visible text of HTML, a line a block; characters drawn one by one are left out."""

    def __init__(self, only: set[str] | None = None) -> None:
        super().__init__()
        self.lines = [""]
        self._hidden = 0
        self._only, self._inside = only, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._hidden or given.get("role") == "listbox" or tag == "svg":
            self._hidden += tag in ("div", "svg")
        if tag in BLOCKS or tag == "button":
            self.lines.append("")
        if tag == "span" and self.lines[-1] and not self.lines[-1].endswith(" "):
            self.lines[-1] += " "
        if tag in ("dd", "td", "th") and self.lines[-1]:
            self.lines[-1] += " | "
        self._inside += self._only is not None and tag in self._only
        if self._said() and (label := given.get("aria-label")) and tag in ("button", "input"):
            self.lines[-1] += f"({label}) "

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag in ("div", "svg"):
            self._hidden -= 1
        self._inside -= self._only is not None and tag in self._only
        if tag in BLOCKS or tag == "button":
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._said():
            self.lines[-1] += data

    def _said(self) -> bool:
        return not self._hidden and (self._only is None or self._inside > 0)


def lines_of(html: str, only: set[str] | None = None) -> list[str]:
    """The lines a reader sees in ``html``; of the elements ``only`` if given."""
    parser = _Lines(only)
    parser.feed(html)
    parser.close()
    return [line.strip() for line in parser.lines if line.strip()]


def text_of(state: dict[str, Any]) -> str:
    """The text of a state: as it stands, or pieces with how often each is repeated."""
    text = state.get("text", "")
    if isinstance(text, str):
        return text
    return "".join(piece * times for piece, times in text)


def said(row: dict[str, Any], language: str) -> dict[str, list[str]]:
    """The lines of each section that ``row`` shows, in ``language``."""
    state = row["state"]
    if "widget" in state:
        return _flow(state, row["show"], language)
    if "file" in state:
        return _file(state, row["show"], language)
    return _segments(state, row["show"], language)


def _segments(state: dict[str, Any], show: list[str], language: str) -> dict[str, list[str]]:
    from calculators import views

    chosen = {k: v for k, v in state.items() if k not in ("text", "action", "caret")}
    if (
        "to" not in chosen and chosen.get("profile", "3gpp") == "3gpp"
    ):  # abroad, in both languages; "to": "" is as a page begins
        chosen |= {"to": "abroad", "by_hand": "yes"}
    name, value = state.get("action", ("", ""))
    asked = {
        "fields": {"text": text_of(state), **chosen},
        "address": None,
        "action": {"name": name, "value": value} if name else None,
        "caret": state.get("caret", 0),
    }
    reply = json.loads(
        views.respond(json.dumps({"widget": "segments", "language": language, "state": asked}))
    )
    sections = dict(re.findall(r'<div class="section-(\w+)">(.*?)(?=<div class="section-|$)',
                               reply.get("html", ""), re.DOTALL))  # fmt: skip
    found: dict[str, list[str]] = {}
    for section in show:
        if section in ("announce", "copy"):
            found[section] = str(reply.get(section, "")).split("\n")
        elif section == "command":
            found[section] = _command(state, language)
        elif section == "all":
            found[section] = lines_of(reply["html"])
        elif section in ("address", "fields"):
            kept = {k: v for k, v in reply.get(section, {}).items() if k in SWITCH}
            found[section] = [f"{name}={value}" for name, value in kept.items()]
        else:
            found[section] = lines_of(
                sections.get(section) or reply.get("regions", {}).get(section, "")
            )
    return found


def _command(state: dict[str, Any], language: str) -> list[str]:
    from calculators.__main__ import main

    arguments = ["segments", "--language", language]
    for name in ("profile", "encoding", "reference_bits", "locking", "single"):
        if name in state:
            value = state[name]
            given = ",".join(value) if isinstance(value, list) else value
            arguments += [f"--{name.replace('_', '-')}", given]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        main([*arguments, "--", text_of(state)])
    return out.getvalue().rstrip("\n").split("\n")


def _file(state: dict[str, Any], show: list[str], language: str) -> dict[str, list[str]]:
    from calculators import views

    content = state["file"].encode("latin-1")
    asked = {
        "fields": state.get("fields", {"to": "abroad", "by_hand": "yes"}),
        "file": {"name": "texts.csv", "bytes": state.get("bytes", len(content)), **state["chosen"]},
        "action": {"name": state["action"], "value": ""},
    }
    job = views.open_file(json.dumps({"widget": "segments", "language": language, "state": asked}))
    progress = {} if job.refused else json.loads(job.feed(content))
    reply = json.loads(job.finish())
    found = {
        "progress": lines_of(progress.get("html", "")),
        "announce": [reply.get("announce", "")],
        **{name: lines_of(html) for name, html in reply.get("regions", {}).items()},
    }
    return {section: found.get(section, []) for section in show}


def _flow(state: dict[str, Any], show: list[str], language: str) -> dict[str, list[str]]:
    from calculators import views
    from calculators.__main__ import main

    asked = {"fields": {}, "address": state["answers"], "action": None, **state.get("more", {})}
    reply = json.loads(
        views.respond(json.dumps({"widget": state["widget"], "language": language, "state": asked}))
    )
    found = {"announce": [reply["announce"]], "headings": lines_of(reply["html"], FLOW_TAGS)}
    found["screen"] = lines_of(reply["html"]) if "screen" in show else []
    if "command" in show:
        quiz = state["widget"] == "recommend"
        command = ["recommend"] if quiz else ["troubleshoot", "--check", state["widget"]]
        given = json.dumps(state["answers"])
        with contextlib.redirect_stdout(io.StringIO()) as out:
            main([*command, "--language", language, "--answers", given])
        # The sentence before a source's name is the tool's, the rest the facts'.
        found["command"] = [line[:60] for line in out.getvalue().rstrip("\n").split("\n")]
    return {section: found[section] for section in show}


def table() -> list[dict[str, Any]]:
    """The table as it is kept."""
    rows: list[dict[str, Any]] = json.loads(TABLE.read_text("utf-8"))
    return rows


def made(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The table as it would be made now: the same rows, with what is said."""
    from calculators.words import LANGUAGES

    return [
        {
            **{name: row[name] for name in ("about", "state", "show")},
            **{language: said(row, language) for language in LANGUAGES},
        }
        for row in rows
    ]


def written(rows: list[dict[str, Any]]) -> str:
    """The table as text."""
    told = []
    for row in rows:
        head = {name: row[name] for name in ("about", "state", "show")}
        lines = [f" {json.dumps(name)}: {_json(value)}" for name, value in head.items()]
        for language, sections in row.items():
            if language not in head:
                inner = ",\n".join(
                    f"  {json.dumps(name)}: {_lines_json(text)}" for name, text in sections.items()
                )
                lines.append(f" {json.dumps(language)}: {{\n{inner}}}")
        told.append("{\n" + ",\n".join(lines) + "}")
    return "[\n" + ",\n".join(told) + "\n]\n"


def _json(value: object) -> str:
    # A lone surrogate or a control character in a state stands as its number.
    return json.dumps(value, ensure_ascii=False)


def _lines_json(lines: list[str]) -> str:
    if len(lines) < 2:
        return _json(lines)
    return "[\n" + ",\n".join(f"   {_json(line)}" for line in lines) + "]"


def difference(kept: str, now: str) -> list[str]:
    """What changed, as the lines of a diff with the row's own words around it."""
    found = difflib.unified_diff(
        kept.split("\n"), now.split("\n"), "kept", "said now", lineterm="", n=4
    )
    return list(found)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "smsparts" / "src")]
    before = TABLE.read_text("utf-8")
    after = written(made(json.loads(before)))
    if "--check" in sys.argv:
        print("\n".join(difference(before, after)))
        sys.exit(before != after)
    TABLE.write_text(after, "utf-8")
