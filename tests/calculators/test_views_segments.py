"""The segment counter's views: safe HTML, equal languages, the state they answer to."""

import json
import re

import pytest

from calculators import views
from calculators.views import html
from calculators.views.segments import settings
from calculators.views.segments.file import guess_delimiter, guess_encoding, open_file

LANGUAGES = ("en", "zh")
HOSTILE = "<img src=x onerror=alert(1)> \" ' & {0} {__class__} \u202e\x00\ud800 [x](y)"


def ask(text="", action=None, language="en", address=None, **fields):
    state = {"fields": {"text": text, **fields}, "address": address, "action": action}
    asked = {"widget": "segments", "state": state, "language": language}
    return json.loads(views.respond(json.dumps(asked)))


def press(name, value, text, **fields):
    return ask(text, {"name": name, "value": value}, **fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_no_inline_style_or_script(language):
    pages = [views.form("segments", language)]
    pages += [json.loads(views.respond(request)).get("html", "") for request in views.rehearsal()]
    for page in pages:
        assert not re.search(r"<[^>]*\s(style|on\w+)=", page)
        assert "<script" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_a_reader_types_becomes_markup(language):
    reply = ask(
        HOSTILE + "{" + "n" * 3 + "}",
        language=language,
        profile="alibaba_domestic",
        signature=HOSTILE,
        price=HOSTILE,
        currency=HOSTILE,
        **{"shortest:nnn": HOSTILE, "longest:nnn": HOSTILE * 40},
    )
    shown = reply["html"] + "".join(reply["regions"].values())
    assert "<img" not in shown
    assert "\x00" not in shown
    assert "\u202e" not in re.sub(r"<bdi.*?</bdi>", "", reply["regions"]["variables"])


def test_html_is_made_of_escaped_text_and_kept_html():
    assert html.tag("b", "<i>", html.tag("u", "x"), title='"') == (
        '<b title="&quot;">&lt;i&gt;<u>x</u></b>'
    )
    assert html.fill("<p>{a}</p>", a="<") == "<p>&lt;</p>"
    assert html.join(["<", ">"], "&") == "&lt;&amp;&gt;"
    assert html.tag("input", disabled=True, value=None, for_="x") == '<input disabled for="x">'


def test_what_has_no_glyph_gets_a_stand_in():
    assert html.escape("\x00\x1b\x7f") == "\u2400\u241b\u2421"
    assert html.escape("\ud800\x85") == "\ufffd\ufffd"
    assert html.escape("a\tb\n") == "a\tb\n"


@pytest.mark.parametrize(
    ("asked", "known"),
    [({"widget": "segmnts", "language": "en"}, "segments"), ({"language": "de"}, "en, zh")],
)
def test_an_unknown_widget_or_language_lists_the_known(asked, known):
    request = {"widget": "segments", "state": {"fields": {}}, **asked}
    with pytest.raises(ValueError, match=known):
        views.respond(json.dumps(request))


def test_the_address_holds_options_that_are_not_the_default_and_never_the_text():
    reply = ask("secret words", reference_bits="16", single=["turkish", "urdu"], signature="S")
    assert reply["address"] == {"reference_bits": "16", "single": "turkish,urdu"}
    assert ask("secret words")["address"] == {}


def test_an_address_sets_the_controls_and_its_unknown_parts_are_dropped():
    address = {"reference_bits": "9", "single": "klingon,urdu", "text": "x", "profile": "nobody"}
    reply = ask("kept", address=address)
    assert reply["fields"]["single"] == ["urdu"]
    assert reply["fields"]["reference_bits"] == "8"
    assert reply["fields"]["profile"] == "3gpp"
    assert "text" not in reply["fields"]


def test_every_option_of_a_json_line_can_stand_in_the_address():
    from smsparts.lines import FIELDS

    known = {"profile", *settings.CHOICES, *settings.LISTS}
    assert set(FIELDS) - {"text"} <= known


@pytest.mark.parametrize(
    ("fix", "text", "expected"),
    [
        pytest.param("replace", "it’s…" * 30, "it's..." * 30, id="all replacements"),
        pytest.param("U+2019", "it’s…", "it's…", id="one character"),
        pytest.param("cut", "a" * 163, "a" * 160, id="cut to save a part"),
    ],
)
def test_a_fix_gives_the_new_text(fix, text, expected):
    assert press("apply", fix, text)["text"] == expected


def test_a_fix_of_options_leaves_the_text_and_sets_the_controls():
    reply = press("apply", "table:turkish", "ş" * 71)
    assert "text" not in reply
    assert (reply["fields"]["single"], reply["fields"]["locking"]) == (["turkish"], ["turkish"])
    assert reply["address"]["single"] == "turkish"


def test_a_fix_spares_the_signature_and_the_line_ends_of_the_option():
    reply = press("apply", "cut", "中\n" * 40, profile="alibaba_domestic", signature="青禾")
    assert "青禾" not in reply["text"]
    reply = press("apply", "cut", "a\n" * 81, line_ends="crlf")
    assert "\r" not in reply["text"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("apply", "no such fix"),
        ("apply", "table:klingon"),
        ("example", "nothing"),
        ("window", "-1"),
        ("window", "9" * 30),
        ("character", "0:0"),
        ("character", "x"),
        ("no such action", ""),
    ],
)
def test_a_button_that_does_not_exist_changes_nothing(name, value):
    reply = press(name, value, "a" * 161)
    assert "text" not in reply


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_file_comes_out_the_same_in_pieces_of_any_size(size):
    content = '\ufeffid;text\r\n1;"a ""b"";\r\nc"\r\n2;中\r\n3;x;y\r\n'.encode()
    file = {"name": "a.b.csv", "bytes": len(content), "column": "text", "delimiter": "semicolon"}
    state = {"fields": {}, "file": file, "action": {"name": "count"}}
    job = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    written = b""
    for start in range(0, len(content), size):
        job.feed(content[start : start + size])
        written += job.output()
    reply = json.loads(job.finish())
    written += job.output()
    assert written.decode() == (
        '\ufeffid;text;encoding;units;segments\r\n1;"a ""b"";\r\nc";GSM-7;9;1\r\n2;中;UCS-2;1;1\r\n'
    )
    assert reply["save"] == "a.b-counted.csv"
    assert "line 5" in reply["regions"]["file-result"]


