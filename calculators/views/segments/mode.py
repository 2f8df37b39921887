"""Where the text goes: to mainland China, where every character counts as one, or abroad.

Which of the two a page begins with depends on its language. A text that begins with a signature in
【】 is one for the mainland, and switches by itself until the reader has chosen by hand. All that
follows is a choice of the rule of billing, so the floors below know no modes.

What a page holds: ``to`` ("mainland" or "abroad", the switch), ``seen`` (where the switch stood
when Python last looked; a difference is the reader's hand), ``by_hand`` ("yes" from then on),
``domestic`` and ``profile`` (the rule chosen for either).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from smsparts.billing import rules
from smsparts.chinese import signature

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import STANDARD
from calculators.words import words

MAINLAND, ABROAD = "mainland", "abroad"
MODES = (MAINLAND, ABROAD)
_FIRST = {"zh": MAINLAND}  # the others begin abroad
_ALPHABET = frozenset(
    ("encoding", "reference_bits", "keep_clusters", "smart_encoding", "locking", "single")
)
"""Options that say something only where the alphabet does."""


class Mode(NamedTuple):
    """Where the text goes, and why.

    switched  the text's signature decided it, against what the page begins with
    by_hand   the reader chose
    domestic  the rule of the mainland that is chosen, by its id
    abroad    the rule for abroad that is chosen, by its id
    """

    to: str
    switched: bool
    by_hand: bool
    domestic: str
    abroad: str

    @property
    def profile(self) -> str:
        """The rule that counts."""
        return self.domestic if self.to == MAINLAND else self.abroad

    def controls(self) -> dict[str, str]:
        """What the controls hold once Python has looked."""
        return {"to": self.to, "seen": self.to, "by_hand": "yes" if self.by_hand else ""}


def first(language: str) -> str:
    """Where a page in ``language`` sends to before anything is chosen."""
    return _FIRST.get(language, ABROAD)


def in_order(language: str) -> tuple[str, ...]:
    """Both, the one that a page in ``language`` begins with first."""
    return MODES if first(language) == MAINLAND else MODES[::-1]


def domestic_rules() -> tuple[str, ...]:
    """The rules that count every character as one, by their ids."""
    return tuple(one.id for one in rules().values() if one.counting == "characters")


def read(fields: Mapping[str, Any], language: str) -> Mode:
    """The mode that the controls in ``fields`` and their text make."""
    known = domestic_rules()
    wanted, profile = fields.get("to"), str(fields.get("profile") or STANDARD)
    domestic = str(fields.get("domestic"))
    domestic = domestic if domestic in known else known[0]
    by_hand = fields.get("by_hand") == "yes"
    if profile in known:  # from an address, or from a page that has one list of rules
        wanted, domestic, profile, by_hand = MAINLAND, profile, STANDARD, True
    elif wanted not in MODES and profile != STANDARD:
        wanted, by_hand = ABROAD, True
    start = first(language)
    if wanted in MODES:
        by_hand = by_hand or wanted != (fields.get("seen") or start)
    if by_hand and wanted in MODES:
        return Mode(wanted, False, True, domestic, profile)
    signed = bool(signature(str(fields.get("text", ""))))
    to = MAINLAND if signed else start
    return Mode(to, to != start, False, domestic, profile)


def from_address(given: Mapping[str, str]) -> dict[str, str]:
    """The controls that an address sets; ``to`` or a rule there is the reader's own choice."""
    known, profile = domestic_rules(), given.get("profile")
    controls = {"by_hand": ""}
    if profile in known:
        controls |= {"to": MAINLAND, "domestic": str(profile)}
    elif given.get("to") in MODES:
        controls["to"] = given["to"]
    elif profile in rules() or _ALPHABET & set(given):
        controls["to"] = ABROAD
    if "to" in controls:
        controls |= {"seen": controls["to"], "by_hand": "yes"}
    return controls


def to_address(shown: Mapping[str, str], mode: Mode, language: str) -> dict[str, str]:
    """The address that ``shown`` is, with the mode where the page would not begin with it."""
    address = dict(shown)
    as_begun = first(language) == MAINLAND and mode.domestic == domestic_rules()[0]
    if mode.to == MAINLAND and (as_begun or not mode.by_hand):
        address.pop("profile", None)
    if mode.to == ABROAD and mode.by_hand and not {"profile", *_ALPHABET} & set(address):
        address["to"] = ABROAD
    return address


def switch(language: str) -> Html:
    """Where the text goes, for the form."""
    sentences = words("mode", language)
    start = first(language)
    return tag(
        "fieldset",
        tag("legend", sentences["legend"]),
        *(
            tag(
                "label",
                tag("input", type="radio", name="to", value=to, checked=to == start),
                " ",
                sentences[to],
                class_="check",
            )
            for to in in_order(language)
        ),
        *(tag("input", type="hidden", name=name, value=value) for name, value in _hidden(start)),
        class_="mode",
    )


def chosen(language: str) -> Html:
    """The rule of whoever bills, and the signature, for the form."""
    domestic = domestic_rules()
    abroad = [one for one in rules() if one not in domestic]
    return tag(
        "div",
        _rule("domestic", domestic, language),
        _rule("profile", abroad, language),
        _signature(language),
        class_="mode-rule",
    )


def note(mode: Mode, language: str) -> Html:
    """That the text's signature decided, and the way back."""
    if not mode.switched:
        return Html("")
    sentences = words("mode", language)
    back = tag("button", sentences["back"], type="button", name="to", value=ABROAD, id="back-to")
    return tag("p", say(sentences, "switched"), " ", back, class_="answer-note")


def _hidden(start: str) -> list[tuple[str, str]]:
    return [("seen", start), ("by_hand", "")]


def _rule(name: str, ids: Iterable[str], language: str) -> Html:
    sentences = words("mode", language)
    known = [
        tag("option", rules()[one].name[language], value=one, data_signed=_signed(one))
        for one in ids
    ]
    return tag(
        "div",
        tag("label", sentences[name], for_=name),
        tag("select", join(known), id=name, name=name),
        class_=f"field for-{MAINLAND if name == 'domestic' else ABROAD}",
    )


def _signed(rule_id: str) -> bool:
    return rules()[rule_id].signature == "counted"


def _signature(language: str) -> Html:
    sentences = words("mode", language)
    return tag(
        "div",
        tag("label", sentences["signature"], for_="signature"),
        tag(
            "input",
            id="signature",
            name="signature",
            type="text",
            autocomplete="off",
            placeholder=sentences["signature_example"],
        ),
        class_="field for-signed",
    )
