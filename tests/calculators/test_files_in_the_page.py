"""A file in the page: its first rows before it is counted, and the counted copy."""

import json

import pytest
from smsparts.encodings import FILE_ENCODINGS

from calculators.views.segments.file import open_file


def job(content, action, **chosen):
    file = {"name": "a.b.csv", "bytes": len(content), **chosen}
    state = {"fields": {}, "file": file, "action": {"name": action, "value": ""}}
    found = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    for at in range(0, len(content), 1000):
        if found.refused:
            break
        found.feed(content[at : at + 1000])
    reply = json.loads(found.finish())
    return found.output(), reply


def test_what_was_found_is_shown_and_may_be_changed():
    content = "id;Text\n1;Grüße\n".encode("cp1252")
    _, reply = job(content, "peek")
    shown = reply["regions"]["file"]
    assert "Windows-1252" in shown and "Grüße" in shown
    assert '<option value="Text" selected>' in shown
    assert '<option value="semicolon" selected>' in shown
    assert '<option value="1" selected>' in shown
    _, reply = job(content, "peek", header="0", column="Text")
    assert 'data-own="column_number"' in reply["regions"]["file"]
    assert '<option value="0" selected>none' in reply["regions"]["file"]
    _, reply = job(content, "peek", delimiter="nothing")
    assert "one message a line" in reply["regions"]["file"]


@pytest.mark.parametrize("content", [b"%PDF-1", b"<html>", b"\x1f\x8b", b"", b"[{}]"])
@pytest.mark.parametrize("action", ["peek", "count"])
def test_what_is_not_read_is_named_and_leaves_no_controls(content, action):
    _, reply = job(content, action, column="x")
    assert reply["announce"] in reply["regions"]["file-result"]
    assert reply["regions"].get("file", "") == ""


@pytest.mark.parametrize(
    "content, chosen, copy",
    [
        (
            "text\n短信\n".encode(),
            {},
            "text,encoding,units,segments\n短信,UCS-2,2,1\n".encode(),
        ),
        (
            "text\n短信\n".encode("gb18030"),
            {},
            "text,encoding,units,segments\n短信,UCS-2,2,1\n".encode("gb18030"),
        ),
        (
            b"1,hello\n2,bye\n",
            {"header": "0", "column_number": "1"},
            b"1,hello,GSM-7,5,1\n2,bye,GSM-7,3,1\n",
        ),
        (
            b'{"id": 7, "text": "a"}\n',
            {"column": "text"},
            b'{"id": 7, "text": "a", "encoding": "GSM-7", "units": 1, "segments": 1}\n',
        ),
        (
            b"a,b\nc,d\n",
            {"delimiter": "nothing", "header": "0"},
            b'text,encoding,units,segments\n"a,b",GSM-7,3,1\n"c,d",GSM-7,3,1\n',
        ),
    ],
)
def test_the_copy_is_one_that_a_spreadsheet_opens(content, chosen, copy):
    written, reply = job(content, "count", **chosen)
    assert written == copy
    assert reply["save"] == ("a.b-counted.jsonl" if content[:1] == b"{" else "a.b-counted.csv")


def test_short_rows_are_told():
    _, reply = job(b"id,text,note\n1,a\n2,b\n", "count", column="text")
    assert "2 rows were shorter" in reply["regions"]["file-result"]
    assert "2 messages make 2 parts" in reply["announce"]


def test_a_long_file_is_looked_at_once():
    content = b"text\n" + b"hello\n" * 60_000
    file = {"name": "a.csv", "bytes": len(content)}
    state = {"fields": {}, "file": file, "action": {"name": "peek", "value": ""}}
    found = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    found.feed(content[: 128 * 1024])
    assert found.refused
    assert 'id="file-column"' in json.loads(found.finish())["regions"]["file"]


WORDS = {
    "utf-8": "Grüße 短信 …",
    "utf-16": "Grüße 短信 …",
    "utf-16-be": "Grüße 短信 …",
    "windows-1252": "Grüße aus München",
    "gb18030": "您的订单已发货，请注意查收",
    "big5": "您的訂單已出貨，請留意",
    "shift_jis": "ご注文の商品を発送しました",
    "euc-kr": "주문하신 상품이 발송되었습니다",
    "windows-1251": "Ваш заказ отправлен",
}


@pytest.mark.parametrize("name", FILE_ENCODINGS)
def test_a_hundred_thousand_rows_of_each_encoding_tell_how_far_they_are(name):
    rows = "".join(f"{n},{WORDS[name]}\n" for n in range(100_000))
    mark = "\ufeff" if name.startswith("utf-16") else ""
    content = f"{mark}id,text\n{rows}".encode(FILE_ENCODINGS[name])
    file = {"name": "a.csv", "bytes": len(content), "column": "text"}
    state = {"fields": {"to": "abroad"}, "file": file, "action": {"name": "count", "value": ""}}
    found = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    pieces = [content[at : at + (1 << 18)] for at in range(0, len(content), 1 << 18)]
    told = [json.loads(found.feed(piece)) for piece in pieces]
    assert [one["percent"] for one in told] == sorted(one["percent"] for one in told)
    assert told[-1]["percent"] == 100
    assert all("cancel-file" in one["html"] for one in told)
    shown = json.loads(found.finish())["regions"]["file-result"]
    assert "100,000" in shown
    assert found.output().count(b"\n") >= 100_001
