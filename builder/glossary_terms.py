"""A Markdown extension: the first use of a glossary term on a page explains itself.

It becomes a link to the glossary whose title, shown on hover, is the term's one sentence. One way
for both languages: the `abbr` extension needs spaces between words, and marks every use. Headings,
links, code, footnotes and the glossary itself are left alone. A term that names its pages is
explained on these alone: a shop's code is no Telegram code. Knows the terms, nothing of MkDocs.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from ruamel.yaml import YAML

from builder.paths import DATA

LEFT_ALONE = {"a", "abbr", "button", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
LEFT_ALONE |= {"label", "pre", "script", "style", "summary", "sup", "th"}
LEFT_ALONE_CLASSES = {"admonition-title", "checked", "footnote", "highlight"}
# After inline markup and attribute lists, before MkDocs resolves links (priority 0).
PRIORITY = 2


class Meaning(NamedTuple):
    """What a word means, and where."""

    id: str
    sentence: str
    pages: tuple[str, ...] = ()
    """The pages and, with a slash at the end, the folders it has this meaning on; empty: all."""

    def holds_on(self, page: str) -> bool:
        """Whether the word has this meaning on `page`, such as `guide/bridges`."""
        if not self.pages:
            return True
        return any(page.startswith(one) if one.endswith("/") else page == one for one in self.pages)


class Terms:
    """The words to look for in one language: what each means and where it stands."""

    def __init__(self, terms: Mapping[str, Meaning], language: str) -> None:
        """`terms`: word -> what it means."""
        self.terms = terms
        alternatives = [_either_case(word) for word in sorted(terms, key=len, reverse=True)]
        # A Latin word ends where its letters end; Chinese has no such place, and needs none.
        near = r"[\w-]" if language == "en" else r"[A-Za-z0-9-]"
        edges = rf"(?<!{near})", rf"(?:(?<![A-Za-z0-9])|(?!{near}))"
        self.pattern = re.compile(f"{edges[0]}(?:{'|'.join(alternatives)}){edges[1]}")

    def meaning(self, word: str) -> Meaning:
        """What a word as the page writes it means."""
        return self.terms.get(word) or self.terms[word[0].lower() + word[1:]]


def _either_case(word: str) -> str:
    first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
    return first + re.escape(word[1:])


def load(language: str) -> Terms:
    """The terms of data/glossary.yaml in "en" or "zh"; asked for every page, read once."""
    return _parse((DATA / "glossary.yaml").read_text("utf-8"), language)


@lru_cache(maxsize=4)
def _parse(text: str, language: str) -> Terms:
    facts = YAML(typ="safe").load(text)
    words: dict[str, Meaning] = {}
    for term in facts["terms"]:
        spellings = term.get("match", {}).get(language, [term["name"][language]])
        meaning = Meaning(term["id"], term["short"][language], tuple(term.get("pages", ())))
        words |= dict.fromkeys(spellings, meaning)
    return Terms(words, language)


class FirstUse(Treeprocessor):
    """Wrap the first use of each term, in the order of the page."""

    def __init__(self, md: Markdown, terms: Terms, page: str) -> None:
        super().__init__(md)
        self.terms = terms
        self.page = page

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        if any(element.get("id", "").startswith("term-") for element in root.iter("dt")):
            return  # the glossary explains its words in full
        self._walk(root, set())

    def _walk(self, element: Element, seen: set[str]) -> None:
        classes = set(element.get("class", "").split())
        if element.tag in LEFT_ALONE or classes & LEFT_ALONE_CLASSES:
            return
        children = list(element)
        self._wrap_text(element, seen)
        for child in children:
            self._walk(child, seen)
            self._wrap_tail(element, child, seen)

    def _wrap_text(self, element: Element, seen: set[str]) -> None:
        pieces = self._pieces(element.text, seen)
        if pieces:
            element.text = pieces[0]
            for place, link in enumerate(pieces[1]):
                element.insert(place, link)

    def _wrap_tail(self, parent: Element, child: Element, seen: set[str]) -> None:
        pieces = self._pieces(child.tail, seen)
        if pieces:
            child.tail = pieces[0]
            place = list(parent).index(child) + 1
            for number, link in enumerate(pieces[1]):
                parent.insert(place + number, link)

    def _pieces(self, text: str | None, seen: set[str]) -> tuple[str, list[Element]] | None:
        """The text before the first new term, and a link for each term with what follows it."""
        if not text or isinstance(text, AtomicString):
            return None
        links: list[Element] = []
        before, last = "", 0
        for match in self.terms.pattern.finditer(text):
            meaning = self.terms.meaning(match[0])
            if meaning.id in seen or not meaning.holds_on(self.page):
                continue
            seen.add(meaning.id)
            _append(links, text[last : match.start()])
            if not links:
                before = text[: match.start()]
            attributes = {
                "class": "term",
                "href": f"/glossary.md#term-{meaning.id}",
                "title": meaning.sentence,
            }
            link = Element("a", attributes)
            link.text = AtomicString(match[0])
            links.append(link)
            last = match.end()
        if not links:
            return None
        _append(links, text[last:])
        return before, links


def _append(links: list[Element], text: str) -> None:
    if links:
        links[-1].tail = text


class GlossaryTerms(Extension):
    """The extension; its options are the language of the pages and the page itself."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "language": ["en", "The language of the pages, en or zh."],
            "page": ["", "The page without language and ending, such as guide/bridges."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the processor."""
        terms = load(self.getConfig("language"))
        md.treeprocessors.register(
            FirstUse(md, terms, self.getConfig("page")), "glossary_terms", PRIORITY
        )


def makeExtension(**kwargs: Any) -> GlossaryTerms:  # noqa: N802 (Markdown's name)
    """What Markdown calls when it finds this module among its extensions."""
    return GlossaryTerms(**kwargs)
