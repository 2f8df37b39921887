"""Files as people have them: what each is taken for, what comes back, what is refused."""

import csv
import io
import json
import zipfile

import pytest
from smsparts.__main__ import main
from smsparts.encodings import FILE_ENCODINGS, guess_encoding
from smsparts.layouts import NotReadError, look
from smsparts.sheets import Workbook, WorkbookError

WRITTEN = {
    "windows-1252": [
        "id;text\r\n1;Grüße aus München – die Rechnung über 12 € liegt bei\r\n",
        "text\ncafé",
        "a,b\nDon’t miss it,1\n",
        "texto\n¿Qué tal? Mañana habrá más información aquí\n",
        "ÄÖÜ ÜBER ALLES GRÖSSE",
        "80 £ off",
    ],
    "windows-1251": ["Имя,Текст\nАнна,Ваш заказ готов. Код 1234\n", "ПРИВЕТ МИР", "text\nДа\n"],
    "gb18030": [
        "姓名,内容\n张三,您的验证码是123456，请勿泄露。\n",
        "短信\n",
        "李雷",
        "正文\n中中中\n",
    ],
    "big5": ["姓名,內容\n張三,您的驗證碼是123456，請勿洩露。\n", "簡訊內容\n您預訂的商品已到店\n"],
    "shift_jis": [
        "名前,本文\n山田,ご予約ありがとうございます。\n",
        "お知らせ",
        "電話番号,メッセージ\n",
    ],
    "euc-kr": [
        "이름,내용\n홍길동,고객님의 주문이 발송되었습니다.\n",
        "안녕하세요",
        "전화번호,메시지\n",
    ],
    "utf-8": ["Grüße\n", "短信", "a\n", "a\0b\n"],
    "utf-16": ["text\nhello\n", "短信,中\n第二行\n"],
    "utf-16-be": ["text\nhello\n"],
}


@pytest.mark.parametrize(
    "encoding, text", [(name, text) for name, texts in WRITTEN.items() for text in texts]
)
def test_an_encoding_is_found(encoding, text):
    assert guess_encoding(text.encode(FILE_ENCODINGS[encoding])) == encoding


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8"])
def test_an_encoding_is_found_by_its_mark(encoding):
    assert guess_encoding("\ufeff中".encode(FILE_ENCODINGS[encoding])) == encoding


@pytest.mark.parametrize(
    "start", [b'id,text\n1,"x\n4,\xff\n', b"a\xff\xfe\n", bytes(range(128, 160))]
)
def test_what_reads_well_in_nothing_is_not_called_chinese(start):
    assert guess_encoding(start) == "utf-8"


BACKUP = (
    '<?xml version="1.0"?><!-- made --><smses count="2"><sms address="+44 1" type="2" '
    'readable_date="1 May" body="Hi &amp; bye &#55357;&#56832;&#10;next" /><mms/>'
    "<sms address='2' type='1' date='5' body='2 &lt; 3'/></smses>"
)
CHAT = (
    "31/12/25, 21:41 - Messages are encrypted\n"
    "31/12/25, 21:42 - Anna: Hello,\nyou: there\n01/01/26, 0:01 - Bob: ok\n"
)
# name -> (file, kind, texts)
FILES = {
    "comma": ("id,text\n1,a\n2,b\n", "table", ["a", "b"]),
    "semicolon": ("id;text\n1;a,b\n2;c\n", "table", ["a,b", "c"]),
    "tab": ("id\ttext\n1\ta\n", "table", ["a"]),
    "bar": ("id|text\n1|a\n2|b\n", "table", ["a", "b"]),
    "sep=": ("sep=;\nid;text\n1;a\n2;b\n", "table", ["a", "b"]),
    "title": ("Report of 2026,,\nid,text,who\n1,a,x\n2,b,y\n", "table", ["a", "b"]),
    "title alone": ("Report of 2026\n\nid,text\n1,a\n2,b\n", "table", ["a", "b"]),
    "short rows": ("id,text,note\n1,a\n2,b\n", "table", ["a", "b"]),
    "no header": (
        "1,hello there\n2,see you\n3,bye now\n",
        "table",
        ["hello there", "see you", "bye now"],
    ),
    "one column": ('text\n"a, b"\nc\n', "table", ["a, b", "c"]),
    "lines": (
        "Hello, Anna\nYour order, nr 5, is ready\nBye\n",
        "lines",
        ["Hello, Anna", "Your order, nr 5, is ready", "Bye"],
    ),
    "lines with a name": ("text\nHello, Anna\nBye\n", "lines", ["Hello, Anna", "Bye"]),
    "enter": ("Hi\u2028you\nA\x85B\x0bC\x0cD\n", "lines", ["Hi\u2028you", "A\x85B\x0bC\x0cD"]),
    "json lines": (
        '{"id": 7, "text": "a"}\n{"id": 8, "text": "b", "x": [1]}\n',
        "json_lines",
        ["a", "b"],
    ),
    "backup": (BACKUP, "backup", ["Hi & bye 😀\nnext", "2 < 3"]),
    "chat": (CHAT, "chat", ["Hello,\nyou: there", "ok"]),
    "chat of an iPhone": (
        "\u200e[31.12.25, 21:41:05] Anna: Hi\n[31.12.25, 21:42:00] Bob: ok\n",
        "chat",
        ["Hi", "ok"],
    ),
    "chat in Chinese": (
        "2025/12/31 下午9:41 - 张三: 你好\n2025/12/31 下午9:42 - 李四: 在\n",
        "chat",
        ["你好", "在"],
    ),
}


