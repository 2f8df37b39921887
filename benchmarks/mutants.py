"""Whether the fast suite sees a slip in what the tools say: ``python -m benchmarks.mutants``.

Each line below is one slip, of the kind a hand makes: one and many swapped, a window off by one, a
condition turned round, a separator exchanged. It is put into a copy of the project, and the tests
of the views and commands run there; a slip that no test sees is printed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("smsparts", "calculators", "builder", "tests", "data", "pyproject.toml")
TESTS = ("tests/calculators", "tests/smsparts")
SLOW = ("test_growth.py", "test_peers.py", "test_every_python.py")

VIEWS = "calculators/views/"
COMMANDS = "calculators/commands/"
COUNTER = "smsparts/src/smsparts/commands/"
RESULT = "smsparts/src/smsparts/say/result.py"
SLIPS = (
    (RESULT, 'key = "fits" if segments == 1', 'key = "fits" if segments != 1'),
    (RESULT, "explanation.distinct == 1", "explanation.distinct == 2"),
    (RESULT, '"spoken" if segments == 1', '"spoken" if segments != 1'),
    (RESULT, "n=explanation.left)", "n=explanation.left + 1)"),
    (VIEWS + "segments/__init__.py", "takeaway.draw(language) if settings.sent",
     "takeaway.draw(language) if not settings.sent"),
    (VIEWS + "segments/parts.py", "max(0, index - 1)", "max(0, index + 400)"),
    (VIEWS + "segments/parts.py", "first - MOST_SHOWN), ", "first - MOST_SHOWN + 1), "),
    (VIEWS + "segments/file_words.py", 'if found.rows else "0"', 'if not found.rows else "0"'),
    (VIEWS + "segments/file.py", "enumerate(texts, 1)", "enumerate(texts)"),
    (VIEWS + "segments/answer.py", '["questions"]', '["names"]'),
    (VIEWS + "segments/answer.py", "segments > MAXIMUM_PARTS", "segments >= MAXIMUM_PARTS"),
    (VIEWS + "segments/bar.py", "number == SHOWN and len(parts) > SHOWN",
     "number == SHOWN and len(parts) >= SHOWN"),
    (VIEWS + "segments/why.py", "offender.occurrences == 1", "offender.occurrences != 1"),
    (VIEWS + "segments/why.py", "len(kept) <= SHOWN_WITHOUT_REPLACEMENT",
     "len(kept) < SHOWN_WITHOUT_REPLACEMENT"),
    (VIEWS + "segments/cost.py", "if currency else grouped", "if not currency else grouped"),
    (VIEWS + "segments/variables.py", '"same" if fewest == most', '"same" if fewest != most'),
    (VIEWS + "segments/telegram.py", '"fits" if len(found.texts) == 1',
     '"fits" if len(found.texts) != 1'),
    (VIEWS + "flow/shortlist.py", "if question not in place.answers and not quiz()",
     "if question in place.answers or quiz()"),
    (VIEWS + "flow/screen.py", "number=number + 1", "number=number"),
    (VIEWS + "flow/reasons.py", "len(sources) > 1", "len(sources) >= 1"),
    (COUNTER + "count_words.py", "    added = 0\n", "    added = 1\n"),
    (COUNTER + "count_words.py", "if not counts_characters:", "if counts_characters:"),
    (COMMANDS + "recommend.py", "if not walk.ended:", "if walk.ended:"),
    (COUNTER + "batch.py", "MOST_NAMED:", "MOST_NAMED + 1:"),
)  # fmt: skip


def survives(path: str, before: str, after: str, folder: Path) -> bool:
    """Whether the tests pass with ``before`` replaced in a copy of the project at ``folder``."""
    target = folder / path
    whole = target.read_text("utf-8")
    target.write_text(whole.replace(before, after, 1), "utf-8")
    ignored = [f"--ignore-glob=*/{name}" for name in SLOW]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-n", "0"]
    try:
        # The table first: it finds most.
        for tests in (["tests/calculators/test_said.py"], [*TESTS, *ignored]):
            done = subprocess.run([*command, *tests], cwd=folder, capture_output=True, check=False)
            if done.returncode:
                return False
        return True
    finally:
        target.write_text(whole, "utf-8")


def main() -> None:
    """Print the slips that nobody saw, and how many were seen."""
    for path, before, _ in SLIPS:
        if before not in (ROOT / path).read_text("utf-8"):
            raise SystemExit(f"{path} no longer holds {before!r}: mend the list of slips")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, folder / part)
        alive = 0
        for path, before, after in SLIPS:
            if survives(path, before, after, folder):
                alive += 1
                print(f"not seen: {path}: {before!r} -> {after!r}", flush=True)
    print(f"{len(SLIPS) - alive} of {len(SLIPS)} slips seen")


if __name__ == "__main__":
    main()
