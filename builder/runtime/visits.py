"""Runs in Pyodide: everything that a page may ask of the tools, in both languages.

What is called here is what the page can do without a download: the build sees which functions of
the library are wanted (``inside.py``), ``make profile`` which of the module's, and a test that
nothing else is. So it presses every control it meets, follows what comes of it, and reads files of
every layout. Knows the views' messages and the marks of HTML; of no tool what it is for.
"""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from calculators import views

LANGUAGES = ("en", "zh")
STEPS = 150
"""Presses of controls for each tool and language."""

TEXTS = (
    "",
    "hello",
    "The parcel is on its way. " * 30,
    "汉" * 300,
    "€" * 153,
    "\U0001f600" * 67,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 x",
    "ğşı İ ção Ş",
    "ğşıİ" * 100,
    "{name} {{b}} %s [x] “quoted” — dash… it’s",
    "{a} " * 50,
    "\r\n\t\u00a0\u200b\u202eabc<b>&amp;",
    "é e\u0301 क्षि مرحبا \U0001fadf\u0600\ufffd",
    "a\ud800b\udc00c\0d",
    "【签】123456 退订 T",
    "a" * 10_000,
    "汉a" * 5_000,
)
"""Half pairs, characters new to this Python, and more than one part of each encoding."""

TYPED = ("0.05", "x", "阿里", "1000", "")
"""What stands in a line that asks for one."""

FILES = (
    ("a.csv", "text\nhello\n汉字\n".encode()),
    ("a.csv", 'a;b\n"x;y";2\n'.encode("utf-16")),
    ("a.csv", "\ufefftext,n\nhi,1\n".encode()),
    ("a.csv", b'broken "\n,\n'),
    ("a.csv", "名字,内容\n甲,你好\n".encode("gb18030")),
    ("a.csv", "n,x\n1,caf\xe9\n".encode("cp1252")),
    ("a.txt", b"one\ntwo\n"),
    ("a.jsonl", b'{"body": "hi", "to": "1"}\n{"body": 1}\nno json\n'),
    ("a.json", b'[{"text": "hi"}]'),
    ("a.xml", b'<smses count="1"><sms body="hi" date="1" /></smses>'),
    ("a.txt", "2026/1/2, 10:00 - A: hi\n2026/1/2, 10:01 - B: 你好\nmore\n".encode()),
    ("a.xlsx", b"PK\x03\x04 not a workbook"),
    ("a.bin", bytes(range(256))),
    ("a.csv", b""),
)
"""A name and the octets; a workbook is made by ``workbook``."""

_CONTROL = re.compile(r"<(input|option|button|select|textarea)\b([^>]*)>|href=\"#([^\"]*)\"")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def workbook() -> bytes:
    """A small one of Excel's kind, with strings in a table of their own."""
    import io
    import zipfile

    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{name}" xmlns:r="{of}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packed}"><Relationship Id="rId1" Type="{of}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{name}"><si><t>你好</t></si></sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{name}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
            '<c r="B1"><v>7</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>hi</t></is></c>'
            "</row></sheetData></worksheet>",
        )
    return made.getvalue()


def everything(archive: bytes) -> None:
    """Ask all of it. ``archive`` is a workbook that somebody else has made, or empty."""
    for language in LANGUAGES:
        for widget in views.widgets():
            _use(widget, language)
        for request in views.rehearsal():
            for text in (None, *TEXTS):
                if (one := _changed(request, text, language)) is not None:
                    views.respond(json.dumps(one))
        for name, content in (*FILES, ("a.xlsx", archive)):
            for action in ("peek", "count", "pasted"):
                _read(name, content, action, language)
    with suppress(ValueError):
        views.respond(json.dumps({"widget": "none", "state": {}, "language": "en"}))


def _changed(request: str, text: str | None, language: str) -> dict[str, Any] | None:
    """A rehearsal's request with another text; None where it has no box for one."""
    one: dict[str, Any] = json.loads(request)
    one["language"] = language
    fields = one["state"].get("fields", {})
    if text is None:
        return one
    if "text" not in fields:
        return None
    fields["text"] = text
    one["state"]["caret"] = len(text) // 2
    return one


def _use(widget: str, language: str) -> None:
    """Press what stands in the tool, and then what stands in its answers."""
    form = views.form(widget, language)
    state: dict[str, Any] = {"fields": {"text": TEXTS[9], **dict(_hidden(form))}, "address": {}}
    queue = [(state, action) for action in _controls(form)]
    known = {repr(action) for _, action in queue}
    for _ in range(STEPS):
        if not queue:
            break
        before, (kind, name, value) = queue.pop(0)
        fields = {**before["fields"]}
        asked = {**before, "fields": fields, "action": None, "caret": 1}
        if kind == "go":
            asked["action"] = {"name": name, "value": value}
        elif kind == "link":
            asked["address"] = dict(parse_qsl(value))
        elif kind == "tick":
            fields[name] = [value]
        else:
            fields[name] = value
        # A question is answered by the button below it.
        flows = "at" in fields and kind in ("one", "tick")
        for action in (None, {"name": "go", "value": "next"}) if flows else (asked["action"],):
            asked["action"] = action
            request = {"widget": widget, "language": language, "state": asked}
            reply = json.loads(views.respond(json.dumps(request)))
            shown = reply.get("html", "") + "".join(reply.get("regions", {}).values())
            after = {
                "fields": {**fields, **reply.get("fields", {}), **dict(_hidden(shown))},
                "address": reply.get("address", asked["address"]),
            }
            for found in _controls(shown):
                if repr(found) not in known:
                    known.add(repr(found))
                    queue.append((after, found))


def _controls(page: str) -> Iterator[tuple[str, str, str]]:
    """What can be pressed, chosen, typed into or followed: its kind, its name, a value."""
    select = ""
    for element, inside, link in _CONTROL.findall(page):
        if not element:
            yield "link", "", html.unescape(link)
            continue
        has = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(inside)}
        name, value = has.get("name", ""), has.get("value", "")
        if element == "select":
            select = name
        elif element == "option":
            yield "one", select, value
        elif element == "button" and name:
            yield "go", name, value
        elif has.get("type") == "radio":
            yield "one", name, value
        elif has.get("type") == "checkbox":
            yield "tick", name, value
        elif element == "input" and name and has.get("type") not in ("hidden", "file"):
            for typed in TYPED:
                yield "one", name, typed


def _hidden(page: str) -> Iterator[tuple[str, str]]:
    for element, inside, _ in _CONTROL.findall(page):
        has = dict(_ATTRIBUTE.findall(inside))
        if element == "input" and has.get("type") == "hidden":
            yield has["name"], html.unescape(has["value"])


def _read(name: str, content: bytes, action: str, language: str) -> None:
    """One file, as the worker reads it."""
    about = {"name": name, "bytes": len(content)}
    state = {"fields": {}, "file": about, "action": {"name": action, "value": ""}}
    job = views.open_file(json.dumps({"widget": "segments", "language": language, "state": state}))
    for at in range(0, len(content), 32):
        if not job.refused:
            job.feed(content[at : at + 32])
            job.output()
    while job.step():
        job.output()
    job.finish()
    job.output()
