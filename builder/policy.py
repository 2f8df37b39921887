"""The security headers of the site, and the Content-Security-Policy of each page.

Inline scripts are allowed by their hash only; MkDocs Material writes a handful. A page carries its
own policy in a meta element, so that it holds on a host that sends no headers; the same policy with
the hashes of all pages stands in `_headers`, with what a meta element cannot say.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
RULES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # Material's style sheet holds its icons as data: addresses
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = (
    *("/assets/css-*", "/assets/js-*", "/assets/runtime/*"),
    *("/assets/javascripts/*", "/assets/stylesheets/*"),
)
"""What changes its name when its content changes."""


class PolicyError(Exception):
    """A page holds something the policy cannot allow; the message says what and where."""


def inline_hashes(page: str) -> set[str]:
    """The policy's names of all scripts that stand in `page` itself and would be run."""
    found = set()
    for script in SCRIPT.finditer(page):
        attributes = script["attributes"]
        if "src=" in attributes or 'type="application/' in attributes:
            continue
        digest = hashlib.sha256(script["body"].encode()).digest()
        found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return found


def policy(hashes: Iterable[str]) -> str:
    """The Content-Security-Policy that allows the inline scripts named by `hashes`."""
    rules = dict(RULES)
    rules["script-src"] = " ".join([rules["script-src"], *sorted(hashes)])
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def apply(site: Path) -> None:
    """Write the policy into every page under `site`, and `_headers` beside them.

    Raises PolicyError for a page with a `style` attribute, an inline handler or a style element.
    """
    everything: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page = path.read_text("utf-8")
        forbidden = re.search(r"<[a-z][^<>]*\s(style|on[a-z]+)=[\"'][^<>]*>|<style\b[^>]*>", page)
        if forbidden:
            raise PolicyError(
                f"{path.relative_to(site)}: {forbidden[0][:120]!r} needs 'unsafe-inline'; "
                "give it a class, and the rule to a style sheet"
            )
        hashes = inline_hashes(page)
        everything |= hashes
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">'
        if page.count(CHARSET) != 1:
            raise PolicyError(f"{path.relative_to(site)}: no single {CHARSET} to put the policy at")
        path.write_text(page.replace(CHARSET, CHARSET + meta), "utf-8")
    (site / "_headers").write_text(headers_file(everything), "utf-8")


def headers_file(hashes: Iterable[str]) -> str:
    """The text of `_headers`, in the form that static hosts read."""
    lines = ["/*", f"  Content-Security-Policy: {policy(hashes)}; frame-ancestors 'none'"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    for pattern in HASHED:
        lines += [pattern, f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def read_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """The pairs (pattern, headers) of a `_headers` file; a pattern may end in `*`."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules
