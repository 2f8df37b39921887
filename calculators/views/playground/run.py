"""Runs a few lines of Python and says what they printed, or which line failed and how.

The lines are the reader's own, in the reader's own browser, as in its console; the build runs the
examples of this package alone.
"""

from __future__ import annotations

import io
from types import TracebackType
from typing import Any, NamedTuple

NAME = "<your code>"
MOST = 20_000
"""Code points of output that are shown."""


class Outcome(NamedTuple):
    """What came of it.

    printed  what was printed, up to the failure if there is one, at most `MOST` code points
    cut      whether more was printed than that
    error    the name and the words of the exception, or ""
    line     the line of the code that failed, from 1; 0 where none is known
    missing  whether it failed because a module is not there
    """

    printed: str
    cut: bool = False
    error: str = ""
    line: int = 0
    missing: bool = False


def run(code: str) -> Outcome:
    """What `code` prints. It never raises; what the code raises is in the outcome."""
    buffer = io.StringIO()

    def show(*values: object, sep: str | None = " ", end: str | None = "\n", **_: object) -> None:
        print(*values, sep=sep, end=end, file=buffer)

    names: dict[str, Any] = {"__name__": "__main__", "print": show}
    error: BaseException | None = None
    try:
        exec(compile(code, NAME, "exec"), names)  # noqa: S102 (the reader's own, see above)
    except (Exception, SystemExit) as raised:
        error = raised
    printed = buffer.getvalue()
    if error is None:
        return Outcome(printed[:MOST], len(printed) > MOST)
    return Outcome(
        printed[:MOST],
        len(printed) > MOST,
        f"{type(error).__name__}: {error}",
        _line(error),
        isinstance(error, ModuleNotFoundError),
    )


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == NAME:
        return error.lineno or 0
    found = 0
    step: TracebackType | None = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == NAME:
            found = step.tb_lineno
        step = step.tb_next
    return found