@pytest.mark.parametrize(
    ("column", "header", "words"),
    [
        ("body", "text", "no such column"),
        ("text", "text,text", "Two columns"),
        ("text", "text,units", "already"),
    ],
)
def test_a_table_that_cannot_be_counted_is_refused_in_words(column, header, words):
    content = f"{header}\na,b\n".encode()
    file = {"name": "x.csv", "bytes": len(content), "column": column}
    state = {"fields": {}, "file": file, "action": {"name": "count"}}
    job = open_file(json.dumps({"widget": "segments", "language": "en", "state": state}))
    job.feed(content)
    assert job.refused
    assert words in json.loads(job.finish())["announce"]


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        pytest.param("文".encode(), "utf-8", id="UTF-8"),
        pytest.param("文字".encode()[:-1], "utf-8", id="UTF-8 cut inside a character"),
        pytest.param("短信正文，".encode("gb18030"), "gb18030", id="GB18030"),
    ],
)
def test_the_encoding_is_guessed_from_the_first_piece(start, encoding):
    assert guess_encoding(start) == encoding


def test_the_delimiter_is_the_one_the_header_has_most_of():
    assert guess_delimiter("a;b;c,d\n1,2,3,4,5") == "semicolon"
    assert guess_delimiter("a\tb") == "tab"
    assert guess_delimiter("text") == "comma"


@pytest.mark.parametrize(
    ("text", "shown", "summary"),
    [
        pytest.param("你好😀", 3, None, id="three without a replacement are listed"),
        pytest.param("你们好😀", 0, "4 different characters that have no", id="four are folded"),
        pytest.param("你们好😀’", 1, "4 different characters that have no", id="the quote stays"),
        pytest.param("’‘“”–…", 6, None, id="six that can be replaced are listed"),
        pytest.param("’‘“”–…•", 6, "1 more different character<", id="the seventh is folded"),
    ],
)
def test_what_can_be_mended_is_not_buried_under_what_cannot(text, shown, summary):
    why = ask(text)["html"].partition('id="why"')[2].partition('<div class="section-parts"')[0]
    listed, _, folded = why.partition("<details")
    assert listed.count('class="who"') == shown
    assert (summary in folded) if summary else not folded
