"""One polite request: what is tried again, what is not, and how long it waits in between."""

import pytest
from courier import RefusedError, UnsureError, post
from standin import TOKEN, Services

OK = {"ok": True, "result": True}


def send(services: Services, *, repeatable: bool = True, **options: object) -> list[float]:
    """Post once; return the waits that were asked for."""
    waits: list[float] = []
    post(
        f"{services.url}/bot{TOKEN}/sendMessage",
        b'{"chat_id": "1", "text": "hello"}',
        {"Content-Type": "application/json"},
        repeatable=repeatable,
        sleep=waits.append,
        **options,  # type: ignore[arg-type]
    )
    return waits


def too_many(seconds: int) -> tuple[int, object, dict[str, str]]:
    parameters = {"retry_after": seconds}
    return 429, {"ok": False, "error_code": 429, "parameters": parameters}, {}


@pytest.mark.parametrize("repeatable", [True, False], ids=["repeatable", "not repeatable"])
def test_429_is_always_tried_again_because_nothing_was_done(
    services: Services, repeatable: bool
) -> None:
    services.failures = [too_many(7)]
    assert send(services, repeatable=repeatable) == [7]
    assert len(services.messages) == 1


def test_the_wait_may_also_stand_in_a_header(services: Services) -> None:
    services.failures = [(429, {"code": 20429}, {"Retry-After": "3"})]
    assert send(services) == [3]


@pytest.mark.parametrize("header", ["Wed, 21 Oct 2026 07:28:00 GMT", "", "-5"])
def test_a_wait_that_is_no_number_of_seconds_is_replaced_by_our_own(
    services: Services, header: str
) -> None:
    services.failures = [(429, {"code": 20429}, {"Retry-After": header})]
    assert send(services) == ([0] if header == "-5" else [1])


def test_without_a_named_wait_it_doubles(services: Services) -> None:
    services.failures = [(500, None, {}), (502, None, {}), (503, None, {}), (504, None, {})]
    assert send(services) == [1, 2, 4, 8]


def test_a_failing_server_gets_no_second_request_when_twice_would_do_harm(
    services: Services,
) -> None:
    services.failures = [(503, None, {})]
    with pytest.raises(UnsureError, match="503"):
        send(services, repeatable=False)
    assert services.requests == 1


def test_a_wait_longer_than_allowed_ends_it(services: Services) -> None:
    services.failures = [too_many(61)]
    with pytest.raises(RefusedError):
        send(services, longest_wait=60)
    assert services.requests == 1


def test_the_last_attempt_is_the_last(services: Services) -> None:
    services.failures = [too_many(0)] * 3
    with pytest.raises(RefusedError):
        send(services, attempts=3)
    assert services.requests == 3


def test_a_refusal_carries_the_reason_the_server_gives(services: Services) -> None:
    services.failures = [(403, {"ok": False, "description": "Forbidden: bot was blocked"}, {})]
    with pytest.raises(RefusedError, match="Forbidden: bot was blocked") as caught:
        send(services)
    assert caught.value.status == 403


def test_a_page_instead_of_an_answer_leaves_it_open_what_happened(services: Services) -> None:
    services.failures = [(200, None, {})]
    with pytest.raises(UnsureError):
        send(services, repeatable=False)


def test_no_error_shows_the_token_that_stands_in_the_address() -> None:
    with pytest.raises(UnsureError) as caught:
        post(
            f"http://127.0.0.1:9/bot{TOKEN}/getMe",
            b"{}",
            {},
            repeatable=False,
            timeout=2,
        )
    assert TOKEN not in str(caught.value)
