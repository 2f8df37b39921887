"""Check how the words are written, or mend what a machine can.

python -m builder.style          exit status 1 if anything is not as it should be
python -m builder.style --fix    spacing and punctuation of the Chinese pages, by AutoCorrect
"""

import sys

from builder.style.files import check, fix


def main(arguments: list[str]) -> int:
    """The command; returns its exit status."""
    if "--fix" in arguments:
        for name in fix():
            print(f"mended {name}")
        return 0
    found = check()
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
