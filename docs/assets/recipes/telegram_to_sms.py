"""Send an SMS from Telegram: write `/sms +15550123 On my way` to your own bot.

The bot asks Telegram for new messages and hands the text to Twilio. Each SMS costs money, so one
is sent at most once, only for the people and to the numbers you list, and only so many a day.

    TELEGRAM_TOKEN=... TELEGRAM_USERS=123456789 ALLOWED_NUMBERS=+15550123,+44* DAILY_LIMIT=20 \\
    TWILIO_ACCOUNT=AC... TWILIO_TOKEN=... TWILIO_FROM=+15550100 python telegram_to_sms.py
"""

import base64
import fnmatch
import json
import os
import re
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courier import RefusedError, UnsureError, post

COMMAND = re.compile(r"/sms\s+(\+[1-9]\d{6,14})\s+(\S.*)", re.DOTALL)
LONGEST_BODY = 1_600  # characters Twilio takes in one request
STALE = 300  # seconds; what waited longer while the bot was off is not sent any more
KEPT_BY_TELEGRAM = 86_400  # seconds an update waits to be fetched
USAGE = "Write: /sms +15550123 your text"


@dataclass(frozen=True)
class Settings:
    """Who may send, where to, how much, and the two services' secrets.

    `users` holds numeric Telegram user ids, `numbers` whole numbers, or beginnings such as +44*.
    """

    token: str
    users: frozenset[int]
    numbers: tuple[str, ...]
    daily_limit: int
    account: str
    secret: str
    sender: str
    state: Path
    telegram: str = "https://api.telegram.org"
    twilio: str = "https://api.twilio.com"


class Bridge:
    """Fetches messages, sends the SMS they ask for and answers with what happened."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = now
        self.offset, self.seen_at, self.day, self.sent = self._read_state()

    def poll(self, wait: int = 50) -> None:
        """One long poll: wait up to `wait` seconds for messages, then deal with each."""
        if self.now() - self.seen_at > KEPT_BY_TELEGRAM:
            # After a quiet week the numbering may start again anywhere, even below an old offset.
            self.offset = 0
        question = {"offset": self.offset, "timeout": wait, "allowed_updates": ["message"]}
        for update in self._bot("getUpdates", question, wait + 10):
            self.offset, self.seen_at = update["update_id"] + 1, self.now()
            self._write_state()  # before anything is sent: a crash must not send it again
            self._deal_with(update.get("message") or {})

    def _deal_with(self, message: dict[str, Any]) -> None:
        sender = (message.get("from") or {}).get("id")
        if sender not in self.settings.users or self.now() - message["date"] > STALE:
            return
        reply = self._reply_to(str(message.get("text", "")))
        try:
            self._bot("sendMessage", {"chat_id": message["chat"]["id"], "text": reply}, 30)
        except (RefusedError, UnsureError) as problem:
            print(f"could not answer: {problem}")

    def _reply_to(self, text: str) -> str:
        command = COMMAND.fullmatch(text.strip())
        if command is None:
            return USAGE
        number, body = command.groups()
        today = time.strftime("%Y-%m-%d", time.gmtime(self.now()))
        sent_today = self.sent if self.day == today else 0
        if not any(fnmatch.fnmatchcase(number, allowed) for allowed in self.settings.numbers):
            return f"Not sent: {number} is not on the list of allowed numbers."
        if len(body) > LONGEST_BODY:
            return f"Not sent: {len(body)} characters, and {LONGEST_BODY} is the limit."
        if sent_today >= self.settings.daily_limit:
            return f"Not sent: today's limit of {self.settings.daily_limit} is used up."
        self.day, self.sent = today, sent_today + 1
        self._write_state()
        try:
            taken = self._send_sms(number, body)
        except RefusedError as problem:
            return f"Not sent: {problem}"
        except UnsureError as problem:
            return f"Perhaps sent, perhaps not: {problem}. Look in the log at Twilio."
        # Taken is not delivered, and through a messaging service the part count is not known yet.
        status, parts = taken.get("status"), taken.get("num_segments")
        return f"Taken for {number}: status {status}, parts {parts}."

    def _send_sms(self, number: str, body: str) -> dict[str, Any]:
        account = self.settings.account
        login = base64.b64encode(f"{account}:{self.settings.secret}".encode()).decode()
        form = {"To": number, "From": self.settings.sender, "Body": body}
        return post(
            f"{self.settings.twilio}/2010-04-01/Accounts/{account}/Messages.json",
            urllib.parse.urlencode(form).encode(),
            {
                "Authorization": f"Basic {login}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            repeatable=False,
        )

    def _bot(self, method: str, parameters: dict[str, Any], timeout: int) -> Any:
        answer = post(
            f"{self.settings.telegram}/bot{self.settings.token}/{method}",
            json.dumps(parameters).encode(),
            {"Content-Type": "application/json"},
            repeatable=True,
            timeout=timeout,
        )
        return answer["result"]

    def _read_state(self) -> tuple[int, float, str, int]:
        if not self.settings.state.exists():
            return 0, 0.0, "", 0
        saved = json.loads(self.settings.state.read_text("utf-8"))
        return saved["offset"], saved["seen_at"], saved["day"], saved["sent"]

    def _write_state(self) -> None:
        names = ("offset", "seen_at", "day", "sent")
        fresh = self.settings.state.with_suffix(".new")
        fresh.write_text(json.dumps({name: getattr(self, name) for name in names}), "utf-8")
        fresh.replace(self.settings.state)  # all or nothing, also when the power goes


def main() -> None:
    """Read the settings from the environment and poll until stopped."""
    env = os.environ
    settings = Settings(
        token=env["TELEGRAM_TOKEN"],
        users=frozenset(int(user) for user in env["TELEGRAM_USERS"].split(",")),
        numbers=tuple(number.strip() for number in env["ALLOWED_NUMBERS"].split(",")),
        daily_limit=int(env["DAILY_LIMIT"]),
        account=env["TWILIO_ACCOUNT"],
        secret=env["TWILIO_TOKEN"],
        sender=env["TWILIO_FROM"],
        state=Path(env.get("STATE_FILE", "telegram_to_sms.json")),
    )
    bridge = Bridge(settings)
    while True:
        try:
            bridge.poll()
        except (RefusedError, UnsureError) as problem:
            print(f"will ask again in a minute: {problem}")
            time.sleep(60)


if __name__ == "__main__":
    main()
