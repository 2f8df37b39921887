"""What sending costs: parts × recipients × the price typed, and what the best fix saves."""

from __future__ import annotations

from smsparts.explanation import Explanation
from smsparts.say import result, words

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings


def draw(settings: Settings, found: Explanation, language: str) -> Html:
    """The cost section, or nothing while no price is typed."""
    typed = str(settings.fields.get("price", ""))
    if not typed.strip():
        return Html("")
    from smsparts.cost import CostError, cost, plain, read_price, read_recipients

    sentences, count = words("cost", language), words("count", language)
    heading = tag("h3", sentences["heading"], id="cost")
    people = str(settings.fields.get("recipients", "")).strip() or "1"
    try:
        price, recipients = read_price(typed), read_recipients(people)
    except CostError as error:
        message = say(sentences, f"{error.field}_{error.code}", typed=typed.strip())
        return join([heading, tag("p", message, class_="mistake")])
    currency = str(settings.fields.get("currency", "")).strip()[:12]
    if not currency and settings.counts_characters:
        currency = sentences["yuan"]  # what mainland providers bill in

    def money(amount: str) -> str:
        grouped = _grouped(amount)
        return sentences("currency", amount=grouped, currency=currency) if currency else grouped

    def counted(noun: str, number: int) -> str:
        return count(noun, n=number, shown=f"{number:,}")

    bill = cost(found.count.segments, recipients, price, currency)
    lines = [
        say(
            sentences,
            "total",
            parts=counted("parts", bill.segments),
            recipients=counted("recipients", recipients),
            price=money(plain(price)),
            total=tag("strong", money(bill.total_text())),
        )
    ]
    if fix := found.cheapest:
        after = cost(fix.after.segments, recipients, price, currency)
        saved = cost(fix.saved, recipients, price, currency)
        lines.append(
            say(
                sentences,
                "saved",
                fix=result.label(fix, language, settings.counts_characters),
                total=money(after.total_text()),
                saved=money(saved.total_text()),
            )
        )
    return join([heading, *(tag("p", line, class_="cost") for line in lines)])


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
