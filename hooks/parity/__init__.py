"""The two languages held against each other. Run as `python -m hooks.parity`."""

from hooks.parity.twins import notice

__all__ = ["notice"]
