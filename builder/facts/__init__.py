"""Facts once, words per language: `data/` checked, then compiled, then written as snippets.

`build()` does all of it, and nothing where nothing has changed; `check_includes()` holds the pages
against what was written. Both raise FactsError, whose message names file, line and what is allowed.
"""

import hashlib
import json
from pathlib import Path

from builder.facts.files import FactsError
from builder.facts.includes import check_includes
from builder.facts.load import AllFacts, load, today
from builder.paths import COMPILED, DATA, LANGUAGES, SITE_DATA, SNIPPETS, STAMPS

__all__ = ["FactsError", "build", "check_includes"]

OURS = ("sources", "claims", "beyond", "providers", "regions", "glossary")
"""Folders of snippets that only this package writes: what is not made any more is removed."""

USED = ("flows.py", "views/foreign.py", "views/html.py")
"""Modules of the calculators that facts are checked or written with."""


def build() -> None:
    """Check the facts and write everything made of them. Raises FactsError."""
    stamp = STAMPS / "facts.json"
    state = _state()
    if _is_fresh(stamp, state):
        return
    written = _write_all(load(DATA))
    stamp.parent.mkdir(parents=True, exist_ok=True)
    paths = [path.as_posix() for path in written]
    stamp.write_text(json.dumps({"state": state, "files": paths}), "utf-8")


def _write_all(facts: AllFacts) -> list[Path]:
    # Imported here: most of the time nothing has changed, and nothing of this is needed.
    from builder.facts.compiled import for_calculators
    from builder.facts.open_data import for_others
    from builder.facts.schemas import schema_files
    from builder.facts.snippets import snippets

    written = _write(DATA / "schema", schema_files())
    written += _write(COMPILED, for_calculators(facts), clear=("",))
    written += _write(SITE_DATA, for_others(facts), clear=("",))
    for language in LANGUAGES:
        made = snippets(facts, language, today())
        written += _write(SNIPPETS / language, made, clear=OURS)
    return written


def _write(folder: Path, files: dict[str, str], clear: tuple[str, ...] = ()) -> list[Path]:
    """Write what has changed, remove from `clear` what is no longer made. Returns all paths."""
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        # An untouched file keeps its time, so that whoever watches it stays quiet.
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    kept = set(paths)
    for name in clear:
        for path in (folder / name).rglob("*.*"):
            if path.is_file() and path not in kept:
                path.unlink()
    return paths


def _state() -> str:
    """A digest of all that the result depends on: the facts, this package, the day."""
    found = hashlib.sha256(today().isoformat().encode())
    here = Path(__file__).parent
    calculators = here.parent.parent / "calculators"
    counter = calculators.parent / "smsparts" / "src" / "smsparts"
    used = [calculators / name for name in USED]
    used += [*counter.glob("*.py"), *counter.glob("rules/*.json"), *counter.glob("say/*.*")]
    used += [*counter.glob("conformance/*.json*")]
    used += [path for path in (here.parent / "words").glob("*.*") if path.is_file()]
    for path in sorted([*DATA.rglob("*.yaml"), *here.rglob("*.py"), *used]):
        found.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _is_fresh(stamp: Path, state: str) -> bool:
    try:
        last = json.loads(stamp.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return last["state"] == state and all(Path(path).exists() for path in last["files"])
