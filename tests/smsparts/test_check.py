"""Files of messages in a build: which strings are found, and what fails."""

import json

import pytest
from smsparts.__main__ import main
from smsparts.commands.messages import MessagesError, read

FILES = {
    "a.json": (
        '{\n "a": "x",\n "b": {"c": ["y", 5, "\\u00e9\\n"]},\n "d": null\n}',
        [(2, "a", "x"), (3, "b.c.0", "y"), (3, "b.c.2", "é\n")],
    ),
    "a.yaml": (
        "# note\nen:\n  a: plain # why\n  b: \"q: \\\"x\\\"\"\n  c: 'it''s'\n"
        "  d: |\n    one\n    two\n"
        "  n: 5\n  e:\n    - first\n    - second\n",
        [
            (3, "en.a", "plain"),
            (4, "en.b", 'q: "x"'),
            (5, "en.c", "it's"),
            (6, "en.d", "one\ntwo"),
            (11, "en.e", "first"),
            (12, "en.e", "second"),
        ],
    ),
    "a.po": (
        'msgid ""\nmsgstr "Language: de\\n"\n\n# note\nmsgid "Hello"\nmsgstr "Hallo "\n"Welt"\n\n'
        'msgid "New"\nmsgstr ""\n\nmsgid "%d a"\nmsgid_plural "%d b"\n'
        'msgstr[0] "x"\nmsgstr[1] "y"\n',
        [
            (6, "Hello", "Hallo Welt"),
            (10, "New", "New"),
            (14, "%d a[0]", "x"),
            (15, "%d a[1]", "y"),
        ],
    ),
    "a.properties": (
        "# note\na = one\nb: two \\\n   three\nc=\\u00e9\\n\n",
        [(2, "a", "one"), (3, "b", "two three"), (5, "c", "é\n")],
    ),
    "a.strings": (
        '/* note\n*/\n"a" = "one";\nb = "say \\"hi\\"";\n',
        [(3, "a", "one"), (4, "b", 'say "hi"')],
    ),
    "a.csv": ('key,text\na,"one\ntwo"\nb,three\n', [(2, "a", "one\ntwo"), (4, "b", "three")]),
}


@pytest.mark.parametrize("name", FILES)
def test_every_string_is_found_with_its_line(name):
    content, messages = FILES[name]
    assert read(name, content) == messages


@pytest.mark.parametrize("name, content", [("a.json", "{"), ("a.exe", ""), ("a.csv", "%PDF")])
def test_what_cannot_be_read_is_refused(name, content):
    with pytest.raises(MessagesError):
        read(name, content, column="text")


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "en.json"
    found = {"short": "Hi {name}", "long": "It’s " * 20, "many": "a" * 400}
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")
    return str(path)


def test_what_is_too_long_fails_with_its_line_and_the_cheapest_change(texts, capsys):
    assert main(["check", texts]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{texts}:3: long: 2 parts, and 1 allowed. Cheapest change: Replace")
    assert second.startswith(f"{texts}:4: many: 3 parts")
    assert main(["check", texts, "--max-parts", "3"]) == 0


def test_the_answer_can_be_read_by_a_machine(texts, capsys):
    assert main(["check", texts, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["checked"], found["max_parts"]) == (3, 1)
    assert [(one["line"], one["key"], one["segments"]) for one in found["failed"]] == [
        (3, "long", 2),
        (4, "many", 3),
    ]
    assert found["failed"][0]["fix"] == {"id": "replace", "segments": 1}


def test_github_gets_notes_at_the_lines(texts, capsys):
    assert main(["check", texts, "--github"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={texts},line=3::long: 2 parts")


def test_rules_suffixes_and_variables_count(texts, capsys):
    assert main(["check", texts, "--max-parts", "3", "--suffix", "b" * 100]) == 1
    assert main(["check", texts, "--max-parts", "3", "--variable-length", "600"]) == 1
    assert main(["check", texts, "--max-parts", "2", "--rule", "twilio", "--smart-encoding"]) == 1
    failed = capsys.readouterr().out
    assert "short: 4 parts" in failed


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["none.json"], "No such file"),
        (["--max-parts", "0"], "--max-parts is 1 or more"),
        (["--rule", "nobody"], "3gpp"),
    ],
)
def test_a_wrong_command_is_told_apart_from_a_text_too_long(texts, arguments, said, capsys):
    assert main(["check", *([] if arguments[0].endswith("json") else [texts]), *arguments]) == 2
    assert said in capsys.readouterr().err
