"""The facts that the calculators read, as the build compiled them from `data/`.

Knows only where a compiled file lies and how to say that it is missing. What is in it, each
calculator knows for itself; how it came to be, nobody here. In the page the facts are no part of
this package, so that a changed fact is fetched alone: the environment names their folder.
"""

import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

FOLDER = "CALCULATORS_FACTS"
"""The environment variable that names a folder of compiled facts other than the package's own."""


class FactsNotCompiledError(RuntimeError):
    """The compiled facts are missing; the message says in one sentence which command makes them."""


@cache
def load(name: str) -> Any:
    """The compiled facts called `name`, as plain dicts and lists (shared: do not change them).

    `name` is the file's name without its ending: "telegram", "recommend", "checks" (the
    names of the checks) or one of those.
    Raises FactsNotCompiledError where that file does not exist.
    """
    named = os.environ.get(FOLDER)
    folder = Path(named) if named else files("calculators") / "compiled"
    path = folder / f"{name}.json"
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise FactsNotCompiledError(
            f"The facts '{name}' are not compiled yet: run `make facts` in the project's folder."
        ) from None
    return json.loads(text)
