"""Give each language its own search index.

MkDocs Material builds one index for the whole site, so that a Chinese page would answer with
English results. The entries under `zh/` become an index of their own, and the Chinese pages are
told to look one folder further down.
"""

import json
import re
from pathlib import Path
from typing import Any

CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
FOLDER = "zh/"
LANGUAGES = "assets/javascripts/lunr"
"""Lunr's languages; the search loads two of them for Chinese and none of the rest."""
FOR_CHINESE = {"lunr.stemmer.support.min.js", "lunr.zh.min.js"}


def split(site: Path) -> None:
    """Split `search/search_index.json` under `site` and point the pages under `zh/` at theirs."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    chinese, english = [], []
    for entry in index["docs"]:
        if entry["location"].startswith(FOLDER):
            chinese.append({**entry, "location": entry["location"].removeprefix(FOLDER)})
        else:
            english.append(entry)
    _write(path, index, english, {"lang": ["en"]})
    # A question is cut into words by the words of the index, and one that begins with a word that
    # is not there finds nothing: so 谁 and 我, which the list of stop words would drop, stay.
    everything = {"lang": ["zh"], "pipeline": []}
    _write(site / FOLDER / "search" / "search_index.json", index, chinese, everything)
    for page in (site / FOLDER).rglob("*.html"):
        page.write_text(CONFIG.sub(_one_level_less, page.read_text("utf-8")), "utf-8")
    for path in (site / LANGUAGES).rglob("*.js"):
        if path.name not in FOR_CHINESE:
            path.unlink()


def _write(path: Path, index: dict[str, Any], docs: list[Any], config: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    content = {**index, "config": {**index["config"], **config}, "docs": docs}
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _one_level_less(match: re.Match[str]) -> str:
    config = json.loads(match[2])
    base = config["base"]
    if base.startswith("/"):  # an error page, which may be served for any address
        config["base"] = base.rstrip("/") + "/" + FOLDER.rstrip("/")
    else:
        config["base"] = base.removesuffix("/..") if "/.." in base else "."
    return match[1] + json.dumps(config, ensure_ascii=False) + match[3]
