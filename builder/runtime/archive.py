"""The file format of the runtime: a stored zip, which a wheel is too.

Pure functions of bytes; knows nothing of where files come from. Everything is stored, not
deflated, so that a web server's brotli sees the bytes, and so that no zlib version can change
the result: the same input gives the same bytes on every machine and every Python.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping

# The earliest date a zip can hold; wheels of reproducible builds use it too.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
WHEEL_TAG = "py3-none-any"


def stored_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip of ``members`` (path -> content), in sorted order, uncompressed, without dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(members):
            entry = zipfile.ZipInfo(path, ZIP_DATE)
            entry.create_system = 3  # Unix, whatever the building machine is
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, members[path])
    return buffer.getvalue()


def wheel_name(name: str, version: str) -> str:
    """The file name of the wheel: it holds bytecode of one Python, yet must load as pure."""
    return f"{name}-{version}-{WHEEL_TAG}.whl"


def wheel(name: str, version: str, members: Mapping[str, bytes]) -> bytes:
    """A wheel of ``members`` with the metadata files that installers read.

    ``name`` is an import name without hyphens; ``version`` a PEP 440 version. ``members`` may hold
    a METADATA of its own; else it says the name and the version.
    """
    info = f"{name}-{version}.dist-info"
    files = dict(members)
    files.setdefault(
        f"{info}/METADATA",
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
    )
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: builder.runtime\nRoot-Is-Purelib: true\nTag: {WHEEL_TAG}\n"
    ).encode()
    files[f"{info}/top_level.txt"] = f"{name}\n".encode()
    record = f"{info}/RECORD"
    lines = [f"{path},{_record_hash(files[path])},{len(files[path])}" for path in sorted(files)]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return stored_zip(files)


def sha256(content: bytes) -> str:
    """SHA-256 of ``content`` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _record_hash(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
