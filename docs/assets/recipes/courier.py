"""One polite HTTP request, for the recipes beside this file. Python 3.11, nothing to install.

It waits when the server asks it to, tries again only where that does no harm, and never puts an
address into an error: the address of a Telegram bot contains its token.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

TOO_MANY_REQUESTS = 429


class RefusedError(Exception):
    """The server answered, and the answer is no; `status` is the HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"refused with status {status}: {reason}")
        self.status = status


class UnsureError(Exception):
    """No usable answer came back: the request may or may not have been carried out."""


def post(
    url: str,
    data: bytes,
    headers: dict[str, str],
    *,
    repeatable: bool,
    timeout: float = 30,
    attempts: int = 5,
    longest_wait: float = 60,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:
    """Send `data` and return the JSON object of the answer.

    `repeatable` says whether doing it twice is harmless. If it is not, only status 429 is tried
    again, which promises that nothing was done. Waits are in seconds: what the server names, else
    1, 2, 4, 8; a named wait over `longest_wait` ends it. Raises RefusedError or UnsureError.
    """
    for attempt in range(1, attempts + 1):
        request = urllib.request.Request(url, data, headers)  # noqa: S310 (our own addresses)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
                return _object(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                body = _explanation(error.read())
            pause = _named_wait(body, error.headers.get("Retry-After"))
            failure: Exception = RefusedError(error.code, _reason(body))
            busy = error.code == TOO_MANY_REQUESTS
            may_retry = busy or (repeatable and error.code >= 500)
            if error.code >= 500 and not repeatable:
                failure = UnsureError(f"the server failed with status {error.code}")
        except (OSError, ValueError) as error:
            pause = None
            failure = UnsureError(f"no usable answer ({type(error).__name__})")
            may_retry = repeatable
        pause = 2.0 ** (attempt - 1) if pause is None else pause
        if not may_retry or attempt == attempts or pause > longest_wait:
            raise failure
        sleep(pause)
    raise ValueError("attempts must be at least 1")


def _object(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`; ValueError if there is none."""
    value = json.loads(raw)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def _explanation(raw: bytes) -> dict[str, Any]:
    """The error object in `raw`; an empty one for the pages in HTML that proxies send instead."""
    try:
        return _object(raw)
    except ValueError:
        return {}


def _named_wait(body: dict[str, Any], header: str | None) -> float | None:
    """Seconds the server asks for: Telegram names them in the body, most others in a header."""
    parameters = body.get("parameters")
    named = parameters.get("retry_after") if isinstance(parameters, dict) else header
    try:
        return None if named is None else max(0.0, float(named))
    except (TypeError, ValueError):
        return None


def _reason(body: dict[str, Any]) -> str:
    """What went wrong, in the server's words; Telegram and Twilio name the field differently."""
    return str(body.get("description") or body.get("message") or "no reason given")
