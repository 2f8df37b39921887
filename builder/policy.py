"""The security headers of the site, and the Content-Security-Policy of each page.

What may stand on a page at all is listed in `builder.published`, inline scripts among it; these are
allowed by their hash only. A page carries its own policy in a meta element, so that it holds on a
host that sends no headers, and asks there to be named to nobody as where a reader came from. The
same policy with the hashes of all pages stands in `_headers`, with what a meta element cannot say.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder import published
from builder.origin import origin
from builder.paths import LANGUAGES, ROOT, below

CHARSET = '<meta charset="utf-8">'
REFERRER = '<meta name="referrer" content="no-referrer">'
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
NOBODY, ANYBODY = "'none'", "*"
OPEN = ("/data/*",)
"""What scripts of other sites may read."""
EMBEDDED = "embed/"
"""The folder, of each language, with the pages that other sites may put into theirs."""


class PolicyError(Exception):
    """Something may not be published; the message says what and where, a line each."""


def inline_hashes(page: str) -> set[str]:
    """The policy's names of all scripts that stand in `page` itself and would be run."""
    digests = (hashlib.sha256(one.encode()).digest() for one in published.inline_scripts(page))
    return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}


def framed_by(whom: str) -> str:
    """The rule that says who may put a page into one of theirs; a meta element cannot."""
    return f"; frame-ancestors {whom}"


def policy(hashes: Iterable[str]) -> str:
    """The Content-Security-Policy that allows the inline scripts named by `hashes`."""
    rules = dict(RULES)
    rules["script-src"] = " ".join([rules["script-src"], *sorted(hashes)])
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def apply(site: Path) -> None:
    """Write the policy into every page under `site`, and `_headers` beside them.

    Raises PolicyError for each thing that is not on the lists of `builder.published`.
    """
    wrong = list(faults(site))
    if wrong:
        raise PolicyError("\n".join(wrong))
    everything: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page = path.read_text("utf-8")
        hashes = inline_hashes(page)
        everything |= hashes
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">{REFERRER}'
        if page.count(CHARSET) != 1:
            raise PolicyError(f"{path.relative_to(site)}: no single {CHARSET} to put the policy at")
        path.write_text(page.replace(CHARSET, CHARSET + meta), "utf-8")
    (site / "_headers").write_text(headers_file(everything), "utf-8")


def faults(site: Path, root: Path = ROOT) -> Iterator[str]:
    """What may not be published of the files under `site`: `file:line (source:line): …` each."""
    readers = {
        ".html": published.page_faults,
        ".svg": published.page_faults,
        ".css": published.style_faults,
    }
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if why := published.file_fault(name):
            yield f"{name}: {why}"
        elif path.suffix in readers:
            for line, found, why in readers[path.suffix](path.read_text("utf-8")):
                source = origin(name, found, root)
                where = f" ({source})" if source else ""
                yield f"{name}:{line}{where}: {found[:120]!r}: {why}"


def headers_file(hashes: Iterable[str]) -> str:
    """The text of `_headers`, in the form that static hosts read.

    Hosts add the headers of every pattern that fits, so a header that another pattern says
    otherwise is taken back first, by `! name`. A host that does not know this sends both policies,
    and the stricter holds.
    """
    own = policy(hashes)
    lines = ["/*", f"  Content-Security-Policy: {own}{framed_by(NOBODY)}"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    for pattern in HASHED:
        lines += [pattern, f"  Cache-Control: {FOR_EVER}"]
    for pattern in OPEN:
        lines += [pattern, "  Access-Control-Allow-Origin: *"]
    for language in LANGUAGES:
        lines += [f"/{below(language)}{EMBEDDED}*", "  ! Content-Security-Policy"]
        lines += [f"  Content-Security-Policy: {own}{framed_by(ANYBODY)}"]
    return "\n".join(lines) + "\n"


def read_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """The pairs (pattern, headers) of a `_headers` file; a pattern may end in `*`.

    Whoever applies them in order, the later over the earlier, has done what `! name` asks for.
    """
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif line.strip() and not line.strip().startswith("!"):
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules
