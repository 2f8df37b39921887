"""Pages and their twins on disk: which pairs there are, and which page is behind.

A page's front matter carries `twin:`, a digest of the other language's page at the time somebody
last held the two side by side. When the other page changes, the digest no longer fits.
"""

from collections.abc import Iterator
from pathlib import Path

from builder.parity.compare import differences
from builder.parity.page import FRONT_MATTER, digest, read, split_front_matter
from builder.paths import DOCS, LANGUAGES
from builder.words import by_language

NOTICES = {
    language: f'!!! note "{told["newer"]}"\n\n    {told["changed"]}\n\n'
    for language, told in by_language("parity").items()
}


def pairs(docs: Path) -> Iterator[tuple[str, Path, Path]]:
    """Each page that exists in either language: its name, the English file, the Chinese file."""
    folders = [docs / language for language in LANGUAGES]
    names = {str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.md")}
    for name in sorted(names):
        yield name, folders[0] / name, folders[1] / name


def check(docs: Path) -> list[str]:
    """All faults of all pairs, one line each; empty if there is none."""
    found = []
    for name, one, other in pairs(docs):
        missing = [path.parent for path in (one, other) if not path.exists()]
        if missing:
            folder = "en" if not one.exists() else "zh"
            found.append(f"{name}: has no twin in docs/{folder}/")
            continue
        both = read(one.read_text("utf-8")), read(other.read_text("utf-8"))
        faults = differences(*both)
        if not faults and any("twin" not in page.front for page in both):
            faults = [f"nobody has compared the two languages yet: do, then make stamp PAGE={name}"]
        faults = [_by_language(fault) for fault in faults]
        found += [f"{name}: {fault}" for fault in faults]
    return found


def _by_language(fault: str) -> str:
    return fault.replace("the first page", "docs/en").replace("the second page", "docs/zh")


def twin_of(path: Path, docs: Path = DOCS) -> Path:
    """The other language's file of a page. ValueError for a file that is no page of `docs`."""
    language, *rest = path.resolve().relative_to(docs.resolve()).parts
    if language not in LANGUAGES or path.suffix != ".md":
        raise ValueError(f"{path} is no page of docs/en or docs/zh")
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    return docs.joinpath(other, *rest)


def is_stale(path: Path, docs: Path = DOCS) -> bool:
    """Whether the twin has changed since this page was stamped."""
    twin = twin_of(path, docs)
    stamped = split_front_matter(path.read_text("utf-8"))[0].get("twin")
    return bool(stamped) and twin.exists() and stamped != digest(twin.read_text("utf-8"))


def notes(docs: Path) -> list[str]:
    """A line for each page whose twin has changed since the two were compared."""
    found = []
    for path in (path for _, *both in pairs(docs) for path in both if path.exists()):
        name = path.relative_to(docs.parent).as_posix()
        if is_stale(path, docs):
            found.append(f"{name}: its twin has changed since the two were compared")
    return found


def notice(path: Path, docs: Path = DOCS) -> str:
    """What to tell the reader of a page that is behind its twin, as Markdown; else nothing.

    A twin that was mended without being reviewed anew, a typing error say, is no newer version.
    """
    if not is_stale(path, docs):
        return ""
    twin = twin_of(path, docs)
    mine, theirs = (
        split_front_matter(file.read_text("utf-8"))[0].get("reviewed", "") for file in (path, twin)
    )
    if mine >= theirs:
        return ""
    return NOTICES[path.resolve().relative_to(docs.resolve()).parts[0]]


def stamp(path: Path, docs: Path = DOCS) -> None:
    """Write the twin's digest into a page. ValueError if the two do not match part by part."""
    twin = twin_of(path, docs)
    text, other = path.read_text("utf-8"), twin.read_text("utf-8")
    faults = differences(read(text), read(other))
    if faults:
        raise ValueError(f"{path} and its twin differ; mend this first: {'; '.join(faults)}")
    match = FRONT_MATTER.match(text)
    assert match  # a page without front matter differs from every other
    lines = [line for line in match[1].split("\n") if not line.startswith("twin:")]
    lines.append(f"twin: {digest(other)}")
    path.write_text("---\n" + "\n".join(lines) + "\n---\n" + text[match.end() :], "utf-8")
