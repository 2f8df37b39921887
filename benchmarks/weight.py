"""What a first visit transfers, as a host with brotli sends it, beside what it may.

Not a time, but one of the figures the site promises; `make test` fails when one is over its budget.
"""

from builder import budgets
from builder.paths import SITE


def run() -> None:
    """Print the runtime, every tool with it, and the five pages nearest to their budget."""
    found = budgets.weights(SITE)
    pages = [weight for weight in found if weight.budget == budgets.PAGE]
    print(*[weight for weight in found if weight.budget != budgets.PAGE], *pages[:5], sep="\n")
