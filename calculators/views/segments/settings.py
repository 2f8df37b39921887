"""What the reader chose: the controls and the address fragment, checked, as one object.

Anything can stand in a fragment or be sent by a changed page, so a value that is not one of the
known ones is dropped and the default holds. A message text is never read from the fragment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES
from smsparts.segments import ENCODINGS, REFERENCE_BITS, Options
from smsparts.sending import LINE_ENDS, LONGEST, SHORTEST, Sending

if TYPE_CHECKING:
    from smsparts.billing import Rule

STANDARD = "3gpp"
YES = ("yes",)
# The options that stand in the address, under their names in a JSON line: name -> known values.
# A tuple of tuples' first value is the default; a list takes several.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "reference_bits": tuple(map(str, REFERENCE_BITS)),
    "encoding": ENCODINGS,
    "line_ends": LINE_ENDS,
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "locking": LOCKING_TABLES,
    "single": SINGLE_TABLES,
    "keep_clusters": YES,
    "smart_encoding": YES,
}


class Settings(NamedTuple):
    """Everything a view of one text depends on.

    text      as typed
    sent      as it goes out: with the signature, the line ends and Smart Encoding the reader chose
    prefix    how many code points of `sent` stand before the text: the signature, and more
    tail      how many stand after it
    options   how it is counted; where a profile decides something, the profile's
    fixed     the names of the options that the profile decides
    added     characters that the carrier puts before the text and counts
    can_smart  whether Smart Encoding is offered by the profile and not yet chosen
    given     the options chosen that the profile leaves open, as Options takes them
    chosen    the options as the controls show them, for the address and the command line
    fields    all the controls, for what only one section reads
    counts_characters  the profile counts every character as one, whatever its alphabet
    keep_line_ends  the profile counts a line end as two, however it is sent
    """

    text: str
    sent: str
    prefix: int
    profile: str
    options: Options
    fixed: tuple[str, ...]
    added: int
    can_smart: bool
    given: dict[str, Any]
    chosen: dict[str, Any]
    fields: Mapping[str, Any]
    counts_characters: bool
    keep_line_ends: bool
    tail: int
    sending: Sending


def read(fields: Mapping[str, Any]) -> Settings:
    """The settings that the controls in `fields` make."""
    chosen = read_options(fields)
    text = str(fields.get("text", ""))
    given = _options(chosen)
    name = chosen["profile"]
    fixed: tuple[str, ...] = ()
    rule = None
    if name != STANDARD:
        rule = profile(name)
        fixed = tuple(option for option in given if _refuses(rule, {option: given[option]}))
        given = {option: value for option, value in given.items() if option not in fixed}
    smart = rule is not None and rule.smart_encoding == "listed"
    sending = Sending(
        rule,
        given,
        signature=str(fields.get("signature", "")),
        prefix=str(fields.get("prefix", "")),
        suffix=str(fields.get("suffix", "")),
        smart_encoding=smart and bool(chosen["smart_encoding"]),
        # A text box has no line end but LF; what stands in a file is counted as it stands.
        line_ends="crlf" if chosen["line_ends"] == "crlf" else None,
        link_length=_link_length(fields.get("link_length")),
    )
    front, middle, back = sending.pieces(text)
    return Settings(
        text=text,
        sent=front + middle + back,
        prefix=len(front),
        profile=name,
        options=sending.options(),
        fixed=fixed,
        added=rule.added_by_carrier if rule else 0,
        can_smart=smart and not sending.smart_encoding,
        given=given,
        chosen=chosen,
        fields=fields,
        counts_characters=rule is not None and rule.counting == "characters",
        keep_line_ends=rule is not None and rule.line_feed == "two",
        tail=len(back),
        sending=sending,
    )


def _link_length(typed: object) -> int:
    """What was typed, if it is a length that a link can have; else 0."""
    digits = str(typed or "").strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    return number if SHORTEST <= number <= LONGEST else 0


def read_options(given: Mapping[str, Any]) -> dict[str, Any]:
    """The known options among `given`, from controls or from a fragment; defaults for the rest."""
    chosen: dict[str, Any] = {"profile": STANDARD}
    wanted = given.get("profile")
    if isinstance(wanted, str) and wanted != STANDARD and wanted in _profile_names():
        chosen["profile"] = wanted
    for name, known in CHOICES.items():
        value = given.get(name)
        chosen[name] = value if value in known else known[0]
    for name, known in LISTS.items():
        value = given.get(name, [])
        values = value.split(",") if isinstance(value, str) else value
        chosen[name] = [option for option in known if option in values]
    return chosen


def address(chosen: Mapping[str, Any]) -> dict[str, str]:
    """The options that are not the defaults, as they stand in the fragment."""
    shown = {}
    if chosen["profile"] != STANDARD:
        shown["profile"] = chosen["profile"]
    for name, known in CHOICES.items():
        if chosen[name] != known[0]:
            shown[name] = chosen[name]
    for name in LISTS:
        if chosen[name]:
            shown[name] = ",".join(chosen[name])
    return shown


def profile(name: str) -> Rule:
    """The rule profile of that name. Imported late: the standard's own rule needs no facts."""
    from smsparts.billing import rule as find

    return find(name)


def _profile_names() -> tuple[str, ...]:
    from smsparts.billing import rules

    return tuple(rules())


def _options(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The chosen options that differ from the defaults, as Options takes them."""
    given: dict[str, Any] = {}
    if chosen["reference_bits"] != "8":
        given["reference_bits"] = int(chosen["reference_bits"])
    if chosen["encoding"] != "auto":
        given["encoding"] = chosen["encoding"]
    if chosen["keep_clusters"]:
        given["keep_clusters"] = True
    for name in ("locking", "single"):
        if chosen[name]:
            given[name] = tuple(chosen[name])
    return given


def _refuses(rule: Rule, given: dict[str, Any]) -> bool:
    try:
        rule.options(given)
    except ValueError:
        return True
    return False
