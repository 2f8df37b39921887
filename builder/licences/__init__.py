"""`LICENSES.txt` of the finished site: under what terms everything that it ships may be used.

Our own licence, the theme's and that of what the theme's script is made of, and those of the Python
runtime, which also travel beside its files. The theme's text is that of the pinned package. Knows
finished files only.
"""

from importlib.metadata import distribution
from pathlib import Path

from builder.paths import ROOT

NAME = "LICENSES.txt"
HERE = Path(__file__).parent
OWN = """LICENCES OF THIS SITE
=====================

Its pages, pictures, facts, programs and style are the work of its contributors, under the MIT
licence. What it ships of others follows.

"""


def write(site: Path) -> None:
    """Write the file into `site`. Raises FileNotFoundError where a package lacks its licence."""
    (runtime,) = (site / "assets" / "runtime").glob(f"engine-*/{NAME}")
    parts = [
        OWN + (ROOT / "LICENSE").read_text("utf-8"),
        (HERE / "theme.txt").read_text("utf-8") + _of("mkdocs-material"),
        (HERE / "apache.txt").read_text("utf-8"),
        (HERE / "tslib.txt").read_text("utf-8"),
        runtime.read_text("utf-8"),
    ]
    (site / NAME).write_text("\n\n".join(part.strip("\n") + "\n" for part in parts), "utf-8")


def _of(package: str) -> str:
    """The licence that an installed package carries."""
    for file in distribution(package).files or ():
        if file.name == "LICENSE" and "dist-info" in str(file):
            return Path(str(file.locate())).read_text("utf-8")
    raise FileNotFoundError(f"{package}: no LICENSE in the installed package; write its text here")
