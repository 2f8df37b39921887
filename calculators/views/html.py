"""HTML that is safe by default: text is escaped on its way in, marked once it is HTML.

Knows nothing of any widget. The standard library's ``html`` is not used because its table of
2,000 entity names would be loaded into the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from smsparts.say import Words

# C0 and C1 controls and lone surrogates have no glyph, NUL would be replaced by the HTML parser,
# and a bidi control would reorder its neighbours: each gets a visible stand-in.
_STAND_INS = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_STAND_INS |= {0x7F: "\u2421"}
_STAND_INS |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], "\ufffd")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_ESCAPES |= {ord("'"): "&#39;"}
_TABLE = {**_STAND_INS, **_ESCAPES}


class Html(str):
    """A string that is HTML already. Only this module and constants of the views make one."""

    __slots__ = ()


def escape(value: object) -> Html:
    """``value`` as HTML: an Html as it is, anything else as escaped text."""
    if isinstance(value, Html):
        return value
    text = str(value)
    # Most texts are plain words: one pass in C finds that out, and spares the slow one.
    return Html(text if text.isalnum() else text.translate(_TABLE))


def join(parts: Iterable[object], separator: str = "") -> Html:
    """The parts one after another, each escaped unless it is Html."""
    return Html(escape(separator).join(map(escape, parts)))


def say(words: Words, key: str, /, **values: object) -> Html:
    """A sentence of a catalogue, with it and each value escaped; ``values`` may hold HTML."""
    return Html(words.filled(key, values, escape))


def fill(template: str, **values: object) -> Html:
    """A sentence of a view's own words, which may hold HTML, with each value escaped into it."""
    return Html(template.format_map({name: escape(value) for name, value in values.items()}))


def tag(name: str, /, *children: object, **attributes: object) -> Html:
    """One element. ``class_`` and ``for_`` lose the underscore, other underscores turn to hyphens.

    An attribute that is None or False is left out; True stands without a value.
    """
    words = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        words.append(label if value is True else f'{label}="{escape(value)}"')
    opening = f"<{' '.join(words)}>"
    if name in ("input", "br", "hr"):
        return Html(opening)
    return Html(f"{opening}{join(children)}</{name}>")
