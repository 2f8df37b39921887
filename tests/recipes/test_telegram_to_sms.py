"""From Telegram to SMS: who may send, to whom, how often, and what a crash must not repeat."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from courier import RefusedError
from standin import ACCOUNT, SECRET, TOKEN, Services
from telegram_to_sms import KEPT_BY_TELEGRAM, LONGEST_BODY, STALE, USAGE, Bridge, Settings

NOW = 1_795_000_000.0
ME = 123


@pytest.fixture
def settings(services: Services, tmp_path: Path) -> Settings:
    return Settings(
        token=TOKEN,
        users=frozenset({ME}),
        numbers=("+15550123", "+44*"),
        daily_limit=2,
        account=ACCOUNT,
        secret=SECRET,
        sender="+15550100",
        state=tmp_path / "state.json",
        telegram=services.url,
        twilio=services.url,
    )


def update(text: str | None, number: int = 1, user: int = ME, age: int = 0) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": number,
        "from": {"id": user, "is_bot": False, "first_name": "A"},
        "chat": {"id": user, "type": "private"},
        "date": int(NOW) - age,
    }
    if text is not None:
        message["text"] = text
    return {"update_id": number, "message": message}


def poll(settings: Settings, services: Services, *updates: dict[str, Any]) -> list[str]:
    """Deal with `updates`; return what the bot answered."""
    services.updates += updates
    Bridge(settings, lambda: NOW).poll(wait=0)
    return [message["text"] for message in services.messages]


def test_a_command_becomes_one_sms(settings: Settings, services: Services) -> None:
    answers = poll(settings, services, update("/sms +15550123 On my way,\n好的 & 再见"))
    assert services.texts == [
        {"To": "+15550123", "From": "+15550100", "Body": "On my way,\n好的 & 再见"}
    ]
    assert answers == ["Taken for +15550123: status queued, parts 1."]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/sms +4420000000 hi", "Taken for +4420000000: status queued, parts 1."),
        ("/sms +155501234 hi", "Not sent: +155501234 is not on the list of allowed numbers."),
        ("/sms +15550124 hi", "Not sent: +15550124 is not on the list of allowed numbers."),
        ("/sms 15550123 hi", USAGE),
        ("/sms +05550123 hi", USAGE),
        ("/sms +15550123", USAGE),
        ("hello", USAGE),
        (None, USAGE),
        (f"/sms +15550123 {'a' * LONGEST_BODY}", "Taken for +15550123: status queued, parts 1."),
        (
            f"/sms +15550123 {'a' * (LONGEST_BODY + 1)}",
            f"Not sent: {LONGEST_BODY + 1} characters, and {LONGEST_BODY} is the limit.",
        ),
    ],
)
def test_what_is_not_a_permitted_sms_is_explained(
    settings: Settings, services: Services, text: str | None, answer: str
) -> None:
    assert poll(settings, services, update(text)) == [answer]
    assert len(services.texts) == answer.startswith("Taken")


def test_a_stranger_gets_no_answer(settings: Settings, services: Services) -> None:
    assert poll(settings, services, update("/sms +15550123 hi", user=ME + 1)) == []
    assert services.texts == []


def test_a_post_without_a_sender_is_passed_over(settings: Settings, services: Services) -> None:
    assert poll(settings, services, {"update_id": 1, "edited_message": {}}) == []


@pytest.mark.parametrize(("age", "sent"), [(STALE, 1), (STALE + 1, 0)])
def test_what_waited_while_the_bot_was_off_is_not_sent_late(
    settings: Settings, services: Services, age: int, sent: int
) -> None:
    poll(settings, services, update("/sms +15550123 hi", age=age))
    assert len(services.texts) == sent


def test_the_daily_limit_holds_across_restarts_and_ends_with_the_day(
    settings: Settings, services: Services
) -> None:
    for number in (1, 2, 3):
        answers = poll(settings, services, update("/sms +15550123 hi", number))
    assert answers[-1] == "Not sent: today's limit of 2 is used up."
    assert len(services.texts) == 2
    tomorrow = update("/sms +15550123 hi", 4)
    tomorrow["message"]["date"] += 86_400
    services.updates.append(tomorrow)
    Bridge(settings, lambda: NOW + 86_400).poll(wait=0)
    assert len(services.texts) == 3


def test_an_update_is_confirmed_before_the_sms_is_sent(
    settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> dict[str, Any]:
        raise KeyboardInterrupt

    services.updates = [update("/sms +15550123 hi", 7)]
    bridge = Bridge(settings, lambda: NOW)
    monkeypatch.setattr(bridge, "_send_sms", crash)
    with pytest.raises(KeyboardInterrupt):
        bridge.poll(wait=0)
    Bridge(settings, lambda: NOW).poll(wait=0)
    assert services.polls[-1]["offset"] == 8
    assert services.texts == []


def test_an_old_offset_is_forgotten_since_numbering_may_start_anew(
    settings: Settings, services: Services
) -> None:
    poll(settings, services, update("hello", 900))
    services.updates = [update("hello", 5)]
    Bridge(settings, lambda: NOW + KEPT_BY_TELEGRAM).poll(wait=0)
    assert services.polls[-1]["offset"] == 901
    services.updates = [update("hello", 5)]
    Bridge(settings, lambda: NOW + KEPT_BY_TELEGRAM + 1).poll(wait=0)
    assert services.polls[-1]["offset"] == 0


@pytest.mark.parametrize(
    ("failure", "answer"),
    [
        (
            (400, {"code": 21211, "message": "Invalid 'To' number", "status": 400}, {}),
            "Not sent: refused with status 400: Invalid 'To' number",
        ),
        (
            (503, None, {}),
            "Perhaps sent, perhaps not: the server failed with status 503. Look in the log at "
            "Twilio.",
        ),
    ],
)
def test_a_failure_at_twilio_is_reported_and_not_repeated(
    settings: Settings,
    services: Services,
    failure: tuple[int, Any, dict[str, str]],
    answer: str,
) -> None:
    bridge = Bridge(settings, lambda: NOW)
    services.failures = [(200, {"ok": True, "result": [update("/sms +15550123 hi")]}, {}), failure]
    bridge.poll(wait=0)
    assert [message["text"] for message in services.messages] == [answer]
    assert services.requests == 3


def test_a_wrong_token_is_an_error_for_the_operator(settings: Settings, services: Services) -> None:
    bridge = Bridge(replace(settings, token="wrong"), lambda: NOW)
    with pytest.raises(RefusedError, match="Unauthorized"):
        bridge.poll(wait=0)
