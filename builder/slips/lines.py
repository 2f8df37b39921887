"""Slips in a line of any text file: marks of a merge, secrets, characters that nobody sees."""

import datetime
import re
import unicodedata
from collections.abc import Iterator

CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})( .*)?$")
SECRETS = {
    "a Telegram bot token": r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})",
    "a Slack token": r"\bxox[abprs]-[A-Za-z0-9-]{10,}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "a Stripe key": r"\b[rs]k_live_[0-9A-Za-z]{16,}",
    "a Twilio API key": r"\bSK[0-9a-f]{32}\b",
    "an Alibaba Cloud access key": r"\bLTAI[0-9A-Za-z]{16,24}\b",
    "a Tencent Cloud secret id": r"\bAKID[0-9A-Za-z]{32}\b",
    "a password in an address": r"https?://[^\s/:@<>]+:[^\s/:@<>]+@",
}
"""By the forms that their makers document."""
SECRET = re.compile("|".join(f"(?:{form})" for form in SECRETS.values()))

UNSEEN = {
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u202f": "narrow no-break space",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\ufffd": "replacement character: something was read in a wrong encoding",
}
UNSEEN |= {
    chr(code): "mark of direction" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
DAY = re.compile(r"^\s*-?\s*(checked|reviewed|as_of|date|day): *['\"]?(\d{4}-\d{2}-\d{2})")


def line_slips(line: str, tomorrow: datetime.date) -> Iterator[str]:
    """What is wrong with a line of any text file of ours."""
    if conflict := CONFLICT.match(line):
        yield f"'{conflict[1]}' is a mark of a merge: keep one version, delete the marks"
    if SECRET.search(line):
        for what, form in SECRETS.items():
            if found := re.search(form, line):
                yield (
                    f"'{found[0][:8]}…' looks like {what}: take it out, revoke it, write YOUR_TOKEN"
                )
    for char in [] if line.isascii() else sorted(set(line) & UNSEEN.keys()):
        yield (
            f"U+{ord(char):04X} ({UNSEEN[char]}) after '{line.split(char)[0][-12:]}': "
            "delete it, or put a plain space"
        )
    if not unicodedata.is_normalized("NFC", line):
        at = next(n for n, char in enumerate(line) if unicodedata.combining(char))
        whole = unicodedata.normalize("NFC", line[at - 1 : at + 1])
        yield (
            f"'{line[at - 1 : at + 1]}' is a letter and a mark apart: write "
            f"'{whole}' as one character"
        )
    if (day := DAY.match(line)) and day[2] > tomorrow.isoformat():
        yield (
            f"{day[1]}: {day[2]} is still to come: write the day on which it was "
            "done, not later than today"
        )
