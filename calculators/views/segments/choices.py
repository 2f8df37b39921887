"""The controls folded away until wanted: how to count, what it costs."""

from __future__ import annotations

from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES

from calculators.billing import profiles
from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.languages import LANGUAGES

WORDS = {
    "en": {
        "options": "How it is counted",
        "profile": "Rule",
        "profile_note": "The rule of whoever bills you. Its source and date are shown below.",
        "signature": "Signature (counted by the rules of mainland China)",
        "signature_note": "Put in 【】 before the text if it has no brackets of its own.",
        "encoding": "Encoding",
        "auto": "GSM-7 where possible",
        "GSM-7": "GSM-7 only",
        "UCS-2": "UCS-2 always",
        "reference_bits": "Reference number of the parts",
        "bits_8": "8 bits, as most senders use",
        "bits_16": "16 bits, as some do",
        "line_ends": "Line ends",
        "lf": "one character (LF)",
        "crlf": "two characters (CR LF)",
        "keep_clusters": "Keep user-perceived characters whole between parts",
        "smart_encoding": "Smart Encoding (Twilio)",
        "tables": "National tables the sender may use",
        "tables_note": "For a sender in a country or language that has them, if the sender’s "
        "system supports them. The shortest result is taken.",
        "single": "single shift",
        "locking": "locking shift",
        "single_of": "{language}, single shift",
        "locking_of": "{language}, locking shift",
        "reset": "Back to the standard",
        "cost": "Cost",
        "recipients": "Recipients",
        "price": "Price per part",
        "currency": "Currency",
    },
    "zh": {
        "options": "怎么计数",
        "profile": "规则",
        "profile_note": "选向你收费的那一家的规则。它的来源和日期写在下面。",
        "signature": "签名（中国大陆的规则会计入）",
        "signature_note": "没有自带括号的签名会放进【】，加在正文前面。",
        "encoding": "编码",
        "auto": "能用 GSM-7 就用",
        "GSM-7": "只用 GSM-7",
        "UCS-2": "总用 UCS-2",
        "reference_bits": "拼接用的编号",
        "bits_8": "8 位，多数发送方这样用",
        "bits_16": "16 位，少数发送方这样用",
        "line_ends": "换行",
        "lf": "算一个字符（LF）",
        "crlf": "算两个字符（CR LF）",
        "keep_clusters": "看起来完整的字符不拆到两条里",
        "smart_encoding": "Smart Encoding（Twilio）",
        "tables": "发送方可用的国家语言表",
        "tables_note": "适用于有这种表的国家或语言，并且发送方的系统要支持。结果取最短的一种。",
        "single": "单次切换",
        "locking": "锁定切换",
        "single_of": "{language}，单次切换",
        "locking_of": "{language}，锁定切换",
        "reset": "恢复标准",
        "cost": "费用",
        "recipients": "收件人数",
        "price": "每条单价",
        "currency": "币种",
    },
}


def draw(language: str) -> Html:
    """Both folds, for the form."""
    return join([_options(language), _cost(language)])


def _options(language: str) -> Html:
    words = WORDS[language]
    rules = [tag("option", rule.name[language], value=rule.id) for rule in profiles().values()]
    return tag(
        "details",
        tag("summary", words["options"]),
        _field("profile", words, tag("select", join(rules), id="profile", name="profile")),
        tag("p", words["profile_note"], class_="hint"),
        tag("div", data_region="rule"),
        _field(
            "signature",
            words,
            tag("input", id="signature", name="signature", type="text", autocomplete="off"),
        ),
        tag("p", words["signature_note"], class_="hint"),
        _select("encoding", words, [(v, words[v]) for v in ("auto", "GSM-7", "UCS-2")]),
        _select("reference_bits", words, [(v, words[f"bits_{v}"]) for v in ("8", "16")]),
        _select("line_ends", words, [(v, words[v]) for v in ("lf", "crlf")]),
        _check("keep_clusters", "yes", words["keep_clusters"]),
        _check("smart_encoding", "yes", words["smart_encoding"]),
        _tables(language),
        tag("p", tag("button", words["reset"], type="button", name="reset", value="options")),
        id="options",
        class_="fold",
    )


def _tables(language: str) -> Html:
    words = WORDS[language]
    rows = []
    for table in SINGLE_TABLES:
        spoken = LANGUAGES[language][table]
        boxes = []
        for kind, known in (("single", SINGLE_TABLES), ("locking", LOCKING_TABLES)):
            if table in known:
                name = fill(words[f"{kind}_of"], language=spoken)
                boxes.append(_check(kind, table, words[kind], name))
        rows.append(tag("div", tag("span", spoken), *boxes, class_="table-choice"))
    return tag(
        "fieldset",
        tag("legend", words["tables"]),
        tag("p", words["tables_note"], class_="hint"),
        tag("div", join(rows), class_="table-choices"),
    )


def _cost(language: str) -> Html:
    words = WORDS[language]
    inputs = [
        _field(
            name,
            words,
            tag("input", id=name, name=name, type="text", inputmode=mode, autocomplete="off"),
        )
        for name, mode in (("recipients", "numeric"), ("price", "decimal"), ("currency", "text"))
    ]
    return tag("details", tag("summary", words["cost"]), *inputs, id="cost-fold", class_="fold")


def _field(name: str, words: dict[str, str], control: Html) -> Html:
    return tag("div", tag("label", words[name], for_=name), control, class_="field")


def _select(name: str, words: dict[str, str], options: list[tuple[str, str]]) -> Html:
    choices = join(tag("option", label, value=value) for value, label in options)
    return _field(name, words, tag("select", choices, id=name, name=name))


def _check(name: str, value: str, label: str, spoken: str | None = None) -> Html:
    box = tag("input", type="checkbox", name=name, value=value, aria_label=spoken)
    return tag("label", box, " ", label, class_="check")
