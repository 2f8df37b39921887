"""The shared module of the page: decision flows, the quiz, Telegram's limits, and the views.

Pure Python, `smsparts` and the standard library only; it knows nothing of MkDocs, YAML or the DOM.
The same modules run in the build, on the command line and in the reader's browser. A part of the
package is loaded when it is used, which keeps the start in the browser short.
"""

from importlib.util import find_spec
from pathlib import Path


def _find_the_counter() -> None:
    # In a checkout nothing need be installed: the counter's own source stands beside this package.
    # Its folder alone already passes for a namespace package, which has no origin.
    found = find_spec("smsparts")
    if found is None or found.origin is None:
        import sys

        sys.modules.pop("smsparts", None)
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "smsparts" / "src"))


_find_the_counter()
