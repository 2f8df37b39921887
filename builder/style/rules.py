"""The rules of style for one line of prose, and for the lines of a page together.

Each rule has a name, a pattern and what to do instead; each has a wrong example in the tests. Knows
nothing of files. Chinese spacing and punctuation are AutoCorrect's work (see `files`), except at
the seams of Markdown, which it does not look across.
"""

import re
from dataclasses import dataclass
from functools import cache

HAN = "\u3400-\u9fff\uf900-\ufaff"

INCLUDE = re.compile(r"\{!.*?!\}")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
FOOTNOTES = re.compile(r"(?:\[\^[^\]]+\]:?[ ]?)+")
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\](?:\([^)]*\))")
TAG = re.compile(r"<[^>]+>")
WORK = re.compile("《[^》]*》")  # the name of a law or a book keeps its own words
ATTRIBUTES = re.compile(r"\{[:#.][^}]*\}")
ADMONITION = re.compile(r'^(\s*(?:!!!|\?\?\?\+?)[^"]*)"(.*)"\s*$')
BLOCK_START = re.compile(
    r"^\s*(?:#{1,6} |[-*+] |\d+\. |> |\||!!!|\?\?\?|<|\{!|\[\^|$|---|```|~~~|: )"
)


@dataclass(frozen=True)
class Rule:
    """A pattern that should not be found in prose, and what to write instead."""

    name: str
    pattern: re.Pattern[str]
    instead: str


def _rule(name: str, pattern: str, instead: str, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), instead)


def _words(name: str, pairs: dict[str, str], flags: int = 0, edge: str = "") -> list[Rule]:
    return [_rule(name, f"{edge}(?:{word}){edge}", better, flags) for word, better in pairs.items()]


PLACEHOLDERS = [
    _rule("placeholder", r"\b(?:TODO|TBD|FIXME|XXX)\b", "write it, or leave it out"),
    _rule("placeholder", r"(?i)\b(?:coming soon|lorem ipsum|under construction)\b", "leave it out"),
    _rule("placeholder", "待补充|敬请期待|建设中|即将推出|此处省略", "写出来，或者不提"),
]

