"""Give each page the scripts of what it holds: a tool, or tables that can be filtered and compared.

Of a tool also what its script will load is named, so that all comes at once: else a browser learns
of the worker from the script, and of Python's loader from the worker, one trip to the server after
the other. Other pages get nothing of either.
"""

from pathlib import Path

SCRIPTS = "assets/js"
SCRIPT = "widget.js"
CHAIN = (SCRIPT, "runtime.js", "place.js")
STARTS = ("worker.js", "snapshot.js", "sha256.js")
"""What starts Python, and is wanted when it does: soon, on a tool's own page."""
LOADERS = "assets/runtime/engine-*/pyodide.mjs"
TOOL = " data-runtime="
ON_TOUCH = ' data-start="touch"'
KNOWN = " data-replies="
"""Answers are known beforehand: nobody waits for Python, so its loader need not hurry."""
TABLES_SCRIPT = "tables.js"
TABLES = (" data-compare=", " data-sortable", " data-filters=")
HEAD_END, BODY_END = "</head>", "</body>"


def apply(site: Path) -> None:
    """Write scripts and links into each page under `site` that holds a tool or such a table."""
    (loader,) = site.glob(LOADERS)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        up = "../" * (len(page.relative_to(site).parts) - 1)
        if any(mark in text for mark in TABLES):
            text = text.replace(BODY_END, _script(up, TABLES_SCRIPT) + BODY_END, 1)
            page.write_text(text, "utf-8")
        if TOOL not in text:
            continue
        names = [f"{SCRIPTS}/{name}" for name in CHAIN]
        if ON_TOUCH not in text:
            names += [f"{SCRIPTS}/{name}" for name in STARTS]
            if KNOWN not in text:
                names.append(loader.relative_to(site).as_posix())
        links = "".join(f'<link rel="modulepreload" href="{up}{name}">' for name in names)
        text = text.replace(HEAD_END, links + HEAD_END, 1)
        page.write_text(text.replace(BODY_END, _script(up, SCRIPT) + BODY_END, 1), "utf-8")


def _script(up: str, name: str) -> str:
    return f'<script type="module" src="{up}{SCRIPTS}/{name}"></script>'
