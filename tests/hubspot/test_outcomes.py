"""The classifier: the whole table of delivery 3.4, and hostile answers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sentences import Failure
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    QuotaReport,
    Rejected,
    RetryCause,
    RetryLater,
)

DELIVERED = ("delivered",)
AUTH = ("auth",)
POISON = ("rejected", False)
SYSTEMIC = ("rejected", True)
SERVER_LATER = ("later", RetryCause.SERVER)
DOUBTFUL = ("doubtful", RetryCause.SERVER)

TABLE: dict[tuple[int, ...], tuple[Any, ...]] = {
    (200, 201, 202, 204, 299): DELIVERED,
    (300, 301, 302, 303, 304, 307, 308, 404, 405): SYSTEMIC,
    (400, 409, 413, 414, 422): POISON,
    (401, 403): AUTH,
    (408, 423, 425, 503): SERVER_LATER,
    (429,): ("later", RetryCause.RATE_LIMIT),
    (477,): ("later", RetryCause.MOVING),
    (500, 502, 504, *range(520, 530)): DOUBTFUL,
    # Not in the table: about the address or this client, about the event, or unknown.
    (402, 406, 407, 410, 411, 415, 417, 421, 426, 431, 451): SYSTEMIC,
    (412, 416, 418, 424, 428, 444, 460, 499): POISON,
    (501, 505, 507, 508, 511, 530, 599, 600, 999): DOUBTFUL,
    (101,): SYSTEMIC,
}


def verdict(outcome: DeliveryOutcome) -> tuple[Any, ...]:
    """Return an outcome as the table spells it."""
    match outcome:
        case Delivered():
            return DELIVERED
        case AuthNeeded():
            return AUTH
        case Rejected(systemic=systemic):
            return ("rejected", systemic)
        case RetryLater(cause=cause):
            return ("later", cause)
        case Doubtful(cause=cause):
            return ("doubtful", cause)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(status, expected) for statuses, expected in TABLE.items() for status in statuses],
)
def test_each_status_has_its_verdict(status: int, expected: tuple[Any, ...]) -> None:
    """With any body: the status decides, also where the body was cut."""
    error = b'{"status":"error","message":"no","category":"X","correlationId":"1"}'
    for body in (b"", error, error[:20], b"<html>"):
        for failure in (None, Failure.BROKEN_OFF, Failure.TIMEOUT):
            outcome = classify(Exchange(True, status, body=body, failure=failure))
            assert verdict(outcome) == expected
            assert outcome.status == status
            if isinstance(outcome, RetryLater):
                assert outcome.counts_as_attempt


@pytest.mark.parametrize("failure", Failure)
def test_nothing_that_left_counts_as_nothing(failure: Failure) -> None:
    """Without a started body the row is released and its attempts stay."""
    outcome = classify(Exchange(False, failure=failure, detail="why"))
    assert isinstance(outcome, RetryLater)
    assert (outcome.cause, outcome.counts_as_attempt) == (RetryCause.NETWORK, False)
    assert "why" in outcome.message


@pytest.mark.parametrize("failure", Failure)
def test_a_started_body_without_an_answer_is_doubtful(failure: Failure) -> None:
    """It may have arrived."""
    outcome = classify(Exchange(True, failure=failure))
    assert isinstance(outcome, Doubtful)
    assert (outcome.cause, outcome.status) == (RetryCause.NETWORK, None)


@pytest.mark.parametrize(
    ("body", "cause", "wait_s"),
    [
        ({"policyName": "TEN_SECONDLY_ROLLING"}, RetryCause.RATE_LIMIT, 10),
        ({"policyName": "SECONDLY"}, RetryCause.RATE_LIMIT, 1),
        ({"policyName": "DAILY"}, RetryCause.DAILY_LIMIT, None),
        ({"message": "You have reached your daily limit."}, RetryCause.DAILY_LIMIT, None),
        ({"message": "You have reached your secondly limit."}, RetryCause.RATE_LIMIT, 1),
        ({"message": "You have reached your ten_secondly_rolling limit."}, None, 10),
        ({"policyName": "SOMETHING_NEW"}, RetryCause.RATE_LIMIT, 10),
        ({"policyName": ["DAILY"]}, RetryCause.RATE_LIMIT, 10),
        ([], RetryCause.RATE_LIMIT, 10),
    ],
)
def test_a_429_waits_by_its_policy(body: Any, cause: RetryCause | None, wait_s: int) -> None:
    """A ten-second window, a second, or the account's midnight, which no answer names."""
    outcome = classify(Exchange(True, 429, body=json.dumps(body).encode()))
    assert isinstance(outcome, RetryLater)
    assert outcome.cause is (cause or RetryCause.RATE_LIMIT)
    assert outcome.wait_s == wait_s


@pytest.mark.parametrize(
    ("status", "text", "wait_s"),
    [
        (477, "7200", 7200),
        (477, "86400", 86400),
        (477, "999999999", 86400),
        (477, "9" * 5000, None),
        (477, "-5", None),
        (477, "Wed, 21 Oct 2026 07:28:00 GMT", None),
        (477, "", None),
        (477, "²", None),
        (503, "30", 30),
        (503, "999999", 900),
        (429, "3", 3),
        (429, "999999", 900),
    ],
)
def test_a_pause_that_the_server_asks_for_is_bounded(
    status: int, text: str, wait_s: float | None
) -> None:
    """Seconds only; a day at most for a moving account, a quarter of an hour otherwise."""
    outcome = classify(Exchange(True, status, {"retry-after": text}))
    assert isinstance(outcome, RetryLater)
    assert outcome.wait_s == wait_s


