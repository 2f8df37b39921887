"""A builder that goes on running builds, after any edits, the very bytes of a fresh build."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from builder.serve import WarmBuilder
from tests.builder.copies import copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def contents(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_series_of_edits_gives_the_bytes_of_a_fresh_build(project: Path) -> None:
    builder = WarmBuilder(project)
    docs, data = project / "docs", project / "data"
    page = docs / "en" / "guide" / "bridges.md"
    said = []

    def build() -> None:
        said.append(builder(project.parent / str(len(said))))

    try:
        build()
        edit(page, "## ", "A zebra was here.\n\n## ")  # a word
        edit(data / "glossary.yaml", "short:\n      en: A text", "short:\n      en: Zebra, a text")
        build()
        edit(page, "A zebra", "[A zebra](nowhere.md)")  # an error, and the way back
        build()
        edit(page, "[A zebra](nowhere.md)", "A [zebra](login-codes.md)")
        edit(data / "claims.yaml", "en: Security alerts", "en: Zebra alerts")
        build()
    finally:
        builder.forget()
    fresh = project.parent / "fresh"
    command = [sys.executable, "-m", "builder.build", "--quick", "--into", str(fresh)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert "'nowhere.md'" in said[2]
    assert [said[0], said[1], said[3]] == ["", "", ""]
    assert contents(project.parent / "3") == contents(fresh)


def test_a_builder_whose_code_is_broken_says_so_and_the_next_one_builds(project: Path) -> None:
    (project / "builder" / "warm.py").write_text("import nowhere\n", "utf-8")
    builder = WarmBuilder(project)
    assert "No module named 'nowhere'" in builder(project.parent / "0")
    (project / "builder" / "warm.py").write_text("print(0, flush=True)\n", "utf-8")
    assert builder(project.parent / "1") == ""
    builder.forget()
