"""The browser runtime as built: complete, the same bytes every time, told by its hashes."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder.paths import COMPILED, ROOT
from builder.runtime import (
    CARD,
    FACTS_LIST,
    RuntimeBuildError,
    archive,
    build,
    engine,
    input_digest,
    node,
)
from builder.runtime import build as build_function
from builder.runtime.lock import official_command, official_entry, own_entry
from tests.engines import in_node

builder = sys.modules[build_function.__module__]
PARTS = ("engine", "app", "facts")
NO_VIEWS = """
def rehearsal(): return []
def widgets(): return []
def respond(request): raise ValueError
class open_file:
    refused = True
    def __init__(self, request): pass
    def step(self): return ""
    def finish(self): return ""
    def output(self): return b""
"""


@pytest.fixture(scope="module")
def folder() -> Path:
    return build(ROOT)


@pytest.fixture(scope="module")
def card(folder) -> dict:
    return whole_card(folder)


def whole_card(folder: Path) -> dict:
    """The card that stands in pages, with the list of the facts."""
    card, listed = (json.loads((folder / name).read_bytes()) for name in (CARD, FACTS_LIST))
    assert listed.pop("app") == card["app"]
    return {**card, **listed, "files": card["files"] | listed["files"]}


@pytest.fixture(scope="module")
def lock(folder, card) -> dict:
    return json.loads((folder / card["app"] / "pyodide-lock.json").read_bytes())


@pytest.fixture(scope="module")
def wheel_path(folder, card, lock) -> Path:
    return folder / card["app"] / lock["packages"]["calculators"]["file_name"]


@pytest.fixture(scope="module")
def wheel(wheel_path) -> zipfile.ZipFile:
    return zipfile.ZipFile(wheel_path)


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A root with the smallest package that can be built."""
    views = tmp_path / "calculators" / "views"
    views.mkdir(parents=True)
    (views.parent / "__init__.py").write_text("")
    (views / "__init__.py").write_text(NO_VIEWS)
    compiled = views.parent / "compiled"
    compiled.mkdir()
    (compiled / "rules.json").write_text('{"limit": 160}')
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    engines = tmp_path / ".cache" / "runtime" / "engines"
    engines.parent.mkdir(parents=True)
    build(ROOT)  # the cut takes a while: it is made once
    engines.symlink_to(ROOT / ".cache" / "runtime" / "engines")
    return tmp_path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_card_names_every_file_with_its_hash_and_size(folder, card):
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
    del found[CARD], found[FACTS_LIST], found[f"{card['engine']}/LICENSES.txt"]
    expected = {name: (sha256(p.read_bytes()), p.stat().st_size) for name, p in found.items()}
    assert {n: (f["sha256"], f["bytes"]) for n, f in card["files"].items()} == expected


@pytest.mark.parametrize("part", ["engine", "app"])
def test_each_part_is_named_by_the_hash_of_what_is_in_it(folder, card, part):
    files = sorted((folder / card[part]).iterdir())
    hashes = "".join(f"{sha256(path.read_bytes())} {path.name}\n" for path in files)
    assert card[part] == f"{part}-{sha256(hashes.encode())[:16]}"


@pytest.mark.parametrize(
    ("change", "new"),
    [
        pytest.param(("compiled/rules.json", '{"limit": 161}'), "facts", id="a fact"),
        pytest.param(("__init__.py", "CHANGED = 1\n"), "app", id="code"),
    ],
)
def test_what_has_changed_gets_a_new_name_and_nothing_else(checkout, change, new):
    before = whole_card(build(checkout))
    (checkout / "calculators" / change[0]).write_text(change[1])
    after = whole_card(build(checkout))
    assert [part for part in PARTS if before[part] != after[part]] == [new]
    assert {name.partition("-")[0] for name in {*after["files"]} - {*before["files"]}} == {new}


def test_a_second_build_elsewhere_gives_the_same_bytes(folder, tmp_path):
    (tmp_path / "engines").symlink_to(ROOT / ".cache" / "runtime" / "engines")
    again = build(ROOT, cache=tmp_path)
    assert again.name == folder.name
    for path in folder.rglob("*.*"):
        assert path.read_bytes() == (again / path.relative_to(folder)).read_bytes(), path.name


