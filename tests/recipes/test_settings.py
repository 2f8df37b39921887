"""The settings named in a recipe's first lines are the ones it needs, and all it needs."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sms_to_telegram
import telegram_to_sms
import verify_users

EXAMPLES = {
    "TELEGRAM_TOKEN": "1:t",
    "TELEGRAM_CHAT": "42",
    "SIGNING_KEY": "key",
    "SENDERS": "+15550100, MyBank",
    "TELEGRAM_USERS": "123,456",
    "ALLOWED_NUMBERS": "+15550123, +44*",
    "DAILY_LIMIT": "20",
    "TWILIO_ACCOUNT": "AC0",
    "TWILIO_TOKEN": "secret",
    "TWILIO_FROM": "+15550100",
    "GATEWAY_TOKEN": "gateway",
    "SERVICE_NAME": "Example",
    "SMS_COUNTRIES": "+1, +49,",
}


class StartedError(Exception):
    """The recipe has read its settings and would run until stopped."""


def named(recipe: ModuleType) -> list[str]:
    return re.findall(r"\b([A-Z_]{5,})=", recipe.__doc__ or "")


def start(
    recipe: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path, without: str = ""
) -> Any:
    """Call main() with the settings its first lines name; return what it made of them."""
    made: list[Any] = []

    def forward(forwarder: sms_to_telegram.Forwarder, port: int) -> None:
        made.append((forwarder.settings, port))
        raise StartedError

    def poll(bridge: telegram_to_sms.Bridge) -> None:
        made.append(bridge.settings)
        raise StartedError

    def verify(verifier: verify_users.Verifier, port: int) -> None:
        made.append((verifier.settings, port))
        raise StartedError

    monkeypatch.setattr(sms_to_telegram, "serve", forward)
    monkeypatch.setattr(verify_users, "serve", verify)
    monkeypatch.setattr(telegram_to_sms.Bridge, "poll", poll)
    monkeypatch.chdir(folder)
    for name in EXAMPLES:
        monkeypatch.delenv(name, raising=False)
    for name in named(recipe):
        if name != without:
            monkeypatch.setenv(name, EXAMPLES[name])
    with pytest.raises(StartedError):
        recipe.main()
    return made[0]


def test_the_forwarder_starts_with_what_its_first_lines_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings, port = start(sms_to_telegram, monkeypatch, tmp_path)
    assert settings.senders == {"+15550100", "MyBank"}
    assert (settings.token, settings.chat, settings.signing_key) == ("1:t", "42", "key")
    assert port == 8081


def test_the_sender_starts_with_what_its_first_lines_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = start(telegram_to_sms, monkeypatch, tmp_path)
    assert settings.users == {123, 456}
    assert settings.numbers == ("+15550123", "+44*")
    assert (settings.daily_limit, settings.sender) == (20, "+15550100")


def test_the_verifier_starts_with_what_its_first_lines_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings, port = start(verify_users, monkeypatch, tmp_path)
    assert (settings.token, settings.name, settings.daily_limit) == ("gateway", "Example", 20)
    assert settings.countries == ("+1", "+49")
    assert port == 8082


@pytest.mark.parametrize(
    ("recipe", "name"),
    [
        (recipe, name)
        for recipe in (sms_to_telegram, telegram_to_sms, verify_users)
        for name in named(recipe)
    ],
)
def test_no_setting_has_a_silent_default(
    recipe: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(KeyError, match=name):
        start(recipe, monkeypatch, tmp_path, without=name)


def test_an_empty_list_of_numbers_allows_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(EXAMPLES, "ALLOWED_NUMBERS", "")
    settings = start(telegram_to_sms, monkeypatch, tmp_path)
    bridge = telegram_to_sms.Bridge(settings)
    assert "not on the list" in bridge._reply_to("/sms +15550123 hi")
