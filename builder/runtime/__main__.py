"""``python -m builder.runtime``: build the runtime if its inputs changed, print where it is."""

import sys
from pathlib import Path

from builder.runtime import RuntimeBuildError, build


def main() -> int:
    try:
        print(build(Path.cwd()))
    except RuntimeBuildError as error:
        print(f"builder.runtime: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
