"""Which sources have a newer copy than the one that was read, for whoever has such copies.

    python -m builder.sources COPIES

COPIES is a folder of Git repositories named owner+name or owner/name, bare ones included. For each
source read at a commit of one of them, a line if its file has changed since: how many lines came
and went, and up to which commit. Sources whose repository or commit is not there are counted.
Reads the facts and Git, writes nothing; exit status 1 where something is newer, 2 for a wrong call.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.facts.load import AllFacts, load
from builder.facts.models.base import Source
from builder.paths import ROOT


@dataclass(frozen=True)
class Newer:
    """A source whose file has changed in its repository since it was read."""

    name: str
    title: str
    path: str
    read: str
    newest: str
    came: int
    went: int

    def __str__(self) -> str:
        span = f"{self.read[:8]}..{self.newest[:8]}"
        return f"{self.name}: {self.path} {span}: {self.came} lines came, {self.went} went"


def shelves(facts: AllFacts) -> Iterator[tuple[str, Source]]:
    """Every source of the facts with its id; one of a provider with the provider's before it."""
    yield from facts.sources.items()
    yield from ((f"regions/{name}", one) for name, one in facts.regions.sources.items())
    for provider in facts.providers:
        yield from ((f"{provider.id}/{name}", one) for name, one in provider.sources.items())


def newer(shelf: Mapping[str, Source], copies: Path) -> tuple[list[Newer], list[str]]:
    """What has changed, and the ids of the sources that could not be compared."""
    found, lacking = [], []
    for name, one in shelf.items():
        copy = one.copied
        if copy is None or not (copy.repository and copy.path and copy.commit):
            continue
        folder = _folder(copies, copy.repository)
        changed = _changed(folder, copy.commit, copy.path) if folder else None
        if changed is None:
            lacking.append(name)
            continue
        newest, came, went = changed
        if came or went:
            found.append(Newer(name, one.title, copy.path, copy.commit, newest, came, went))
    return found, lacking


def _folder(copies: Path, repository: str) -> Path | None:
    """The Git folder of `repository` below `copies`, if there is one."""
    for name in (repository.replace("/", "+"), repository):
        for folder in (copies / name, copies / name / "repo"):
            if (folder / ".git").exists() or (folder / "HEAD").exists():
                return folder
    return None


def _changed(folder: Path, commit: str, path: str) -> tuple[str, int, int] | None:
    """The newest commit, and the lines that came and went; None where `commit` is not there."""
    newest = _git(folder, "rev-parse", "HEAD")
    counted = _git(folder, "diff", "--numstat", commit, "HEAD", "--", path)
    if newest is None or counted is None:
        return None
    came, went, _ = counted.split("\t") if counted else ("0", "0", "")
    return newest, _lines(came), _lines(went)


def _lines(counted: str) -> int:
    """Git's count; it writes a dash for a file that is no text, which changed all the same."""
    return 1 if counted == "-" else int(counted)


def _git(folder: Path, *arguments: str) -> str | None:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=False, capture_output=True, text=True
    )
    return done.stdout.strip() if done.returncode == 0 else None


def main(arguments: list[str]) -> int:
    """The command; returns its exit status."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("python -m builder.sources COPIES: a folder of Git repositories", file=sys.stderr)
        return 2
    found, lacking = newer(dict(shelves(load(ROOT / "data"))), Path(arguments[0]))
    for one in found:
        print(one)
    print(f"{len(found)} sources have a newer copy, {len(lacking)} could not be compared")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
