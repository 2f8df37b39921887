"""From the phone to Telegram: what is forwarded, what is refused, what the phone is told."""

import hashlib
import hmac
import http.client
import json
import threading
import time
from typing import Any

import pytest
import sms_to_telegram
from sms_to_telegram import CLOCK_SKEW, LARGEST_BODY, PIECE, Forwarder, Settings
from standin import TOKEN, Services

KEY = "phone-signing-key"


def settings(services: Services, senders: frozenset[str] = frozenset({"*"})) -> Settings:
    return Settings(TOKEN, "42", KEY, senders, services.url)


def sms(text: str = "Parcel at the gate", **changes: Any) -> dict[str, Any]:
    """The event SMS Gateway for Android documents for an SMS that came in."""
    payload = {"messageId": "abc123", "message": text, "sender": "+15550100", "simNumber": 1}
    return {"deviceId": "d", "event": "sms:received", "id": "e1", "payload": payload, **changes}


def signed(event: Any, *, key: str = KEY, age: int = 0) -> tuple[bytes, str, str]:
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    timestamp = str(int(time.time()) - age)
    signature = hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()
    return body, timestamp, signature


def test_an_sms_becomes_one_plain_message_without_a_preview(services: Services) -> None:
    status = Forwarder(settings(services)).handle(*signed(sms("*Bold* <b>? https://example.org/x")))
    assert status == 200
    (message,) = services.messages
    assert message["chat_id"] == "42"
    assert message["text"] == "SMS from +15550100\n\n*Bold* <b>? https://example.org/x"
    assert "parse_mode" not in message
    assert message["link_preview_options"] == {"is_disabled": True}


def test_a_phone_of_before_2026_names_the_sender_otherwise(services: Services) -> None:
    old = sms(payload={"message": "hi", "phoneNumber": "6505551212"})
    assert Forwarder(settings(services)).handle(*signed(old)) == 200
    assert services.messages[0]["text"].startswith("SMS from 6505551212\n")


@pytest.mark.parametrize(
    ("sender", "forwarded"), [("+15550100", True), ("MyBank", False), ("*", False)]
)
def test_only_listed_senders_are_forwarded_and_the_phone_is_not_told(
    services: Services, sender: str, forwarded: bool
) -> None:
    forwarder = Forwarder(settings(services, frozenset({"+15550100"})))
    event = sms(payload={"message": "hi", "sender": sender})
    assert forwarder.handle(*signed(event)) == 200
    assert bool(services.messages) is forwarded


def test_the_same_event_twice_is_one_message(services: Services) -> None:
    forwarder = Forwarder(settings(services))
    assert [forwarder.handle(*signed(sms())) for _ in range(2)] == [200, 200]
    assert len(services.messages) == 1


def test_a_failed_event_may_come_again(services: Services) -> None:
    forwarder = Forwarder(settings(services))
    services.failures = [(403, {"ok": False, "description": "Forbidden"}, {})]
    assert [forwarder.handle(*signed(sms())) for _ in range(2)] == [502, 200]
    assert len(services.messages) == 1


@pytest.mark.parametrize("length", [PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
@pytest.mark.parametrize("character", ["a", "中", "😀"])
def test_no_piece_is_too_long_however_one_counts(
    services: Services, length: int, character: str
) -> None:
    text = character * length
    assert Forwarder(settings(services)).handle(*signed(sms(text))) == 200
    pieces = [message["text"] for message in services.messages]
    assert "".join(pieces) == f"SMS from +15550100\n\n{text}"
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces) <= 4096


@pytest.mark.parametrize(
    ("request_parts", "why"),
    [
        (signed(sms(), key="another key"), "signed by somebody else"),
        (signed(sms(), age=CLOCK_SKEW + 60), "recorded long ago"),
        # A day, not a minute: these are signed when the tests are collected, not when they run.
        (signed(sms(), age=-CLOCK_SKEW - 86_400), "from the future"),
        ((*signed(sms())[:2], ""), "no signature"),
        ((*signed(sms())[:2], "é"), "a signature that is no ASCII"),
        ((signed(sms())[0], "soon", ""), "a time that is no number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_request_that_is_not_the_phones_is_refused(
    services: Services, request_parts: tuple[bytes, str, str], why: str
) -> None:
    assert Forwarder(settings(services)).handle(*request_parts) == 403, why
    assert services.requests == 0


def test_a_time_that_is_no_number_is_refused_even_when_signed(services: Services) -> None:
    body = json.dumps(sms()).encode()
    signature = hmac.new(KEY.encode(), body + b"soon", hashlib.sha256).hexdigest()
    assert Forwarder(settings(services)).handle(body, "soon", signature) == 403


@pytest.mark.parametrize(
    "event", [b"not json", [], {"event": "sms:received"}, sms(payload=None), sms(payload={})]
)
def test_a_signed_body_that_makes_no_sense_is_a_bad_request(services: Services, event: Any) -> None:
    assert Forwarder(settings(services)).handle(*signed(event)) == 400


def test_other_events_are_taken_and_dropped(services: Services) -> None:
    ping = {"event": "system:ping", "id": "e2", "payload": {"health": {}}}
    assert Forwarder(settings(services)).handle(*signed(ping)) == 200
    assert services.requests == 0


@pytest.mark.parametrize(
    ("size", "status"), [(LARGEST_BODY, 403), (LARGEST_BODY + 1, 413)], ids=["at", "over"]
)
def test_over_http_a_body_of_any_size_is_not_read(
    services: Services, size: int, status: int
) -> None:
    assert exchange(services, b"x" * size, {}) == status


def test_over_http_the_phones_request_arrives(services: Services) -> None:
    body, timestamp, signature = signed(sms())
    headers = {"X-Timestamp": timestamp, "X-Signature": signature}
    assert exchange(services, body, headers) == 200
    assert len(services.messages) == 1


def exchange(services: Services, body: bytes, headers: dict[str, str]) -> int:
    """Send one request to the running recipe and return the status it answers."""
    with sms_to_telegram.serve(Forwarder(settings(services)), 0) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
        try:
            connection.request("POST", "/", body, headers)
            return connection.getresponse().status
        finally:
            connection.close()
            thread.join()
