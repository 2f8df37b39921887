"""One text under the same choices has one number of parts: in the box, pasted, in a file, typed."""

import csv
import io
import json
import sys
from itertools import product

import pytest
from smsparts.__main__ import main

from calculators.views import respond
from calculators.views.segments.file import open_file

TEXTS = {
    "plain": "a" * 80 + "\n" + "b" * 79,
    "curly": "don’t " * 20,
    "no emoji in GSM-7": "…" * 10 + "x" * 58 + "🎉",
    "66 Han": "汉" * 66,
    "long": "a" * 1_700,
    "astral": "𠮷" * 40,
    "accents": "e\u0301" * 40,
    "tabs": "\t" * 10 + "汉" * 50,
    "low quotes": "‚Anna‘\u200c" + "a" * 80,
    "ends": "x\n" * 60,
    "links": "See https://example.org/a/long/way?to=it, or www.example.org. " * 4,
}
SETTINGS = [
    {},
    {"line_ends": "crlf"},
    {"encoding": "UCS-2"},
    {"prefix": "Shop: ", "suffix": "\nReply STOP"},
    {"profile": "twilio"},
    {"profile": "twilio", "smart_encoding": True},
    {"profile": "twilio", "smart_encoding": True, "suffix": " – Bye"},
    {"profile": "alibaba_domestic", "signature": "青禾书店"},
    {"profile": "huawei_domestic", "signature": "[青禾]", "suffix": "拒收请回复R"},
    {"profile": "clicksend", "line_ends": "crlf"},
    {"profile": "toll_free", "reference_bits": 16},
    {"profile": "telnyx"},
    {"profile": "salesforce", "prefix": "Shop: "},
    {"profile": "govuk_notify"},
    {"link_length": 20, "suffix": " https://example.org/stop/me/please"},
]


def fields(text, chosen):
    controls = {"text": text, **chosen, "smart_encoding": ["yes"] * ("smart_encoding" in chosen)}
    if "reference_bits" in chosen:
        controls["reference_bits"] = str(chosen["reference_bits"])
    return controls


def in_the_box(text, chosen):
    state = {"fields": fields(text, chosen), "action": {"name": "copy", "value": "json"}}
    asked = {"widget": "segments", "language": "en", "state": state}
    found = json.loads(json.loads(respond(json.dumps(asked)))["copy"])
    return found["encoding"], str(found["units"]), str(found["segments"])


def job(content, action, chosen):
    file = {"name": "a.csv", "bytes": len(content), "column": "text"}
    state = {"fields": fields("", chosen), "file": file, "action": {"name": action, "value": ""}}
    found = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    found.feed(content)
    return found, json.loads(found.finish())


def table(text):
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["id", "text"], ["1", text]])
    return written.getvalue().encode()


def row(written):
    found = next(csv.DictReader(io.StringIO(written.decode().removeprefix("\ufeff"), newline="")))
    return found["encoding"], found["units"], found["segments"]


def in_a_file(text, chosen):
    found, _ = job(table(text), "count", chosen)
    return row(found.output())


def pasted(text, chosen):
    found, _ = job(text.encode(), "pasted", chosen)
    totals = found.totals()
    assert totals.rows == 1
    return next(iter(totals.encodings)), str(totals.costliest[0].units), str(totals.segments)


def typed(text, chosen, folder):
    (folder / "in.csv").write_bytes(table(text))
    options = []
    for name, value in chosen.items():
        options += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    files = [str(folder / "in.csv"), "--output", str(folder / "out.csv"), "--column", "text"]
    assert main(["batch", *files, *options]) == 0
    return row((folder / "out.csv").read_bytes())


def alone(text, chosen, capsys):
    options = []
    for name, value in chosen.items():
        options += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    capsys.readouterr()
    assert main(["--json", *options, "--", text]) == 0
    found = json.loads(capsys.readouterr().out)
    return found["encoding"], str(found["units"]), str(found["segments"])


