"""Give the pages that hold a tool its script, and name what that will load: all comes at once.

Without the names a browser learns of the worker from the script, and of Python's loader from the
worker: one trip to the server after the other. Pages without a tool get nothing of it.
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
HEAD_END, BODY_END = "</head>", "</body>"


def apply(site: Path) -> None:
    """Write script and links into each page under `site` that holds a tool."""
    (loader,) = site.glob(LOADERS)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        if TOOL not in text:
            continue
        up = "../" * (len(page.relative_to(site).parts) - 1)
        names = [f"{SCRIPTS}/{name}" for name in CHAIN]
        if ON_TOUCH not in text:
            names += [f"{SCRIPTS}/{name}" for name in STARTS]
            names.append(loader.relative_to(site).as_posix())
        links = "".join(f'<link rel="modulepreload" href="{up}{name}">' for name in names)
        script = f'<script type="module" src="{up}{SCRIPTS}/{SCRIPT}"></script>'
        text = text.replace(HEAD_END, links + HEAD_END, 1)
        page.write_text(text.replace(BODY_END, script + BODY_END, 1), "utf-8")
