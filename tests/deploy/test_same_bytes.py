"""The same sources make the same site, whoever builds it, where and when.

Two copies of the sources without anything built before, in two processes that differ in all that
has made builds differ elsewhere. The day may change a page once a fact is a year old; before that
it changes nothing, and these days are before any fact.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.paths import COMPILED, ROOT, SITE

BUILDERS = {
    "a": {
        "PYTHONHASHSEED": "1",
        "TZ": "Asia/Shanghai",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "946684800",  # the first second of 2000
    },
    "another folder": {
        "PYTHONHASHSEED": "2",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "978307199",  # the last
    },
}
MADE = {SITE, COMPILED, ROOT / "node_modules"}


def left_out(folder: str, names: list[str]) -> list[str]:
    here = Path(folder)
    return [
        name
        for name in names
        if here / name in MADE
        or name == "__pycache__"
        or (here == ROOT and name.startswith(".") and (here / name).is_dir())
    ]


def start(sources: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "builder.build", "--quick", "--into", "built"]
    return subprocess.Popen(
        command,
        cwd=sources,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> list[dict[str, bytes]]:
    """What each builder made: the bytes of each file by its name."""
    work = tmp_path_factory.mktemp("builders")
    shutil.copytree(ROOT, work / "sources", ignore=left_out)
    for name in BUILDERS:
        shutil.copytree(work / "sources", work / name)
        (work / name / "node_modules").symlink_to(ROOT / "node_modules")
    builds = {name: start(work / name, BUILDERS[name]) for name in BUILDERS}
    told = {name: build.communicate()[0] for name, build in builds.items()}
    for name, build in builds.items():
        assert build.returncode == 0, told[name]
    return [
        {
            path.relative_to(work / name / "built").as_posix(): path.read_bytes()
            for path in (work / name / "built").rglob("*")
            if path.is_file()
        }
        for name in BUILDERS
    ]


def test_the_same_sources_make_the_same_bytes(sites):
    one, other = sites
    assert "index.html" in one
    assert sorted(name for name in one | other if one.get(name) != other.get(name)) == []


def test_no_file_tells_where_it_was_built(sites, tmp_path_factory):
    base = str(tmp_path_factory.getbasetemp()).encode()
    assert [name for name, content in sites[0].items() if base in content] == []


def test_a_quick_build_has_no_compressed_copies(sites):
    assert [name for name in sites[0] if name.endswith((".br", ".gz"))] == []
