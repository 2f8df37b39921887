"""Words in another language than their page say which (WCAG 3.1.2), so that they are spoken right.

Read from the finished HTML: three English words in a row in what counts as Chinese, and any Han
character in what counts as English, are faults. One or two English words are left to the author: a
name or a term of the trade, mostly, which the rule lets stand.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

NAMES = (
    # Companies and their parts, as they are registered
    "Cloopen Group Holding",
    "Klinker Apps",
    "Simple Mobile Tools",
    "Vonage Developer Relations",
    # Apps and services
    "Amazon Pinpoint",
    "Amazon SNS",
    "AWS End User Messaging",
    "End User Messaging",
    "Android Messages",
    "Fossify Messages",
    "Google Messages",
    "Google Play",
    "Messages by Google",
    "Pulse SMS",
    "SMS Gateway for Android",
    "Samsung Messages",
    "Simple SMS Messenger",
    "Smart Encoding",
    "Telegram Gateway",
    "WhatsApp Business API",
    # A term of the trade that Chinese texts use as it is
    "SMS over IP",
)
"""What counts as one word of no language, in any page."""

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
NAME = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})(?![\w-])")
# An address, an identifier or a number with letters in it is nobody's word.
NO_WORD = re.compile("[!-~]*(?:[@/_]|[a-z][.][a-z]|[a-z][0-9]|[0-9][a-z])[!-~]*", re.IGNORECASE)
WORD = r"[A-Za-z]+(?:['’-][A-Za-z]+)*"
# What may stand between two words of one sentence, a figure among them: "valid for 10 minutes".
BETWEEN = r"[\s,;:.!?“”\"()<>&–—-]+(?:\d+[\s,;:.!?“”\"()<>&–—-]+)*"
ENGLISH = re.compile(rf"{WORD}(?:{BETWEEN}{WORD}){{2,}}")

INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "small", "span", "strong", "u", "wbr"}
"""A sentence goes on over these; any other element ends it."""
NOT_WORDS = {"code", "kbd", "pre", "samp", "script", "style", "math"}
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = ("alt", "aria-label", "placeholder", "title")
"""Attributes that are read out. They are in their element's language and cannot mix two."""


class _Page(HTMLParser):
    """The runs of text of one page, each with its first line and the language it counts as."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[tuple[int, str, str]] = []
        self.attributes: list[tuple[int, str, str]] = []
        self._open: list[tuple[str, str]] = []
        self._line, self._text = 0, ""
        self.feed(html)
        self.close()
        self._end()

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        language = values.get("lang") or self._language
        if tag not in INLINE or language != self._language:
            self._end()
        line = self.getpos()[0]
        self.attributes += [(line, language, text) for n in SPOKEN if (text := values.get(n))]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:  # of a drawing
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        before = self._language
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == tag:
                if tag not in INLINE or before != (self._open[place - 1][1] if place else ""):
                    self._end()
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if any(tag in NOT_WORDS for tag, _ in self._open):
            return
        if not self._text:
            self._line = self.getpos()[0]
        self._text += data

    def _end(self) -> None:
        if self._text.strip():
            self.runs.append((self._line, self._language, " ".join(self._text.split())))
        self._text = ""


def english(text: str) -> list[str]:
    """The runs of three or more English words in `text`."""
    return [run[0] for run in ENGLISH.finditer(NO_WORD.sub("·", NAME.sub("·", text)))]


def faults(html: str) -> Iterator[str]:
    """A line for each run of words of `html` that does not say its language."""
    page = _Page(html)
    for line, language, text in page.runs:
        if language.startswith("zh"):
            yield from (f"{line}: no lang=en: {run}" for run in english(text))
        elif language.startswith("en") and HAN.search(text):
            yield f"{line}: no lang=zh-Hans: {text}"
    for line, language, text in page.attributes:
        han = HAN.search(text)
        if language.startswith("zh") and not han and english(text):
            yield f"{line}: a Chinese element is described in English: {text}"
        elif language.startswith("en") and han and not re.search("[A-Za-z]", text):
            yield f"{line}: an English element is described in Chinese: {text}"


def faults_of(site: Path) -> list[str]:
    """The same for every page under `site`, each with its file."""
    return [
        f"{path.relative_to(site)}:{fault}"
        for path in sorted(site.rglob("*.html"))
        for fault in faults(path.read_text("utf-8"))
    ]


def test_words_in_another_language_than_their_page_say_which(site):
    assert faults_of(site) == []


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_both_languages_are_read_at_all(site, language):
    """A page whose language is not known would have no fault."""
    home = _Page((site / ("index.html" if language == "en" else "zh/index.html")).read_text())
    read = " ".join(text for _, run_language, text in home.runs if run_language == language)
    assert len(read) > 1000


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("zh-Hans", "<p>打开\n（Privacy and Security）。</p>",
         "2: no lang=en: Privacy and Security"),
        ("zh-Hans", '<li><a href="x">What is Telegram?</a></li>',
         "2: no lang=en: What is Telegram"),
        ("zh-Hans", "<p>见 Who <em>can</em> see</p>", "2: no lang=en: Who can see"),
        ("zh-Hans", "<p>It is valid for 10 minutes</p>",
         "2: no lang=en: It is valid for 10 minutes"),
        ("zh-Hans", "<p>Write to SMS Gateway for Android at once, please</p>",
         "2: no lang=en: at once, please"),
        ("zh-Hans", '<p lang="en">See <i lang="zh-Hans">one two three</i></p>',
         "2: no lang=en: one two three"),
        ("zh-Hans", '<button aria-label="Close this window">×</button>',
         "2: a Chinese element is described in English: Close this window"),
        ("en", "<p>The signature 签名 comes first</p>",
         "2: no lang=zh-Hans: The signature 签名 comes first"),
        ("en", '<p><img alt="签名"></p>',
         "2: an English element is described in Chinese: 签名"),
        ("zh-Hans", '<p lang="en">退订</p>', "2: no lang=zh-Hans: 退订"),
        ("zh-Hans", "<svg><title/><text>Who can see</text></svg>", "2: no lang=en: Who can see"),
    ],
)  # fmt: skip
def test_words_that_do_not_say_their_language_are_found(language, body, found):
    assert list(faults(f'<!DOCTYPE html><html lang="{language}">\n{body}</html>')) == [found]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("zh-Hans", '<p>隐私（<span lang="en">Privacy and Security</span>）。</p>'),
        ("zh-Hans", '<p><a lang="en" href="x">Who <b>can</b> see it</a>，核实于今天</p>'),
        ("zh-Hans", "<p>用 AWS End User Messaging 或 SMS Gateway for Android 发 SMS</p>"),
        ("zh-Hans", "<p>屏幕要我付费（SMS Fee / Premium）</p>"),
        ("zh-Hans", "<p>两个词的 Secret Chat 由作者决定</p>"),
        ("zh-Hans", "<p>运行 <code>make serve and wait</code></p>"),
        ("zh-Hans", "<p>见 a.example/b c2ed32f auth.sendCode</p>"),
        ("zh-Hans", "<ul><li>Telegram</li><li>SMS</li><li>API</li></ul>"),
        ("zh-Hans", '<p lang="tr">kargonuz saat teslim edilecektir</p>'),
        ("en", '<p>The signature <span lang="zh-Hans">签名</span> comes first</p>'),
        ("en", "<pre>【签名】</pre><script>var a = '签名'</script>"),
    ],
)
def test_words_that_do_are_left_in_peace(language, body):
    assert list(faults(f'<!DOCTYPE html><html lang="{language}">\n{body}</html>')) == []
