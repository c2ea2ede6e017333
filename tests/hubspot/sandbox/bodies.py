"""Bodies for the tests of the stand-in."""

import json
from typing import Any

import httpx

from tests.hubspot.rows import ALL_EVENTS, row
from tracker.hubspot.api import ApiFamily, event_path
from tracker.hubspot.payloads import build_body
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.events import EventKind, kind_of

QUARTILE_PATH = event_path(ApiFamily.V1, EventKind.QUARTILE)


QUARTILE: dict[str, Any] = {
    "mediaType": "VIDEO",
    "sessionId": "s",
    "playedPercent": 50,
    "occurredTimestamp": 1,
    "contactId": 7,
}


def whole_body(kind: EventKind) -> dict[str, Any]:
    """Return a valid body of this kind."""
    event = next(event for event in ALL_EVENTS if kind_of(event) is kind)
    fields = json.loads(build_body(row(event), HubSpotSettings()))
    assert isinstance(fields, dict)
    return fields


def is_error_of_hubspots(response: httpx.Response, category: str) -> bool:
    """Say whether an answer has HubSpot's error body, of this category."""
    body = response.json()
    right = body["status"] == "error" and body["message"] and len(body["correlationId"]) == 36
    return bool(right and body.get("category") == category)
