"""What sending costs: parts × recipients × a price that a person types. No price is known here.

Decimal numbers throughout, so that 0.0083 is 0.0083; the currency is text and never converted.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

LONGEST_PRICE = 30  # characters; more is a slip of the hand
MOST_RECIPIENTS = 10**12

# Wide enough for every product of what the two limits above let through, so nothing is rounded.
_EXACT = Context(prec=200)


class CostError(ValueError):
    """A price or a number of recipients that cannot be read.

    `.code` is "not_a_number", "negative", "ambiguous", "too_long" or "too_many"; `.field` is
    "price" or "recipients".
    """

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code.replace('_', ' ')}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class Cost:
    """A total and how it came about. `currency` is the person's own text."""

    segments: int
    recipients: int
    price: Decimal
    currency: str
    total: Decimal

    def total_text(self) -> str:
        """The total in plain digits, never with an exponent and never with zeros to no purpose."""
        return plain(self.total)


def cost(segments: int, recipients: int, price: Decimal, currency: str = "") -> Cost:
    """`segments` parts, to each of `recipients`, at `price` a part."""
    total = _EXACT.multiply(Decimal(segments * recipients), price)
    return Cost(segments, recipients, price, currency.strip(), total)


def read_price(typed: str) -> Decimal:
    """A price as people type it: 0.0083, 0,0083, .05, full-width digits. No signs, no exponents.

    Raises CostError.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if len(text) > LONGEST_PRICE:
        raise CostError("price", "too_long")
    if text.startswith(("-", "\u2212")):
        raise CostError("price", "negative")
    whole, comma, rest = text.partition(",")
    if comma and len(rest) == 3 and whole.strip("0"):
        raise CostError("price", "ambiguous")  # 1,234 is one and a bit here, a thousand there
    if "." not in text:
        text = text.replace(",", ".", 1)
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise CostError("price", "not_a_number")
    return Decimal(text)


def read_recipients(typed: str) -> int:
    """A whole number of recipients, with or without separators: 1000, 1,000, 1 000.

    Raises CostError.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if text.startswith(("-", "\u2212")):
        raise CostError("recipients", "negative")
    digits = text.replace(",", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit():
        raise CostError("recipients", "not_a_number")
    if len(digits) > LONGEST_PRICE or int(digits) > MOST_RECIPIENTS:
        raise CostError("recipients", "too_many")
    return int(digits)


def plain(number: Decimal) -> str:
    """A decimal number in plain digits."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
