"""Valid HTML, by html-validate, on the pages as they are served.

What `.htmlvalidate.json` switches off, and why:
- doctype-style, no-trailing-whitespace, void-style: taste, not validity;
- unique-landmark, input-missing-label: read the page without its style, so that they see both of
  two navigations of which one is hidden at any width, and no name in an icon; axe checks both on
  the page as shown (tests/browser/test_accessible.py);
- valid-autocomplete: the theme's menus are checkboxes, and this keeps Firefox from restoring them;
- wcag/h32: a form that computes while one types has nothing to submit.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import pytest

from builder.paths import ROOT

CONFIG = ROOT / ".htmlvalidate.json"
GOOD = '<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head><body>{}</body></html>\n'


def faults(*paths: Path) -> list[str]:
    """What html-validate finds in files or in folders of them, a line each."""
    command = [ROOT / "node_modules" / ".bin" / "html-validate", "--config", CONFIG]
    with tempfile.TemporaryFile("w+") as output:  # it ends before a pipe has taken all it wrote
        subprocess.run([*command, "--formatter", "json", *paths], stdout=output, cwd=ROOT)
        output.seek(0)
        found = json.load(output)
    return [
        f"{file['filePath']}:{m['line']}:{m['column']}: {m['ruleId']}: {m['message']}"
        for file in found
        for m in file["messages"]
    ]


def test_every_page_is_valid(site):
    assert faults(site) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p><div>block in text</div></p>", "close-order"),
        ('<p id="a">1</p><p id="a">2</p>', "no-dup-id"),
        ('<img src="a.png">', "wcag/h37"),
        ("<ul><p>no item</p></ul>", "element-permitted-content"),
        ('<p lang="">?</p><p aria-labelledby="none">x</p>', "no-missing-references"),
        ('<a href="x" style="color: red">x</a>', "no-inline-style"),
    ],
)
def test_what_is_not_valid_is_found(tmp_path, body, rule):
    page = tmp_path / "page.html"
    page.write_text(GOOD.format(body))
    assert any(f": {rule}: " in fault for fault in faults(page)), faults(page)


def test_a_valid_page_is_left_in_peace(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(GOOD.format("<h1>Title</h1>"))
    assert faults(page) == []
