"""Parts × recipients × a price someone types, in decimal numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.cost import MOST_RECIPIENTS, CostError, cost, plain, read_price, read_recipients


def test_the_product_is_exact():
    # In binary floating point this is 0.024900000000000002.
    assert cost(3, 1, Decimal("0.0083"), " USD ").total_text() == "0.0249"
    assert cost(3, 1, Decimal("0.0083"), " USD ").currency == "USD"


@given(st.integers(1, 10**6), st.integers(0, MOST_RECIPIENTS), st.decimals(0, 10**6, places=20))
def test_nothing_is_rounded(segments, recipients, price):
    total = cost(segments, recipients, price).total
    assert Fraction(total) == Fraction(price) * segments * recipients


@pytest.mark.parametrize(
    "typed, price",
    [
        ("0.0083", "0.0083"),
        ("0,0083", "0.0083"),
        (" .05 ", "0.05"),
        ("5.", "5"),
        ("７", "7"),
        ("０．０４５", "0.045"),
        ("0,045", "0.045"),
        ("1,5", "1.5"),
    ],
)
def test_prices_people_type(typed, price):
    assert read_price(typed) == Decimal(price)


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "not_a_number"),
        (".", "not_a_number"),
        ("free", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1_0", "not_a_number"),
        ("٣", "not_a_number"),
        ("-1", "negative"),
        ("−1", "negative"),
        ("1,234", "ambiguous"),
        ("1,234.5", "not_a_number"),
        ("1" * 31, "too_long"),
    ],
)
def test_prices_that_cannot_be_read(typed, code):
    with pytest.raises(CostError) as raised:
        read_price(typed)
    assert (raised.value.field, raised.value.code) == ("price", code)


@pytest.mark.parametrize(
    "typed, number", [("1000", 1000), ("1,000", 1000), ("1 000", 1000), ("0", 0)]
)
def test_recipients_people_type(typed, number):
    assert read_recipients(typed) == number


@pytest.mark.parametrize(
    "typed, code",
    [("", "not_a_number"), ("1.5", "not_a_number"), ("-1", "negative"), ("9" * 13, "too_many")],
)
def test_recipients_that_cannot_be_read(typed, code):
    with pytest.raises(CostError) as raised:
        read_recipients(typed)
    assert (raised.value.field, raised.value.code) == ("recipients", code)


@pytest.mark.parametrize(
    "number, text", [("100", "100"), ("1E+2", "100"), ("0.0500", "0.05"), ("0E-8", "0"), ("0", "0")]
)
def test_plain_digits(number, text):
    assert plain(Decimal(number)) == text
