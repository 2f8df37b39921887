"""The Python that runs in the reader's browser, built into three folders named by their content.

Knows the npm package ``pyodide`` and the package ``calculators``; knows nothing of MkDocs, of the
pages or of what the calculators compute. The folders are complete: no file refers to another host.
See ``build`` for the parts and steps, ``engine`` for the cut and ``archive`` for the file formats.
"""

from builder.runtime.build import CARD, FACTS_LIST, Kind, build, input_digest
from builder.runtime.node import RuntimeBuildError

__all__ = ["CARD", "FACTS_LIST", "Kind", "RuntimeBuildError", "build", "input_digest"]
