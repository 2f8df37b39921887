"""The sub-commands of ``python -m calculators``, one module each, imported only when asked for."""
