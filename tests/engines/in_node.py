"""The built app in Node's Python of the page, asked everything, with the collector at every step.

The collector of garbage comes when it will, and over whatever is there: what it calls of a module
is called here on purpose. Otherwise a reader would meet it first, at the price of a download, or
offline of the tool.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from builder.runtime import visits

APP = Path(__file__).with_name("app.mjs")
AROUND = """
import gc
{visits}
gc.collect()
gc.set_threshold(50, 2, 2)
everything({workbook!r})
{more}
gc.collect()
bytearray(60_000_000)  # the memory grows
"""


def run(runtime: Path, more: str = "") -> dict[str, list]:
    """What was fetched of the rest, and the functions called if the engine notes them.

    ``runtime`` is the folder with the three parts; ``more`` is Python that runs at the end.
    """
    source = Path(visits.__file__).read_text("utf-8")
    program = AROUND.format(visits=source, workbook=visits.workbook(), more=more)
    node = shutil.which(
        "node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    command = [node or "node", str(APP), str(runtime)]
    ran = subprocess.run(command, input=program, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout.splitlines()[-1])
