"""The facts that the calculators read, as the build compiled them from `data/`.

Knows only where a compiled file lies and how to say that it is missing. What is in it, each
calculator knows for itself; how it came to be, nobody here.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any


class FactsNotCompiledError(RuntimeError):
    """The compiled facts are missing; the message says in one sentence which command makes them."""


@cache
def load(name: str) -> Any:
    """The compiled facts called `name`, as plain dicts and lists (shared: do not change them).

    `name` is the file's name without its ending: "telegram", "recommend" or "code-not-arriving".
    Raises FactsNotCompiledError where `calculators/compiled/<name>.json` does not exist.
    """
    path = files("calculators") / "compiled" / f"{name}.json"
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise FactsNotCompiledError(
            f"The facts '{name}' are not compiled yet: run `make facts` in the project's folder."
        ) from None
    return json.loads(text)
