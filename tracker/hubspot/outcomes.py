"""What a request's fate means for its row: the table of delivery, 3.4, as a pure function.

Knows: which statuses mean taken, refused, later, doubtful, or "a person is needed".
Must never know: sockets, clocks, breakers, or how long a queue waits.

A status that the table does not name:

    other 2xx             delivered: HubSpot says so, whatever the body
    other 3xx             systemic: the address is wrong, or something stands in between
    other 4xx             about this client or address (402, 406, 410, …) -> systemic;
                          any other -> refused: the row is kept among the dead letters, where a
                          person can put it back, and a series of those stops the queue
    other 5xx and above   doubtful: whether it was processed is unknown
"""

from collections.abc import Mapping
from dataclasses import field

from tracker.hubspot import sentences
from tracker.hubspot.answers import (
    ErrorAnswer,
    clean_text,
    parse_error_answer,
    parse_event_answer,
)
from tracker.hubspot.api import (
    HEADER_LIMIT_INTERVAL_MS,
    HEADER_LIMIT_MAX,
    HEADER_LIMIT_REMAINING,
    MAX_RETRY_AFTER_S,
    SCOPE_WRITE,
    STATUS_MOVING,
    LimitPolicy,
)
from tracker.hubspot.sentences import Failure, fitted
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
from tracker.model.records import dataclass

POISON = frozenset({400, 409, 413, 414, 422})
SYSTEMIC = frozenset({404, 405, 402, 406, 407, 410, 411, 415, 417, 421, 426, 431, 451})
LIKELY_UNPROCESSED = frozenset({408, 423, 425, 503})

POLICY_WAITS_S: dict[LimitPolicy | None, float | None] = {
    LimitPolicy.TEN_SECONDLY_ROLLING: 10.0,
    LimitPolicy.SECONDLY: 1.0,
    LimitPolicy.DAILY: None,
    None: 10.0,
}
"""Seconds to wait after a 429; a day's end is the account's midnight, which no answer names."""

_MAX_BACKOFF_S = 15 * 60.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that was seen of one request.

    ``body_started`` says that a byte of the request's body may have left. ``status`` is None
    where no status line came. ``headers`` is looked up with any case. ``body`` is the answer's,
    possibly cut, at most some 64 kB, and empty where it came in an encoding.
    ``detail`` is what more there is to say about ``failure``; ``secret`` must not appear in a
    message.
    """

    body_started: bool
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    failure: Failure | None = None
    detail: str = ""
    secret: str = field(default="", repr=False)


def classify(seen: Exchange, *, scope: str = SCOPE_WRITE) -> DeliveryOutcome:
    """Judge one request by what was seen of it (delivery, 3.4).

    ``scope`` is the permission that it needs, for an answer that does not name the missing one.
    """
    if seen.status is None:
        return _without_status(seen)
    quota = _quota(seen.headers)
    if 200 <= seen.status < 300:
        answer = parse_event_answer(seen.body)
        return Delivered(
            seen.status, portal_id=answer.portal_id, contact_id=answer.contact_id, quota=quota
        )
    error = parse_error_answer(seen.body, secret=seen.secret)
    return _refusal(seen, seen.status, error, quota, scope)


def _without_status(seen: Exchange) -> DeliveryOutcome:
    failure = seen.failure or Failure.BROKEN_OFF
    detail = clean_text(seen.detail, secret=seen.secret, limit=200)
    message: str = failure.value
    if detail:
        message = sentences.FAILED.format(failure=message, detail=detail)
    if not seen.body_started:
        return RetryLater(RetryCause.NETWORK, message, counts_as_attempt=False)
    return Doubtful(RetryCause.NETWORK, sentences.MAY_HAVE_ARRIVED.format(said=message))


def _refusal(
    seen: Exchange, status: int, error: ErrorAnswer | None, quota: QuotaReport, scope: str
) -> DeliveryOutcome:
    message = _message(status, error)
    wait_s = _retry_after(seen.headers)
    if status in (401, 403):
        scopes = error.missing_scopes if error else ()
        return AuthNeeded(_auth_message(status, error, scope), status, scopes, quota)
    if status == 429:
        return _rate_limited(error, message, wait_s, quota)
    if status == STATUS_MOVING:
        return RetryLater(RetryCause.MOVING, message, status, wait_s, quota=quota)
    if status in LIKELY_UNPROCESSED:
        pause = None if wait_s is None else min(wait_s, _MAX_BACKOFF_S)
        return RetryLater(RetryCause.SERVER, message, status, pause, quota=quota)
    if status >= 500:
        return Doubtful(RetryCause.SERVER, message, status, quota)
    systemic = status not in POISON and (status < 400 or status in SYSTEMIC)
    return Rejected(status, message, systemic, quota)


def _rate_limited(
    error: ErrorAnswer | None, message: str, wait_s: float | None, quota: QuotaReport
) -> RetryLater:
    policy = error.policy if error else None
    if policy is LimitPolicy.DAILY:
        return RetryLater(RetryCause.DAILY_LIMIT, message, 429, wait_s, quota=quota)
    wait_s = POLICY_WAITS_S[policy] if wait_s is None else min(wait_s, _MAX_BACKOFF_S)
    return RetryLater(RetryCause.RATE_LIMIT, message, 429, wait_s, quota=quota)


def _message(status: int, error: ErrorAnswer | None) -> str:
    if error is None:
        return sentences.FOREIGN.format(status=status)
    said = error.message or error.category
    if not said:
        return sentences.ANSWERED.format(status=status, said=sentences.NO_REASON)
    return fitted(sentences.ANSWERED, "said", said, status=status)


def _auth_message(status: int, error: ErrorAnswer | None, scope: str) -> str:
    why = error.message if error else ""
    if status == 401:
        return fitted(sentences.REFUSES_AS, "why", why) if why else sentences.REFUSES
    if error and error.missing_scopes:
        return fitted(sentences.LACKS, "missing", ", ".join(error.missing_scopes))
    if why:
        return fitted(sentences.MAY_LACK_AS, "why", why, scope=scope)
    return sentences.MAY_LACK.format(scope=scope)


def _quota(headers: Mapping[str, str]) -> QuotaReport:
    return QuotaReport(
        maximum=_header_count(headers, HEADER_LIMIT_MAX),
        remaining=_header_count(headers, HEADER_LIMIT_REMAINING),
        interval_ms=_header_count(headers, HEADER_LIMIT_INTERVAL_MS),
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    # A date would need a clock, and HubSpot gives seconds.
    seconds = _header_count(headers, "Retry-After")
    return None if seconds is None else float(min(seconds, MAX_RETRY_AFTER_S))


def _header_count(headers: Mapping[str, str], name: str) -> int | None:
    text = _look_up(headers, name).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _look_up(headers: Mapping[str, str], name: str) -> str:
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), "")
