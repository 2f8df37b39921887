"""A source whose file changed since it was read is told; one that cannot be compared is counted."""

import datetime
import subprocess
from pathlib import Path

import pytest

from builder.facts.models.base import Source
from builder.paths import ROOT
from builder.sources import main, newer

DAY = datetime.date(2026, 11, 27)


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return git(folder, "rev-parse", "HEAD")


def source(commit: str, path: str = "page.html", repository: str = "them/pages") -> Source:
    copy = {
        "kind": "archived-page",
        "repository": repository,
        "path": path,
        "commit": commit,
    }
    return Source.model_validate({"title": "A page", "checked": DAY, "copy": copy})


@pytest.mark.parametrize("folder", ["them+pages", "them/pages", "them+pages/repo"])
def test_what_changed_since_is_told_with_its_lines(tmp_path: Path, folder: str) -> None:
    repository = tmp_path / folder
    repository.mkdir(parents=True)
    git(repository, "init", "-q")
    read = commit(repository, {"page.html": "a\nb\n", "same.html": "x\n"})
    newest = commit(repository, {"page.html": "a\nc\nd\n"})
    shelf = {"old": source(read), "new": source(newest), "same": source(read, "same.html")}
    found, lacking = newer(shelf, tmp_path)
    assert [str(one) for one in found] == [
        f"old: page.html {read[:8]}..{newest[:8]}: 2 lines came, 1 went"
    ]
    assert lacking == []


def test_what_is_not_there_is_counted_and_a_page_without_a_commit_is_not(tmp_path: Path) -> None:
    (tmp_path / "them+pages").mkdir()
    git(tmp_path / "them+pages", "init", "-q")
    commit(tmp_path / "them+pages", {"page.html": "a\n"})
    shelf = {
        "no repository": source("0" * 40, repository="no/where"),
        "no commit": source("0" * 40),
        "a stored page": Source.model_validate({"title": "A page", "checked": DAY}),
    }
    assert newer(shelf, tmp_path) == ([], ["no repository", "no commit"])


def test_the_command_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(ROOT / "nowhere")]) == 2
    assert "COPIES" in capsys.readouterr().err


def test_the_command_counts_what_it_could_not_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert "0 sources have a newer copy, " in capsys.readouterr().out
