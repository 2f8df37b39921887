"""A third language needs its catalogues and the third words in facts, and no line of code.

In a copy of the tools, English with accents becomes a language of its own; every form, every
rehearsed answer and every command must then speak it, and no word of the others be left.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from builder.paths import ROOT

LANGUAGE = "qps"
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
SPEAK = """
import contextlib, io, json, sys
from calculators import views
from calculators.__main__ import main
said = {w: views.form(w, "qps") for w in views.widgets()}
for n, request in enumerate(views.rehearsal()):
    asked = json.loads(request)
    if asked["language"] == "qps":
        said[f"reply {n}"] = json.dumps(json.loads(views.respond(request)), ensure_ascii=False)
for command in (["segments", "It’s late"], ["recommend", "--answers", "{}"],
                ["troubleshoot", "--answers", "{}"]):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        main([command[0], "--language", "qps", *command[1:]])
    said[f"command {command[0]}"] = out.getvalue()
print(json.dumps(said))
"""


def accented(text: str) -> str:
    """The text with accents on its vowels, but for what is filled in."""
    return "".join(
        piece if at % 2 else piece.translate(ACCENTS)
        for at, piece in enumerate(re.split(r"(\{\w*\})", text))
    )


def as_toml(path: Path) -> str:
    """The English catalogue at ``path``, accented."""
    lines = []
    for section, sentences in tomllib.loads(path.read_text("utf-8")).items():
        lines.append(f"[{section}]")
        for key, told in sentences.items():
            if isinstance(told, str):
                value = json.dumps(accented(told), ensure_ascii=False)
            else:
                keep = section == "language"  # the rules of plurals are no words
                forms = {k: v if keep else accented(v) for k, v in told.items()}
                pairs = (f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in forms.items())
                value = f"{{ {', '.join(pairs)} }}"
            lines.append(f'"{key}" = {value}')
    return "\n".join(lines) + "\n"


def with_third(node: object) -> object:
    """A fact with an accented third text wherever it has an English and a Chinese one."""
    if isinstance(node, list):
        return [with_third(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: with_third(value) for key, value in node.items()}
    if found.keys() == {"en", "zh"}:
        english = found["en"]
        found[LANGUAGE] = accented(english) if isinstance(english, str) else english
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("third")
    ignore = shutil.ignore_patterns("__pycache__", "names.txt")
    shutil.copytree(ROOT / "calculators", folder / "calculators", ignore=ignore)
    counter = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "smsparts" / "src" / "smsparts", folder / "smsparts", ignore=counter)
    for path in folder.rglob("en.toml"):
        path.with_name(f"{LANGUAGE}.toml").write_text(as_toml(path), "utf-8")
    for path in folder.rglob("*.json"):
        text = json.dumps(with_third(json.loads(path.read_text("utf-8"))), ensure_ascii=False)
        path.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SPEAK], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    spoken: dict[str, str] = json.loads(done.stdout)
    return spoken


def test_every_tool_and_command_speaks_it(said):
    assert {"segments", "recommend", "code-not-arriving"} < said.keys()
    assert {f"command {name}" for name in ("segments", "recommend", "troubleshoot")} < said.keys()
    assert sum(name.startswith("reply ") for name in said) > 5
    for name, text in said.items():
        assert re.search("[áéíóú]", text), name


@pytest.mark.parametrize("english", ["The text in parts", "Whose rule", "Take it away"])
def test_no_sentence_of_another_language_is_left(said, english):
    everything = "".join(said.values())
    assert accented(english) in everything
    assert english not in everything
