"""What the pages for developers are made of: the API from its docstrings, what to copy, a wheel.

Written among the snippets that pages pull in with `{!developers/…!}`; the wheel goes into the
finished site. Knows the package `smsparts` by its public names and files, nothing of what it does.
"""

from pathlib import Path

import smsparts
from builder.developers import api, package
from builder.paths import below
from builder.policy import EMBEDDED
from builder.words import by_language


def write(target: Path, language: str, home: str) -> None:
    """Write `target`/developers/*.md in `language`; `home` is the site's own address."""
    folder = target / "developers"
    folder.mkdir(parents=True, exist_ok=True)
    title = by_language("embed")[language]["title"]
    frame = (
        f'<iframe src="{home}{below(language)}{EMBEDDED}segments/" title="{title}"\n'
        '  width="100%" height="640" loading="lazy" allow="clipboard-write"></iframe>'
    )
    snippets = {
        "install": _block("sh", f"pip install {home}data/{package.name(smsparts.__version__)}"),
        "fetch": _block(
            "js",
            f'const answer = await fetch("{home}data/v1/rules.json");\n'
            "const { rules } = await answer.json();",
        ),
        "embed": _block("html", frame),
        "api": api.reference(),
    }
    for name, text in snippets.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def publish(site: Path) -> None:
    """Put the package, ready to install, among the data of the finished `site`."""
    name, content = package.wheel_of(smsparts.__version__)
    (site / "data" / name).write_bytes(content)


def _block(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```\n"
