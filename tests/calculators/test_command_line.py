"""``python -m calculators``, run as a program, the way people and other programs run it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*arguments, given=b""):
    # -S: the program must not need what is installed beside it.
    return subprocess.run(
        [sys.executable, "-S", "-m", "calculators", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
    )


def test_json_is_the_object_of_a_line():
    one = run("segments", "a€中", "--json")
    many = run("segments", "--jsonl", given=json.dumps({"text": "a€中"}).encode() + b"\n")
    assert one.returncode == many.returncode == 0
    assert json.loads(one.stdout) == json.loads(many.stdout)
    assert one.stdout.isascii()


def test_a_bad_line_gets_its_error_and_the_rest_go_on():
    done = run("segments", "--jsonl", given=b'{"text": "a"}\nnonsense\n{"text": "b"}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("parts") for answer in answers] == [["a"], None, ["b"]]
    assert answers[1]["error"]["code"] == "bad_json"
    assert done.returncode == 1


def test_a_last_line_without_its_end_and_a_byte_order_mark_are_read():
    done = run("segments", "--jsonl", given=b'\xef\xbb\xbf{"text": "a"}')
    assert json.loads(done.stdout)["segments"] == 1
    assert done.returncode == 0


def test_no_lines_no_answers():
    assert (run("segments", "--jsonl").returncode, run("segments", "--jsonl").stdout) == (0, b"")


def test_each_answer_is_there_before_the_next_question():
    with subprocess.Popen(
        [sys.executable, "-m", "calculators", "segments", "--jsonl"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as program:
        for text in ("a", "b"):
            program.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["parts"] == [text]
        program.stdin.close()
        assert program.wait() == 0


def test_a_reader_that_goes_away_is_no_crash():
    with subprocess.Popen(
        [sys.executable, "-m", "calculators", "segments", "--jsonl"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        program.stdout.close()
        _, problems = program.communicate(b'{"text": "a"}\n' * 10)
        assert problems == b""
        assert program.returncode == 1


def test_options_of_the_command_line():
    done = run(
        "segments", "ş" * 10, "--json", "--locking", "turkish,portuguese", "--reference-bits", "16"
    )
    assert json.loads(done.stdout)["locking"] == "turkish"


def test_a_bad_option_is_an_answer_that_failed():
    done = run("segments", "a", "--json", "--encoding", "ascii")
    assert json.loads(done.stdout)["error"]["code"] == "bad_option"
    assert done.returncode == 1


def test_a_text_that_cannot_be_encoded_is_said_on_standard_error():
    done = run("segments", "中", "--encoding", "GSM-7")
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"U+4E2D at index 0" in done.stderr


def test_a_wrong_command_ends_with_2():
    for arguments in ((), ("nonsense",), ("segments",), ("segments", "a", "--jsonl")):
        assert run(*arguments).returncode == 2


def test_a_text_that_starts_with_a_dash():
    assert json.loads(run("segments", "--json", "--", "-5").stdout)["parts"] == ["-5"]
