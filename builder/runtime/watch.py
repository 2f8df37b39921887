# mypy: ignore-errors
"""Put by ``build.py`` at the head of the first module of the library that Python imports.

Notes each function that is called, from there on, in ``sys.called_functions``. Nothing else can be
imported here: Python is not yet able to.
"""

import sys

watching = sys.monitoring
sys.called_functions = set()


def note(code, _offset):
    sys.called_functions.add((code.co_filename, code.co_qualname, code.co_firstlineno))
    return watching.DISABLE


watching.use_tool_id(watching.PROFILER_ID, "called functions")
watching.register_callback(watching.PROFILER_ID, watching.events.PY_START, note)
watching.set_events(watching.PROFILER_ID, watching.events.PY_START)
