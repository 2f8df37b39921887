"""What sending costs: parts × recipients × the price typed, and what the best fix saves."""

from __future__ import annotations

from smsparts.explain import Explanation

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.settings import Settings
from calculators.views.segments.why import WORDS as FIX_WORDS
from calculators.views.segments.why import label

WORDS = {
    "en": {
        "heading": "Cost",
        "total": "{parts} × {recipients} × {price} = <strong>{total}</strong>",
        "saved": "“{fix}” would cost {total}: {saved} less.",
        "recipients": "{n} recipients",
        "recipients_one": "1 recipient",
        "currency": "{amount} {currency}",
        "price_not_a_number": "The price is not a number. Write it like 0.0083.",
        "price_negative": "A price cannot be negative.",
        "price_ambiguous": "Is “{typed}” one and a bit, or a thousand? Write the price with a "
        "point, like 1.234.",
        "price_too_long": "The price has too many digits.",
        "recipients_not_a_number": "The number of recipients is not a whole number.",
        "recipients_negative": "The number of recipients cannot be negative.",
        "recipients_too_many": "That is more recipients than can be counted here.",
        "recipients_too_long": "That is more recipients than can be counted here.",
        "recipients_ambiguous": "The number of recipients is not a whole number.",
    },
    "zh": {
        "heading": "费用",
        "total": "{parts} × {recipients} × {price} = <strong>{total}</strong>",
        "saved": "“{fix}”之后是 {total}，少花 {saved}。",
        "recipients": "{n} 位收件人",
        "recipients_one": "1 位收件人",
        "currency": "{amount} {currency}",
        "price_not_a_number": "单价不是数字。请写成 0.0083 这样。",
        "price_negative": "单价不能是负数。",
        "price_ambiguous": "“{typed}”是一点几还是一千多？请用小数点写，例如 1.234。",
        "price_too_long": "单价的位数太多。",
        "recipients_not_a_number": "收件人数不是整数。",
        "recipients_negative": "收件人数不能是负数。",
        "recipients_too_many": "收件人数超出了这里能算的范围。",
        "recipients_too_long": "收件人数超出了这里能算的范围。",
        "recipients_ambiguous": "收件人数不是整数。",
    },
}


def draw(settings: Settings, found: Explanation, language: str) -> Html:
    """The cost section, or nothing while no price is typed."""
    typed = str(settings.fields.get("price", ""))
    if not typed.strip():
        return Html("")
    from smsparts.cost import CostError, cost, plain, read_price, read_recipients

    words = WORDS[language]
    heading = tag("h3", words["heading"], id="cost")
    people = str(settings.fields.get("recipients", "")).strip() or "1"
    try:
        price, recipients = read_price(typed), read_recipients(people)
    except CostError as error:
        message = fill(words[f"{error.field}_{error.code}"], typed=typed.strip())
        return join([heading, tag("p", message, class_="mistake")])
    currency = str(settings.fields.get("currency", "")).strip()[:12]

    def money(amount: str) -> Html:
        grouped = _grouped(amount)
        return (
            fill(words["currency"], amount=grouped, currency=currency)
            if currency
            else fill(grouped)
        )

    def counted(noun: str, number: int, nouns: dict[str, str]) -> str:
        return nouns[f"{noun}_one" if number == 1 else noun].format(n=_grouped(str(number)))

    bill = cost(found.count.segments, recipients, price, currency)
    lines = [
        fill(
            words["total"],
            parts=counted("parts", bill.segments, FIX_WORDS[language]),
            recipients=counted("recipients", recipients, words),
            price=money(plain(price)),
            total=money(bill.total_text()),
        )
    ]
    if fix := found.cheapest:
        after = cost(fix.after.segments, recipients, price, currency)
        saved = cost(fix.saved, recipients, price, currency)
        lines.append(
            fill(
                words["saved"],
                fix=label(fix, language),
                total=money(after.total_text()),
                saved=money(saved.total_text()),
            )
        )
    return join([heading, *(tag("p", line, class_="cost") for line in lines)])


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
