"""The cost calculator of the page on verifying users: how many, where, how many use Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from smsparts.cost import CostError, plain, read_price, read_recipients
from smsparts.say import words as counter_words

from calculators.protocol import Reply
from calculators.verify_cost import WHOLE, Price, Way, destinations, gateway, prices, ways
from calculators.views import status
from calculators.views.foreign import foreign
from calculators.views.html import Html, join, say, tag
from calculators.words import LANGUAGES, words

START = {"volume": "1000", "share": "50", "price": "", "currency": "USD"}
FIRST = {"zh": "cn", "en": "us"}
LONGEST_CURRENCY = 12  # characters


class _Asked(NamedTuple):
    """What the controls hold, and the sentence that says what is wrong with it, if anything is."""

    to: str
    volume: int
    share: int
    own: Price | None
    wrong: str


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run, with its first answer."""
    sentences = words("verify_cost", language)
    side = status.side(view({}, language), sentences["result"], language, "verify_cost_status")
    return tag(
        "sms-segments",
        join([_controls(language), side]),
        class_="tool asked-within verify-cost",
        data_start="touch",
        data_widget=widget,
        data_language=language,
    )


def view(fields: Mapping[str, Any], language: str) -> Html:
    """The result region for what the controls hold."""
    asked = _read(fields, language)
    if asked.wrong:
        return tag("p", asked.wrong, class_="mistake", id="answer")
    sentences = words("verify_cost", language)
    offers = _offers(asked)
    tables = [_table(asked, offer, language) for offer in offers]
    sources = [_source(one, language) for one in (gateway(), *(o for o in offers if o))]
    return join(
        [
            tag("p", tag("strong", _said(asked, language)), class_="verdict", id="answer"),
            *tables,
            tag("p", say(sentences, "blank", to=_where(asked.to, language)))
            if None in offers
            else "",
            tag("ul", *(tag("li", line) for line in sources if line), class_="quiet"),
            tag("p", sentences["limits"], class_="quiet"),
        ]
    )


def respond(_widget: str, state: dict[str, Any], language: str) -> Reply:
    """The answer to one change of the controls."""
    fields = dict(state["fields"])
    reply: Reply = {}
    if address := state.get("address"):
        fields |= {key: address[key] for key in (*START, "to") if key in address}
    asked = _read(fields, language)
    held = {"to": asked.to}
    held |= {
        key: str(fields[key])[:30]
        for key, first in START.items()
        if str(fields.get(key, first)) != first
    }
    if address:
        reply["fields"] = {**START, **held}
    reply["html"] = view(fields, language)
    reply["address"] = held
    reply["announce"] = asked.wrong or _said(asked, language)
    return reply


def _read(fields: Mapping[str, Any], language: str) -> _Asked:
    held = {name: str(fields.get(name, first)).strip() for name, first in START.items()}
    to = str(fields.get("to", ""))
    to = to if to in destinations() else FIRST.get(language, FIRST["en"])
    sentences = words("verify_cost", language)
    try:
        volume = read_recipients(held["volume"])
    except CostError:
        return _Asked(to, 0, 0, None, sentences["wrong_volume"])
    try:
        share = read_recipients(held["share"].rstrip("%\uff05"))
    except CostError:
        share = -1
    if not 0 <= share <= WHOLE:
        return _Asked(to, 0, 0, None, sentences["wrong_share"])
    own = None
    if held["price"]:
        try:
            amount = read_price(held["price"])
        except CostError as error:
            told = counter_words("cost", language)(f"price_{error.code}", typed=held["price"])
            return _Asked(to, 0, 0, None, told)
        currency = held["currency"][:LONGEST_CURRENCY] or START["currency"]
        own = Price(amount, currency, None)
    return _Asked(to, volume, share, own, "")


def _where(to: str, language: str) -> str:
    name = destinations()[to]
    return name[language] if name else words("verify_cost", language)["elsewhere"]


