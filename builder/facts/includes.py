"""The `{!name!}` of the pages: whether each names a snippet that exists in the page's language."""

from pathlib import Path

from builder.facts.files import FactsError, Problem
from builder.facts.models.base import nearest
from builder.includes import INCLUDE, OPENING
from builder.paths import LANGUAGES, SNIPPETS


def check_includes(
    docs: Path, snippets: Path = SNIPPETS, only: tuple[str, ...] | None = None
) -> None:
    """Check every page of `docs/<language>`. Raises FactsError with page, line and nearest name.

    `only`: look at names that begin with one of these, where the others are not written yet. A
    snippet that would pull in another is refused as well: what stands in it came from a fact.
    """
    problems = []
    for language in LANGUAGES:
        folder = snippets / language
        known = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
        for page in sorted((docs / language).rglob("*.md")):
            for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
                for name in INCLUDE.findall(line):
                    looked_at = only is None or name.startswith(only)
                    if looked_at and name not in known:
                        shown = page.relative_to(docs.parent).as_posix()
                        text = f"no snippet is called '{name}'{nearest(name, known)}"
                        problems.append(Problem(shown, number, text))
        for name in known:
            for number, line in enumerate((folder / name).read_text("utf-8").splitlines(), 1):
                if OPENING in line:
                    text = f"'{OPENING}' in a snippet would be an include; its fact says it"
                    problems.append(Problem(f"{language}/{name}", number, text))
    if problems:
        raise FactsError(problems)
