"""What goes out for a text: with its signature, what stands before and after it, its line ends.

One function decides it for whoever counts: a box, pasted lines, a file, a command line. So the same
choices give the same number everywhere. Knows no page, file or argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from smsparts.segments import ANY_CHARACTER, Count, Options, count, count_many

if TYPE_CHECKING:
    from smsparts.billing import Rule, Weighed

LineEnds = Literal["lf", "crlf"]
LINE_ENDS: tuple[LineEnds, ...] = get_args(LineEnds)
SHORTEST, LONGEST = 8, 200
"""Of `link_length`: less is no link, more no shortening."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How texts go out, and by which rule they are counted.

    rule            whose rule counts; None for the 3GPP rule alone
    given           options of :class:`smsparts.segments.Options` that were chosen, by name
    signature       put first, in 【】 unless it brings brackets; by rules that count one only
    prefix, suffix  put before and after each text, as they are
    smart_encoding  replace what the provider's option of that name replaces, where GSM-7 comes of
                    it
    line_ends       "lf" or "crlf": what each line end goes out as; None: as it stands in the text
    link_length     the characters that the service makes of each link; 0: as it stands in the text

    ValueError for options that the rule decides otherwise, for line ends that do not exist, and for
    Smart Encoding under a rule whose list of it is not known.
    """

    rule: Rule | None = None
    given: Mapping[str, Any] | None = None
    signature: str = ""
    prefix: str = ""
    suffix: str = ""
    smart_encoding: bool = False
    line_ends: LineEnds | None = None
    link_length: int = 0

    def __post_init__(self) -> None:
        self.options()
        if self.line_ends not in (None, *LINE_ENDS):
            known = ", ".join(LINE_ENDS)
            raise ValueError(f"line_ends cannot be {self.line_ends!r}; known: {known}")
        if self.link_length and not SHORTEST <= self.link_length <= LONGEST:
            raise ValueError(f"link_length is from {SHORTEST} to {LONGEST}, not {self.link_length}")
        if self.smart_encoding:
            if self.rule is None:
                raise ValueError("smart_encoding needs a profile that has it: 'twilio'")
            self.rule.smartly_encoded("")

    def options(self) -> Options:
        """What is counted with."""
        given = dict(self.given or {})
        return self.rule.options(given) if self.rule else Options(**given)

    def pieces(self, text: str) -> tuple[str, str, str]:
        """What goes out before the text, the text as it goes out, and what goes out after it."""
        front, back = self._around()
        pieces = [self._with_line_ends(self._linked(piece)) for piece in (front, text, back)]
        if self.smart_encoding and self.rule is not None:
            whole = "".join(pieces)
            if self.rule.smartly_encoded(whole) != whole:
                from smsparts.replacements import smart_encoded

                pieces = [smart_encoded(piece, self.rule.id) for piece in pieces]
        return pieces[0], pieces[1], pieces[2]

    def sent(self, text: str) -> str:
        """`text` as it goes out, and as it is counted."""
        return "".join(self.pieces(text))

    @property
    def changes_nothing(self) -> bool:
        """Whether every text goes out as it is."""
        rule = self.rule
        by_rule = rule and (rule.line_feed == "two" or rule.smart_encoding == "always")
        chosen = self.smart_encoding or self.line_ends or self.link_length
        return not (by_rule or chosen or any(self._around()))

    def count_many(self, texts: Iterable[str]) -> list[Count] | list[Weighed]:
        """The count of each of `texts`, which are as :meth:`sent` gives them.

        By a rule with the fewest and the most parts and whether the limit is kept. Errors are those
        of `count`.
        """
        options = self.options()
        if self.rule is None:
            # The plain options have a way of their own there.
            return count_many(texts) if options == Options() else count_many(texts, options)
        return [self.rule.weigh(text, options) for text in texts]

    def segments(self, text: str) -> int:
        """The parts of `text`, put as it goes out. Errors are those of `count`."""
        return self.segments_of_sent(self.sent(text))

    def segments_of_sent(self, sent: str) -> int:
        """The parts of what :meth:`sent` gave. Errors are those of `count`."""
        added = ANY_CHARACTER * (self.rule.added_by_carrier if self.rule else 0)
        return count(added + sent, self.options()).segments

    def _around(self) -> tuple[str, str]:
        front = self.prefix
        if self.signature and self.rule is not None and self.rule.signature == "counted":
            from smsparts.billing import with_signature

            front = with_signature("", self.signature) + front
        return front, self.suffix

    def _linked(self, text: str) -> str:
        if not self.link_length:
            return text
        from smsparts.links import shortened

        return shortened(text, self.link_length)

    def _with_line_ends(self, text: str) -> str:
        if self.line_ends is not None and "\n" in text:
            text = text.replace("\r\n", "\n")
            if self.line_ends == "crlf":
                text = text.replace("\n", "\r\n")
        return self.rule.as_sent(text) if self.rule is not None else text
