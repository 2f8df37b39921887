"""A builder that stays, for `make serve`: everything is imported and read before it is asked.

    python -m builder.warm

It reads one folder a line, builds the site there, and answers with the exit status, a line each;
what a build says stands in `<folder>.log`. Each build runs in a copy of this process (fork): none
finds what another left, and none pays for the start of Python. Changed code needs a new process.
"""

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import jieba

from builder import build, memory
from builder.facts import FactsError
from builder.facts.load import load
from builder.paths import DATA


def main() -> int:
    """Build until nobody asks any more."""
    build.settle_words()
    jieba.initialize()
    for line in sys.stdin:
        target = Path(line.rstrip("\n"))
        child = os.fork()
        if not child:
            os._exit(_build(target))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
        _read_ahead()
    return 0


def _build(target: Path) -> int:
    log = os.open(f"{target}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    known = memory.load()
    try:
        with memory.at_work(known):
            status = build.main(["--quick", "--into", str(target)])
        if not status:
            memory.save(known)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _read_ahead() -> None:
    """Take the facts apart while nobody waits; the next build finds all but what has changed."""
    with suppress(FactsError):
        load(DATA)


if __name__ == "__main__":
    sys.exit(main())
