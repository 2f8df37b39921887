"""How a program of this package ends: one sentence and a status, whatever it runs into.

A standard stream may be closed, full or gone; a terminal may close, a system may ask to stop.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

STOPPING = ("SIGTERM", "SIGHUP")
"""Signals that end a program unless it says otherwise; not every system has both."""


class _Stopped(BaseException):
    """A signal asks to stop: what is unfinished is cleared away on the way out."""


class _Closed(io.RawIOBase):
    """In the place of standard input or output that was closed before the program began."""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, _into: Any, /) -> int:
        raise OSError(None, "it is closed")

    def write(self, _content: Any, /) -> int:
        raise OSError(None, "it is closed")


class _Errors(io.RawIOBase):
    """Standard error, without a fault of its own: what cannot be told there stays untold."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        if self._descriptor is None:
            raise io.UnsupportedOperation
        return self._descriptor

    def isatty(self) -> bool:
        return self._descriptor is not None and os.isatty(self._descriptor)

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        with suppress(OSError):
            if self._descriptor is not None:
                os.write(self._descriptor, content)
        return len(content)


def ended(run: Callable[[argparse.Namespace], int], given: argparse.Namespace) -> int:
    """Runs a command; its exit status: 1 where a stream failed, 128 and its number for a signal."""
    _mend_streams()
    caught: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        raise _Stopped

    for name in STOPPING:
        number = getattr(signal, name, None)
        # Who began this program with the signal ignored, as nohup does, wants it ignored.
        with suppress(ValueError):  # not the main thread
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, stop)
    try:
        status = run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        return 1
    except KeyboardInterrupt:
        return _say("Stopped.", 128 + signal.SIGINT)
    except _Stopped:
        return _say("Stopped by the system.", 128 + caught[0])
    except (MemoryError, SystemError):
        # CPython 3.11 has no exception for a call that finds no memory for its frame:
        # "error return without exception set".
        return _say("Not done: there is not enough memory.", 1)
    except OSError as error:
        _give_up_output()
        where = error.filename or "standard input or output"
        return _say(f"{where}: {error.strerror or error}.", 1)
    return status


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _mend_streams() -> None:
    """A lone surrogate, or a console that has no Chinese, must not end a command in words."""
    closed = io.BufferedRWPair(_Closed(), _Closed())
    for name in ("stdin", "stdout"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(closed, "utf-8"))
    if sys.stderr is None or sys.stderr is sys.__stderr__:
        descriptor = None if sys.stderr is None else sys.stderr.fileno()
        told = sys.stderr.encoding if sys.stderr else "utf-8"
        errors = io.BufferedWriter(_Errors(descriptor))
        sys.stderr = io.TextIOWrapper(errors, told, write_through=True, line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_output() -> None:
    """Python flushes standard output once more at exit; let that meet an open file."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    sys.stdout = io.StringIO()