def test_the_rate_limit_headers_are_read_in_any_case() -> None:
    """They come with every kind of answer; what is no number is no news."""
    headers = {
        "x-hubspot-ratelimit-max": "110",
        "X-HubSpot-RateLimit-Remaining": "109",
        "X-HUBSPOT-RATELIMIT-INTERVAL-MILLISECONDS": "10000",
    }
    for status in (200, 400, 401, 429, 500):
        assert classify(Exchange(True, status, headers)).quota == QuotaReport(110, 109, 10_000)
    odd = {"X-HubSpot-RateLimit-Max": "lots", "X-HubSpot-RateLimit-Remaining": "-1"}
    assert classify(Exchange(True, 200, odd)).quota == QuotaReport()


@pytest.mark.parametrize(
    "body",
    [
        {"context": {"missingScopes": ["media_bridge.write"]}},
        {"context": {"requiredGranularScopes": ["media_bridge.write"]}},
        {"errors": [{"message": "no", "context": {"missingScopes": ["media_bridge.write"]}}]},
    ],
)
def test_a_missing_permission_is_named(body: dict[str, Any]) -> None:
    """The person is told which one to ask for."""
    outcome = classify(Exchange(True, 403, body=json.dumps(body).encode()))
    assert isinstance(outcome, AuthNeeded)
    assert outcome.missing_scopes == ("media_bridge.write",)
    assert "media_bridge.write" in outcome.message


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"message":"' + b"no " * 500 + b'"}'])
@pytest.mark.parametrize("status", [401, 403])
def test_what_a_person_must_do_is_said_whole(status: int, body: bytes) -> None:
    """However much the server talks, the cure is not cut off."""
    outcome = classify(Exchange(True, status, body=body))
    assert isinstance(outcome, AuthNeeded)
    assert len(outcome.message) <= 300
    assert "log in again" in outcome.message[-40:]


def test_an_answer_tells_account_and_contact() -> None:
    """Integers, or integers as strings; anything else is left out."""

    def account(**fields: Any) -> tuple[int | None, int | None]:
        outcome = classify(Exchange(True, 200, body=json.dumps(fields).encode()))
        assert isinstance(outcome, Delivered)
        return outcome.portal_id, outcome.contact_id

    assert account(portalId=62515, contactId=2**63 - 1) == (62515, 2**63 - 1)
    assert account(portalId="62515", contactId="7") == (62515, 7)
    assert account(portalId=True, contactId=1.5) == (None, None)
    assert account(portalId=2**31, contactId=2**63) == (None, None)


def test_hubspots_words_reach_the_person() -> None:
    """The message, and the first details."""
    body = {
        "message": "Invalid input",
        "category": "VALIDATION_ERROR",
        "errors": [{"message": "contactId is unknown"}, 7, {"message": None}],
    }
    outcome = classify(Exchange(True, 400, body=json.dumps(body).encode()))
    assert isinstance(outcome, Rejected)
    assert outcome.message == "HubSpot answered 400: Invalid input · contactId is unknown"


@pytest.mark.parametrize(
    "echo",
    ["{}", "Bearer {}", "x" * 285 + "{}", "{}" * 50, "\u200b" * 2382 + "{}"],
)
def test_an_echoed_token_is_not_repeated(echo: str) -> None:
    """Not whole, not in parts at a cut, not broken up by invisible characters."""
    token = "pat-na1-0123456789abcdef"
    broken = "\u200b".join(token)
    for text in (echo.replace("{}", token), echo.replace("{}", broken)):
        for status in (400, 401, 403, 500, 429):
            body = json.dumps(
                {"message": text, "category": text, "context": {"missingScopes": [token]}}
            )
            outcome = classify(Exchange(True, status, body=body.encode(), secret=token))
            assert "0123456789" not in repr(outcome)
    lost = classify(
        Exchange(True, failure=Failure.BROKEN_OFF, detail=echo.replace("{}", token), secret=token)
    )
    assert "0123456789" not in repr(lost)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
known_names = st.sampled_from(
    ["message", "category", "errors", "context", "policyName", "portalId", "contactId",
     "occurredTimestamp", "missingScopes", "status", "totalPercentPlayed"]
)  # fmt: skip
bodies = st.binary(max_size=300) | st.dictionaries(known_names, json_values).map(
    lambda fields: json.dumps(fields).encode()
)


@given(
    status=st.none() | st.integers(100, 999),
    started=st.booleans(),
    body=bodies,
    headers=st.dictionaries(
        st.sampled_from(["Retry-After", "X-HubSpot-RateLimit-Max"]), st.text(max_size=12)
    ),
    detail=st.text(max_size=500),
)
def test_any_answer_gives_a_clear_bounded_outcome(
    status: int | None, started: bool, body: bytes, headers: dict[str, str], detail: str
) -> None:
    """Wrong types, missing fields, garbage: one line, at most 300 characters, storable."""
    outcome = classify(Exchange(started, status, headers, body, detail=detail))
    message = "ok" if isinstance(outcome, Delivered) else outcome.message
    assert 0 < len(message) <= 300
    assert message.isprintable()
    message.encode()


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"a":' * 10_000, b"1" * 60_000, b"\xff" * 999])
def test_pathological_json_is_no_answer(body: bytes) -> None:
    """Deep nesting and endless numbers are refused by the parser, and that is all."""
    assert isinstance(classify(Exchange(True, 200, body=body)), Delivered)
    assert isinstance(classify(Exchange(True, 400, body=body)), Rejected)
