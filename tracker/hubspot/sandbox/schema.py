"""Which request bodies HubSpot's schema allows for the three events: pure.

Knows: each field's type, bounds and values; which are required. Fields that are not known are
ignored, as the schema does. ``playedPercent`` may be any int32: that only quartiles make sense
is said in prose, not in the schema.
Must never know: HTTP.
"""

import json
import math
from collections.abc import Callable
from typing import Any, TypeAlias

from tracker.hubspot.api import MAX_INT32, MAX_INT64, MIN_INT32, MIN_INT64, PlayContext
from tracker.model.events import EventKind, PlayedState
from tracker.model.media import MediaType
from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a body: where, HubSpot's code, and a sentence."""

    field: str
    code: str
    message: str


Check: TypeAlias = Callable[[str, Any], list[Problem]]


def _string(name: str, value: Any) -> list[Problem]:
    return [] if isinstance(value, str) else [Problem(name, "INVALID_STRING", "not a string")]


def _integer(low: int, high: int) -> Check:
    def check(name: str, value: Any) -> list[Problem]:
        # To Python a bool is an int, to JSON it is not; 1.0 is no integer either.
        if not isinstance(value, int) or isinstance(value, bool):
            return [Problem(name, "INVALID_INTEGER", "not an integer")]
        if not low <= value <= high:
            return [Problem(name, "INVALID_INTEGER", f"not within {low} and {high}")]
        return []

    return check


def _number(name: str, value: Any) -> list[Problem]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return []
    return [Problem(name, "INVALID_NUMBER", "not a number")]


def _one_of(*allowed: str) -> Check:
    def check(name: str, value: Any) -> list[Problem]:
        if isinstance(value, str) and value in allowed:
            return []
        return [Problem(name, "INVALID_OPTION", f"not one of {', '.join(allowed)}")]

    return check


def _counts(name: str, value: Any) -> list[Problem]:
    if not isinstance(value, dict):
        return [Problem(name, "INVALID_OBJECT", "not an object")]
    return [problem for key, count in value.items() for problem in _int32(f"{name}.{key}", count)]


def _derived(name: str, value: Any) -> list[Problem]:
    if not isinstance(value, dict):
        return [Problem(name, "INVALID_OBJECT", "not an object")]
    return _check_fields(value, _DERIVED, frozenset(_DERIVED), prefix=f"{name}.")


_int32 = _integer(MIN_INT32, MAX_INT32)
_int64 = _integer(MIN_INT64, MAX_INT64)

_DERIVED: dict[str, Check] = {"totalPercentPlayed": _number, "totalSecondsPlayed": _int32}

_COMMON: dict[str, Check] = {
    "mediaType": _one_of(*(kind.value for kind in MediaType)),
    "occurredTimestamp": _int64,
    "sessionId": _string,
    "contactId": _int64,
    "contactUtk": _string,
    "_hsenc": _string,
    "externalId": _string,
    "externalPlayContext": _one_of(*(context.value for context in PlayContext)),
    "mediaBridgeId": _int64,
    "mediaName": _string,
    "mediaUrl": _string,
    "pageId": _int64,
    "pageName": _string,
    "pageUrl": _string,
}
_COMMON_REQUIRED = frozenset({"mediaType", "occurredTimestamp", "sessionId"})

_FIELDS: dict[EventKind, dict[str, Check]] = {
    EventKind.MEDIA_PLAYED: _COMMON
    | {"state": _one_of(*(state.value for state in PlayedState)), "iframeUrl": _string},
    EventKind.QUARTILE: _COMMON | {"playedPercent": _int32},
    EventKind.ATTENTION_SPAN: _COMMON
    | {"rawDataMap": _counts, "rawDataString": _string, "derivedValues": _derived},
}
_REQUIRED: dict[EventKind, frozenset[str]] = {
    EventKind.MEDIA_PLAYED: _COMMON_REQUIRED | {"state"},
    EventKind.QUARTILE: _COMMON_REQUIRED | {"playedPercent"},
    EventKind.ATTENTION_SPAN: _COMMON_REQUIRED | {"rawDataMap"},
}


def parse_object(body: bytes) -> dict[str, Any] | None:
    """Return the body's JSON object, or None if it is not one (UTF-8, no NaN or infinity)."""
    try:
        value = json.loads(body.decode(), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def problems_of(kind: EventKind, fields: dict[str, Any]) -> list[Problem]:
    """Return all that the schema forbids in an event's fields; an empty list means valid."""
    return _check_fields(fields, _FIELDS[kind], _REQUIRED[kind])


def names_a_contact(fields: dict[str, Any]) -> bool:
    """Say whether HubSpot could find the contact that its answer must name."""
    return "contactId" in fields or "contactUtk" in fields


def _check_fields(
    fields: dict[str, Any], checks: dict[str, Check], required: frozenset[str], prefix: str = ""
) -> list[Problem]:
    missing = [
        Problem(prefix + name, "REQUIRED_FIELD", "missing")
        for name in sorted(required - fields.keys())
    ]
    wrong = [
        problem
        for name, check in checks.items()
        if name in fields
        for problem in check(prefix + name, fields[name])
    ]
    return missing + wrong


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not a number that JSON can hold")
    return number
