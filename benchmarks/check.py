"""What `make check` takes when nothing was changed since: all of it, and each check alone."""

import os
import resource
import subprocess
import sys
import time
from statistics import median

from builder.check import CHECKS
from builder.paths import ROOT

COMMAND = [sys.executable, "-m", "builder.check"]
ROUNDS = 3


def run() -> None:
    """Print seconds of the clock and of the processors: the whole, then each check by itself."""
    _measure(COMMAND)  # the caches are warm after it
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    whole = [_measure(COMMAND) for _ in range(ROUNDS)]
    clock, busy = (median(times) for times in zip(*whole, strict=True))
    print(f"{clock:5.1f} s, {busy:5.1f} s of processor  `make check`, warm (the aim is 15)")
    for name, command in CHECKS.items():
        clock, busy = _measure(command)
        print(f"{clock:5.1f} s, {busy:5.1f} s of processor  {name}", flush=True)


def _measure(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and by the processors."""
    started, before = time.monotonic(), _busy()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.monotonic() - started, _busy() - before


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
