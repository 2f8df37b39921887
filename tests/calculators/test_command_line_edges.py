"""The command lines at their edges: each situation ends in one sentence and a status.

Never a traceback, never a half-written file beside the place of the output.
"""

import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = {
    "calculators": f"{shlex.quote(sys.executable)} -S -m calculators",
    "segments": f"{shlex.quote(sys.executable)} -S -m calculators segments",
    "batch": f"{shlex.quote(sys.executable)} -S -m calculators batch",
    "smsparts": f"{shlex.quote(sys.executable)} -S -m smsparts",
}
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "smsparts" / "src")]),
    "PYTHONUTF8": "1",
}
BATCH = "batch in.csv --column text --output out.csv"
LONG = "n" * 300
ASKED = "recommend --answers '{}'"

# What is typed into a shell; the status; what the one sentence says.
SITUATIONS = [
    ("segments hello > /dev/full", 1, "standard input or output: No space left on device."),
    ("segments hello --json > /dev/full", 1, "standard input or output: No space left on device."),
    ("segments --jsonl < lines.jsonl > /dev/full", 1, "No space left on device."),
    ("smsparts hello > /dev/full", 1, "No space left on device."),
    ("smsparts rules > /dev/full", 1, "No space left on device."),
    ("batch in.csv --column text --preview > /dev/full", 1, "No space left on device."),
    ("segments hello >&-", 1, "standard input or output: it is closed."),
    ("segments hello --json >&-", 1, "it is closed."),
    ("segments --jsonl < lines.jsonl >&-", 1, "it is closed."),
    ("segments --jsonl <&-", 1, "it is closed."),
    ("segments - <&-", 1, "it is closed."),
    ("segments hello 2>&- | head -c 1 > /dev/null", 0, ""),
    ("segments hello 2> /dev/full > answer", 0, ""),
    (f"{BATCH} 2>&-", 0, ""),
    (f"{BATCH} 2> /dev/full", 0, ""),
    (f"{BATCH} <&- >&-", 0, "2 rows"),
    ("batch broken.csv --column text --output out.csv 2> /dev/full", 1, ""),
    ("batch broken.csv --column text --output out.csv 2>&-", 1, ""),
    (f"batch in.csv --column text --output {LONG}.csv", 2, "File name too long."),
    (f"batch {LONG}.csv --column text --output out.csv", 2, "File name too long."),
    ("batch in.csv --column text --output newfolder/", 2, "not a file that could be written."),
    ("batch in.csv --column text --output folder", 2, "not a file that could be written."),
    ("batch in.csv --column text --output loop", 2, "not a file that could be written."),
    ("batch loop --column text --output out.csv", 2, "no such file to read."),
    ("batch folder --column text --output out.csv", 2, "no such file to read."),
    ("batch in.csv --column text --output gone/out.csv", 2, "no such folder to write into."),
    ("batch in.csv --column text --output protected.csv", 2, "protected.csv is write-protected."),
    ("batch in.csv --column text --output in.csv", 2, "is the input itself"),
    ("batch in.csv --column text --output out.csv --delimiter $'\\xff'", 2, "one character"),
    (
        "batch in.csv --column text --output out.csv --file-encoding gb18030 --delimiter $'\\x80'",
        2,
        "one character",
    ),
    ("batch in.csv --column text --output out.csv --delimiter ''", 2, "one character"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.csv").write_text("id,text\n1,hi\n2,there\n", "utf-8")
    (tmp_path / "broken.csv").write_text('id,text\n1,hi\n2,"th"ere\n3,x,y\n', "utf-8")
    (tmp_path / "lines.jsonl").write_text('{"text": "a"}\n', "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "protected.csv").write_text("kept", "utf-8")
    (tmp_path / "protected.csv").chmod(0o444)
    return tmp_path


def unfinished(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(("typed", "status", "sentence"), SITUATIONS)
def test_one_sentence_and_a_status(folder: Path, typed: str, status: int, sentence: str) -> None:
    program, _, rest = typed.partition(" ")
    line = f"{PROGRAMS[program]} {rest}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False
    )
    told = done.stderr.decode("utf-8", "replace")
    assert done.returncode == status, told
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    assert sentence in told
    if sentence and status:
        assert told.count("\n") == 1
    assert unfinished(folder) == []
    assert (folder / "protected.csv").read_text("utf-8") == "kept"
    if program == "batch" and ".csv --column text --output out.csv 2>" in typed:
        assert (folder / "out.csv").read_text("utf-8").startswith("id,text,encoding")


def _as_from_a_terminal() -> None:
    """What runs the tests may ignore these, as nohup does, and its children would too."""
    for name in ("SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("moment", ["first", "middle"])
def test_a_signal_leaves_nothing_behind(folder: Path, name: str, moment: str) -> None:
    os.mkfifo(folder / "slow.csv")
    program = subprocess.Popen(
        [*shlex.split(PROGRAMS["batch"]), "slow.csv", "--column", "text", "--output", "out.csv"],
        cwd=folder,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        preexec_fn=_as_from_a_terminal,
    )
    with (folder / "slow.csv").open("wb") as feed:
        feed.write(b"id,text\n" + b"1,hi\n" * 60_000)
        feed.flush()
        if moment == "middle":
            for _ in range(600):
                if unfinished(folder):
                    break
                time.sleep(0.05)
            assert unfinished(folder)
        program.send_signal(getattr(signal, name))
        told = program.communicate(timeout=60)[1].decode()
    assert program.returncode == 128 + getattr(signal, name)
    assert "Traceback" not in told
    assert "Stopped" in told.splitlines()[-1]
    assert unfinished(folder) == []
    assert not (folder / "out.csv").exists()


def test_too_little_memory_is_a_sentence(folder: Path) -> None:
    (folder / "big.jsonl").write_text('{"text": "' + "a" * 60_000_000 + '"}\n', "ascii")
    with (folder / "big.jsonl").open("rb") as lines:
        done = subprocess.run(
            [*shlex.split(PROGRAMS["segments"]), "--jsonl"],
            cwd=folder,
            env=ENVIRONMENT,
            stdin=lines,
            capture_output=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (250_000_000,) * 2),
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "Not done: there is not enough memory.\n"


def test_a_signal_that_is_ignored_from_the_start_stays_ignored(folder: Path) -> None:
    line = f"trap '' HUP; {PROGRAMS['segments']} --jsonl"
    program = subprocess.Popen(
        ["bash", "-c", line],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert program.stdin
    assert program.stdout
    program.stdin.write(b'{"text": "hello"}\n')
    program.stdin.flush()
    assert b"1" in program.stdout.readline()
    os.killpg(program.pid, signal.SIGHUP)
    assert b"1" in program.communicate(b'{"text": "again"}\n', timeout=60)[0]
    assert program.returncode == 0
