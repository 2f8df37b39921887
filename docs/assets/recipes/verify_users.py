"""Verify a phone number: a code in Telegram first, the same code by SMS if that does not work.

Your own service asks this program, on the same machine. It has Telegram Gateway deliver the code;
where Telegram does not take it, or nothing came within a minute, Twilio sends it by SMS.

    GATEWAY_TOKEN=... SERVICE_NAME=Example SMS_COUNTRIES=+1,+49 DAILY_LIMIT=500 \\
    TWILIO_ACCOUNT=AC... TWILIO_TOKEN=... TWILIO_FROM=+15550100 python verify_users.py

    POST /start {"number": "+15550123"}    200 {"id": "...", "way": "telegram"}; 400, 429, 502
    POST /sms   {"id": "..."}              200 {"way": "sms"}; 404, 409, 502
    POST /check {"id": "...", "code": "0"} 200 {"number": "+15550123"}; 403 wrong, 404 unknown
"""

import base64
import hmac
import json
import os
import re
import secrets
import time
import urllib.parse
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from courier import RefusedError, UnsureError, post

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
DIGITS = 6
LIFE = 600  # seconds a code is good for
DELIVERY = 60  # seconds Telegram has; not delivered by then, the fee comes back
TRIES = 5  # wrong codes before a verification ends
PER_HOUR = 3  # verifications of one number
DAY, HOUR = 86_400, 3_600
LARGEST_BODY = 4_096  # bytes


@dataclass(frozen=True)
class Settings:
    """The secrets of both services, the countries an SMS may go to, and verifications a day."""

    token: str
    name: str
    countries: tuple[str, ...]
    daily_limit: int
    account: str
    secret: str
    sender: str
    gateway: str = "https://gatewayapi.telegram.org"
    twilio: str = "https://api.twilio.com"


@dataclass
class Pending:
    """A code on its way, and how often somebody guessed."""

    number: str
    code: str
    began: float
    way: str
    tries: int = 0


