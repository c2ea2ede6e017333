"""What the stand-in answers: HubSpot's 200 for each event, and HubSpot's error body.

Knows: every required field of the answers, made from the request where it says nothing else.
Must never know: HTTP, clocks, or who asks.
"""

import uuid
import zlib
from collections.abc import Iterable
from typing import Any

from tracker.hubspot.api import LimitPolicy
from tracker.hubspot.sandbox.schema import Problem
from tracker.model.events import EventKind
from tracker.model.media import MediaType

PORTAL_ID = 20_262_026
"""The account that the stand-in plays."""

PROVIDER_ID = 2_026
OBJECT_TYPE_ID = "0-0"
MAX_PROBLEMS = 20

_ECHOED = (
    "mediaType", "occurredTimestamp", "sessionId", "mediaUrl", "pageId", "pageName", "pageUrl",
    "externalPlayContext",
)  # fmt: skip


def event_answer(kind: EventKind, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the 200 body for a valid event, with every required field of its schema."""
    media_id = fields.get("mediaBridgeId")
    if media_id is None:
        media_id = _stable_id(fields.get("externalId") or fields.get("mediaName") or "")
    contact_id = fields.get("contactId")
    answer = {name: fields[name] for name in _ECHOED if name in fields}
    answer |= {
        "contactId": contact_id if contact_id is not None else _stable_id(fields["contactUtk"]),
        "mediaBridgeId": media_id,
        "mediaBridgeObjectCoordinates": f"{PORTAL_ID}-{OBJECT_TYPE_ID}-{media_id}",
        "mediaBridgeObjectTypeId": OBJECT_TYPE_ID,
        "mediaName": fields.get("mediaName", ""),
        "portalId": PORTAL_ID,
        "providerId": PROVIDER_ID,
    }
    match kind:
        case EventKind.MEDIA_PLAYED:
            answer |= {name: fields[name] for name in ("state", "iframeUrl") if name in fields}
        case EventKind.QUARTILE:
            answer["playedPercent"] = fields["playedPercent"]
        case EventKind.ATTENTION_SPAN:
            answer |= _attention_answer(fields)
    return answer


def media_object(fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return status and body for a wish to make a media object."""
    title, kind = fields.get("title"), fields.get("mediaType")
    if not isinstance(title, str) or not title or kind not in {m.value for m in MediaType}:
        return 400, error_body("VALIDATION_ERROR", "mediaType and title are required.")
    return 201, {"id": _stable_id(title), "mediaType": kind, "title": title}


def error_body(category: str, message: str, *, errors: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return an error in HubSpot's form."""
    body: dict[str, Any] = {
        "status": "error",
        "message": message,
        "correlationId": str(uuid.uuid4()),
        "category": category,
    }
    details = [
        {
            "message": f"{problem.field}: {problem.message}",
            "code": problem.code,
            "in": problem.field,
        }
        for problem in errors
    ]
    if details:
        body["errors"] = details[:MAX_PROBLEMS]
    return body


def validation_error(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the 400 body that names what is wrong with an event."""
    return error_body("VALIDATION_ERROR", "The event is not valid.", errors=problems)


def missing_scopes(scope: str) -> dict[str, Any]:
    """Return the 403 body for a token that lacks a permission."""
    body = error_body("MISSING_SCOPES", "The token lacks a permission that this call needs.")
    return body | {"context": {"missingScopes": [scope]}}


def limit_reached(policy: LimitPolicy) -> dict[str, Any]:
    """Return the 429 body; HubSpot gives it an error type and a policy, and no category."""
    body = error_body("", f"The {policy.value.lower()} limit has been reached.")
    del body["category"]
    return body | {
        "errorType": "RATE_LIMIT",
        "policyName": policy.value,
        "requestId": str(uuid.uuid4()),
    }


def _attention_answer(fields: dict[str, Any]) -> dict[str, Any]:
    spans: dict[str, int] = fields["rawDataMap"]
    watched = sum(1 for times in spans.values() if times >= 1)
    derived = fields.get("derivedValues") or {}
    percent = derived.get("totalPercentPlayed", watched / len(spans) if spans else 0.0)
    answer = {
        "percentRange": f"{watched} of {len(spans)} spans",
        "totalPercentPlayed": percent,
        "rawData": "".join(f"{span}={times};" for span, times in spans.items()),
    }
    if "totalSecondsPlayed" in derived:
        answer["totalSecondsPlayed"] = derived["totalSecondsPlayed"]
    return answer


def _stable_id(text: str) -> int:
    return 1 + zlib.crc32(text.encode(errors="replace"))
