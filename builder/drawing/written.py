"""The same trees as nested text, which needs no script and no drawing; and links into the quiz.

HTML and Markdown for snippets; a block of HTML holds no blank line, so that Markdown leaves it be.
"""

from __future__ import annotations

from builder.drawing.tree import Node
from builder.words import by_language
from calculators.flows import Flow
from calculators.recommend import Recommender
from calculators.views.flow import outcome
from calculators.views.flow.place import fragment
from calculators.views.html import Html, fill, join, tag

WORDS = by_language("tree", "join", "tree_join")


def options_text(flow: Flow, question_id: str, options: tuple[str, ...], language: str) -> str:
    """The texts of options that lead the same way, as one phrase."""
    question = flow.questions[question_id]
    texts = [option.text[language] for option in question.options if option.id in options]
    return WORDS[language]["either"].join(texts)


def nested(flow: Flow, tree: Node, language: str, end: object) -> Html:
    """The tree as lists within lists: question, answers, and what follows from each."""
    assert callable(end)
    if not tree.branches:
        return Html(end(tree))
    rows = [
        tag(
            "li",
            tag("strong", options_text(flow, tree.question, branch.options, language)),
            " ",
            nested(flow, branch.to, language, end),
        )
        for branch in tree.branches
    ]
    return join([tag("span", flow.questions[tree.question].text[language]), tag("ul", join(rows))])


def check_end(flow: Flow, language: str) -> object:
    """How an end of the check is written in the tree: a link to its advice further down."""

    def end(node: Node) -> Html:
        title = flow.outcomes[node.outcome].title[language]
        return tag("a", title, href=f"#{node.outcome}")

    return end


def quiz_end(knows: Recommender, language: str) -> object:
    """How an end of the quiz is written: its providers in order, each a link to its review."""
    words = WORDS[language]

    def end(node: Node) -> Html:
        if not node.providers:
            return tag("span", words["none"])
        ranked = [
            join([f"{place}. ", _review(knows, provider, language)])
            for place, provider in enumerate(node.providers, 1)
        ]
        said = tag("span", join(ranked, words["links"]))
        if not node.relaxed:
            return said
        briefs = [knows.flow.questions[q].raw["brief"][language] for q in node.relaxed]
        note = words["relaxed"].format(answers=words["comma"].join(briefs))
        return join([tag("span", note), said])

    return end


def outcomes(widget: str, flow: Flow, language: str) -> str:
    """All outcomes of a check as Markdown: a heading each, so that search and links find them."""
    parts = [
        f"### {one.title[language]} {{#{one.id}}}\n\n{outcome.body(widget, one, language, 'h4')}"
        for one in flow.outcomes.values()
    ]
    return "\n\n".join(parts)


def branches(knows: Recommender, language: str) -> Html:
    """The usual situations: each a link that opens the quiz there, and whom it can lead to."""
    words = WORDS[language]
    rows = []
    for branch in knows.raw["branches"]:
        links = [
            tag("a", _answers(knows, start, language), href=fragment(start))
            for start in branch["opens"]
        ]
        providers = join(
            (_review(knows, provider, language) for provider in branch["must_reach"]),
            words["comma"],
        )
        rows.append(
            tag(
                "li",
                tag("strong", branch["text"][language]),
                tag("span", words["open"], words["colon"],
                    join(links, words["links"]), class_="flow-branch-links"),
                tag("span", fill(words["reaches"], providers=providers)),
            )
        )  # fmt: skip
    return tag("ul", join(rows), class_="flow-branches")


def rules(knows: Recommender, language: str) -> Html:
    """What rules a service out and how the rest rank, from the data."""
    eligibility = knows.raw["eligibility"]
    texts = [eligibility["personal_only"]["text"], *(n["text"] for n in eligibility["needs"])]
    rows = [tag("li", text[language]) for text in texts]
    scoring = knows.raw["scoring"]
    return join(
        [
            tag("ul", join(rows)),
            tag("p", scoring["formula"][language]),
            tag("p", scoring["fallback"]["text"][language]),
            tag("p", scoring["cheap"]["text"][language]),
        ]
    )


def weights(knows: Recommender, language: str) -> Html:
    """What each answer adds to which criterion: the editor's judgement, laid open."""
    words = WORDS[language]
    rows = []
    for question in knows.flow.questions.values():
        for option in question.options:
            weighed = [
                words["weight"].format(
                    criterion=knows.criteria[criterion]["text"][language], weight=weight
                )
                for criterion, weight in option.raw["weights"].items()
            ]
            rows.append(
                tag(
                    "tr",
                    tag("td", question.raw["brief"][language]),
                    tag("td", option.text[language]),
                    tag("td", words["comma"].join(weighed) or words["nothing"]),
                )
            )
    heads = join(tag("th", words[name], scope="col") for name in ("question", "option", "weights"))
    table = tag("table", tag("thead", tag("tr", heads)), tag("tbody", join(rows)))
    return tag(
        "details", tag("summary", words["all-weights"]), table, class_="flow-weights", id="weights"
    )


def _answers(knows: Recommender, start: dict[str, str], language: str) -> str:
    words = WORDS[language]
    said = []
    for question_id, option_id in start.items():
        question = knows.flow.questions[question_id]
        option = question.option(option_id)
        assert option is not None, "checked when the facts were compiled"
        said.append(
            words["answer"].format(
                question=question.raw["brief"][language], answer=option.text[language]
            )
        )
    return words["comma"].join(said)


def _review(knows: Recommender, provider: str, language: str) -> Html:
    name = knows.providers[provider]["name"][language]
    return tag("a", name, href=f"../../providers/{provider}/")
