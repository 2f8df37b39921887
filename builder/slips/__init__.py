"""Slips of the hand that stop nothing and that every reader would see. `python -m builder.slips`.

Each fault is one line: file, line, what was found, and what to do. Nothing has to be built first.
"""
