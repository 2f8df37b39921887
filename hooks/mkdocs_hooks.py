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

from hooks.parity import notice  # noqa: E402
from hooks.paths import SNIPPETS  # noqa: E402

TERMS = "hooks.glossary_terms"

ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|right|center);"')
TITLE = re.compile(r"^# (?!.*\{#)(.+)$", re.MULTILINE)


def language_of(config: Any) -> str:
    """The language of the pass that is running: "en" or "zh"."""
    i18n = config.plugins["i18n"]
    return str(i18n.current_language or i18n.default_language)


def on_config(config: Any) -> Any:
    """Snippets and glossary of the page's own language; a snippet that is missing is an error."""
    config.mdx_configs["markdown_include.include"] = {
        "base_path": str(SNIPPETS / language_of(config)),
        "throwException": True,
    }
    if TERMS not in config.markdown_extensions:
        config.markdown_extensions.append(TERMS)
    config.mdx_configs[TERMS] = {"language": language_of(config)}
    return config


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Give the title the id `top` in both languages; from Chinese words MkDocs makes `_1`.

    Under it, readers are told if the page is behind its twin.
    """
    behind = notice(Path(page.file.abs_src_path))
    return TITLE.sub(lambda title: f"# {title[1]} {{#top}}\n\n{behind}", markdown, count=1)


def on_page_content(html: str, **_: Any) -> str:
    """Give the cells of aligned columns a class for the style that Markdown writes."""
    return ALIGNED.sub(r'\1 class="\2"', html)


def on_post_page(output: str, **_: Any) -> str:
    """Let Material's search box be what it is: a search landmark, not a dialog without a name."""
    return output.replace('data-md-component="search" role="dialog"', 'data-md-component="search"')