@pytest.mark.parametrize("chosen, text", list(product(SETTINGS, TEXTS)), ids=str)
def test_one_text_has_one_number_everywhere(chosen, text, tmp_path, capsys):
    written = TEXTS[text]
    box = in_the_box(written, chosen)
    assert in_a_file(written, chosen) == box
    assert typed(written, chosen, tmp_path) == box
    assert alone(written, chosen, capsys) == box
    if "\n" not in written:
        assert pasted(written, chosen) == box


@pytest.mark.parametrize(
    "chosen, text, answer",
    [
        (SETTINGS[7], "汉" * 66, ("UCS-2", "72", "2")),
        (SETTINGS[5], TEXTS["curly"], ("GSM-7", "120", "1")),
        (SETTINGS[1], TEXTS["plain"], ("GSM-7", "161", "2")),
        (SETTINGS[5], TEXTS["no emoji in GSM-7"], ("UCS-2", "70", "1")),
        (SETTINGS[5], TEXTS["tabs"], ("UCS-2", "60", "1")),
        (SETTINGS[5], "‚Anna‘\u200c", ("GSM-7", "6", "1")),
    ],
)
def test_what_goes_out_is_what_is_counted(chosen, text, answer):
    assert in_a_file(text, chosen) == answer


def test_a_file_says_what_the_rule_refuses_and_what_it_leaves_open():
    content = "text\n" + "a" * 1_700 + "\n" + "😀" * 900 + "\nshort\n"
    found, reply = job(content.encode(), "count", {"profile": "twilio"})
    rows = list(csv.DictReader(io.StringIO(found.output().decode("utf-8-sig"))))
    assert [line["over_limit"] for line in rows] == ["yes", "unknown", "no"]
    assert "1 message is longer than Twilio accepts." in reply["regions"]["file-result"]
    assert "1 message may be longer than Twilio accepts." in reply["regions"]["file-result"]
    found, reply = job(f"text\n{'𠮷' * 70}\n".encode(), "count", {"profile": "alibaba_domestic"})
    line = next(csv.DictReader(io.StringIO(found.output().decode("utf-8-sig"))))
    assert (line["segments_fewest"], line["segments"], line["segments_most"]) == ("1", "3", "3")
    assert "between 1 and 3 parts" in reply["regions"]["file-result"]


@pytest.mark.parametrize(
    "pasted_text, rows, units",
    [
        ("Hi Anna\u2028your order", 1, 18),
        ("a\fb", 1, 4),
        ("a\x85b", 1, 3),
        ("a\vb", 1, 3),
        ("a\x1cb\x1db\x1eb", 1, 7),
        ("a\r\nb\rc\nd", 4, 1),
    ],
)
def test_pasted_lines_end_where_someone_pressed_enter(pasted_text, rows, units):
    found, _ = job(pasted_text.encode(), "pasted", {})
    totals = found.totals()
    assert (totals.rows, totals.costliest[0].units) == (rows, units)


def test_the_columns_of_the_bill_come_only_when_asked_for(tmp_path):
    (tmp_path / "in.csv").write_bytes(table("a" * 1_700))
    for option, added in (
        ([], ["encoding", "units", "segments"]),
        (
            ["--bill"],
            ["encoding", "units", "segments", "segments_fewest", "segments_most", "over_limit"],
        ),
    ):
        files = [str(tmp_path / "in.csv"), "--output", str(tmp_path / "o.csv"), "--column", "text"]
        assert main(["batch", *files, "--profile", "twilio", *option]) == 0
        written = list(csv.reader((tmp_path / "o.csv").read_text().splitlines()))
        assert written[0] == ["id", "text", *added]
    assert written[1][-3:] == ["12", "12", "yes"]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--smart-encoding", "x"], "needs a profile"),
        (["--smart-encoding", "--profile", "bird", "x"], "no list of Smart Encoding"),
    ],
)
def test_what_no_rule_has_is_refused_in_words(arguments, said, capsys):
    assert main(arguments) == 1
    assert said in capsys.readouterr().err


