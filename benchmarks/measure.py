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

Counter = Callable[[str], int]
Timed = Callable[[int], object]


def counters() -> dict[str, Counter]:
    """Each counter as: text -> segments."""
    from smsparts.segments import count

    found: dict[str, Counter] = {"ours": lambda text: count(text).segments}
    if "--alone" in sys.argv:
        return found

    import smsutil
    from messaging.sms import SmsSubmit
    from sms.counter import SMSCounter

    theirs = SMSCounter()
    found["smsutil"] = lambda text: len(smsutil.split(text).parts)
    found["sms-counter"] = lambda text: theirs.count(text).segment
    found["python-messaging"] = lambda text: len(SmsSubmit("+15550100", text).to_pdu())
    return found


def repeated(who: str, one: Counter, texts: list[str]) -> Timed:
    """What is timed: so many passes over the texts. Ours is called as a caller would."""
    if who == "ours":
        from smsparts.segments import count, count_many

        def passes(times: int) -> None:
            if len(texts) == 1:
                for _ in range(times):
                    count(texts[0])
            else:
                for _ in range(times):
                    count_many(texts)

        return passes

    def calls(times: int) -> None:
        for _ in range(times):
            for text in texts:
                one(text)

    return calls


def cpu(run: Timed, times: int) -> int:
    """Nanoseconds of CPU time that so many passes take."""
    started = process_time_ns()
    run(times)
    return process_time_ns() - started


def measure(work: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Rounds of all counters in turn, so that a slow moment of the machine strikes them alike."""
    results: dict[str, dict[str, Any]] = {}
    for name, texts in work.items():
        plans = {}
        for who, one in counters().items():
            try:
                answers = [one(text) for text in texts]
            except Exception as error:  # a peer's own failure is part of the result
                results.setdefault(who, {})[name] = [None, f"{type(error).__name__}: {error}"]
                continue
            run = repeated(who, one, texts)
            times = 1
            while (spent := cpu(run, times)) < ROUND_NS // 10:
                times *= 4
            plans[who] = (run, max(1, times * ROUND_NS // spent), [], answers)
        for _ in range(ROUNDS):
            for run, times, samples, _answers in plans.values():
                samples.append(cpu(run, times) / times)
        for who, (_, _, samples, answers) in plans.items():
            results.setdefault(who, {})[name] = [median(samples), answers]
    return results


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