class NoError(Exception):
    """Not done; `status` is the HTTP status for your service."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Verifier:
    """Sends codes and checks them. All it knows is in memory: a restart ends what is under way."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = now
        self.pending: dict[str, Pending] = {}
        self.started: deque[tuple[float, str]] = deque()  # of the last day: when, which number

    def start(self, number: str) -> dict[str, str]:
        """Send a new code to `number`; say how it went and by which id to ask for it."""
        if NUMBER.fullmatch(number) is None:
            raise NoError(400, "a number is +, country code and number")
        now = self.now()
        self._forget(now)
        lately = sum(who == number and now - when < HOUR for when, who in self.started)
        if lately >= PER_HOUR or len(self.started) >= self.settings.daily_limit:
            raise NoError(429, "enough codes for now")
        self.started.append((now, number))
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        way = "telegram" if self._telegram(number, code) else self._sms(number, code)
        key = secrets.token_urlsafe(16)  # whoever knows the number alone can use up no tries
        self.pending[key] = Pending(number, code, now, way)
        return {"id": key, "way": way}

    def sms(self, key: str) -> dict[str, str]:
        """Nothing came in Telegram: send the same code by SMS, once, after Telegram's minute."""
        entry = self._entry(key)
        if entry.way == "sms" or self.now() - entry.began < DELIVERY:
            raise NoError(409, "too early, or sent by SMS already")
        entry.way = "sms"  # before it is sent: an unclear answer must not send a second one
        return {"way": self._sms(entry.number, entry.code)}

    def check(self, key: str, code: str) -> dict[str, str]:
        """The number that is now verified; a code serves once."""
        entry = self._entry(key)
        entry.tries += 1
        right = hmac.compare_digest(code.encode(), entry.code.encode())
        if right or entry.tries >= TRIES:
            del self.pending[key]
        if not right:
            raise NoError(403, "wrong code")
        return {"number": entry.number}

    def _entry(self, key: str) -> Pending:
        self._forget(self.now())
        entry = self.pending.get(key)
        if entry is None:
            raise NoError(404, "unknown, used or too old")
        return entry

    def _forget(self, now: float) -> None:
        self.pending = {k: one for k, one in self.pending.items() if now - one.began < LIFE}
        while self.started and now - self.started[0][0] >= DAY:
            self.started.popleft()

    def _telegram(self, number: str, code: str) -> bool:
        """Whether Telegram took the code. If not, the reason is printed: a token may be wrong."""
        message = {"phone_number": number, "code": code, "ttl": DELIVERY}
        try:
            answer = post(
                f"{self.settings.gateway}/sendVerificationMessage",
                json.dumps(message).encode(),
                {
                    "Authorization": f"Bearer {self.settings.token}",
                    "Content-Type": "application/json",
                },
                repeatable=False,  # each request is charged for itself
                timeout=10,
                longest_wait=5,
            )
        except (RefusedError, UnsureError) as problem:
            print(f"not through Telegram: {problem}")
            return False
        if answer.get("ok") is not True:
            print(f"not through Telegram: {answer.get('error')}")
            return False
        return True

    def _sms(self, number: str, code: str) -> str:
        # Fraudsters have codes sent to numbers that earn them money; only listed countries cost.
        if not number.startswith(self.settings.countries):
            raise NoError(502, "no SMS to this country")
        account, name = self.settings.account, self.settings.name
        login = base64.b64encode(f"{account}:{self.settings.secret}".encode()).decode()
        text = f"{code} is your code for {name}. {name} never asks you for it."
        form = {"To": number, "From": self.settings.sender, "Body": text}
        try:
            post(
                f"{self.settings.twilio}/2010-04-01/Accounts/{account}/Messages.json",
                urllib.parse.urlencode(form).encode(),
                {
                    "Authorization": f"Basic {login}",
                    "Content-Type": "application/x-www-form-urlencoded",
                },
                repeatable=False,
                timeout=10,
                longest_wait=5,
            )
        except RefusedError as problem:
            raise NoError(502, f"not by SMS: {problem}") from problem
        except UnsureError as problem:
            print(f"perhaps sent by SMS: {problem}")  # the code is good if it arrives
        return "sms"


def serve(verifier: Verifier, port: int) -> HTTPServer:
    """A server for your own service on this machine; do not put it on the internet."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            try:
                status, answer = 200, self._answer()
            except NoError as no:
                status, answer = no.status, {"error": str(no)}
            raw = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def _answer(self) -> dict[str, str]:
            try:
                length = int(self.headers.get("Content-Length") or 0)
                if not 0 <= length <= LARGEST_BODY:
                    raise NoError(413, "too long")
                asked: dict[str, Any] = json.loads(self.rfile.read(length))
                match self.path:
                    case "/start":
                        return verifier.start(str(asked["number"]))
                    case "/sms":
                        return verifier.sms(str(asked["id"]))
                    case "/check":
                        return verifier.check(str(asked["id"]), str(asked["code"]))
            except (ValueError, KeyError, TypeError) as error:
                raise NoError(400, "not the JSON that is expected") from error
            raise NoError(404, "no such address")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a log of who verified is one more thing to lose."""

    return HTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Read the settings from the environment and serve until stopped."""
    env = os.environ
    settings = Settings(
        token=env["GATEWAY_TOKEN"],
        name=env["SERVICE_NAME"],
        countries=tuple(one.strip() for one in env["SMS_COUNTRIES"].split(",") if one.strip()),
        daily_limit=int(env["DAILY_LIMIT"]),
        account=env["TWILIO_ACCOUNT"],
        secret=env["TWILIO_TOKEN"],
        sender=env["TWILIO_FROM"],
    )
    serve(Verifier(settings), int(env.get("PORT", "8082"))).serve_forever()


if __name__ == "__main__":
    main()