CHINESE = [
    *PLACEHOLDERS,
    _rule("spacing", rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", "汉字与字母、数字之间空一格"),
    _rule("half-width mark", rf"[{HAN}”）][,;:!?]|[{HAN}]\.(?![\w/])", "汉字后用全角标点"),
    _rule("half-width mark", rf"(?<=\S)[,;!?]\s*[{HAN}]", "汉字前用全角标点"),
    _rule("half-width bracket", rf"[{HAN}]\s*\(|\)\s*[{HAN}]|\([^()]*[{HAN}][^()]*\)", "用（）"),
    _rule("straight quote", r"[\"']", "用“”，里层用‘’"),
    _rule("dots", r"\.{3,}|。{2,}", "用……"),
    _rule(
        "space at a mark",
        r"[ ][，。；：！？、）”》]|[（“《][ ]|[，。；：！？、][ ]+[^\s|]",
        "全角标点旁不空格",
    ),
    _rule("full-width letter", "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", "字母和数字用半角"),
    _rule("polite you", "您", "用“你”"),
    *_words(
        "word",
        {
            "帐号|帐户": "账号、账户",
            "登陆": "登录",
            "登录码": "登录验证码",
            "二步验证|双重验证|两步认证": "两步验证",
            "(?<!私)密聊|秘密聊天|加密聊天": "私密聊天",
            "七位单元|7 位单元": "七位组",
            "字形簇": "字素簇",
            "代码单元": "码元",
            "短讯|简讯": "短信",
            "由运营商(?:做|进行|来)?(?:实名)?报备": "由平台向运营商报备",
            "软体|网路|资讯|讯息|萤幕": "软件、网络、信息、消息、屏幕",
        },
    ),
    *_words(
        "menu name",  # data/menus.yaml has them
        {
            "隐私与安全": "隐私和安全",
            "活跃会话": "已登录的设备",
            "终止所有其他会话": "将其他设备退出登录",
            "谁能看到我的号码": "谁可以看到我的手机号码？",
            "谁能通过号码找到我": "谁可以通过我的手机号找到我？",
        },
    ),
    *_words(
        "empty phrase",
        {
            "众所周知|毋庸置疑|不言而喻": "删去",
            "值得注意的是|需要注意的是|值得一提的是": "直接说",
            "综上所述|总而言之|总的来说": "删去",
            "赋能|抓手|闭环|一站式|无缝": "说清楚做了什么",
            "小编": "我们",
            "极致|完美|卓越": "说清楚好在哪里",
        },
    ),
]

ENGLISH = [
    *PLACEHOLDERS,
    _rule("straight quote", r"\"", "use “ ”"),
    _rule("two spaces", r"[^\s|]  +[^\s|]", "one space"),
    _rule("full-width mark", "[，。；：！？、（）]", "English marks in English prose"),
    *_words(
        "word",
        {
            "emails?|Emails?": "e-mail",
            "log-in|sign-in": "login, sign-up; log in, sign up",
            "two-factor authentication|2FA": "two-step verification",
            "colors?|behaviors?|centers?|favorites?|organizations?": "British spelling",
            "utili[sz]e[sd]?|leverag(?:e[sd]?|ing)": "use",
            "in order to": "to",
        },
        edge=r"\b",
    ),
    # A mainland signature is filed by the platform, with the carriers.
    _rule(
        "word",
        r"(?i)\bcarriers? (?:(?:must|have to|will|real-name) )?fil(?:e|es|ed|ing)\b",
        "the platform files with the carriers",
    ),
    *_words(
        "empty phrase",
        {
            "please note(?: that)?|it is important to note|it should be noted": "say it",
            "needless to say|as we all know|of course": "leave it out",
            "seamless(?:ly)?|cutting[- ]edge|state[- ]of[- ]the[- ]art|world[- ]class": "say how",
            "robust|powerful|best-in-class|game[- ]chang\\w+": "say what it does",
            "click here|read more": "name what the link leads to",
        },
        re.IGNORECASE,
        edge=r"\b",
    ),
]


def prose(line: str) -> str:
    """A line of Markdown as a reader sees it: no code, addresses, tags, ids or footnote marks."""
    titled = ADMONITION.match(line)
    text = titled[2] if titled else line
    for pattern, put in (
        (CODE, "x"),
        (INCLUDE, ""),
        (FOOTNOTES, ""),
        (LINK, r"\1"),
        (TAG, ""),
        (WORK, "《》"),
    ):
        text = pattern.sub(put, text)
    return re.sub(r"\*\*|__|(?<!\w)\*|\*(?!\w)", "", ATTRIBUTES.sub("", text))


@cache
def faults(line: str, language: str) -> tuple[str, ...]:
    """What is wrong with one line of prose; `language` is "en" or "zh"."""
    text = prose(line)
    found = []
    for rule in CHINESE if language == "zh" else ENGLISH:
        match = rule.pattern.search(text)
        if match:
            around = text[max(0, match.start() - 8) : match.end() + 8].strip()
            found.append(f"{rule.name}: '{around}': {rule.instead}")
    return tuple(found)


def broken_lines(lines: list[str]) -> list[int]:
    """Indexes of lines that go on with the sentence above: a paragraph is one line."""
    found, fenced = [], False
    for index, line in enumerate(lines):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
        above = lines[index - 1] if index else ""
        goes_on = not BLOCK_START.match(line) and above.strip() and not fenced
        if goes_on and not re.match(r"\s*(?:```|~~~|<|\{!|!!!|\?\?\?|#)", above):
            found.append(index)
    return found


KEPT = re.compile(r"`[^`]*`|<[^>]+>|\{[^}]*\}|\]\([^)]*\)")


def curl_quotes(line: str) -> str:
    """An English line with its straight double quotes as “ and ”; code, tags, addresses stay."""
    if ADMONITION.match(line):
        return line
    quotes, out, last = 0, list[str](), 0
    for kept in [*KEPT.finditer(line), None]:
        for char in line[last : kept.start() if kept else len(line)]:
            quotes += char == '"'
            out.append("”“"[quotes % 2] if char == '"' else char)
        if kept:
            out.append(kept[0])
            last = kept.end()
    return line if quotes % 2 else "".join(out)
