"""The cases of tests/cases/ that any Python can check, the browser's too. Standard library only.

`run(cases)` takes one parsed JSON file and returns what failed, one line each; its "kind" says how
the file is read: "segments", "tables", "clusters", "lines", "explain".

`python -m tests.smsparts.corpus FILE...` runs files so, in any Python, and prints what failed.
"""

from typing import Any

from smsparts.alphabets import LANGUAGE_IDENTIFIERS, locking_table, single_table
from smsparts.explanation import explain
from smsparts.graphemes import clusters
from smsparts.lines import answer_line
from smsparts.segments import Options, count, count_many, split


def run(cases: dict[str, Any]) -> list[str]:
    """What failed, one line each; an empty list if all is well."""
    kinds = {
        "segments": _segments,
        "tables": _tables,
        "clusters": _clusters,
        "lines": _lines,
        "explain": _explain,
    }
    return kinds[cases["kind"]](cases)


def options_of(given: dict[str, Any]) -> Options:
    """Options from their JSON form, in which a tuple is a list."""
    return Options(**{name: tuple(v) if isinstance(v, list) else v for name, v in given.items()})


def text_of(pieces: list[list[Any]]) -> str:
    """The text of a case: pieces, each so many times."""
    return "".join(piece * times for piece, times in pieces)


def _segments(cases: dict[str, Any]) -> list[str]:
    failures = []
    for case in cases["cases"]:
        text, options = text_of(case["text"]), options_of(case.get("options", {}))
        expect = case["expect"]
        found = count(text, options)
        parts = split(text, options)
        got = {
            "encoding": found.encoding,
            "units": found.units,
            "parts": [part.units for part in parts],
            "locking": found.locking,
            "single": found.single,
        }
        wrong = {name: got[name] for name, value in expect.items() if got[name] != value}
        if found.segments != len(expect["parts"]):
            wrong["segments"] = found.segments
        if "".join(part.text for part in parts) != text:
            wrong["joined"] = "not the text"
        if count_many([text, text], options) != [found, found]:
            wrong["count_many"] = "not what count gives"
        if wrong:
            failures.append(f"{case['why']}: {wrong!a}")
    return failures


def _tables(cases: dict[str, Any]) -> list[str]:
    """Every position of every table: where it stands, and what the character costs with it."""
    failures = []
    for kind, read in (("locking", locking_table), ("single", single_table)):
        known = {"default", *LANGUAGE_IDENTIFIERS} - ({"spanish"} if kind == "locking" else set())
        if set(cases[kind]) != known:
            failures.append(f"{kind}: the tables are {sorted(cases[kind])}")
        for language, rows in cases[kind].items():
            name = None if language == "default" else language
            table = read(name)
            cells = [cell for row in rows for cell in row.split()]
            options = Options(**{kind: (name,)}, encoding="GSM-7") if name else Options()
            for position, cell in enumerate(cells):
                expected = None if cell == "----" else chr(int(cell, 16))
                where = f"{kind} {language} 0x{position:02X}"
                if table.get(position) != expected:
                    failures.append(f"{where}: {table.get(position)!a}, not {cell}")
                elif expected:
                    cost = 1 if kind == "locking" or expected in _default_alphabet(cases) else 2
                    if count(expected, options).units != cost:
                        failures.append(f"{where}: not {cost} septets")
    return failures


def _default_alphabet(cases: dict[str, Any]) -> set[str]:
    cells = " ".join(cases["locking"]["default"]).split()
    return {chr(int(cell, 16)) for cell in cells if cell != "----"}


def _clusters(cases: dict[str, Any]) -> list[str]:
    failures = []
    for case in cases["cases"]:
        expected = ["".join(chr(int(point, 16)) for point in cluster.split()) for cluster in case]
        found = list(clusters("".join(expected)))
        if found != expected:
            failures.append(f"{case}: {found!a}")
    return failures


def _lines(cases: dict[str, Any]) -> list[str]:
    failures = []
    for case in cases["cases"]:
        answer = answer_line(case["line"].encode(), {})
        if "code" not in case:
            well = answer == case["answer"]
        else:
            error = answer.get("error", {})
            well = set(answer) == {"error"} and set(error) == {"code", "message"}
            well = well and error["code"] == case["code"] and error["message"].endswith(".")
        if not well:
            failures.append(f"{case['why']}: {answer!a}")
    return failures


def _explain(cases: dict[str, Any]) -> list[str]:
    failures = []
    for case in cases["cases"]:
        found = explain(_repeated(case["text"]), options_of(case.get("options", {})))
        got = {
            "segments": found.count.segments,
            "reason": found.reason,
            "offenders": [offender.character for offender in found.offenders],
            "cheapest": found.cheapest.id if found.cheapest else None,
            "after": found.cheapest.after.segments if found.cheapest else None,
        }
        wrong = {name: value for name, value in got.items() if value != case.get(name)}
        if wrong:
            failures.append(f"{case['why']}: {wrong!a}")
    return failures


def _repeated(pieces: list[Any]) -> str:
    """["ab", 3, "c"] is "abababc"."""
    text = last = ""
    for piece in pieces:
        text += last * (piece - 1) if isinstance(piece, int) else piece
        last = "" if isinstance(piece, int) else piece
    return text


if __name__ == "__main__":
    import json
    import sys
    from pathlib import Path

    files = [json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:]]
    failed = [line for cases in files for line in run(cases)]
    print(*failed, sep="\n", end="")
    sys.exit(bool(failed))
