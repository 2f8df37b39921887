"""Count and split SMS texts exactly as they are sent: GSM-7, UCS-2, national tables, billing rules.

    >>> import smsparts
    >>> smsparts.count("€" * 81)
    Count(encoding='GSM-7', units=162, segments=2, locking=None, single=None)
    >>> [part.units for part in smsparts.split("短" * 71)]
    [67, 4]
    >>> smsparts.rule("alibaba_domestic").bill("a" * 71).segments
    2

Everything a user needs is named here (``__all__``) and loaded when it is first used. Standard
library only. Knows nothing of any web site, of HTML or of YAML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsparts.billing import Bill, Rule, compare, rule, rules, with_signature
    from smsparts.explanation import Explanation, Fix, Offender, apply, explain
    from smsparts.rulefiles import RuleFileError
    from smsparts.segments import (
        MAXIMUM_PARTS,
        Count,
        Options,
        Part,
        UnencodableError,
        capacity,
        count,
        count_many,
        split,
    )

__version__ = "1.0.0"

__all__ = [
    "MAXIMUM_PARTS",
    "Bill",
    "Count",
    "Explanation",
    "Fix",
    "Offender",
    "Options",
    "Part",
    "Rule",
    "RuleFileError",
    "UnencodableError",
    "__version__",
    "apply",
    "capacity",
    "compare",
    "count",
    "count_many",
    "explain",
    "rule",
    "rules",
    "split",
    "with_signature",
]

_WHERE = {
    "billing": ("Bill", "Rule", "compare", "rule", "rules", "with_signature"),
    "explanation": ("Explanation", "Fix", "Offender", "apply", "explain"),
    "rulefiles": ("RuleFileError",),
    "segments": (
        "MAXIMUM_PARTS",
        "Count",
        "Options",
        "Part",
        "UnencodableError",
        "capacity",
        "count",
        "count_many",
        "split",
    ),
}
_MODULE = {name: module for module, names in _WHERE.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
    globals()[name] = value  # found at once from now on
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
