"""Everything the site computes: SMS parts, costs, flows and recommendations, as pure Python.

Standard library only; it knows nothing of MkDocs, YAML or the DOM. The same modules run in the
build, on the command line and in the reader's browser. Nothing is imported here: a part of the
package is loaded when it is used, which keeps the start in the browser short.
"""
