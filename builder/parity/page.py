"""A page taken apart: what of it the other language's page must have too.

Knows Markdown by its lines and nothing of files, twins or MkDocs.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s+\{([^}]*)\})?\s*$")
HEADING_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([^`]*)$")
INCLUDE = re.compile(r"\{!\s*(.+?)\s*!\}")
ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+([\w-]+(?:\s+[\w-]+)*)")
LINK = re.compile(r"(?<!!)\[(?!\^)(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
AUTOLINK = re.compile(r"<(https?://[^>]+)>")
FOOTNOTE = re.compile(r"\[\^([^\]]+)\](?!:)")
DEFINITION = re.compile(r"^\[\^([^\]]+)\]:")
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?!\w|\.\d|-\d)")
# Each language counts large numbers in its own steps: 2 million, 200 万.
STEPS = re.compile(r"\s*(?:万|亿|thousand|million|billion)")
NO_WORDS = re.compile(r"\{![^!]*!\}|\[\^[^\]]+\]:?|(?<=\])\([^)]*\)|<[^>]*>|https?://\S+|\{[^}]*\}")
ITEM = re.compile(r"^\s*(?:([-*+])|(\d+)\.)\s+\S")


@dataclass
class Section:
    """A heading and what stands under it, as far as the other language must have it too."""

    level: int
    id: str
    links: Counter[str] = field(default_factory=Counter)
    images: Counter[str] = field(default_factory=Counter)
    footnotes: set[str] = field(default_factory=set)
    tables: list[tuple[int, int]] = field(default_factory=list)
    code: list[tuple[str, str]] = field(default_factory=list)
    admonitions: list[str] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    items: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, int] = field(default_factory=dict)
    """Each number of three digits or more, or with a fraction, and its line in the page."""

    @property
    def name(self) -> str:
        """How a message speaks of it."""
        return f"section '{self.id}'" if self.id else "the opening"


@dataclass
class Page:
    """A page as the comparison sees it. `sections[0]` is what precedes the first heading."""

    front: dict[str, str]
    sections: list[Section]
    definitions: set[str]
    digest: str


def read(text: str) -> Page:
    """Take the Markdown of one page apart."""
    front, body = split_front_matter(text)
    page = Page(front, [Section(0, "")], set(), digest(text))
    fence, block = "", list[str]()
    rows: list[str] = []
    above = text[: len(text) - len(body)].count("\n")
    for number, line in enumerate([*body.split("\n"), ""], above + 1):
        here = page.sections[-1]
        opening = FENCE.match(line)
        if fence:
            if opening and opening[2].startswith(fence) and not opening[3].strip():
                here.code[-1] = (here.code[-1][0], "\n".join(block))
                fence, block = "", []
            else:
                block.append(line.strip())
                here.includes += INCLUDE.findall(line)
            continue
        if opening:
            fence = opening[2]
            here.code.append((opening[3].strip(), ""))
            continue
        if "|" in INLINE_CODE.sub("", line):
            rows.append(line)
        else:
            _add_table(here, rows)
            rows = []
        _read_line(page, line)
        _add_numbers(page.sections[-1], line, number)
    return page


def _add_table(section: Section, rows: list[str]) -> None:
    if len(rows) > 1 and TABLE_RULE.match(rows[1]):
        columns = len(INLINE_CODE.sub("", rows[0]).strip().strip("|").split("|"))
        section.tables.append((len(rows) - 2, columns))


def _add_numbers(section: Section, line: str, place: int) -> None:
    words = NO_WORDS.sub("", INLINE_CODE.sub("", line))
    for found in NUMBER.finditer(words):
        number = found[0].replace(",", "")
        long = "." in number or len(number) > 2
        if long and not STEPS.match(words[found.end() :]):
            section.numbers.setdefault(number, place)


def _read_line(page: Page, line: str) -> None:
    heading = HEADING.match(line)
    if heading:
        named = HEADING_ID.search(heading[3] or "")
        page.sections.append(Section(len(heading[1]), named[1] if named else ""))
    here = page.sections[-1]
    here.includes += INCLUDE.findall(line)
    definition = DEFINITION.match(line)
    if definition:
        page.definitions.add(definition[1])
    admonition = ADMONITION.match(line)
    if admonition:
        here.admonitions.append(admonition[1])
    item = ITEM.match(line)
    if item:
        here.items["bullets" if item[1] else "numbers"] += 1
    plain = INLINE_CODE.sub("", line)
    here.footnotes.update(FOOTNOTE.findall(plain))
    here.images.update(IMAGE.findall(plain))
    here.links.update(LINK.findall(plain))
    here.links.update(AUTOLINK.findall(plain))


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter, each as it stands, and the rest of the page."""
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields = (line.partition(":") for line in match[1].split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in fields}, text[match.end() :]


def digest(text: str) -> str:
    """Twelve hexadecimal digits of a page's title, description and words; layout does not count."""
    front, body = split_front_matter(text)
    words = [front.get("title", ""), front.get("description", ""), *body.split()]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
