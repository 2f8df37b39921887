"""One JSON object in, one JSON object out: the form in which other programs ask for a count.

It is what ``smsparts --jsonl`` reads and writes, a line at a time, and what
the page copies as JSON. It knows nothing of files, streams or words for readers: an error is a
code and one English sentence for the person who wrote the calling program.

A line holds ``text`` and, optionally, the fields of :class:`smsparts.segments.Options` under
the same names, and ``profile``, the id of a rule profile of :mod:`smsparts.billing`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NoReturn

from smsparts.segments import MAXIMUM_PARTS, Options, UnencodableError, count, split

OPTION_FIELDS = ("reference_bits", "locking", "single", "encoding", "keep_clusters")
FIELDS = ("text", *OPTION_FIELDS, "profile")
SENDING_FIELDS = (
    "signature",
    "prefix",
    "suffix",
    "smart_encoding",
    "line_ends",
    "link_length",
)
"""What of :class:`smsparts.sending.Sending` a caller may set for every line."""

_TYPES: dict[str, tuple[type, str]] = {
    "reference_bits": (int, "8 or 16"),
    "locking": (list, "a list of table names"),
    "single": (list, "a list of table names"),
    "encoding": (str, '"auto", "GSM-7" or "UCS-2"'),
    "keep_clusters": (bool, "true or false"),
    "profile": (str, "the id of a rule profile"),
}


class LineError(ValueError):
    """A line that has no answer: ``code`` is one of the contract's seven."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def as_object(self) -> dict[str, Any]:
        """The object written in the place of an answer."""
        return {"error": {"code": self.code, "message": str(self)}}


def answer_line(
    line: bytes, defaults: dict[str, Any], around: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The answer to one line of UTF-8 JSON, or ``{"error": {"code", "message"}}``.

    ``defaults`` are options for a line that does not give its own; ``around`` is what goes out for
    each text, by ``SENDING_FIELDS``.
    """
    try:
        asked = _parse(line)
        if defaults and isinstance(asked, dict):
            asked = {**defaults, **asked}
        if around:
            asked = as_sent(asked, around)
        return answer_object(asked)
    except LineError as error:
        return error.as_object()


def answer_object(asked: object) -> dict[str, Any]:
    """The answer to a decoded object.

    Raises:
        LineError: with the code ``not_an_object``, ``missing_text``, ``not_a_string``,
            ``unknown_field``, ``bad_option`` or ``unencodable``.
    """
    if not isinstance(asked, dict):
        raise LineError("not_an_object", f"A line is a JSON object, not {_kind(asked)}.")
    if "text" not in asked:
        raise LineError("missing_text", 'The object has no "text".')
    text = asked["text"]
    if not isinstance(text, str):
        raise LineError("not_a_string", f'"text" is a string, not {_kind(text)}.')
    if len(asked) == 1:
        return _counted(text, _PLAIN)
    for field in asked:
        if field not in FIELDS:
            raise LineError(
                "unknown_field", f"{json.dumps(field)} is not one of {', '.join(FIELDS)}."
            )
    given = tuple(
        (field, _checked(field, asked[field])) for field in OPTION_FIELDS if field in asked
    )
    profile = _checked("profile", asked["profile"]) if "profile" in asked else None
    try:
        if profile is not None:
            return _billed(text, profile, dict(given))
        return _counted(text, _options(given))
    except UnencodableError as error:
        raise LineError("unencodable", f"{error}.") from None


def as_sent(asked: Any, around: dict[str, Any]) -> Any:
    """``asked`` with its text as it goes out; LineError with the code ``bad_option``.

    What is no object with a text and a profile is left for :func:`answer_object` to refuse.
    """
    if not around or not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return asked
    from smsparts import billing
    from smsparts.sending import Sending

    name = asked.get("profile")
    try:
        rule = billing.rule(name) if isinstance(name, str) else None
        return {**asked, "text": Sending(rule, **around).sent(asked["text"])}
    except ValueError as error:
        raise LineError("bad_option", f"{str(error).rstrip('.')}.") from None


def _counted(text: str, options: Options) -> dict[str, Any]:
    counted = count(text, options)
    return {
        "encoding": counted.encoding,
        "units": counted.units,
        "segments": counted.segments,
        "parts": [text] if counted.segments == 1 else [p.text for p in split(text, options)],
        "locking": counted.locking,
        "single": counted.single,
        "over_255_parts": counted.segments > MAXIMUM_PARTS,
    }


def _billed(text: str, profile_id: str, given: dict[str, Any]) -> dict[str, Any]:
    # Imported here because a plain count, which most lines ask for, needs no rules.
    from smsparts import billing

    try:
        bill = billing.rule(profile_id).bill(text, **given)
    except UnencodableError:
        raise
    except ValueError as error:
        raise LineError("bad_option", f"{str(error).rstrip('.')}.") from None
    return {
        "encoding": bill.encoding,
        "units": bill.units,
        "segments": bill.segments,
        "parts": [part.text for part in bill.parts],
        "locking": bill.locking,
        "single": bill.single,
        "over_255_parts": bill.segments > MAXIMUM_PARTS,
        "profile": profile_id,
        "segments_fewest": bill.fewest,
        "segments_most": bill.most,
        "over_limit": bill.over_limit,
    }


def _parse(line: bytes) -> object:
    try:
        return _JSON.decode(line.decode("utf-8", "surrogatepass"))
    except RecursionError:
        raise LineError("bad_json", "The JSON is nested too deeply.") from None
    except UnicodeDecodeError as error:
        raise LineError("bad_json", f"Not UTF-8 at octet {error.start}.") from None
    except ValueError as error:
        raise LineError("bad_json", f"Not JSON: {error}.") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _integer(digits: str) -> int | float:
    """Python refuses to read thousands of digits, but JSON they are; no field takes that many."""
    return int(digits) if len(digits) < 20 else float(digits)


_JSON = json.JSONDecoder(parse_constant=_refuse_constant, parse_int=_integer)


def _checked(field: str, value: Any) -> Any:
    kind, expected = _TYPES[field]
    # type() and not isinstance(): true is not a size of reference, nor is 8.0.
    if type(value) is not kind:
        shown = repr(value) if type(value) in (int, float) else _kind(value)
        raise LineError("bad_option", f'"{field}" is {expected}, not {shown}.')
    if not isinstance(value, list):
        return value
    if strange := [entry for entry in value if not isinstance(entry, str)]:
        raise LineError("bad_option", f'"{field}" is {expected}; {_kind(strange[0])} is in it.')
    return tuple(value)


@lru_cache(maxsize=256)
def _options(given: tuple[tuple[str, Any], ...]) -> Options:
    try:
        return Options(**dict(given))
    except ValueError as error:
        raise LineError("bad_option", f"{error}.") from None


def _kind(value: object) -> str:
    """What a value is, in JSON's own words."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    for kinds, word in (((int, float), "a number"), (str, "a string"), (dict, "an object")):
        if isinstance(value, kinds):
            return word
    return "a list"


_PLAIN = Options()
