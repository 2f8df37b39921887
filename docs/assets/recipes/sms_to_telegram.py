"""Forward the SMS that an Android phone receives to your own Telegram chat.

The phone runs SMS Gateway for Android, which posts each SMS to this program; this program checks
the signature and passes the text to your bot. The phone tries again until it is answered with
200, so 200 is only said once Telegram has taken the message.

    TELEGRAM_TOKEN=... TELEGRAM_CHAT=... SIGNING_KEY=... SENDERS=+15550100,MyBank \\
        python sms_to_telegram.py
"""

import hashlib
import hmac
import json
import os
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from courier import RefusedError, UnsureError, post

LARGEST_BODY = 65_536  # bytes; the longest SMS is far smaller
CLOCK_SKEW = 300  # seconds; an older request may be a recording played again
PIECE = 2_000  # code points: at most 4,000 UTF-16 code units, under 4096 however one counts


@dataclass(frozen=True)
class Settings:
    """Where to forward and whose SMS; "*" among the senders means everyone."""

    token: str
    chat: str
    signing_key: str
    senders: frozenset[str]
    telegram: str = "https://api.telegram.org"


@dataclass
class Forwarder:
    """Decides about one request at a time and remembers the last thousand it has forwarded."""

    settings: Settings
    done: deque[str] = field(default_factory=lambda: deque(maxlen=1_000))

    def handle(self, body: bytes, timestamp: str, signature: str) -> int:
        """Forward the SMS in `body`; return the HTTP status for the phone."""
        if not self._genuine(body, timestamp, signature):
            return 403
        try:
            event = json.loads(body)
            sms = event["payload"]
            event_id, kind = str(event["id"]), event["event"]
            if kind != "sms:received":
                return 200
            sender = str(sms.get("sender") or sms["phoneNumber"])
            text = str(sms["message"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return 400
        if event_id in self.done or not self.settings.senders & {"*", sender}:
            return 200
        try:
            self._send(f"SMS from {sender}\n\n{text}")
        except (RefusedError, UnsureError) as problem:
            print(f"not forwarded: {problem}")
            return 502
        self.done.append(event_id)
        return 200

    def _genuine(self, body: bytes, timestamp: str, signature: str) -> bool:
        key = self.settings.signing_key.encode()
        expected = hmac.new(key, body + timestamp.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected.encode(), signature.encode()):
            return False
        return timestamp.isdecimal() and abs(time.time() - int(timestamp)) <= CLOCK_SKEW

    def _send(self, text: str) -> None:
        # No parse_mode: an SMS is plain text, whatever signs it holds. No preview: opening a
        # link in an SMS, even to draw a preview, can use it up.
        for start in range(0, len(text), PIECE):
            message: dict[str, Any] = {
                "chat_id": self.settings.chat,
                "text": text[start : start + PIECE],
                "link_preview_options": {"is_disabled": True},
            }
            post(
                f"{self.settings.telegram}/bot{self.settings.token}/sendMessage",
                json.dumps(message).encode(),
                {"Content-Type": "application/json"},
                repeatable=True,  # a message that comes twice is better than one that is lost
                timeout=5,  # the phone waits 30 seconds in all, then tries again by itself
                attempts=3,
                longest_wait=5,
            )


def serve(forwarder: Forwarder, port: int) -> HTTPServer:
    """A server on this machine only; put a proxy with a certificate in front of it.

    It takes one request at a time, so a second try of the phone waits until the first is done.
    """

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            status = 413
            if 0 <= length <= LARGEST_BODY:
                status = forwarder.handle(
                    self.rfile.read(length),
                    self.headers.get("X-Timestamp", ""),
                    self.headers.get("X-Signature", ""),
                )
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a log of who texted you is one more thing to lose."""

    return HTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Read the settings from the environment and serve until stopped."""
    settings = Settings(
        token=os.environ["TELEGRAM_TOKEN"],
        chat=os.environ["TELEGRAM_CHAT"],
        signing_key=os.environ["SIGNING_KEY"],
        senders=frozenset(name.strip() for name in os.environ["SENDERS"].split(",")),
    )
    serve(Forwarder(settings), int(os.environ.get("PORT", "8081"))).serve_forever()


if __name__ == "__main__":
    main()
