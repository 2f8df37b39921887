"""``python -m smsparts.conformance``: runs the suite on the counter that is installed here.

Exit status: 0 if every case is answered as it says, else 1.
"""

from __future__ import annotations

import json
import sys

from smsparts.conformance import cases, failures, ours


def main() -> int:
    """Runs every case and prints those that fail."""
    wrong = failures(ours)
    for case, answered in wrong:
        print(f"{case['id']}: {case['why']}", file=sys.stderr)
        print(f"  answered {json.dumps(answered)}", file=sys.stderr)
    print(f"{len(list(cases()))} cases, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
