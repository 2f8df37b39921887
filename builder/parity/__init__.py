"""The two languages held against each other. Run as `python -m builder.parity`."""

from builder.parity.twins import notice

__all__ = ["notice"]
