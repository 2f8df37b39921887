"""What a reviewer would refuse in a signature and a template, by the rules of `data/`.

A rule says where and for which texts it holds, what it looks for, and on which source it stands;
this module does the looking and knows no provider. It says what the rules say and no more: a
reviewer may refuse what no rule here names, and let pass what one does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from smsparts.opt_outs import spans

from calculators import facts

KINDS = ("code", "notice", "promotion")

_VARIABLE = re.compile(
    r"\$\{[^{}]{1,40}\}|\{\{[^{}]{1,40}\}\}|\{[^{}\s]{1,40}\}|#[A-Za-z_]\w{0,39}#"
)
_FORMS = {
    "dollar": re.compile(r"\$\{[A-Za-z_]\w*\}"),
    "number": re.compile(r"\{\d{1,2}\}"),
    "dollar_number": re.compile(
        r"\$\{(?:\d{1,2}|PHONE|CHARDIGIT|DATETIME|MONEY|TEXT|(?:NUM|TXT)_\d+)\}"
    ),
    "any": re.compile(r""),
}
_LINK = re.compile(
    r"(?i)https?://[^\s\u3000-\uffef\u4e00-\u9fff]+"
    r"|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|me|io|cc|top|co|ly|im)(?![\w-])[^\s\u3000-\uffef\u4e00-\u9fff]*"
)
_LINK_NAME = re.compile("(?i)url|link|http|\u94fe\u63a5|\u7f51\u5740")
_LEAST_FIXED = 2  # words or Han characters outside variables


class Source(NamedTuple):
    """Where a rule was read, and on which day."""

    title: str
    url: str | None
    checked: str


class Finding(NamedTuple):
    """A rule that the template breaks.

    found  what in the text breaks it, as written; empty where something is missing
    weight "refused", or "risk" where it depends
    """

    rule: str
    weight: str
    says: Mapping[str, str]
    mend: Mapping[str, str]
    found: tuple[str, ...]
    source: Source


class Place(NamedTuple):
    """A provider or a country whose reviewers the rules speak of."""

    id: str
    name: Mapping[str, str]
    variables: str


def places() -> tuple[Place, ...]:
    """Where templates can be checked for, in the order in which they are shown."""
    return tuple(Place(**place) for place in _data()["places"])


def check(template: str, kind: str, place: str, signature: str = "") -> list[Finding]:
    """What a reviewer at `place` would refuse, in the order of the rules.

    `kind` is one of KINDS. The signature is not looked at while it is empty. ValueError for a kind
    or a place that does not exist.
    """
    known = {one.id: one for one in places()}
    if kind not in KINDS or place not in known:
        raise ValueError(
            f"no kind {kind!r} or no place {place!r}; known: {', '.join((*KINDS, *known))}"
        )
    text = _Text(template, signature.strip(), known[place].variables)
    found = []
    for rule in _data()["rules"]:
        if place not in rule["sources"] or kind not in rule["kinds"]:
            continue
        broken = _broken(rule, text)
        if broken is not None:
            found.append(_finding(rule, place, broken))
    return found


def every_rule(place: str) -> list[Finding]:
    """All rules that hold at `place`, as findings that found nothing."""
    return [_finding(rule, place, ()) for rule in _data()["rules"] if place in rule["sources"]]


def _finding(rule: Mapping[str, Any], place: str, found: Iterable[str]) -> Finding:
    source = _data()["sources"][rule["sources"][place]]
    return Finding(
        rule["id"],
        rule["weight"],
        rule["says"],
        rule["mend"],
        tuple(dict.fromkeys(found)),
        Source(source["title"], source.get("url"), source["checked"]),
    )


class _Text(NamedTuple):
    body: str
    signature: str
    form: str

    def variables(self) -> list[str]:
        return _VARIABLE.findall(self.body)


def _broken(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    """What breaks the rule, maybe nothing that can be shown; None if it is kept."""
    if rule["part"] == "signature" and not text.signature:
        return None
    return _CHECKS[rule["check"]](rule, text)


def _seen(rule: Mapping[str, Any], text: _Text) -> str:
    return text.signature if rule["part"] == "signature" else text.body


def _some(found: Iterable[str]) -> list[str] | None:
    return list(found) or None


def _forbid(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    return _some(match[0].strip() for match in re.finditer(rule["pattern"], _seen(rule, text)))


def _require(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    return None if re.search(rule["pattern"], _seen(rule, text)) else []


def _words(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    body = _VARIABLE.sub(" ", text.body)
    return _some(word for word in _data()["words"][rule["words"]] if word in body)


def _longest(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    return [] if len(text.body) > rule["number"] else None


def _longest_whole(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    signed = f"【{text.signature}】" if text.signature else ""
    return [] if len(signed + text.body) > rule["number"] else None


def _most_variables(rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    found = text.variables()
    return found[rule["number"] :] or None


def _adjacent(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    twice = re.compile(rf"(?:{_VARIABLE.pattern})(?:\s*(?:{_VARIABLE.pattern}))+")
    return _some(match[0] for match in twice.finditer(text.body))


def _only_variables(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    if not text.body.strip():
        return None
    fixed = _VARIABLE.sub(" ", text.body)
    words = re.findall(r"[\u3400-\u9fff]|[A-Za-z]{2,}", fixed)
    return [] if text.variables() and len(words) < _LEAST_FIXED else None


def _link(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    return _some(_LINK.findall(text.body))


def _variable_link(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    inside = [link for link in _LINK.findall(text.body) if _VARIABLE.search(link)]
    named = [name for name in text.variables() if _LINK_NAME.search(name)]
    host = re.findall(rf"(?i)(?:https?://|www\.)(?:{_VARIABLE.pattern})\S*", text.body)
    return _some([*inside, *host, *named])


def _variable_form(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    form = _FORMS[text.form]
    if text.form == "any":
        return None
    return _some(name for name in text.variables() if not form.fullmatch(name))


def _variable_order(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    numbers = [int(n) for n in re.findall(r"\{(\d{1,2})\}", text.body)]
    return None if numbers == list(range(1, len(numbers) + 1)) else [f"{{{n}}}" for n in numbers]


def _names_signature(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    name = text.signature.casefold()
    return None if not name or name in text.body.casefold() else []


def _opt_out(_rule: Mapping[str, Any], text: _Text) -> list[str] | None:
    return None if spans(text.body) else []


_CHECKS: Mapping[str, Callable[[Mapping[str, Any], _Text], list[str] | None]] = {
    "forbid": _forbid,
    "require": _require,
    "link": _link,
    "words": _words,
    "longest": _longest,
    "longest_whole": _longest_whole,
    "most_variables": _most_variables,
    "adjacent_variables": _adjacent,
    "only_variables": _only_variables,
    "variable_link": _variable_link,
    "variable_form": _variable_form,
    "variable_order": _variable_order,
    "names_signature": _names_signature,
    "opt_out": _opt_out,
}


@cache
def _data() -> Any:
    return facts.load("template-rules")
