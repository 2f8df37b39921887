"""What MkDocs itself must be told while it builds, once a language. Kept small: what can be done
before or after MkDocs is done in `hooks.build`, so that a move to another generator is cheap.
"""

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file by its path, outside any package
    sys.path.insert(0, str(ROOT))

from hooks.paths import SNIPPETS  # noqa: E402

ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|right|center);"')
TITLE = re.compile(r"^# (?!.*\{#)(.+)$", re.MULTILINE)


def language_of(config: Any) -> str:
    """The language of the pass that is running: "en" or "zh"."""
    i18n = config.plugins["i18n"]
    return str(i18n.current_language or i18n.default_language)


def on_config(config: Any) -> Any:
    """Let `{!name!}` mean the snippet of the page's own language, and a missing one an error."""
    config.mdx_configs["markdown_include.include"] = {
        "base_path": str(SNIPPETS / language_of(config)),
        "throwException": True,
    }
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Give the title the id `top` in both languages; from Chinese words MkDocs makes `_1`."""
    return TITLE.sub(r"# \1 {#top}", markdown, count=1)


def on_page_content(html: str, **_: Any) -> str:
    """Give the cells of aligned columns a class for the style that Markdown writes."""
    return ALIGNED.sub(r'\1 class="\2"', html)
