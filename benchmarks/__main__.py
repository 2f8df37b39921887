"""`python -m benchmarks [NAME ...]`: run the benchmarks named, or all of them."""

import sys
from importlib import import_module
from pathlib import Path


def main(names: list[str]) -> int:
    """Run the benchmarks of these names; 2 when there is no such benchmark."""
    folder = Path(__file__).parent
    known = sorted(
        path.stem for path in folder.glob("*.py") if "\ndef run()" in path.read_text("utf-8")
    )
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        print(f"\n== {name}", flush=True)
        import_module(f"benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
