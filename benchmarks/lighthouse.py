"""Lighthouse's marks, mobile, for one page of each kind in both languages, on the built site.

It is large and needed by nobody else, so it is installed beside this file on the first run. The
site is served as its hosts serve it: compressed, with its headers.
"""

import json
import os
import subprocess
import tempfile
import threading
from pathlib import Path

from builder.paths import SITE, STAMPS
from builder.server import serve

HERE = Path(__file__).with_name("lighthouse_npm")
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
KINDS = [
    *("", "guide/login-codes/", "claims/", "providers/", "providers/twilio/"),
    *("tools/segments/", "tools/recommend/", "tools/code-not-arriving/"),
]
PAGES = [start + kind for kind in KINDS for start in ("", "zh/")]
MARKS = ["performance", "accessibility", "best-practices", "seo"]
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def run() -> None:
    """Print a table of marks, and under it each audit that takes a mark below 100."""
    if not (SITE / "index.html.br").exists():
        print("not measured: no built site; run: make build")
        return
    if not PROGRAM.exists() and subprocess.call(["npm", "ci", "--silent"], cwd=HERE) != 0:
        print("not measured: Lighthouse could not be installed")
        return
    server = serve(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page | performance | accessibility | best practices | SEO | LCP, ms | TBT, ms | CLS |")
    print("|---|---|---|---|---|---|---|---|")
    lost: dict[str, list[str]] = {}
    for page in PAGES:
        report = measured(f"http://localhost:{server.server_port}/{page}")
        marks = [report["categories"][name] for name in MARKS]
        timings = [
            f"{report['audits'][name].get('numericValue', 0):.{digits}f}"
            for name, digits in (
                ("largest-contentful-paint", 0),
                ("total-blocking-time", 0),
                ("cumulative-layout-shift", 3),
            )
        ]
        cells = [f"{100 * (mark['score'] or 0):.0f}" for mark in marks] + timings
        print(f"| /{page} | {' | '.join(cells)} |", flush=True)
        for mark in marks:
            if mark["score"] != 1:
                for line in below(report, mark):
                    lost.setdefault(line, []).append(f"/{page}")
    for line, pages in lost.items():
        print(f"- {line} ({len(pages)} pages, such as {pages[0]})")
    server.shutdown()
    server.server_close()


def measured(address: str) -> dict:
    """Lighthouse's report on one address."""
    noted = STAMPS / "chromium"
    chromium = os.environ.get("CHROMIUM") or (noted.read_text() if noted.exists() else "")
    environment = os.environ | ({"CHROME_PATH": chromium} if chromium else {})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={path}", f"--chrome-flags={FLAGS}"]
        options.append(f"--only-categories={','.join(MARKS)}")
        command = [PROGRAM, address, *options]
        # Now and then Chromium gives it no trace to read (NO_NAVSTART), whatever the page.
        if subprocess.run(command, env=environment).returncode:
            subprocess.run(command, check=True, env=environment)
        return json.loads(path.read_text("utf-8"))


def below(report: dict, mark: dict) -> list[str]:
    """The audits that cost `mark` something, in words."""
    names = [one["id"] for one in mark["auditRefs"] if one["weight"]]
    return [
        f"{mark['title']}: {audit['title']}"
        for audit in (report["audits"][name] for name in names)
        if audit["score"] is not None and audit["score"] < 0.9
    ]
