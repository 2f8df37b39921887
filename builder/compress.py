"""Put a `.br` and a `.gz` beside each file that gets smaller by it, for hosts that serve them.

Best compression is slow (half a minute for the WebAssembly), so results are kept by content.
"""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import brotli

TEXT = {
    ".css",
    ".html",
    ".js",
    ".json",
    ".jsonl",
    ".mjs",
    ".py",
    ".svg",
    ".txt",
    ".webmanifest",
    ".xml",
}
STORED = {".wasm", ".whl", ".zip"}
"""Of our archives: their members are stored, not deflated, so that the host compresses them."""
SMALLEST = 512
"""Octets; a smaller file fits in one packet as it is."""
METHODS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: bytes(brotli.compress(content, quality=11, lgwin=24)),
    ".gz": lambda content: gzip.compress(content, compresslevel=9, mtime=0),
}


def compress(site: Path, cache: Path) -> None:
    """Compress the files under `site`; `cache` keeps results from build to build."""
    cache.mkdir(parents=True, exist_ok=True)
    used = set()
    for path in sorted(site.rglob("*")):
        if path.suffix not in TEXT | STORED or not path.is_file() or path.stat().st_size < SMALLEST:
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        for suffix, method in METHODS.items():
            kept = cache / (digest + suffix)
            used.add(kept.name)
            if not kept.exists():
                _write(kept, method(content))
            if kept.stat().st_size < len(content):
                path.with_name(path.name + suffix).write_bytes(kept.read_bytes())
    for old in cache.iterdir():
        if old.name not in used:
            old.unlink()


def _write(path: Path, content: bytes) -> None:
    # Whole or not at all: a build that is stopped here must not leave half a file to the next.
    scratch = path.with_suffix(path.suffix + ".part")
    scratch.write_bytes(content)
    scratch.replace(path)