def texts_of(layout, content, size=None):
    table = layout.table()
    rows, broken = [], []
    size = size or len(content)
    found = [table.feed(content[at : at + size]) for at in range(0, len(content), size)]
    found.append(table.close())
    while (more := table.more()) is not None:
        found.append(more)
    for some, wrong in found:
        rows += [table.text(row) for row in some]
        broken += wrong
    return rows, broken


@pytest.mark.parametrize("size", [1, 5, None])
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_taken_for_what_it_is(name, size):
    text, kind, texts = FILES[name]
    content = text.encode()
    layout = look(content)
    assert layout.kind == kind
    assert texts_of(layout, content, size) == (texts, [])


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "gb18030"])
def test_an_encoding_may_be_chosen_instead(encoding):
    content = "text\nz\n".encode(FILE_ENCODINGS[encoding])
    layout = look(content, encoding=encoding)
    assert layout.encoding == encoding
    assert texts_of(layout, content)[0] == ["z"]


def test_every_choice_may_be_made_otherwise():
    content = b"a,b\nc,d;e\n"
    assert look(content, header=0).rows[0] == ("a", "b")
    assert look(content, delimiter=";", header=1).names == ("a,b",)
    assert look(content, kind="lines", header=0).rows[1] == ("c,d;e",)
    assert look(content, column="a").column == 0
    assert look(content, column=1).column == 1


@pytest.mark.parametrize(
    "content, code",
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"\x1f\x8b", "packed"),
        (b"<!DOCTYPE html><table>", "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b'[\n{"text": "a"}]', "json_array"),
        (b'{\n"text": "a"\n}', "json_object"),
        (b"\x01\x02\x03\x04", "binary"),
        (b" \n", "empty"),
    ],
)
def test_what_is_not_read_is_named(content, code):
    with pytest.raises(NotReadError) as refused:
        look(content)
    assert refused.value.code == code


def test_every_refusal_has_a_sentence():
    from smsparts.say import languages, words

    codes = [
        "pdf",
        "picture",
        "old_excel",
        "packed",
        "html",
        "xml",
        "json_array",
        "json_object",
        "binary",
        "empty",
        "word",
        "open_document",
        "bad_workbook",
        "big_workbook",
    ]
    for language in languages():
        assert all(words("file", language)[code] for code in codes)


# XLSX


def workbook(rows, strings="", sheets=("Texts",), extra=()):
    cells = "".join(f'<row r="{n}">{cells}</row>' for n, cells in rows)
    parts = {
        "xl/workbook.xml": "<workbook><sheets>"
        + "".join(f'<sheet name="{s}" r:id="r{n}"/>' for n, s in enumerate(sheets))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="r{n}" Target="worksheets/s{n}.xml"/>' for n, _ in enumerate(sheets)
        )
        + "</Relationships>",
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
        **{
            f"xl/worksheets/s{n}.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
            for n, _ in enumerate(sheets)
        },
        **dict(extra),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


