"""How the words are written, as far as a machine can judge. Run as `python -m builder.style`."""