def test_each_line_goes_out_as_the_command_line_says(monkeypatch, capsysbinary):
    lines = b'{"text": "don\\u2019t"}\n{"text": 5}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["--jsonl", "--profile", "twilio", "--smart-encoding", "--prefix", "A: "]) == 1
    first, second = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert first["parts"] == ["A: don't"]
    assert second["error"]["code"] == "not_a_string"


def test_a_dash_is_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("短信\r\n".encode())))
    assert main(["--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["parts"] == ["短信"]


def test_what_the_sender_adds_at_the_end_is_never_cut():
    state = {
        "fields": {"text": "a" * 160, "suffix": " Reply STOP", "prefix": "Shop: "},
        "action": {"name": "apply", "value": "cut"},
    }
    asked = {"widget": "segments", "language": "en", "state": state}
    reply = json.loads(respond(json.dumps(asked)))
    assert reply["text"] == "a" * (160 - 11 - 6)
    assert 'data-parts="1"' in reply["html"]


def variables_of(text, **fields):
    state = {"fields": {"text": text, **fields}, "action": None}
    asked = {"widget": "segments", "language": "en", "state": state}
    return json.loads(respond(json.dumps(asked)))


def test_the_page_names_how_variables_are_written_and_lets_it_be_changed():
    reply = variables_of(
        "您的验证码${code}", **{"longest:code": "1" * 66}, profile="alibaba_domestic"
    )
    assert "found: ${name}, as Alibaba Cloud" in reply["regions"]["variables"]
    assert "Always <strong>2 parts" in reply["html"]
    reply = variables_of("您的验证码${code}", placeholders="double")
    assert 'value="double" selected' in reply["regions"]["variables"]
    assert 'class="variable"' not in reply["regions"]["variables"]
    reply = variables_of("${NUM_8}" + "短" * 63, profile="huawei_domestic")
    assert "at most 8 characters" in reply["regions"]["variables"]
    assert "Always <strong>2 parts" in reply["html"]


def test_a_misread_text_is_shown_as_it_was_and_put_back_on_request():
    reply = variables_of("Donâ€™t")
    assert "Don’t" in reply["html"] and 'value="repair"' in reply["html"]
    state = {"fields": {"text": "Donâ€™t"}, "action": {"name": "apply", "value": "repair"}}
    asked = {"widget": "segments", "language": "en", "state": state}
    assert json.loads(respond(json.dumps(asked)))["text"] == "Don’t"
    assert "&amp;amp;" in variables_of("R&amp;D")["html"]


def test_a_change_puts_the_links_back_as_they_were_typed():
    text = "It’s here: https://example.org/a/way, " + "a" * 150
    state = {
        "fields": {"text": text, "link_length": "20", "suffix": " www.example.org"},
        "action": {"name": "apply", "value": "replace"},
    }
    asked = {"widget": "segments", "language": "en", "state": state}
    assert json.loads(respond(json.dumps(asked)))["text"] == text.replace("’", "'")


PREMIUM = [(1024, None), (3000, "With Telegram Premium it fits (up to 4096)."),
           (4097, "With Telegram Premium, too (up to 4096).")]  # fmt: skip


@pytest.mark.parametrize("length, said", PREMIUM)
def test_whether_premium_has_room_under_a_picture_is_said(length, said):
    html = variables_of("a" * length)["html"]
    assert ("Premium" in html) == (said is not None)
    assert said is None or said in html


def test_the_same_text_as_rcs_is_shown_abroad_and_not_for_the_mainland():
    html = variables_of("é" * 81)["html"]
    assert "2 Rich messages" in html and "162 octets" in html and "one Single message" in html
    assert "Rich message" not in variables_of("é" * 81, profile="alibaba_domestic")["html"]


def test_a_cut_at_a_word_says_so():
    html = variables_of("longer words " * 13, profile="salesforce")["html"]
    assert "the next word does not fit whole" in html
    assert "next character" not in html
