"""The tables: each position against data of its own, each name against Unicode, the disputes."""

import json
import re
import subprocess
import sys
import unicodedata
from importlib import import_module
from pathlib import Path

import pytest
from smsparts.alphabets import (
    LANGUAGE_IDENTIFIERS,
    LOCKING_TABLES,
    SINGLE_TABLES,
    locking_table,
    single_table,
)
from smsparts.characters import name

import smsparts
from smsparts import alphabets
from tests.smsparts import corpus

CASES = json.loads(
    (Path(smsparts.__file__).parent / "conformance" / "tables.json").read_text("utf-8")
)
FOLDER = Path(alphabets.__path__[0])
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
POSITION = re.compile(r'^    (0x[0-9A-F]{2}): "\\N\{([A-Z0-9 -]+)\}",$')


def test_every_position_of_every_table() -> None:
    assert corpus.run(CASES) == []


def test_a_wrong_position_is_noticed() -> None:
    wrong = json.loads(json.dumps(CASES))
    wrong["single"]["telugu"][6] = wrong["single"]["telugu"][6].replace("20AC", "----")
    assert corpus.run(wrong) == ["single telugu 0x65: '\\u20ac', not ----"]


@pytest.mark.parametrize("module", MODULES)
def test_names_are_the_official_ones(module: str) -> None:
    """Every entry is one line, position and name, and the name is the character's own."""
    lines = (FOLDER / f"{module}.py").read_text("utf-8").splitlines()
    entries = [POSITION.match(line) for line in lines if line.startswith("    0x")]
    assert entries
    for entry in entries:
        assert entry, "a line that is not a position and an official name"
        character = unicodedata.lookup(entry[2])
        assert name(character) == entry[2]


@pytest.mark.parametrize("module", MODULES)
def test_positions_stand_in_order(module: str) -> None:
    tables = re.split(r"\n\}\n", (FOLDER / f"{module}.py").read_text("utf-8"))
    for table in tables:
        positions = re.findall(r"^    (0x[0-9A-F]{2}):", table, re.MULTILINE)
        assert positions == sorted(set(positions))


def test_there_are_twelve_locking_and_thirteen_single_tables() -> None:
    assert len(LOCKING_TABLES) == 12
    assert len(SINGLE_TABLES) == 13
    assert set(SINGLE_TABLES) - set(LOCKING_TABLES) == {"spanish"}
    assert list(LANGUAGE_IDENTIFIERS.values()) == list(range(1, 14))


def test_escape_is_a_character_of_no_table() -> None:
    for known in LOCKING_TABLES:
        assert 0x1B not in locking_table(known)
        assert "\x1b" not in locking_table(known).values()
    for known in (None, *SINGLE_TABLES):
        assert not {0x0D, 0x1B} & single_table(known).keys()
        assert "\x1b" not in single_table(known).values()


def test_every_single_table_holds_the_default_extension_in_its_place() -> None:
    for known in SINGLE_TABLES:
        assert single_table(None).items() <= single_table(known).items()


def test_kannada_0x24_is_the_letter_between_its_neighbours() -> None:
    table = locking_table("kannada")
    assert [f"{ord(table[at]):04X}" for at in (0x23, 0x24, 0x25)] == ["0CA0", "0CA1", "0CA2"]
    assert "Disputed" in (FOLDER / "kannada.py").read_text("utf-8")


def test_telugu_has_the_euro_sign() -> None:
    assert single_table("telugu")[0x65] == "\N{EURO SIGN}"
    assert "Disputed" in (FOLDER / "telugu.py").read_text("utf-8")


@pytest.mark.parametrize("read", [locking_table, single_table])
def test_an_unknown_table_lists_the_known_ones(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"klingon.*turkish, .*urdu"):
        read("klingon")


def test_spanish_has_no_locking_table() -> None:
    with pytest.raises(ValueError, match="spanish"):
        locking_table("spanish")


def test_each_module_names_its_clause_of_the_standard() -> None:
    for module in MODULES:
        assert "TS 23.038" in (import_module(f"smsparts.alphabets.{module}").__doc__ or "")


def test_a_plain_count_loads_no_national_table() -> None:
    code = (
        "import sys; from smsparts.segments import count; count('a'); "
        "print(sorted(m for m in sys.modules if m.startswith('smsparts.')))"
    )
    source = Path(alphabets.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(
        ["smsparts.alphabets", "smsparts.alphabets.default", "smsparts.segments"]
    )
