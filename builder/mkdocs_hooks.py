"""What MkDocs itself must be told while it builds, once a language. Kept small: what can be done
before or after MkDocs is done in `builder.build`, so that a move to another generator is cheap.
"""

import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file by its path, outside any package
    sys.path.insert(0, str(ROOT))

from builder import repository, structured  # noqa: E402
from builder.parity import notice  # noqa: E402
from builder.paths import DOCS, LANGUAGES, SNIPPETS  # noqa: E402

TERMS, INCLUDES = "builder.glossary_terms", "builder.includes"

PICTURES = DOCS / "assets" / "images"
ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|right|center);"')
MENDS = {
    # A search landmark already; as a dialog it would need a name.
    'data-md-component="search" role="dialog"': 'data-md-component="search"',
    # No number, so not valid HTML; a label takes no focus without it either.
    ' tabindex=""': "",
    '<button class="md-header__button md-icon" aria-label': (
        '<button type="button" class="md-header__button md-icon" aria-label'
    ),
}
"""Material's markup -> ours, where one word in a whole partial is wrong."""
TITLE = re.compile(r"^# (?!.*\{#)(.+)$", re.MULTILINE)


def language_of(config: Any) -> str:
    """The language of the pass that is running: "en" or "zh"."""
    i18n = config.plugins["i18n"]
    return str(i18n.current_language or i18n.default_language)


def on_config(config: Any) -> Any:
    """Snippets and glossary of the page's own language."""
    for extension in (INCLUDES, TERMS):
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    config.mdx_configs[INCLUDES] = {"folder": str(SNIPPETS / language_of(config))}
    config.mdx_configs[TERMS] = {"language": language_of(config)}
    return config


@event_priority(-200)  # after static-i18n, which leaves them out of all languages but the first
def on_files(files: Any, config: Any) -> Any:
    """Let pages of every language show the same pictures, by their way from the page's own file."""
    known = {file.src_uri for file in files}
    for path in sorted(PICTURES.rglob("*")):
        name = path.relative_to(DOCS).as_posix()
        if path.is_file() and name not in known:
            files.append(File(name, config.docs_dir, config.site_dir, use_directory_urls=True))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Give the title the id `top` in both languages; from Chinese words MkDocs makes `_1`.

    Under it, readers are told if the page is behind its twin. The glossary learns which page it is.
    """
    name = page.file.src_uri.split("/", 1)[-1].removesuffix(".md")
    config.mdx_configs[TERMS] = {"language": language_of(config), "page": name}
    behind = notice(Path(page.file.abs_src_path))
    return TITLE.sub(lambda title: f"# {title[1]} {{#top}}\n\n{behind}", markdown, count=1)


def on_page_content(html: str, **_: Any) -> str:
    """Give the cells of aligned columns a class for the style that Markdown writes."""
    return ALIGNED.sub(r'\1 class="\2"', html)


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Give `main.html` what search engines are told about the page, and where its source is."""
    context["repository"] = repository.links(
        config.extra["repository"], page.file.src_uri, str(page.canonical_url), language_of(config)
    )
    context["structured"] = structured.json_ld(
        page.meta, str(page.canonical_url), str(config.site_url), language_of(config)
    )
    return context


def on_post_page(output: str, **_: Any) -> str:
    """Mend the theme's markup in a page."""
    return mended(output)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Mend 404.html too; put the Chinese one under `zh/`, not over the English one."""
    output_content = mended(output_content)
    language = language_of(config)
    if template_name != "404.html" or language == LANGUAGES[0]:
        return output_content
    path = Path(config.site_dir) / language / template_name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output_content, "utf-8")
    return ""


def mended(html: str) -> str:
    """`html` with MENDS made."""
    for theirs, ours in MENDS.items():
        html = html.replace(theirs, ours)
    if 'id="__toc"' not in html:  # a page outside the navigation: a label for nothing
        html = html.replace(' for="__toc"', "")
    return html
