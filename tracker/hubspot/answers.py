"""What HubSpot answers, read tolerantly: every field is optional, every type is doubted.

Knows: the fields of the answers about events and contacts, and of the error body.
Must never know: what follows from an answer.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from tracker.hubspot.api import MAX_INT32, MAX_INT64, LimitPolicy
from tracker.model.records import dataclass

MAX_MESSAGE_CHARS = 300
"""A message for a person is never longer."""

_MAX_SCOPES = 10
_SCOPE = re.compile(r"[a-z0-9_.-]{1,80}")


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """All documented fields of the answers to the three events; None where absent or unusable.

    ``occurred_ms`` is Unix time in milliseconds. ``total_percent_played`` is in the unit in
    which it was sent. ``raw_data`` is the attention map as a string.
    """

    contact_id: int | None = None
    media_bridge_id: int | None = None
    media_bridge_object_coordinates: str | None = None
    media_bridge_object_type_id: str | None = None
    media_name: str | None = None
    media_type: str | None = None
    media_url: str | None = None
    occurred_ms: int | None = None
    portal_id: int | None = None
    provider_id: int | None = None
    session_id: str | None = None
    external_play_context: str | None = None
    page_id: int | None = None
    page_name: str | None = None
    page_object_coordinates: str | None = None
    page_url: str | None = None
    state: str | None = None
    iframe_url: str | None = None
    played_percent: int | None = None
    percent_range: str | None = None
    total_percent_played: float | None = None
    total_seconds_played: int | None = None
    raw_data: str | None = None


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """An error body: one sentence for a person (bounded, clean), and what can be acted upon."""

    message: str = ""
    category: str = ""
    policy: LimitPolicy | None = None
    missing_scopes: tuple[str, ...] = ()


def parse_event_answer(body: bytes) -> EventAnswer:
    """Read an event's answer; a body that is none of HubSpot's gives an empty answer."""
    fields = _object(body) or {}

    def integer(name: str, bound: int = MAX_INT64) -> int | None:
        return _integer(fields.get(name), bound)

    def text(name: str) -> str | None:
        value = fields.get(name)
        return value if isinstance(value, str) else None

    return EventAnswer(
        contact_id=integer("contactId"),
        media_bridge_id=integer("mediaBridgeId"),
        media_bridge_object_coordinates=text("mediaBridgeObjectCoordinates"),
        media_bridge_object_type_id=text("mediaBridgeObjectTypeId"),
        media_name=text("mediaName"),
        media_type=text("mediaType"),
        media_url=text("mediaUrl"),
        occurred_ms=_timestamp(fields.get("occurredTimestamp")),
        portal_id=integer("portalId", MAX_INT32),
        provider_id=integer("providerId", MAX_INT32),
        session_id=text("sessionId"),
        external_play_context=text("externalPlayContext"),
        page_id=integer("pageId"),
        page_name=text("pageName"),
        page_object_coordinates=text("pageObjectCoordinates"),
        page_url=text("pageUrl"),
        state=text("state"),
        iframe_url=text("iframeUrl"),
        played_percent=integer("playedPercent", MAX_INT32),
        percent_range=text("percentRange"),
        total_percent_played=_number(fields.get("totalPercentPlayed")),
        total_seconds_played=integer("totalSecondsPlayed", MAX_INT32),
        raw_data=text("rawData"),
    )


def parse_contact_id(body: bytes) -> int | None:
    """Read a contact's id, or return None if the body names none that a contact can have."""
    found = _integer((_object(body) or {}).get("id"), MAX_INT64)
    return found if found is not None and found > 0 else None


def parse_object_id(body: bytes) -> int | None:
    """Read a media object's id, or return None. HubSpot's pages give it several names."""
    fields = _object(body) or {}
    names = ("id", "objectId", "mediaBridgeId", "mediaBridgeObjectId")
    found = (_integer(fields.get(name), MAX_INT64) for name in names)
    return next((number for number in found if number is not None and number > 0), None)


def parse_error_answer(body: bytes, *, secret: str = "") -> ErrorAnswer | None:
    """Read an error body, or return None if it is not HubSpot's JSON.

    ``secret`` is never repeated, even if the server echoes it.
    """
    fields = _object(body)
    if fields is None:
        return None
    details = [detail for detail in _list(fields.get("errors")) if isinstance(detail, dict)]
    sentences = [fields.get("message"), *(detail.get("message") for detail in details[:3])]
    said = list(dict.fromkeys(text for text in sentences if isinstance(text, str) and text))
    return ErrorAnswer(
        message=clean_text(" · ".join(said), secret=secret),
        category=clean_text(_string(fields.get("category")), secret=secret, limit=60),
        policy=_policy(fields),
        missing_scopes=_scopes([fields, *details[:10]], secret),
    )


def clean_text(text: str, *, secret: str = "", limit: int = MAX_MESSAGE_CHARS) -> str:
    """Make a stranger's text fit to be shown and stored: one line, bounded, without the secret."""
    visible = "".join(
        char if unicodedata.category(char)[0] not in "CZ" else " " if char.isspace() else ""
        for char in _without(secret, text)[: 8 * MAX_MESSAGE_CHARS]
    )
    # Once more: a secret may have been broken up by what has just been taken out.
    line = _without(secret, " ".join(visible.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _without(secret: str, text: str) -> str:
    return text.replace(secret, "[token]") if secret else text


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _integer(value: object, bound: int) -> int | None:
    # HubSpot's prose calls some of these integers strings, against its own schema.
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and -bound <= value <= bound:
        return value
    return None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if abs(number) < float("inf") else None


def _timestamp(value: object) -> int | None:
    # The dated family's prose promises ISO 8601 where its schema says an integer.
    if isinstance(value, str) and not value.lstrip("-").isdigit():
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return None
        in_utc = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(in_utc.timestamp() * 1000)
    return _integer(value, MAX_INT64)


def _policy(fields: Mapping[str, Any]) -> LimitPolicy | None:
    name = _string(fields.get("policyName"))
    for policy in LimitPolicy:
        if name == policy.value:
            return policy
    # The message is all that some answers have: "You have reached your daily limit."
    message = _string(fields.get("message"))[:1000].lower()
    if "daily limit" in message:
        return LimitPolicy.DAILY
    if "ten_secondly" in message:
        return LimitPolicy.TEN_SECONDLY_ROLLING
    return LimitPolicy.SECONDLY if "secondly limit" in message else None


def _scopes(places: Iterable[Mapping[str, Any]], secret: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for place in places:
        context = place.get("context")
        if not isinstance(context, dict):
            continue
        for name in ("missingScopes", "requiredGranularScopes", "requiredScopes"):
            for scope in _list(context.get(name))[:_MAX_SCOPES]:
                if isinstance(scope, str) and _SCOPE.fullmatch(scope) and scope != secret:
                    found[scope] = None
    return tuple(found)[:_MAX_SCOPES]
