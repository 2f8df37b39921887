"""What the tools say, held to the golden table: `tests/said.py` says how to make it anew."""

from tests import said

MOST_SHOWN = 120


def test_what_is_said_is_what_the_table_says():
    kept = said.TABLE.read_text("utf-8")
    changed = said.difference(kept, said.written(said.made(said.table())))
    shown = "\n".join(changed[:MOST_SHOWN])
    assert not changed, f"{shown}\nIf this is right: python tests/said.py, and look at git diff."


def test_the_table_shows_each_part_of_the_tools():
    rows = said.table()
    shown = {section for row in rows for section in row["show"]}
    assert len(rows) >= 60
    assert shown >= {
        "answer", "why", "cost", "parts", "telegram", "variables", "takeaway", "rule", "character",
        "copy", "announce", "command", "file", "file-result", "progress", "headings",
    }  # fmt: skip
    assert len({row["about"] for row in rows}) == len(rows)


def test_lines_are_what_a_reader_sees():
    html = (
        '<h3>A &amp; B</h3><p>one <strong>two</strong></p><div role="listbox"><i>x</i></div>'
        "<dl><div><dt>name</dt><dd>value</dd></div></dl><tr><td>1</td><td>2</td></tr>"
    )
    assert said.lines_of(html) == ["A & B", "one two", "name | value", "1 | 2"]
    assert said.lines_of(html, {"h3"}) == ["A & B"]
