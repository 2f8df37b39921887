"""Messages of real life: whose counts differ, and how many the advice mends.

`CORPUS=FILE python -m benchmarks real` reads one message a line, in UTF-8, behind a label and a tab
where there is one: so the public SMS Spam Collection stands. Without it the messages are made, the
same on every run: what people write in ten languages, and in 1 of 50 what damage does to it. No
corpus is kept here.

Three peers are asked: Twilio's calculator, split-sms and smsutil. The advice is counted on what is
UCS-2 without a letter of another script: safe advice changes no meaning.
"""

import json
import os
import random
import subprocess
from pathlib import Path

from benchmarks.counter import CACHE, HERE, ROOT, install
from benchmarks.workloads import LANGUAGES
from smsparts import count, explain

PEERS = {"twilio": "Twilio", "split-sms": "split-sms", "smsutil": "smsutil"}
MADE = 5_575
_DAMAGE = ("’", "\x92", "â€™", "…", "–", "\u200b", "£", "ü")


def run() -> None:
    """Install the peers, ask them, print."""
    install()
    corpus = os.environ.get("CORPUS")
    texts = _read(Path(corpus)) if corpus else _made()
    print(f"{corpus or 'made'}: {len(texts)} messages")
    ours = [count(text).segments for text in texts]
    print(f"ours: {sum(ours)} parts")
    for who, told in _asked(texts).items():
        differ = [number for number, parts in enumerate(told) if parts != ours[number]]
        print(f"{PEERS[who]}: {sum(filter(None, told))} parts, {len(differ)} messages differ")
        for number in differ[:5]:
            print(f"  {told[number]}, not {ours[number]}: {texts[number][:60]!a}")
    _advice(texts)


def _advice(texts: list[str]) -> None:
    """How many texts safe advice brings to GSM-7, and how many parts it saves."""
    foreign = [text for text in texts if count(text).encoding == "UCS-2"]
    mended = mendable = saved = by_meaning = 0
    for text in foreign:
        found = explain(text)
        mendable += found.unmendable == 0
        safe = [fix for fix in found.fixes if not fix.changes_meaning and not fix.table]
        replaceable = all(
            one.replacement and not one.replacement.changes_meaning for one in found.offenders
        )
        mended += replaceable or any(fix.after.encoding == "GSM-7" for fix in safe)
        saved += max((fix.saved for fix in safe), default=0)
        by_meaning += max((fix.saved for fix in found.fixes if not fix.cut), default=0)
    print(f"UCS-2: {len(foreign)} messages; safe advice mends {mended} and saves {saved} parts")
    print(f"  every character has a replacement in {mendable}; all advice but a cut: {by_meaning}")


def _asked(texts: list[str]) -> dict[str, list[int | None]]:
    python = [str(CACHE / "venv" / "bin" / "python"), "-m", "benchmarks.answers"]
    node = ["node", str(HERE / "answers.mjs"), str(CACHE)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'smsparts' / 'src'}{os.pathsep}{ROOT}"}
    told: dict[str, list[int | None]] = {}
    for command in (python, node):
        done = subprocess.run(
            command,
            input=json.dumps(texts),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=environment,
        )
        told |= json.loads(done.stdout)
    return {who: told[who] for who in PEERS}


def _read(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line.rstrip("\r").partition("\t")[2] or line for line in lines if line.strip()]


def _made() -> list[str]:
    random_ = random.Random(20261127)
    made = []
    for number in range(MADE):
        text = LANGUAGES[0 if random_.random() < 0.8 else number % 10]
        text = text.format(n=random_.randrange(10**5, 10**6)) * random_.randrange(1, 5)
        if number % 50 == 0:
            at = random_.randrange(len(text))
            text = text[:at] + random_.choice(_DAMAGE) + text[at:]
        made.append(text)
    return made
