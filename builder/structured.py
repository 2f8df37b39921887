"""What search engines are told about a page, as JSON-LD (schema.org).

Only what is so: no rating, no price but nought, no invented author, no date but the day of the
review. Knows front matter and addresses, nothing of the theme.
"""

import json
from collections.abc import Mapping
from typing import Any

from builder.paths import below
from builder.words import by_key

SITE_NAMES = by_key("site")["name"]
TAGS = {"en": "en", "zh": "zh-Hans"}
SERVICES = by_key("site")["services"]
ARTICLES = ("guide/", "claims/", "regions/", "providers/")


def json_ld(meta: Mapping[str, Any], address: str, site: str, language: str) -> str:
    """The text of the data block for the page at `address`; `<` never stands in it.

    `site` is the site's own address with a slash at its end, `meta` the page's front matter with
    `title`, `description` and `reviewed`, `language` "en" or "zh". Every block is one `@graph`.
    """
    home = site + below(language)
    inside = address.removeprefix(home)
    publisher = {"@type": "Organization", "name": SITE_NAMES[language], "url": home}
    page: dict[str, Any] = {
        "@type": _kind(inside),
        "@id": f"{address}#page",
        "url": address,
        "name": SITE_NAMES[language] if inside == "" else str(meta.get("title", "")),
        "description": str(meta.get("description", "")),
        "inLanguage": TAGS[language],
    }
    if page["@type"] == "WebApplication":
        page |= {
            "applicationCategory": "UtilitiesApplication",
            "operatingSystem": "Any",
            "isAccessibleForFree": True,
            "offers": {"@type": "Offer", "price": "0", "priceCurrency": "USD"},
        }
    elif inside:
        page["dateModified"] = str(meta.get("reviewed", ""))
    if page["@type"] == "Article":
        page |= {"headline": page["name"], "author": publisher, "publisher": publisher}
    graph = [page]
    if inside:
        graph.append(_trail(inside, page["name"], home, language))
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def _kind(inside: str) -> str:
    if not inside:
        return "WebSite"
    if inside.startswith("tools/"):
        return "WebApplication"
    return "Article" if inside.startswith(ARTICLES) else "WebPage"


def _trail(inside: str, name: str, home: str, language: str) -> dict[str, Any]:
    steps = [(SITE_NAMES[language], home)]
    if inside.startswith("providers/") and inside != "providers/":
        steps.append((SERVICES[language], f"{home}providers/"))
    steps.append((name, home + inside))
    items = [
        {"@type": "ListItem", "position": position, "name": step, "item": where}
        for position, (step, where) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
