"""The reference of ``smsparts``, made from the signatures and docstrings of its public names.

One Markdown block of HTML, in English in both languages, since that is what the docstrings are in.
"""

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

import smsparts

FIELD = re.compile(r"^([A-Za-z_][\w, ]*?) {2,}(\S.*)$")
QUALIFIED = re.compile(r"\b(?:smsparts\.\w+|typing|collections\.abc)\.")
ROLE = re.compile(r":\w+:`([^`]+)`")
CODE = re.compile(r"``?([^`]+)``?")
KINDS: Mapping[str, Callable[[object], bool]] = {
    "Functions": inspect.isroutine,
    "Types": inspect.isclass,
}


def reference() -> str:
    """The whole reference, as a snippet."""
    parts = []
    known = {name: getattr(smsparts, name) for name in sorted(smsparts.__all__, key=str.lower)}
    for title, is_one in KINDS.items():
        parts.append(f'<h3 id="api-{title.lower()}">{title}</h3>')
        parts += [_entry(name, it) for name, it in known.items() if is_one(it)]
    values = [n for n, it in known.items() if not any(is_one(it) for is_one in KINDS.values())]
    parts.append('<h3 id="api-values">Values</h3><dl>')
    parts += [f"<dt><code>{escape(n)}</code></dt><dd>{_value(known[n])}</dd>" for n in values]
    parts.append("</dl>")
    # Markdown takes a block of HTML as it is up to the first empty line.
    return f'<div class="api" lang="en">{"".join(parts)}</div>\n'.replace("\n\n", "\n")


def _value(value: object) -> str:
    return f"<code>{escape(repr(value))}</code>"


def _entry(name: str, it: Any) -> str:
    title = f'<h4 id="api-{name}"><code>{escape(name)}</code></h4>'
    call = "" if _is_error(it) else f"<pre><code>{escape(_signature(name, it))}</code></pre>"
    return title + call + "".join(_blocks(_doc(it))) + "".join(_members(it))


def _is_error(it: Any) -> bool:
    return inspect.isclass(it) and issubclass(it, Exception)


def _members(kind: Any) -> Iterator[str]:
    """The methods and properties that a type itself has words for."""
    if not inspect.isclass(kind):
        return
    for name, it in vars(kind).items():
        if name.startswith("_") or not _doc(it):
            continue
        if inspect.isfunction(it):
            yield f"<pre><code>{escape(_signature(f'.{name}', it))}</code></pre>"
        elif isinstance(it, property):
            yield f"<p><code>.{escape(name)}</code></p>"
        else:
            continue
        yield from _blocks(_doc(it))


def _doc(it: Any) -> str:
    own = it.__doc__ if isinstance(getattr(it, "__doc__", None), str) else ""
    if dataclasses.is_dataclass(it) and own and own.startswith(f"{getattr(it, '__name__', '')}("):
        return ""  # what dataclasses write where nobody has
    return inspect.cleandoc(own or "")


def _signature(name: str, it: Any) -> str:
    """The call as one writes it; a default that is options is shown as one makes it."""
    found = inspect.signature(it)
    parameters = []
    for one in found.parameters.values():
        if one.name == "self":
            continue
        if isinstance(one.default, smsparts.Options):
            one = one.replace(default=_Written("Options()"))
        if isinstance(one.annotation, str):
            one = one.replace(annotation=_Written(one.annotation))
        parameters.append(one)
    returned = found.return_annotation
    if isinstance(returned, str):
        returned = _Written(returned)
    if inspect.isclass(it):
        returned = inspect.Signature.empty
    text = f"{name}{found.replace(parameters=parameters, return_annotation=returned)}"
    return QUALIFIED.sub("", text)


class _Written:
    """Words that stand in a signature as they are."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


def _blocks(doc: str) -> Iterator[str]:
    """Paragraphs, lists of fields and examples of a docstring."""
    for block in re.split(r"\n\s*\n", doc):
        lines = inspect.cleandoc(block).split("\n")
        if lines[0].startswith(">>>"):
            text = escape("\n".join(lines), quote=False)
            yield f"<pre><code>{text}</code></pre>"
        elif FIELD.match(lines[0]):
            yield f"<dl>{''.join(_fields(lines))}</dl>"
        elif lines != [""]:
            yield f"<p>{_words(' '.join(lines))}</p>"


def _fields(lines: list[str]) -> Iterator[str]:
    told: list[tuple[str, str]] = []
    for line in lines:
        field = FIELD.match(line)
        if field and not line.startswith(" "):
            told.append((field[1], field[2]))
        else:
            told[-1] = (told[-1][0], f"{told[-1][1]} {line.strip()}")
    for names, words in told:
        shown = ", ".join(f"<code>{escape(one)}</code>" for one in names.split(", "))
        yield f"<dt>{shown}</dt><dd>{_words(words)}</dd>"


def _words(text: str) -> str:
    plain = ROLE.sub(r"``\1``", " ".join(text.split()))
    return CODE.sub(r"<code>\1</code>", escape(plain, quote=False))
