"""The segment counter against its peers: six workloads, CPU-time medians, all in one run.

Installs the peers, pinned, into .cache/benchmarks/ (git-ignored; for the benchmark only).
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from benchmarks.workloads import EDGES, workloads

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "benchmarks"
HERE = Path(__file__).parent
PYTHON_PEERS = ["smsutil==1.1.3", "sms-counter==0.0.1", "python-messaging==0.5.13"]
JAVASCRIPT_PEERS = [
    "sms-segments-calculator@1.3.0",
    "@trt2/gsm-charset-utils@1.0.13",
    "split-sms@0.1.7",
    "gsm@0.1.4",
    "sms-length@0.2.2",
    "sms-counter@1.0.0",
]

Results = dict[str, dict[str, Any]]


def install() -> None:
    """The peers, once: what is there in the right version is left alone."""
    wanted = "\n".join([sys.version, *PYTHON_PEERS, *JAVASCRIPT_PEERS])
    stamp = CACHE / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    venv.create(CACHE / "venv", with_pip=True, clear=True)
    pip = [str(CACHE / "venv" / "bin" / "python"), "-m", "pip", "install", "-q"]
    subprocess.run([*pip, *PYTHON_PEERS], check=True)
    (CACHE / "package.json").write_text('{"private": true}\n')
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run([*npm, *JAVASCRIPT_PEERS], cwd=CACHE, check=True)
    stamp.write_text(wanted)


def _run(command: list[str], work: dict[str, list[str]]) -> Results:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'smsparts' / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        command,
        input=json.dumps(work),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    results: Results = json.loads(done.stdout)
    return results


def _time(nanoseconds: float) -> str:
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def report(results: Results, names: list[str]) -> None:
    """Ours in CPU time, the others as multiples of it, and who gave other answers than ours."""
    ours = results["ours"]
    print(f"{'':20}" + "".join(f"{name:>18}" for name in names))
    print(f"{'ours':20}" + "".join(f"{_time(ours[name][0]):>18}" for name in names))
    wrong = []
    for who, found in results.items():
        if who == "ours":
            continue
        cells = []
        for name in names:
            time, answers = found[name]
            if time is None:
                cells.append("failed")
                wrong.append(f"{who}, {name}: {answers}")
                continue
            bad = sum(a != b for a, b in zip(answers, ours[name][1], strict=True))
            cells.append(f"{time / ours[name][0]:.2f}x" + ("*" if bad else " "))
            if bad == 1 == len(answers):
                wrong.append(f"{who}, {name}: {answers[0]} parts, not {ours[name][1][0]}")
            elif bad:
                wrong.append(f"{who}, {name}: {bad} of {len(answers)} texts differ")
        print(f"{who:20}" + "".join(f"{cell:>18}" for cell in cells))
    for who, found in results.items():
        if "edges" not in found:
            continue
        pairs = zip(EDGES, found["edges"][1], ours["edges"][1], strict=True)
        if bad := [f"{t[:1]!a}... {len(t)}: {a}, not {b}" for t, a, b in pairs if a != b]:
            print(f"{who} is not exact: {'; '.join(bad)}")
    print("* gives other numbers of parts than ours:")
    for line in wrong:
        print(f"  {line}")


def run() -> None:
    """Install, measure, print."""
    install()
    work = workloads() | {"edges": EDGES}
    python = str(CACHE / "venv" / "bin" / "python")
    results = _run([python, str(HERE / "measure.py")], work)
    results |= _run(["node", str(HERE / "measure.mjs"), str(CACHE)], work)
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    print(f"CPython {sys.version.split()[0]}, node {version.stdout.strip()}; CPU time, medians")
    report(results, list(workloads()))
