"""What verifying phone numbers costs: Telegram for those who have it, SMS for the others.

Prices are dated facts of `data/providers/`. Where there is none for a destination this module says
so; a reader can name a price of their own. Exact decimals throughout, no currency is converted.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from smsparts.cost import cost

from calculators import facts

WHOLE = 100  # per cent


class Price(NamedTuple):
    """What one text or one code costs. `figure` is the dated fact, None for the reader's own."""

    amount: Decimal
    currency: str
    figure: Mapping[str, Any] | None


class Way(NamedTuple):
    """One way to verify everybody: how many by Telegram, how many by SMS, and the two amounts.

    An amount is (money, currency); `sms` is None where no price is known and somebody needs an SMS.
    """

    id: str
    by_telegram: int
    by_sms: int
    telegram: tuple[Decimal, str]
    sms: tuple[Decimal, str] | None

    @property
    def total(self) -> tuple[tuple[Decimal, str], ...] | None:
        """The sum, in each currency apart; None where a part of it is not known."""
        if self.sms is None:
            return None
        (first, one), (second, other) = self.telegram, self.sms
        if one == other or not first:
            return ((first + second, other),)
        return ((first, one), (second, other)) if second else ((first, one),)


def destinations() -> Mapping[str, Mapping[str, str] | None]:
    """Where to, by id; the last, without a name, is anywhere else: no price is known there."""
    return {**_data()["destinations"], "other": None}


def gateway() -> Price:
    """What Telegram takes for a code that arrives in time, anywhere."""
    return _price(_data()["gateway"])


def prices(destination: str) -> tuple[Price, ...]:
    """The dated SMS prices there are for a destination."""
    return tuple(_price(one) for one in _data()["sms"] if one["region"] == destination)


def ways(volume: int, share: int, sms: Price | None) -> tuple[Way, ...]:
    """The ways in order of cost, for `volume` verifications a month, `share` per cent of them by
    people who use Telegram. One part a text.
    """
    some = (volume * share + WHOLE // 2) // WHOLE
    code = gateway()
    found = []
    for name, by_telegram, each in (
        ("login", some, Decimal(0)),
        ("gateway", some, code.amount),
        ("sms", 0, code.amount),
    ):
        by_sms = volume - by_telegram
        paid = cost(1, by_telegram, each).total, code.currency
        if not by_sms:
            texts = (Decimal(0), code.currency)
        elif sms:
            texts = (cost(1, by_sms, sms.amount).total, sms.currency)
        else:
            texts = None
        found.append(Way(name, by_telegram, by_sms, paid, texts))
    return tuple(found)


def _price(figure: Mapping[str, Any]) -> Price:
    return Price(Decimal(figure["amount"]), figure["currency"], figure)


@cache
def _data() -> Any:
    return facts.load("verify-cost")
