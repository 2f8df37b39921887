"""``python -m calculators``, run as a program, the way people and other programs run it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments, given=b"", folder=ROOT):
    # -S: the program must not need what is installed beside it.
    return subprocess.run(
        [sys.executable, "-S", "-m", "calculators", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
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


# In words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_curly_quote_is_explained(language):
    text = "I can’t come today, sorry: the train is late and I will be home after nine. See you!"
    said = run("segments", text, "--language", language).stdout.decode()
    assert "U+2019 RIGHT SINGLE QUOTATION MARK" in said
    assert '"\'"' in said
    fix = {
        "en": "  Replace 1 character, save 1 part. Then 1 part, GSM-7.\n",
        "zh": "  替换 1 个字符，省 1 条。改后 1 条，GSM-7。\n",
    }
    assert fix[language] in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "text", ["", "hi", "a" * 161, "€" * 153, "字" * 71, "ışğ " * 30, "\ud83d", "e\u0301" * 40]
)
def test_any_text_can_be_explained(text, language):
    done = run("segments", text.encode("utf-8", "surrogatepass"), "--language", language)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "{" not in done.stdout.decode()


def test_a_profile_says_its_rule_its_unknowns_and_its_sources():
    said = run("segments", "😀" * 36, "--profile", "huawei_domestic").stdout.decode()
    assert "1 to 2. What this rule’s source does not say decides: " in said
    assert "2026-11-22" in said
    assert "is not said." in said


# The two flows


def test_recommend_as_json():
    done = run("recommend", "--answers", '{"who": "company", "must": ["rcs", "two_way"]}', "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert 1 <= len(found["recommended"]) <= 3
    assert set(found["reasons"]) == set(found["recommended"])
    assert found["ruled_out"]["samsung_messages"].startswith("It has been retired")
    for sentence in found["ruled_out"].values():
        assert any(word in sentence for word in ("Source: ", "No source", "Our reading"))


def test_recommend_in_words():
    for language in ("en", "zh"):
        done = run("recommend", "--answers", '{"who": "company"}', "--language", language)
        assert done.stdout.decode().startswith("1. ")


def test_troubleshoot_asks_on_and_then_answers():
    asked = json.loads(run("troubleshoot", "--answers", "{}", "--json").stdout)
    assert asked == {"question": "start"}
    answers = {"start": "no-code-yet", "before": "number-invalid"}
    done = run("troubleshoot", "--answers", json.dumps(answers), "--json")
    assert json.loads(done.stdout) == {"outcome": "leaf-format"}
    for language in ("en", "zh"):
        assert run("troubleshoot", "--answers", json.dumps(answers), "--language", language).stdout


@pytest.mark.parametrize("command", ["recommend", "troubleshoot"])
@pytest.mark.parametrize("answers", ["{", "[]", '{"no-such": "x"}', '{"start": 7}', '{"who": 7}'])
def test_answers_that_mean_nothing(command, answers):
    done = run(command, "--answers", answers)
    assert done.returncode == 2
    assert b"--answers" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.fixture
def uncompiled(tmp_path):
    """The package alone, as in a checkout where nothing was built yet."""
    shutil.copytree(
        ROOT / "calculators",
        tmp_path / "calculators",
        ignore=shutil.ignore_patterns("compiled", "__pycache__"),
    )
    shutil.copytree(ROOT / "smsparts", tmp_path / "smsparts")
    return tmp_path


@pytest.mark.parametrize("command", ["recommend", "troubleshoot"])
def test_without_compiled_facts_one_sentence_says_what_to_run(uncompiled, command):
    done = run(command, "--answers", "{}", folder=uncompiled)
    assert done.returncode in (1, 2)
    assert b"`make facts`" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_counting_by_any_rule_needs_no_compiled_facts(uncompiled):
    assert json.loads(run("segments", "a", "--json", folder=uncompiled).stdout)["segments"] == 1
    asked = ("segments", "a" * 71, "--profile", "alibaba_domestic", "--json")
    assert json.loads(run(*asked, folder=uncompiled).stdout)["segments"] == 2
    (uncompiled / "in.csv").write_text("a\n" + "b" * 71 + "\n")
    files = ("batch", "in.csv", "--column", "a", "--output", "o.csv")
    run(*files, "--profile", "alibaba_domestic", folder=uncompiled)
    assert (uncompiled / "o.csv").read_text().endswith(",UCS-2,71,2\n")
