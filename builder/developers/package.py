"""The wheel of ``smsparts`` as the site offers it: what `pip install ./smsparts` would make.

Written here, not by setuptools, so that the same sources give the same bytes everywhere. A test
installs it and holds its files against those that setuptools packs.
"""

import tomllib
from pathlib import Path
from typing import Any

from builder.paths import COUNTER
from builder.runtime.archive import wheel, wheel_name

PACKAGE = "smsparts"


def name(version: str) -> str:
    """The file's name."""
    return wheel_name(PACKAGE, version)


def wheel_of(version: str, source: Path = COUNTER) -> tuple[str, bytes]:
    """Name and bytes of the wheel of the package under `source`."""
    folder = source.parent
    settings = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    patterns = settings["tool"]["setuptools"]["package-data"][PACKAGE]
    root = source / PACKAGE
    paths = {*root.rglob("*.py"), *(path for one in patterns for path in root.glob(one))}
    members = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    info = f"{PACKAGE}-{version}.dist-info"
    scripts = "".join(f"{name} = {where}\n" for name, where in project["scripts"].items())
    members[f"{info}/METADATA"] = _metadata(project, version, folder).encode()
    members[f"{info}/entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()
    members[f"{info}/licenses/LICENSE"] = (folder / "LICENSE").read_bytes()
    return name(version), wheel(PACKAGE, version, members)


def _metadata(project: dict[str, Any], version: str, folder: Path) -> str:
    """The core metadata, version 2.4."""
    fields = [
        ("Metadata-Version", "2.4"),
        ("Name", PACKAGE),
        ("Version", version),
        ("Summary", project["description"]),
        ("Keywords", ",".join(project["keywords"])),
        *(("Classifier", one) for one in project["classifiers"]),
        ("Requires-Python", project["requires-python"]),
        ("License-Expression", project["license"]),
        ("License-File", "LICENSE"),
        ("Description-Content-Type", "text/markdown"),
    ]
    for extra, needed in project["optional-dependencies"].items():
        fields.append(("Provides-Extra", extra))
        fields += [("Requires-Dist", f'{one}; extra == "{extra}"') for one in needed]
    head = "".join(f"{field}: {value}\n" for field, value in fields)
    return f"{head}\n{(folder / project['readme']).read_text('utf-8')}"
