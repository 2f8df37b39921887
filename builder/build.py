"""`make build`: facts -> snippets -> pages -> `site/`, whole or not at all.

    python -m builder.build [--into FOLDER] [--quick]

The order is the way of the data (see README): facts are checked and compiled, everything pages pull
in is written as snippets, MkDocs runs once for both languages, then the finished folder gets the
runtime, the raw data, one search index a language, one style sheet, folders named by their content,
security headers and compressed copies. A build that fails leaves the last good folder where it was.
"""

import argparse
import logging
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import jieba
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.yaml import yaml_load

from builder import (
    compress,
    developers,
    drawing,
    embed,
    facts,
    fingerprint,
    includes,
    licences,
    moved,
    offline,
    pictures,
    policy,
    recipes,
    release,
    replies,
    runtime,
    search_index,
    security_txt,
    stylesheets,
    tool_script,
    widgets,
)
from builder.moved import pages as moved_pages
from builder.paths import CACHE, DOCS, LANGUAGES, ROOT, SITE, SITE_DATA, SNIPPETS

EXPECTED = (
    MkDocsException,
    drawing.DrawingError,
    facts.FactsError,
    includes.IncludeError,
    policy.PolicyError,
    runtime.RuntimeBuildError,
    stylesheets.StyleError,
)
"""What a contributor can cause and mend: told in a sentence, without a traceback."""


def prepare(engine: runtime.Kind) -> Path:
    """Everything before MkDocs: compiled facts, snippets. Returns the runtime's folder."""
    facts.build()
    folder = runtime.build(ROOT, kind=engine)
    card = (folder / runtime.CARD).read_text("utf-8")
    home = site_address()
    known = replies.write()
    for language in LANGUAGES:
        target = SNIPPETS / language
        pictures.write(target, language)
        drawing.write(target, language)
        widgets.write(target, language, card, known)
        recipes.write(target)
        developers.write(target, language, home)
        release.write_snippet(target, home, repository_address())
    facts.check_includes(DOCS)
    return folder


def site_address() -> str:
    """The site's own address, with a slash at its end, as `mkdocs.yml` and the environment say."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return f"{str(settings['site_url']).rstrip('/')}/"


def repository_address() -> str:
    """The repository's address, as `mkdocs.yml` and the environment say; may be empty."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return str(settings["extra"]["repository"] or "")


def build(target: Path, quick: bool = False, engine: runtime.Kind = "cut") -> None:
    """Build the whole site and put it at `target`; `quick` leaves out the compressed copies.

    Raises one of EXPECTED, or what went wrong.
    """
    runtime_folder = prepare(engine)
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=CACHE) as scratch:
        site = Path(scratch) / "site"
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        card = (runtime_folder / runtime.CARD).read_text("utf-8")
        embed.write(site, card, str(config.site_url))
        moved_pages.write(site, moved.read(ROOT), str(config.site_url))
        # MkDocs packs it with the day in it; ours, if any, comes with the other copies.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        published = shutil.ignore_patterns(runtime.CARD, runtime.FACTS_LIST)
        shutil.copytree(runtime_folder, site / "assets" / "runtime", ignore=published)
        # Not below it, for what is there is kept for ever.
        shutil.copyfile(runtime_folder / runtime.FACTS_LIST, site / "assets" / runtime.FACTS_LIST)
        shutil.copytree(replies.FOLDER, site / "assets" / "runtime", dirs_exist_ok=True)
        shutil.copytree(SITE_DATA, site / "data")
        developers.publish(site)
        search_index.split(site)
        stylesheets.join(site)
        tool_script.apply(site)
        fingerprint.apply(site)
        licences.write(site)
        security_txt.write(site, repository_address(), str(config.site_url))
        policy.apply(site)
        rows = release.fill(site)
        offline.write(site)
        release.write(site)
        if not quick:
            compress.compress(site, CACHE / "compressed")
        _swap(site, target, Path(scratch) / "old")
    for row in rows:
        print(
            f"{row.sha256}  {row.part}: {row.files} files, {row.octets:,} octets", file=sys.stderr
        )


def settle_words() -> None:
    """Have jieba, which divides Chinese for the search, keep its words in the project's own cache.

    By itself it tells what it does, and takes its words from the folder for all users' temporary
    files, where anybody can have put others: the same sources would not make the same site.
    """
    jieba.setLogLevel(logging.WARNING)
    CACHE.mkdir(exist_ok=True)
    jieba.dt.tmp_dir = str(CACHE)


def _show_warnings() -> None:
    # MkDocs' own command sets this up; without it a strict build would fail without a word.
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)


def _swap(new: Path, target: Path, old: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.replace(old)
    new.replace(target)


def main(given: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m builder.build", description=__doc__)
    parser.add_argument("--into", type=Path, default=SITE, metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="no compressed copies")
    arguments = parser.parse_args(given)
    target: Path = arguments.into
    _show_warnings()
    settle_words()
    try:
        build(target.resolve(), arguments.quick)
    except Abort:
        return 1  # MkDocs has said why
    except EXPECTED as error:
        print(error, file=sys.stderr)
        return 1
    print(f"built {target}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
