"""Write the service worker into the finished site: `sw.js`, with the release and all its files.

The release is a hash over all files, so any change makes a new one and nothing else does. Each file
is named with its own hash, by which the service worker knows what has changed and whether what
arrived is right; and with about what it weighs, so that a reader is told before a download.
"""

import base64
import hashlib
import json
from pathlib import Path

import brotli

SOURCE = Path(__file__).with_name("sw.js")
LEFT_OUT = {".br", ".gz", ".map"}
NAMES_LEFT_OUT = {"sw.js", "_headers", "_redirects", "sitemap.xml", "robots.txt", "security.txt"}
HASH_OCTETS = 16
"""Of the 32 of a SHA-256: enough to tell a spoilt answer, and half the bytes of the list."""


def write(site: Path) -> None:
    """Write `sw.js` for the files that stand under `site` now."""
    release = hashlib.sha256()
    files: dict[str, list[str | int]] = {}
    for path in sorted(site.rglob("*")):
        if not path.is_file() or path.suffix in LEFT_OUT or path.name in NAMES_LEFT_OUT:
            continue
        name = path.relative_to(site).as_posix()
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        release.update(name.encode() + b"\0" + digest)
        known = base64.urlsafe_b64encode(digest[:HASH_OCTETS]).decode().rstrip("=")
        # Quick, and a little more than a host's best compression sends.
        sent = len(brotli.compress(content, quality=4))
        files[name.removesuffix("index.html")] = [known, sent]
    text = SOURCE.read_text("utf-8")
    text = text.replace("{release}", release.hexdigest()[:16])
    text = text.replace("{files}", json.dumps(files, ensure_ascii=False, separators=(",", ":")))
    (site / "sw.js").write_text(text, "utf-8")