def test_unchanged_inputs_start_no_process(folder, monkeypatch):
    def run(*_arguments, **_options):
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", run)
    assert build(ROOT) == folder


def test_the_digest_sees_code_data_and_version(checkout):
    seen = {input_digest(checkout)}
    (checkout / "calculators" / "__init__.py").write_text("CHANGED = 1\n")
    seen.add(input_digest(checkout))
    (checkout / "calculators" / "data.json").write_text("{}")
    seen.add(input_digest(checkout))
    (checkout / "pyproject.toml").write_text('[project]\nversion = "9"\n')
    seen.add(input_digest(checkout))
    assert len(seen) == 4


def test_the_wheel_holds_bytecode_and_data_but_no_source(wheel):
    kinds = {Path(n).suffix for n in wheel.namelist() if not n.partition("/")[0].endswith("-info")}
    assert kinds == {".pyc"} | {
        Path(n).suffix for n in wheel.namelist() if n.endswith((".json", ".txt", ".toml"))
    }


def test_the_bytecode_is_for_the_runtimes_python_and_needs_no_source_beside_it(wheel):
    heads = {wheel.read(name)[:8] for name in wheel.namelist() if name.endswith(".pyc")}
    # 3627 is the magic number of Python 3.14; flags 1 is "by hash, unchecked".
    assert heads == {(3627).to_bytes(2, "little") + b"\r\n" + (1).to_bytes(4, "little")}


def test_the_wheel_carries_what_importlib_resources_will_read(wheel):
    assert "smsparts/rules/3gpp.json" in wheel.namelist()


def test_the_facts_are_no_part_of_the_wheel(folder, card, wheel):
    assert not [name for name in wheel.namelist() if "/compiled/" in name]
    facts = {Path(name).name: name for name in card["files"] if name.startswith("facts-")}
    compiled = {path.name: path.read_bytes() for path in COMPILED.glob("*.json")}
    assert {name: (folder / path).read_bytes() for name, path in facts.items()} == compiled != {}


def test_the_command_line_stays_out_of_the_page(wheel):
    names = wheel.namelist()
    assert not [n for n in names if "/__main__" in n or n.startswith("calculators/commands/")]


def test_the_record_of_the_wheel_is_right(wheel):
    (record,) = [name for name in wheel.namelist() if name.endswith("/RECORD")]
    listed = set()
    for line in wheel.read(record).decode().splitlines():
        name, digest, size = line.split(",")
        listed.add(name)
        if name != record:
            content = wheel.read(name)
            expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            assert (digest, int(size)) == (f"sha256={expected.decode()}", len(content)), name
    assert listed == set(wheel.namelist())


def test_the_lock_holds_our_wheel_by_its_hash_and_the_runtime_it_is_for(lock, wheel_path):
    entry = lock["packages"]["calculators"]
    assert entry["sha256"] == sha256(wheel_path.read_bytes())
    assert entry["file_name"].endswith("-py3-none-any.whl")
    upstream = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_bytes())
    assert lock["info"] == upstream["info"]


@pytest.mark.skipif(
    not official_command(ROOT), reason="set-up found no Python from 3.12 up for pyodide-build"
)
def test_our_lock_entry_is_the_one_that_pyodide_build_writes(lock, wheel_path):
    version = lock["packages"]["calculators"]["version"]
    ours = own_entry(wheel_path, version)
    assert ours == official_entry(wheel_path, official_command(ROOT), ROOT)
    assert ours == lock["packages"]["calculators"]


def test_the_library_is_bytecode_and_trimmed_to_what_the_app_loads(folder, card):
    library = zipfile.ZipFile(folder / card["engine"] / "python_stdlib.zip")
    names = library.namelist()
    assert {Path(name).suffix for name in names} == {".pyc"}
    # Needed by Python's own start in a browser, though no import statement of ours names it.
    assert "pyodide/webloop.pyc" in names
    # The page imports its app from the wheel as it is: nothing of an installer comes along.
    unwanted = {"importlib/metadata/__init__.pyc", "sqlite3/__init__.pyc", "argparse.pyc"}
    assert not unwanted & set(names)


@pytest.mark.parametrize("name", ["python_stdlib.zip", "calculators-*.whl"])
def test_archives_are_stored_so_that_brotli_sees_their_bytes(folder, name):
    (path,) = folder.rglob(name)
    kinds = {entry.compress_type for entry in zipfile.ZipFile(path).infolist()}
    assert kinds == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.mjs", "pyodide-lock.json"])
def test_no_script_of_the_runtime_names_another_host(folder, name):
    (path,) = folder.rglob(name)
    hosts = re.findall(rb"https?://[\w.-]+", path.read_bytes())
    assert hosts == []


@pytest.mark.parametrize(
    "words",
    [
        "Mozilla Public License Version 2.0",
        "Python Software Foundation",
        "Rich Felker",
        "UNICODE LICENSE V3",
    ],
)
def test_the_licences_travel_with_the_files(folder, words):
    (path,) = folder.rglob("LICENSES.txt")
    assert words in path.read_text("utf-8")


def test_a_zip_depends_on_its_content_only():
    one = archive.stored_zip({"b": b"2", "a": b"1"})
    other = archive.stored_zip({"a": b"1", "b": b"2"})
    assert one == other
    assert zipfile.ZipFile(io.BytesIO(one)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_fault_in_our_python_is_told_with_file_and_line(checkout):
    (checkout / "calculators" / "broken.py").write_text("x = (\n")
    with pytest.raises(RuntimeBuildError, match=r"calculators/broken\.py"):
        build(checkout)


def test_a_failed_build_leaves_nothing_behind(checkout):
    (checkout / "calculators" / "broken.py").write_text("x = (\n")
    with pytest.raises(RuntimeBuildError):
        build(checkout)
    assert [path.name for path in (checkout / ".cache" / "runtime").iterdir()] == ["engines"]


def test_without_the_npm_package_the_remedy_is_named(checkout):
    (checkout / "node_modules").unlink()
    with pytest.raises(RuntimeBuildError, match="make build"):
        build(checkout)


def test_a_loader_that_names_its_host_otherwise_stops_the_build():
    with pytest.raises(RuntimeBuildError, match="DEFAULT_HOST"):
        engine.without_host(b"nothing of the kind")


@pytest.mark.parametrize("profile", ["# Pyodide 314.0.6\n1 2-9\n", "1 2-9\n"])
def test_a_profile_of_another_pyodide_stops_the_build_and_names_the_command(profile):
    with pytest.raises(RuntimeBuildError, match=r"314\.0\.7 is installed.*make profile"):
        engine.check_profile(profile, "314.0.7")


def test_the_cut_leaves_a_first_part_that_node_can_load(folder, card):
    """Node 20 is the oldest that builds the site; browsers read no less."""
    script = "new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))"
    for name in (engine.MODULE, engine.REST):
        path = folder / card["engine"] / name
        subprocess.run(["node", "-e", script, str(path)], check=True)


def test_the_cut_is_the_same_twice_and_most_exports_are_gone(tmp_path, folder, card):
    pyodide = str(engine.pyodide(ROOT))
    node.run("cut.mjs", "cut", pyodide, str(engine.PROFILE), str(tmp_path))
    for name in (engine.SCRIPT, engine.MODULE, engine.REST):
        built = (folder / card["engine"] / name).read_bytes()
        assert (tmp_path / name).read_bytes() == built, name
        if name != engine.REST:
            assert len(built) < 0.7 * (Path(pyodide) / name).stat().st_size


def test_old_builds_are_forgotten_and_the_newest_stay(checkout, monkeypatch):
    monkeypatch.setattr(builder, "KEPT_BUILDS", 1)
    cache = checkout / ".cache" / "runtime"
    for name in ("old", "older"):
        (cache / name).mkdir(parents=True)
        (cache / name / CARD).write_text("{}")
    kept = build(checkout)
    assert [path for path in cache.iterdir() if path.name not in ("stamps", "engines")] == [kept]


def test_whatever_a_page_asks_nothing_is_fetched_later(folder):
    """In either language, by any control, of any file, and whenever the garbage is collected."""
    assert in_node.run(folder)["fetched"] == [], "run: python -m tests.engines.profile --add Node"


def test_what_no_page_asks_is_fetched(folder):
    """The same way sees it when something is."""
    fetched = in_node.run(folder, more="import _decimal; _decimal.Decimal(1) / 7")["fetched"]
    assert len(fetched) == 1
