"""What proves a release: the hashes of all its files, and the page that shows how to compare them.

`sha256sums.txt` names each published file, in the form that `sha256sum --check` reads. The page
cannot hold its own hash: its table gives one hash for each part of the site, over those lines of
the file that name the part, without the pages of the table and the service worker, which has
theirs.
"""

import hashlib
import shlex
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from builder.paths import LANGUAGES, below
from builder.words import by_language

NAME = "sha256sums.txt"
PAGE = "about/verify/index.html"
MARK = '<div class="release-table"></div>'
COPIES = (".br", ".gz")
"""The same content, compressed, as this machine's libraries do it."""
PARTS = {
    "runtime": "assets/runtime/",
    "assets": "assets/",
    "data": "data/",
    "zh": "zh/",
    "en": "",
}
"""A part of the site and how the names of its files begin; a file is of the first that fits."""
LEFT_OUT = {"sw.js", *(below(language) + PAGE for language in LANGUAGES)}


class Row(NamedTuple):
    """A part of the site: how many files, how many octets, the hash over their lines."""

    part: str
    files: int
    octets: int
    sha256: str


def write_snippet(target: Path, home: str, repository: str) -> None:
    """What the page of a language pulls in: the place of the table, and the commands."""
    folder = target / "release"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"SITE_URL": home, "REPOSITORY": repository.rstrip("/")}
    given = " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items() if value)
    sums = shlex.quote(home + NAME)
    build = f"{given} make build &&\n  cd site && curl --silent {sums} | sha256sum --check --quiet"
    owner = repository.rstrip("/").removeprefix("https://github.com/")
    attested = (
        f"gh attestation verify {NAME} --repo {owner if '://' not in owner and owner else '…'}"
    )
    names = {"table": MARK, "build": _shell(build), "attested": _shell(attested)}
    for name, text in names.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def fill(site: Path) -> list[Row]:
    """Put the table into the pages under `site`, which are finished but for it; returns its rows.

    Raises ValueError where a page has no place for it.
    """
    rows = list(table(hashes(site)))
    for language in LANGUAGES:
        path = site / below(language) / PAGE
        text = path.read_text("utf-8")
        if text.count(MARK) != 1:
            raise ValueError(
                f"{path.relative_to(site)}: no single {MARK} for the table to stand in"
            )
        path.write_text(text.replace(MARK, markup(rows, language)), "utf-8")
    return rows


def write(site: Path) -> None:
    """Write the hashes of all files under `site`; nothing may change them afterwards."""
    lines = _lines((name, digest) for name, (digest, _) in hashes(site).items())
    (site / NAME).write_text(lines, "utf-8")


def hashes(site: Path) -> dict[str, tuple[str, int]]:
    """The SHA-256 and the octets of each published file under `site`, by name and in its order."""
    paths = (path for path in site.rglob("*") if path.is_file() and path.suffix not in COPIES)
    contents = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    return {
        name: (hashlib.sha256(contents[name]).hexdigest(), len(contents[name]))
        for name in sorted(contents)
        if name != NAME
    }


def table(files: Mapping[str, tuple[str, int]]) -> Iterator[Row]:
    """A row for each part of the site."""
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for name in files:
        if name not in LEFT_OUT:
            part = next(part for part, start in PARTS.items() if name.startswith(start))
            parts[part].append(name)
    for part, names in parts.items():
        lines = _lines((name, files[name][0]) for name in names)
        octets = sum(files[name][1] for name in names)
        yield Row(part, len(names), octets, hashlib.sha256(lines.encode()).hexdigest())


def markup(rows: Iterable[Row], language: str) -> str:
    """The table as HTML."""
    words = by_language("release")[language]
    head = "".join(
        f'<th scope="col">{escape(words[name])}</th>' for name in ("part", "files", "size", "hash")
    )
    body = "".join(
        f'<tr><th scope="row">{escape(words[f"part_{row.part}"])}</th><td>{row.files}</td>'
        f"<td>{row.octets / 1000:,.0f} kB</td><td><code>{row.sha256}</code></td></tr>"
        for row in rows
    )
    return (
        f'<div class="release-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _shell(command: str) -> str:
    return f"```sh\n{command}\n```"


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in pairs)
