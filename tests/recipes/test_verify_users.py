"""A code in Telegram, else by SMS: which way it takes, what a thief may try, what it may cost."""

import http.client
import json
import threading
from dataclasses import replace
from typing import Any

import pytest
import verify_users
from standin import ACCOUNT, GATEWAY, SECRET, Services
from verify_users import DAY, DELIVERY, HOUR, LIFE, PER_HOUR, TRIES, NoError, Settings, Verifier

ON = "+15550123"
OFF = "+4915550123"
FAR = "+8815550123"


class Clock:
    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def verifier(services: Services, clock: Clock) -> Verifier:
    services.on_telegram = frozenset({ON})
    settings = Settings(
        token=GATEWAY,
        name="Example",
        countries=("+1", "+49"),
        daily_limit=20,
        account=ACCOUNT,
        secret=SECRET,
        sender="+15550100",
        gateway=services.url,
        twilio=services.url,
    )
    return Verifier(settings, clock)


def status(call: Any, *arguments: str) -> int:
    with pytest.raises(NoError) as no:
        call(*arguments)
    return no.value.status


def test_a_number_on_telegram_gets_its_code_there_and_no_sms(
    verifier: Verifier, services: Services
) -> None:
    begun = verifier.start(ON)
    (sent,) = services.codes
    assert begun["way"] == "telegram"
    assert (sent["phone_number"], sent["ttl"], len(sent["code"])) == (ON, DELIVERY, 6)
    assert services.texts == []
    assert verifier.check(begun["id"], sent["code"]) == {"number": ON}


def test_a_number_that_telegram_does_not_take_gets_an_sms(
    verifier: Verifier, services: Services
) -> None:
    begun = verifier.start(OFF)
    (sent,) = services.texts
    assert begun["way"] == "sms"
    assert (sent["To"], sent["From"]) == (OFF, "+15550100")
    code = sent["Body"].partition(" ")[0]
    assert sent["Body"] == f"{code} is your code for Example. Example never asks you for it."
    assert verifier.check(begun["id"], code) == {"number": OFF}


@pytest.mark.parametrize("failure", [(500, None, {}), (403, {"ok": False}, {}), (200, None, {})])
def test_whatever_fails_at_telegram_the_sms_goes_out(
    verifier: Verifier, services: Services, failure: Any
) -> None:
    services.failures = [failure]
    assert verifier.start(ON)["way"] == "sms"


def test_a_wrong_token_is_told_to_whoever_runs_it(
    verifier: Verifier, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    verifier.settings = replace(verifier.settings, token="another")
    verifier.start(ON)
    said = capsys.readouterr().out
    assert "ACCESS_TOKEN_INVALID" in said
    assert ON not in said


def test_nothing_came_the_same_code_goes_by_sms_once_and_not_before_a_minute(
    verifier: Verifier, services: Services, clock: Clock
) -> None:
    key = verifier.start(ON)["id"]
    clock.time += DELIVERY - 1
    assert status(verifier.sms, key) == 409
    clock.time += 1
    assert verifier.sms(key) == {"way": "sms"}
    assert services.texts[0]["Body"].startswith(services.codes[0]["code"])
    assert status(verifier.sms, key) == 409
    assert len(services.texts) == 1


def test_an_unclear_answer_sends_no_second_sms(verifier: Verifier, services: Services) -> None:
    services.failures = [(200, {"ok": False}, {}), (500, None, {})]
    key = verifier.start(OFF)["id"]
    assert (services.requests, status(verifier.sms, key)) == (2, 409)


def test_no_sms_to_a_country_that_is_not_listed(verifier: Verifier, services: Services) -> None:
    assert status(verifier.start, FAR) == 502
    verifier.settings = replace(verifier.settings, countries=())
    assert status(verifier.start, OFF) == 502
    assert services.texts == []


def test_a_refusal_of_the_provider_is_an_answer(verifier: Verifier, services: Services) -> None:
    services.failures = [(200, {"ok": False}, {}), (400, {"message": "not a number"}, {})]
    assert status(verifier.start, OFF) == 502


def test_a_code_serves_once(verifier: Verifier, services: Services) -> None:
    key = verifier.start(ON)["id"]
    code = services.codes[0]["code"]
    verifier.check(key, code)
    assert status(verifier.check, key, code) == 404


def test_after_five_wrong_codes_the_right_one_is_worth_nothing(
    verifier: Verifier, services: Services
) -> None:
    key = verifier.start(ON)["id"]
    assert [status(verifier.check, key, "wrong") for _ in range(TRIES)] == [403] * TRIES
    assert status(verifier.check, key, services.codes[0]["code"]) == 404


@pytest.mark.parametrize(("age", "expected"), [(LIFE - 1, 200), (LIFE, 404)])
def test_a_code_lives_ten_minutes(
    verifier: Verifier, services: Services, clock: Clock, age: int, expected: int
) -> None:
    key = verifier.start(ON)["id"]
    clock.time += age
    if expected == 200:
        assert verifier.check(key, services.codes[0]["code"]) == {"number": ON}
    else:
        assert status(verifier.check, key, services.codes[0]["code"]) == expected


def test_a_code_of_another_verification_does_not_serve(
    verifier: Verifier, services: Services
) -> None:
    first, second = verifier.start(ON)["id"], verifier.start(ON)["id"]
    codes = [sent["code"] for sent in services.codes]
    if codes[0] != codes[1]:
        assert status(verifier.check, first, codes[1]) == 403
    assert verifier.check(second, codes[1]) == {"number": ON}


def test_one_number_gets_three_codes_an_hour(verifier: Verifier, clock: Clock) -> None:
    for _ in range(PER_HOUR):
        verifier.start(ON)
    assert status(verifier.start, ON) == 429
    assert verifier.start(OFF)["way"] == "sms"
    clock.time += HOUR
    assert verifier.start(ON)["way"] == "telegram"


def test_a_day_has_its_limit_and_ends(verifier: Verifier, services: Services, clock: Clock) -> None:
    verifier.settings = replace(verifier.settings, daily_limit=1)
    verifier.start(ON)
    assert status(verifier.start, OFF) == 429
    assert services.texts == []
    clock.time += DAY
    assert verifier.start(OFF)["way"] == "sms"


@pytest.mark.parametrize("number", ["15550123", "+0155501234", "+1 555 0123", "+1555", "", "+1x"])
def test_what_is_no_number_is_refused_before_anything_is_asked(
    verifier: Verifier, services: Services, number: str
) -> None:
    assert status(verifier.start, number) == 400
    assert services.requests == 0


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/start", {"number": ON}, 200),
        ("/start", {}, 400),
        ("/start", [], 400),
        ("/start", b"not json", 400),
        ("/check", {"id": "none", "code": "1"}, 404),
        ("/sms", {"id": "none"}, 404),
        ("/elsewhere", {}, 404),
        ("/start", b"x" * 5_000, 413),
    ],
)
def test_over_http(verifier: Verifier, path: str, body: Any, expected: int) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with verify_users.serve(verifier, 0) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
        try:
            connection.request("POST", path, raw)
            answer = connection.getresponse()
            assert answer.status == expected
            assert set(json.loads(answer.read())) == (
                {"id", "way"} if expected == 200 else {"error"}
            )
        finally:
            connection.close()
            thread.join()