def _offers(asked: _Asked) -> list[Price | None]:
    """The SMS prices to reckon with: the reader's own, the dated ones, or none."""
    known: list[Price | None] = [asked.own] if asked.own else []
    known += prices(asked.to)
    return known or [None]


def _controls(language: str) -> Html:
    sentences = words("verify_cost", language)
    asked = _read({}, language)
    options = [
        tag("option", _where(key, language), value=key, selected=key == asked.to)
        for key in destinations()
    ]
    fields = [_line(name, language) for name in ("volume", "share")]
    select = tag(
        "div",
        tag("label", sentences["to"], for_="to"),
        tag("select", join(options), id="to", name="to"),
        class_="field",
    )
    return tag(
        "form",
        *fields,
        select,
        _line("price", language),
        _line("currency", language),
        class_="tool-form needs-script",
    )


def _line(name: str, language: str) -> Html:
    return tag(
        "div",
        tag("label", words("verify_cost", language)[name], for_=name),
        tag(
            "input",
            id=name,
            name=name,
            type="text",
            value=START[name],
            autocomplete="off",
            inputmode=None if name == "currency" else "decimal",
        ),
        class_="field",
    )


def _said(asked: _Asked, language: str) -> str:
    """The cheapest of what gives a total, in a sentence."""
    sentences = words("verify_cost", language)
    offer = _offers(asked)[0]
    login, code, texts = ways(asked.volume, asked.share, offer)
    if texts.total is None:
        known = sentences("telegram_only", n=code.by_telegram, shown=f"{code.by_telegram:,}")
        return sentences("answer_blank", known=known, code=_money([code.telegram], language))
    return sentences(
        "answer",
        login=_total(login, language),
        code=_total(code, language),
        sms=_total(texts, language),
    )


def _table(asked: _Asked, offer: Price | None, language: str) -> Html:
    sentences = words("verify_cost", language)
    heads = ("way", "by_telegram", "by_sms", "total")
    caption = sentences["caption_blank"]
    if offer:
        price = _money([offer[:2]], language)
        caption = sentences("caption_own", price=price)
        if offer.figure:
            name = offer.figure["provider"][language]
            caption = sentences("caption", provider=name, price=price)
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", sentences[key], scope="col") for key in heads))),
        tag("tbody", *(_row(way, language) for way in ways(asked.volume, asked.share, offer))),
        class_="steps",
    )


def _row(way: Way, language: str) -> Html:
    sentences = words("verify_cost", language)
    return tag(
        "tr",
        tag("th", sentences[f"way_{way.id}"], scope="row"),
        tag("td", f"{way.by_telegram:,}", class_="number"),
        tag("td", f"{way.by_sms:,}", class_="number"),
        tag("td", _total(way, language)),
        data_way=way.id,
    )


def _total(way: Way, language: str) -> str:
    sentences = words("verify_cost", language)
    if (total := way.total) is not None:
        return _money(total, language)
    if not way.telegram[0]:
        return sentences["unknown"]
    return sentences("partly", known=_money([way.telegram], language))


def _money(amounts: Any, language: str) -> str:
    """Amounts in their currencies, joined by a plus sign."""
    line = counter_words("cost", language)
    return " + ".join(
        line("currency", amount=_grouped(amount), currency=currency) for amount, currency in amounts
    )


def _grouped(amount: Decimal) -> str:
    whole, point, rest = plain(amount).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _source(price: Price, language: str) -> Html | None:
    if price.figure is None:
        return None
    title = price.figure["title"]
    link = tag("a", title, href=price.figure["url"], rel="noopener", lang=foreign(title, language))
    return say(
        words("verify_cost", language),
        "source",
        provider=price.figure["provider"][language],
        price=_money([price[:2]], language),
        date=price.figure["date"],
        title=link,
        read=price.figure["checked"],
    )


REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    (
        "verify-cost",
        {"fields": {**START, "to": to, "price": price}, "address": None},
        language,
    )
    for language in LANGUAGES
    for to, price in (("us", ""), ("cn", "0.05"), ("de", ""))
]
