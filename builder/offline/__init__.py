"""Write the service worker into the finished site: `sw.js`, with the release and the list of files.

The release is a hash over all files, so any change makes a new one and nothing else does.
"""

import hashlib
import json
from pathlib import Path

SOURCE = Path(__file__).with_name("sw.js")
LEFT_OUT = {".br", ".gz", ".map"}
NAMES_LEFT_OUT = {"sw.js", "_headers", "sitemap.xml", "robots.txt"}


def write(site: Path) -> None:
    """Write `sw.js` for the files that stand under `site` now."""
    release = hashlib.sha256()
    files = []
    for path in sorted(site.rglob("*")):
        if not path.is_file() or path.suffix in LEFT_OUT or path.name in NAMES_LEFT_OUT:
            continue
        name = path.relative_to(site).as_posix()
        release.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        if "/lunr/" not in name:  # search languages the pages never load
            files.append(name.removesuffix("index.html") or "./")
    text = SOURCE.read_text("utf-8")
    text = text.replace("{release}", release.hexdigest()[:16])
    text = text.replace("{files}", json.dumps(files, ensure_ascii=False))
    (site / "sw.js").write_text(text, "utf-8")
