"""Time the Python counters on the workloads, in one process. Run by `counter` in its own venv.

Reads the workloads as JSON on standard input, writes
{counter: {workload: [nanoseconds of CPU a call, segments of each text]}}.
"""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import process_time_ns
from typing import Any

ROUNDS = 7
ROUND_NS = 30_000_000

Counter = Callable[[list[str]], list[int]]


def counters() -> dict[str, Counter]:
    """Each counter as: texts -> segments."""
    from calculators.segments import count, count_many

    def ours(texts: list[str]) -> list[int]:
        if len(texts) == 1:
            return [count(texts[0]).segments]
        return [found.segments for found in count_many(texts)]

    found: dict[str, Counter] = {"ours": ours}
    if "--alone" in sys.argv:
        return found

    import smsutil
    from messaging.sms import SmsSubmit
    from sms.counter import SMSCounter

    theirs = SMSCounter()
    found["smsutil"] = lambda texts: [len(smsutil.split(text).parts) for text in texts]
    found["sms-counter"] = lambda texts: [theirs.count(text).segment for text in texts]
    found["python-messaging"] = lambda texts: [
        len(SmsSubmit("+15550100", text).to_pdu()) for text in texts
    ]
    return found


def measure(work: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Rounds of all counters in turn, so that a slow moment of the machine strikes them alike."""
    results: dict[str, dict[str, Any]] = {}
    for name, texts in work.items():
        plans = {}
        for who, run in counters().items():
            try:
                started = process_time_ns()
                answers = run(texts)
                once = max(process_time_ns() - started, 1)
            except Exception as error:  # a peer's own failure is part of the result
                results.setdefault(who, {})[name] = [None, f"{type(error).__name__}: {error}"]
                continue
            if once < 1_000_000:
                for _ in range(20):
                    run(texts)
                started = process_time_ns()
                for _ in range(20):
                    run(texts)
                once = max((process_time_ns() - started) // 20, 1)
            plans[who] = (run, max(1, ROUND_NS // once), [], answers)
        for _ in range(ROUNDS):
            for run, times, samples, _answers in plans.values():
                repeat = range(times)
                started = process_time_ns()
                for _ in repeat:
                    run(texts)
                samples.append((process_time_ns() - started) / times)
        for who, (_, _, samples, answers) in plans.items():
            results.setdefault(who, {})[name] = [median(samples), answers]
    return results


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
