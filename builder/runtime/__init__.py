"""The Python that runs in the reader's browser, built into one folder named by its content.

Knows the npm package ``pyodide`` and the package ``calculators``; knows nothing of MkDocs, of the
pages or of what the calculators compute. The folder is complete: no file of it refers to another
host. See ``build`` for the steps and ``archive`` for the file formats.
"""

from builder.runtime.build import RuntimeBuildError, build, input_digest

__all__ = ["RuntimeBuildError", "build", "input_digest"]