ROWS = [
    (1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>text</t></is></c>'),
    (3, '<c r="A3"><v>1.38E+10</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"/>'),
    (4, '<c r="B4" t="str"><f>A1</f><v>A &amp; B</v></c>'),
]
STRINGS = "<si><t>phone</t></si><si><r><t>短</t></r><r><t>信</t></r><rPh><t>x</t></rPh></si>"


def test_a_workbook_is_read():
    content = workbook(ROWS, STRINGS)
    layout = look(content)
    assert (layout.kind, layout.names, layout.column) == ("workbook", ("phone", "text"), 1)
    assert layout.rows[0] == ("13800000000", "短信")
    assert texts_of(layout, content) == (["短信", "A & B"], [])


def test_another_sheet_may_be_chosen():
    content = workbook(ROWS, STRINGS, sheets=("One", "Two"))
    assert look(content, sheet="Two").sheet == "Two"
    assert look(content).sheets == ("One", "Two")


@pytest.mark.parametrize(
    "part, content, code",
    [
        ("xl/worksheets/s0.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet/>", "bad_workbook"),
        ("xl/worksheets/s0.xml", '<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "big_workbook"),
        ("xl/worksheets/s0.xml", "<worksheet><sheetData><row", "bad_workbook"),
    ],
)
def test_what_a_bomb_needs_is_refused(part, content, code):
    book = Workbook(io.BytesIO(workbook(ROWS, STRINGS, extra=[(part, content)])))
    with pytest.raises(WorkbookError) as refused:
        list(book.rows())
    assert refused.value.code == code


def test_a_part_that_unpacks_without_end_is_refused(monkeypatch):
    from smsparts import sheets

    monkeypatch.setattr(sheets, "MOST_OCTETS", 1_000_000)
    content = workbook(ROWS, STRINGS, extra=[("xl/sharedStrings.xml", "<sst>" + " " * 3_000_000)])
    assert len(content) < 10_000
    with pytest.raises(WorkbookError):
        list(Workbook(io.BytesIO(content)).rows())


@pytest.mark.parametrize(
    "content, code",
    [
        (workbook(ROWS)[:200], "bad_workbook"),
        (
            workbook(ROWS, extra=[("word/document.xml", "")]).replace(
                b"xl/workbook.xml", b"xl/werkbook.xml"
            ),
            "word",
        ),
    ],
)
def test_a_zip_that_is_no_workbook_is_named(content, code):
    with pytest.raises(NotReadError) as refused:
        look(content)
    assert refused.value.code == code


# The command line


def counted(folder, content, *arguments, name="in.csv", status=0):
    (folder / name).write_bytes(content)
    assert (
        main(["batch", str(folder / name), "--output", str(folder / "out"), *arguments]) == status
    )
    return (folder / "out").read_bytes() if status == 0 else None


def test_a_german_csv_is_counted_as_what_it_is(tmp_path, capsys):
    rows = ["Grüße aus München" + " x" * 70, "Über schöne Grüße", "ok", "„Hallo“", "Don’t"]
    content = "".join(f"{row}\r\n" for row in ["id;text", *(f"1;{row}" for row in rows)])
    written = counted(tmp_path, content.encode("cp1252"), "--column", "text").decode("cp1252")
    read = list(csv.DictReader(io.StringIO(written), delimiter=";"))
    assert [row["text"] for row in read] == rows
    assert [row["encoding"] for row in read] == ["GSM-7"] * 3 + ["UCS-2"] * 2
    assert "Windows-1252" in capsys.readouterr().err


def test_json_lines_come_back_with_every_field(tmp_path):
    content = '{"id": 7, "text": "短信", "x": {"y": null}}\n{"id": 8, "text": "a"}\n'.encode()
    lines = counted(tmp_path, content, "--column", "text").decode().splitlines()
    assert json.loads(lines[0]) == {
        "id": 7,
        "text": "短信",
        "x": {"y": None},
        "encoding": "UCS-2",
        "units": 2,
        "segments": 1,
    }


def test_a_workbook_comes_back_as_csv_that_excel_opens(tmp_path):
    written = counted(tmp_path, workbook(ROWS, STRINGS), "--column", "text", name="a.xlsx")
    assert written.startswith("\ufeffphone,text,encoding".encode())


def test_short_rows_are_filled_and_counted(tmp_path, capsys):
    written = counted(tmp_path, b"id,text,note\n1,a\n2,b,c\n", "--column", "text").decode()
    assert written.splitlines()[1:] == ["1,a,,GSM-7,1,1", "2,b,c,GSM-7,1,1"]
    assert "1 rows were shorter" in capsys.readouterr().err


def test_a_file_without_header_goes_by_number(tmp_path):
    written = counted(tmp_path, b"1,hello\n2,bye\n", "--column", "2", "--header", "0").decode()
    assert written.splitlines() == ["1,hello,GSM-7,5,1", "2,bye,GSM-7,3,1"]


def test_lines_may_be_asked_for(tmp_path):
    written = counted(tmp_path, b"a,b\nc,d\n", "--lines", "--header", "0").decode()
    assert written.splitlines()[1] == '"a,b",GSM-7,3,1'


@pytest.mark.parametrize(
    "content, arguments, said",
    [
        (
            b"id,text\n1,a\n",
            [],
            "--column names the column with the texts; the columns are: id, text",
        ),
        (b"id , text\n1,a\n", ["--column", "text"], "'id ', ' text'"),
        (b"%PDF-1.7", ["--column", "text"], "PDF"),
        (b"1,a\n", ["--column", "9", "--header", "0"], "no column '9'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, capsys, content, arguments, said):
    counted(tmp_path, content, *arguments, status=2)
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_first_rows_are_shown_before_anything_is_counted(tmp_path, capsys):
    (tmp_path / "in.csv").write_bytes("id;Text\n1;Grüße\n".encode("cp1252"))
    assert main(["batch", str(tmp_path / "in.csv"), "--preview"]) == 0
    said = capsys.readouterr().out
    assert "Windows-1252" in said and "semicolon" in said
    assert "> Text: 'Grüße'" in said
