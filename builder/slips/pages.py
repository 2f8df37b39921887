"""Slips in a page: what Markdown takes without a word and shows wrongly.

Knows the words of one page, and the pages and pictures its links may lead to.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

Slip = tuple[int, str]

FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
INCLUDE = re.compile(r"\{!\s*[^{}!]+?\s*!\}")
BROKEN_INCLUDE = re.compile(r"\{!|!\}|\{[\w/-]+\.(?:md|py)\}")
HEADING = re.compile(r"^(#{1,6})(\s*)(.*?)(?:\s*\{[^}]*#([^\s}]+)[^}]*\})?\s*$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
ACTIVE = re.compile(
    r"<\s*(script|style|iframe|frame|object|embed|applet|link|meta|base|form)\b", re.IGNORECASE
)
ATTRIBUTE = re.compile(r"<[a-z][^>]*\s(style|on[a-z]+)\s*=", re.IGNORECASE)
FETCHED = re.compile(
    r"<[^>]*\s(?:src|srcset|poster|data)\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>]+)", re.IGNORECASE
)
ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
SLIPS = (
    (r"\b(?!(?:that|had|is)\b)([a-z]{2,}) \1\b", "en", "a word twice: delete one"),
    (r"的的(?![士确])|了了(?![解结])|是是(?!非)|在在", "zh", "a word twice: delete one"),
    (r"^#+ [^{]*[^.…][.。:：](?=\s*(?:\{|$))", "", "a heading ends without a mark: delete it"),
    (r"(?<!!)\[\s*\]\([^)]+\)", "", "a link without words: write between [ and ] what it leads to"),
    (
        r"(?:file://|/home/\w|/Users/\w|\b[A-Z]:\\Users)[^\s)]*",
        "",
        "a path of your own machine: readers have no such file",
    ),
    (
        r"https?://(?:localhost|127\.0\.0\.1|192\.168\.)[^\s)]*",
        "",
        "an address of your own machine: readers cannot open it",
    ),
    (
        r"[?&](?:utm_\w+|fbclid|gclid|spm)=[^\s)]*",
        "",
        "a mark that follows readers: cut it off the address",
    ),
    (r"(\[\^[^\]]+\])\1", "", "the same footnote twice: delete one"),
    (r"(?<=\w)\.\.(?![./])|\w [,;](?= )", "en", "a mark too many, or a space before it: delete it"),
)
"""What a line never holds, in which language ("": either), and what to do."""
PAIRS = ("（）", "“”", "《》", "【】")
BLOCKS = ("div", "details", "section", "table", "figure", "span", "dl", "ul", "ol")
FIELDS = ("title", "description", "reviewed")


def page_slips(text: str, language: str, path: Path, pages: list[str]) -> list[Slip]:
    """Line and fault of each slip. `pages`: every page of this language, `guide/bridges.md`."""
    front, body, start = _split(text)
    found = list(_front_slips(front, text))
    lines = body.split("\n")
    prose = list(_without_code(lines, found, start))
    found += [(n, said) for n, line in prose for said in _prose_slips(line, language)]
    found += [(n, said) for n, line in prose for said in _link_slips(line, path, pages)]
    for look in (_opening_slips, _heading_slips, _table_slips, _block_slips):
        found += look(prose)
    return sorted(set(found))


def _split(text: str) -> tuple[str | None, str, int]:
    """Front matter, the rest, and the number of the line before the rest begins."""
    match = re.match(r"\A---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        return None, text, 0
    return match[1], text[match.end() :], match[0].count("\n")


def _front_slips(front: str | None, text: str) -> Iterator[Slip]:
    if front is None:
        opened = text.startswith("---\n")
        yield (
            1,
            "the front matter is not closed: put --- on a line of its own after its last field"
            if opened
            else "no front matter: a page begins with ---, title, description, reviewed, ---",
        )
        return
    try:
        fields = YAML(typ="safe").load(front)
    except MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = mark.line + 2 if mark else 2
        said = "close the quotes; a text with a colon goes in quotes"
        yield min(line, front.count("\n") + 2), f"front matter is not valid YAML: {said}"
        return
    fields = fields if isinstance(fields, dict) else {}
    for name in FIELDS:
        if not fields.get(name):
            near = get_close_matches(name, [str(one) for one in fields], 1)
            hint = f" (you wrote {near[0]})" if near else ""
            yield (
                1,
                f"front matter: '{name}' is missing or empty{hint}; needed are {', '.join(FIELDS)}",
            )


def _without_code(lines: list[str], found: list[Slip], start: int) -> Iterator[tuple[int, str]]:
    """The lines of prose with their numbers; an unclosed code block is added to `found`."""
    opened, fence = 0, ""
    for number, line in enumerate(lines, start + 1):
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark and "`" not in mark[2]:
            opened, fence = number, mark[1]
        else:
            yield number, CODE.sub(lambda code: "x" * len(code[0]), line)
    if fence:
        found.append(
            (
                opened,
                f"this code block is never closed: put {fence} on a line of its own after it",
            )
        )


def _prose_slips(line: str, language: str) -> Iterator[str]:
    if broken := BROKEN_INCLUDE.search(INCLUDE.sub("", line)):
        near = line[max(0, broken.start() - 3) : broken.end() + 24].strip()
        yield f"'{near}' is no include: write {{!name.md!}}, with {{! before and !}} after the name"
    if active := ACTIVE.search(line):
        yield (
            f"<{active[1].lower()}> is not allowed in a page: script goes to "
            "docs/assets/js, style to docs/assets/css"
        )
    if attribute := ATTRIBUTE.search(line):
        yield (
            f"the attribute {attribute[1]}= is not allowed: give it a class, and "
            "the rule to docs/assets/css"
        )
    if fetched := FETCHED.search(line):
        yield (
            f"'{fetched[1]}' is of another host: put the file into docs/assets, a "
            "page asks no other host"
        )
    for form, of, said in SLIPS:
        if of in ("", language) and (found := re.search(form, line)):
            yield f"'{found[0][:40]}': {said}"
    if "`" in line:
        yield "a ` is opened and never closed: add one after the code, or write \\`"
    if re.sub(r"\\\*", "", line).count("**") % 2:
        yield "a ** is opened and never closed: add one where the bold words end"
    for pair in PAIRS if language == "zh" else ():
        if line.count(pair[0]) != line.count(pair[1]):
            yield f"{pair[0]} and {pair[1]} do not stand equally often: close what is open"
    if language == "zh":
        for char in dict.fromkeys(re.sub("《[^》]*》|“[^”]*”", "", line)):
            if is_traditional(char):
                yield f"'{char}' is a traditional character: write the simplified one"


def is_traditional(char: str) -> bool:
    """Whether a Han character is in Big5 but not in GB 2312, as traditional forms are."""
    if not "\u4e00" <= char <= "\u9fff":
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        try:
            char.encode("big5")
        except UnicodeEncodeError:
            return False
        return True
    return False


def _link_slips(line: str, path: Path, pages: list[str]) -> Iterator[str]:
    here = path.parent
    for picture, words, address in LINK.findall(line):
        target, _, _ = address.partition("#")
        what = "picture" if picture else "link"
        if picture and not words.strip():
            yield f"the picture {address} has no words: write between [ and ] what it shows"
        if picture and re.match(r"(https?:)?//", target):
            yield f"the picture '{address}' is of another host: put it into docs/assets/images"
        elif re.match(r"(?i)(javascript|data|vbscript):", target):
            yield f"the {what} '{address}' is no address: write https://… or a page, ../guide/x.md"
        elif not target and not address:
            yield f"the {what} [{words}]() leads nowhere: write the address between ( and )"
        elif _is_page(target) and not (here / target).exists():
            known = {name.rpartition("/")[2]: name for name in pages}
            near = get_close_matches(target.rpartition("/")[2], known, 1)
            hint = f" (did you mean {known[near[0]]}?)" if near else ""
            yield f"the link '{address}' leads to no page{hint}; it is relative to this file"


def _is_page(target: str) -> bool:
    return target.endswith(".md") and not target.startswith("/") and "://" not in target


def _opening_slips(prose: list[tuple[int, str]]) -> Iterator[Slip]:
    titles = [at for at, (_, line) in enumerate(prose) if re.match(r"# ", line)]
    if not titles:
        yield 1, "no title: after the front matter a page opens with '# Title'"
        return
    if any("{!widgets/" in line for _, line in prose):
        return  # a tool answers by itself
    rest = [(n, line) for n, line in prose[titles[0] + 1 :] if line.strip()]
    if not rest or not re.match(r"!!! answer\b", rest[0][1]):
        number = rest[0][0] if rest else prose[titles[0]][0]
        yield (
            number,
            'no answer box: under the title comes !!! answer "In short" with two sentences',
        )
    elif len(rest) < 2 or not rest[1][1].startswith("    "):
        yield rest[0][0], "the answer box is empty: its two sentences are indented by four spaces"


def _heading_slips(prose: list[tuple[int, str]]) -> Iterator[Slip]:
    level, seen = 0, dict[str, int]()
    for number, line in prose:
        heading = HEADING.match(line)
        if not heading or line.startswith("#!"):
            continue
        depth, name = len(heading[1]), heading[4]
        if not heading[2] and heading[3]:
            yield number, f"'{line[:24]}': a space goes after the #"
            continue
        if level and depth > level + 1:
            yield (
                number,
                f"a heading of level {depth} under one of level {level}: write {'#' * (level + 1)}",
            )
        if depth > 1 and not name:
            yield (
                number,
                f"the heading '{heading[3][:30]}' has no id: write {{#an-english-id}} "
                "after it, the same in both languages",
            )
        elif name in seen:
            yield number, f"the id '{name}' stands on line {seen[name]} too: give one another"
        if name:
            seen[name] = number
        level = depth


def _table_slips(prose: list[tuple[int, str]]) -> Iterator[Slip]:
    width, last = 0, -1
    for at, (number, line) in enumerate(prose):
        if not ROW.match(line):
            width = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        if number != last + 1 or not width:
            following = prose[at + 1][1] if at + 1 < len(prose) else ""
            width = cells if RULE.match(following) else 0
            if width and re.search(r"\|\s*\|", line[line.index("|") + 1 :]):
                yield number, "a column of this table has no heading: name it"
        elif width and cells != width:
            yield number, f"this row has {cells} cells, its table {width}: add or take away a |"
        last = number


def _block_slips(prose: list[tuple[int, str]]) -> Iterator[Slip]:
    lines = dict(prose)
    for number, line in prose:
        above = lines.get(number - 1, "")
        if re.match(r"[-*+] |\d+\. ", line) and re.match(r"\w", above) and not ITEM.match(above):
            yield number, "a list without an empty line above it is shown as one line: add the line"
    text = "\n".join(line for _, line in prose)
    if prose and (at := text.rfind("<!--")) > text.rfind("-->"):
        yield prose[text[:at].count("\n")][0], "this comment hides the rest: close it with -->"
    for tag in BLOCKS:
        opened: list[int] = []
        for number, line in prose:
            for closing in re.findall(rf"<(/?){tag}\b[^>]*>", line):
                if not closing:
                    opened.append(number)
                elif opened:
                    opened.pop()
                else:
                    yield number, f"</{tag}> closes nothing: delete it, or open <{tag}> before"
        for number in opened:
            yield number, f"<{tag}> is never closed: add </{tag}>"
