"""What two pages do not share. Each rule has a deliberately wrong pair in the tests."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from builder.parity.page import Page, Section

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
GOOD_ID = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")


def differences(one: Page, other: Page) -> list[str]:
    """What the two pages do not share; empty for a true pair. `one` is named first."""
    found = [*_front_faults(one, other), *_heading_faults(one), *_heading_faults(other)]
    shapes = [[(s.level, s.id) for s in page.sections] for page in (one, other)]
    if shapes[0] != shapes[1]:
        pair = next(
            (pair for pair in zip(*shapes, strict=False) if pair[0] != pair[1]),
            (_last(shapes[0], shapes[1]), _last(shapes[1], shapes[0])),
        )
        found.append(f"headings differ: {_heading(pair[0])} against {_heading(pair[1])}")
        return found  # below this, every section would be held against the wrong one
    for mine, theirs in zip(one.sections, other.sections, strict=True):
        found += [f"{mine.name}: {fault}" for fault in _section_faults(mine, theirs)]
    if one.definitions != other.definitions:
        found.append(f"footnotes defined: {_unlike(one.definitions, other.definitions)}")
    return found


def _front_faults(one: Page, other: Page) -> Iterator[str]:
    unlike = (one.front.keys() ^ other.front.keys()) - {"twin"}
    if unlike:
        yield f"front matter: only one page has {', '.join(sorted(unlike))}"
    for page in (one, other):
        reviewed = page.front.get("reviewed", "")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", reviewed):
            yield f"front matter: 'reviewed: {reviewed}' is not a day like 2026-11-22"


def _heading_faults(page: Page) -> Iterator[str]:
    headings = page.sections[1:]
    if [section.level for section in headings].count(1) != 1 or headings[0].level != 1:
        yield "headings: a page opens with its one title, '# …'"
    ids = [section.id for section in headings if section.level > 1]
    for name, count in Counter(ids).items():
        if not GOOD_ID.match(name):
            yield f"headings: id '{name}' is not small Latin letters, digits and hyphens"
        elif count > 1:
            yield f"headings: id '{name}' stands {count} times"


Picture = Callable[[Section], object]
SEQUENCES: dict[str, Picture] = {
    "tables (rows, columns)": lambda section: section.tables,
    "admonitions": lambda section: section.admonitions,
    "included snippets": lambda section: section.includes,
    "kinds of code block": lambda section: [info for info, _ in section.code],
    "list items": lambda section: dict(section.items),
}


def _section_faults(mine: Section, theirs: Section) -> Iterator[str]:
    for what, picture in SEQUENCES.items():
        if picture(mine) != picture(theirs):
            yield f"{what}: {picture(mine)} against {picture(theirs)}"
            if what == "kinds of code block":
                return
    for number, ((_, left), (_, right)) in enumerate(
        zip(mine.code, theirs.code, strict=True), start=1
    ):
        # Words for the reader inside an example may differ; an example without any must not.
        if left != right and not HAN.search(left + right):
            yield f"code block {number} is not the same"
    for here, there, where in ((mine, theirs, "first"), (theirs, mine, "second")):
        for figure in sorted(here.numbers.keys() - there.numbers.keys()):
            line = here.numbers[figure]
            yield f"numbers: {figure} stands on line {line} of the {where} page only"
    if mine.footnotes != theirs.footnotes:
        yield f"footnotes: {_unlike(mine.footnotes, theirs.footnotes)}"
    for what, left_links, right_links in (
        ("links", mine.links, theirs.links),
        ("pictures", mine.images, theirs.images),
    ):
        if left_links != right_links:
            only = (left_links - right_links) + (right_links - left_links)
            yield f"{what}: not equally often in both: {', '.join(sorted(only))}"


def _unlike(one: set[str], other: set[str]) -> str:
    return f"only in one page: {', '.join(sorted(one ^ other))}"


def _last(longer: list[tuple[int, str]], shorter: list[tuple[int, str]]) -> tuple[int, str]:
    return longer[len(shorter)] if len(longer) > len(shorter) else (0, "")


def _heading(shape: tuple[int, str]) -> str:
    return f"'{'#' * shape[0]} … {{#{shape[1]}}}'" if shape[0] else "nothing"
