"""What is made for developers: the reference, the wheel, the snippets to copy."""

import inspect
import re
import subprocess
import sys
import zipfile
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

import smsparts
from builder import developers
from builder.developers import api, package
from builder.paths import COUNTER, LANGUAGES

REFERENCE = api.reference()
HOME = "https://example.org/guide/"


@pytest.mark.parametrize("name", smsparts.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    value = getattr(smsparts, name)
    if inspect.isclass(value) or inspect.isroutine(value):
        assert f'<h4 id="api-{name}">' in REFERENCE
        first = inspect.cleandoc(value.__doc__ or "").split(". ")[0].split("\n")[0].split("`")[-1]
        assert first.strip() in unescape(re.sub("<[^>]+>", "", REFERENCE))
    else:
        assert f"<dt><code>{name}</code></dt>" in REFERENCE


@pytest.mark.parametrize(
    "shown",
    [
        "count(text: str, options: Options = Options()) -> Count",
        ".bill(text: str, *, smart_encoding: bool = False, **given: Any) -> Bill",
        '>>> count("5 €")',
        "compare(text: str, *, signature: str = '') -> list[Bill]",
    ],
)
def test_the_reference_shows_calls_methods_and_examples_as_they_are_written(shown: str) -> None:
    assert shown in unescape(re.sub("<[^>]+>", "", REFERENCE))


def test_the_reference_is_one_block_of_html_that_closes_what_it_opens() -> None:
    assert "\n\n" not in REFERENCE
    depth: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            depth.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert depth.pop() == tag

    Reader().feed(REFERENCE)
    assert depth == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_copied_names_the_site_it_was_built_for(
    tmp_path: Path, language: str
) -> None:
    developers.write(tmp_path, language, HOME)
    told = {p.stem: p.read_text("utf-8") for p in (tmp_path / "developers").glob("*.md")}
    below = "" if language == "en" else f"{language}/"
    assert f'<iframe src="{HOME}{below}embed/segments/" title="' in told["embed"]
    assert (
        f"pip install {HOME}data/smsparts-{smsparts.__version__}-py3-none-any.whl"
        in told["install"]
    )
    assert f'fetch("{HOME}data/v1/rules.json")' in told["fetch"]


class TestWheel:
    def test_is_the_same_each_time(self) -> None:
        assert package.wheel_of("1.0.0") == package.wheel_of("1.0.0")

    def test_holds_every_file_of_the_package(self) -> None:
        _, content = package.wheel_of(smsparts.__version__)
        held = {
            name
            for name in zipfile.ZipFile(BytesIO(content)).namelist()
            if ".dist-info" not in name
        }
        files = {
            path.relative_to(COUNTER).as_posix()
            for path in (COUNTER / "smsparts").rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
        assert held == files

    def test_installs_and_answers_alone(self, tmp_path: Path) -> None:
        name, content = package.wheel_of(smsparts.__version__)
        (tmp_path / name).write_bytes(content)
        there = tmp_path / "there"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
        pip += ["--disable-pip-version-check", "--target", str(there), str(tmp_path / name)]
        subprocess.run(pip, check=True, capture_output=True)
        command = [sys.executable, "-S", str(there / "bin" / "smsparts"), "--version"]
        done = subprocess.run(
            command, env={"PYTHONPATH": str(there)}, capture_output=True, text=True, check=True
        )
        assert smsparts.__version__ in done.stdout
        suite = [sys.executable, "-S", "-m", "smsparts.conformance"]
        subprocess.run(suite, env={"PYTHONPATH": str(there)}, capture_output=True, check=True)
        known = (there / f"smsparts-{smsparts.__version__}.dist-info" / "METADATA").read_text(
            "utf-8"
        )
        assert "\nLicense-Expression: MIT\n" in known
        assert '\nRequires-Dist: duckdb; extra == "duckdb"\n' in known
