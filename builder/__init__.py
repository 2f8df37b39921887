"""The build: facts to pages, words and app to the browser runtime, finishing, the server."""

import calculators  # noqa: F401  (it says where the counter is)
