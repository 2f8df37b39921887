"""``batch`` as a program: what it writes, what it refuses, what it leaves behind."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def batch(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-S", "-m", "calculators", "batch", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.csv"
    path.write_bytes('id,text\r\n1,hi\r\n2,"短, 信"\r\n'.encode())
    return path


def test_three_columns_are_appended_and_the_rest_is_as_it_was(tmp_path, source):
    done = batch(tmp_path, "in.csv", "--column", "text", "--output", "out.csv")
    assert done.returncode == 0
    assert (tmp_path / "out.csv").read_bytes() == (
        'id,text,encoding,units,segments\r\n1,hi,GSM-7,2,1\r\n2,"短, 信",UCS-2,4,1\r\n'.encode()
    )
    assert "2 rows, 2 segments, 0 rows left out" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_byte_order_mark_and_line_ends_are_kept(tmp_path):
    (tmp_path / "in.csv").write_bytes("\ufefftext\n字\n".encode())
    batch(tmp_path, "in.csv", "--column", "text", "--output", "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (
        "\ufefftext,encoding,units,segments\n字,UCS-2,1,1\n".encode()
    )


def test_gb18030_in_and_out(tmp_path):
    (tmp_path / "in.csv").write_bytes("正文\n短信𠮷\n".encode("gb18030"))
    done = batch(
        tmp_path, "in.csv", "--column", "正文", "--output", "o.csv", "--file-encoding", "gb18030"
    )
    assert done.returncode == 0
    assert (tmp_path / "o.csv").read_text("gb18030").splitlines()[1] == "短信𠮷,UCS-2,4,1"


def test_broken_rows_are_named_by_line_and_the_rest_carried_on(tmp_path):
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,a\n2\n3,"x\n4,\xff\n5,b\n')
    done = batch(tmp_path, "in.csv", "--column", "text", "--output", "out.csv")
    assert done.returncode == 1
    for line in (3, 4, 5):
        assert f"line {line}: " in done.stderr
    with (tmp_path / "out.csv").open(newline="") as written:
        assert [row["id"] for row in csv.DictReader(written)] == ["1", "5"]


def test_options_and_profiles_hold_for_every_row(tmp_path, source):
    batch(tmp_path, source, "--column", "text", "--output", "o.csv", "--encoding", "UCS-2")
    assert (tmp_path / "o.csv").read_text("utf-8").splitlines()[1] == "1,hi,UCS-2,2,1"
    batch(tmp_path, source, "--column", "text", "--output", "o.csv", "--profile", "huawei_domestic")
    assert (tmp_path / "o.csv").read_text("utf-8").splitlines()[1] == "1,hi,UCS-2,2,1"


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["none.csv", "--column", "text", "--output", "o.csv"], "no such file"),
        (["in.csv", "--column", "body", "--output", "o.csv"], "id, text"),
        (["in.csv", "--column", "text", "--output", "in.csv"], "is the input itself"),
        (["in.csv", "--column", "text", "--output", "./in.csv"], "is the input itself"),
        (["in.csv", "--column", "text", "--output", "link.csv"], "is the input itself"),
        (["in.csv", "--column", "text", "--output", "hard.csv"], "is the input itself"),
        (["in.csv", "--column", "text", "--output", "none/o.csv"], "no such folder"),
        (["in.csv", "--column", "text", "--output", "."], "not a file"),
        (["in.csv", "--column", "text", "--output", "o.csv", "--encoding", "x"], "known: auto"),
        (["in.csv", "--column", "text", "--output", "o.csv", "--profile", "x"], "3gpp"),
        (["in.csv", "--column", "text", "--output", "o.csv", "--delimiter", "ab"], "one character"),
        (["taken.csv", "--column", "text", "--output", "o.csv"], "units already"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(tmp_path, source, arguments, said):
    (tmp_path / "link.csv").symlink_to(source)
    (tmp_path / "hard.csv").hardlink_to(source)
    (tmp_path / "taken.csv").write_text("text,units\nhi,1\n")
    before = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    done = batch(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    after = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    assert after == before


def test_a_link_at_the_output_stays_a_link(tmp_path, source):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    batch(tmp_path, source, "--column", "text", "--output", "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8").startswith("id,text,encoding")


def test_an_existing_output_keeps_its_permissions(tmp_path, source):
    (tmp_path / "o.csv").write_text("old")
    (tmp_path / "o.csv").chmod(0o640)
    batch(tmp_path, source, "--column", "text", "--output", "o.csv")
    assert (tmp_path / "o.csv").stat().st_mode & 0o777 == 0o640


def test_a_run_that_is_ended_leaves_the_old_output_and_nothing_else(tmp_path):
    fifo = tmp_path / "in.csv"
    os.mkfifo(fifo)
    (tmp_path / "out.csv").write_text("old")
    with (
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "calculators",
                "batch",
                fifo,
                "--column",
                "text",
                "--output",
                "out.csv",
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        ) as program,
        fifo.open("wb") as feeding,
    ):
        feeding.write(b"text\n" + b"hi\n" * 100_000)
        feeding.flush()
        while not list(tmp_path.glob(".out.csv.*")):
            assert program.poll() is None, "it ended before it wrote"
            time.sleep(0.01)
        program.send_signal(signal.SIGTERM)
        program.wait()
    assert program.returncode == 143
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert (tmp_path / "out.csv").read_text() == "old"
