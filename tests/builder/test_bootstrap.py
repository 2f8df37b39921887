"""The set-up: told in one sentence what is missing, quick the second time."""

import ast
import subprocess
import sys

import pytest

from builder import bootstrap
from builder.paths import ROOT


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap, "STAMPS", str(tmp_path / "stamps"))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", str(tmp_path / "python"))
    return tmp_path


def test_a_python_that_is_too_old_is_named_with_the_remedy(elsewhere, monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 9))
    with pytest.raises(SystemExit, match=r"3\.11 or newer is needed.*make PYTHON="):
        bootstrap.set_up_python()


def test_an_old_python_can_read_the_file_far_enough_to_be_told():
    """Compiled with the grammar of Python 3.7, the oldest that `ast` can imitate here."""
    source = (ROOT / "builder" / "bootstrap.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_no_browser_and_no_way_to_get_one_is_one_sentence_with_the_remedy(elsewhere, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *a, **k: 1)
    answer = subprocess.CompletedProcess([], 1, b"")
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *a, **k: answer)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        bootstrap.set_up_browser()


def test_a_browser_named_wrongly_is_named(elsewhere, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(SystemExit, match="/nowhere/chromium"):
        bootstrap.browser()


def test_a_step_is_fresh_until_one_of_its_files_changes(elsewhere):
    (elsewhere / "requirements.txt").write_text("a==1")
    before = bootstrap.digest("requirements.txt")
    bootstrap.stamp("step", before)
    assert bootstrap.fresh("step", bootstrap.digest("requirements.txt"))
    (elsewhere / "requirements.txt").write_text("a==2")
    assert not bootstrap.fresh("step", bootstrap.digest("requirements.txt"))


def test_nothing_is_installed_when_nothing_changed(elsewhere, monkeypatch):
    (elsewhere / "python").write_text("")
    (elsewhere / "requirements.txt").write_text("a==1")
    bootstrap.stamp("python", bootstrap.digest("requirements.txt", sys.version))
    monkeypatch.setattr(bootstrap, "run", lambda *a: pytest.fail(f"ran {a}"))
    bootstrap.set_up_python()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-node.txt", "package-lock.json"])
def test_no_pin_names_a_download_host(name):
    text = (ROOT / name).read_text("utf-8")
    # npm notes where a package asks for money under "url"; nothing is fetched from there.
    assert [line for line in text.splitlines() if "://" in line and '"url": ' not in line] == []
    assert "resolved" not in text
