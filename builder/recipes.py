"""Let pages show the recipes from the very files that the tests run: `{!recipes/name.py!}`."""

from pathlib import Path

from builder.paths import DOCS

SOURCE = DOCS / "assets" / "recipes"


def write(target: Path) -> None:
    """Copy the recipes to `target/recipes/`, each only if it has changed."""
    folder = target / "recipes"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCE.glob("*.py")):
        text = path.read_text("utf-8")
        if "{!" in text:
            raise ValueError(f"{path}: '{{!' would be read as an include; write it otherwise")
        copy = folder / path.name
        if not copy.exists() or copy.read_text("utf-8") != text:
            copy.write_text(text, "utf-8")
