"""Write tests/cases/grapheme-breaks.json: Unicode's own test of grapheme cluster boundaries.

GraphemeBreakTest.txt of the version we implement, as the source distribution of the PyPI package
graphemeu carries it. Run `python -m builder.generate.grapheme_cases`.
"""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "tests" / "cases" / "grapheme-breaks.json"
CACHE = ROOT / ".cache" / "unicode"
VERSION = "17.0.0"
NAME, RELEASE = "graphemeu", "0.10.0"


def source() -> str:
    """The text of GraphemeBreakTest.txt."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, f"{NAME}=={RELEASE}", "-d", str(CACHE)], check=True)
    with tarfile.open(CACHE / f"{NAME}-{RELEASE}.tar.gz") as archive:
        member = f"{NAME}-{RELEASE}/unicode-data/GraphemeBreakTest.txt"
        file = archive.extractfile(member)
        if file is None:
            raise FileNotFoundError(member)
        text = file.read().decode("utf-8")
    if f"GraphemeBreakTest-{VERSION}.txt" not in text.splitlines()[0]:
        raise ValueError(f"{NAME} {RELEASE} carries another version: {text.splitlines()[0]}")
    return text


def cases(text: str) -> list[list[str]]:
    """Each test as its clusters, a cluster as code points: ["61 308", "62"]."""
    found = []
    for line in text.splitlines():
        test = line.partition("#")[0].strip()
        if test:
            clusters = [part.replace("×", " ").split() for part in test.split("÷")]
            found.append([" ".join(points) for points in clusters if points])
    return found


if __name__ == "__main__":
    tests = ",\n".join(
        "    " + json.dumps([" ".join(p.lstrip("0") or "0" for p in c.split()) for c in case])
        for case in cases(source())
    )
    TARGET.write_text(
        "{\n"
        f'  "source": "GraphemeBreakTest.txt, Unicode {VERSION}, © Unicode, Inc.,'
        ' Unicode License v3",\n'
        f'  "kind": "clusters",\n  "cases": [\n{tests}\n  ]\n}}\n',
        encoding="utf-8",
    )
