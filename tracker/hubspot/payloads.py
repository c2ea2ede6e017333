"""From a row's facts to the body of its request: pure, compact, in a fixed order.

Knows: HubSpot's field names, and which of two ways to name a contact, a medium or a page wins.
Must never know: HTTP, clocks, or the database.

Where each field comes from:

    mediaType, mediaName, mediaUrl      the asset
    mediaBridgeId | externalId          the asset; the former wins, then the latter is left out
    pageId | pageName + pageUrl         the asset; a page inside HubSpot wins
    contactId                           the viewer, once identified
    contactUtk, _hsenc                  the viewer, only where a host program supplied them
    sessionId, occurredTimestamp        the session's event
    state | playedPercent | rawDataMap, rawDataString, derivedValues    the kind of event
    externalPlayContext                 a setting, where the API's family knows it

``iframeUrl`` (played only) is never sent: nothing that plays here lives in an iframe.
"""

import json
from typing import TypeAlias

from tracker.hubspot.api import MAX_INT32
from tracker.hubspot.settings import HubSpotSettings, PercentUnit
from tracker.model.delivery import OutboxRow
from tracker.model.events import AttentionSpan, EngagementEvent, MediaPlayed, QuartileReached
from tracker.model.media import Asset, Viewer

Field: TypeAlias = str | int | dict[str, int] | dict[str, float | int] | None


def build_body(row: OutboxRow, settings: HubSpotSettings) -> bytes:
    """Return the JSON body for a row: the same row and settings always give the same bytes."""
    fields: dict[str, Field] = {
        "mediaType": row.asset.media_type.value,
        "sessionId": row.event.session_id,
        "occurredTimestamp": row.event.occurred_ms,
        **_kind_fields(row.event, settings.percent_unit),
        **_viewer_fields(row.viewer),
        **_asset_fields(row.asset),
    }
    if settings.play_context is not None and settings.family.knows_play_context:
        fields["externalPlayContext"] = settings.play_context.value
    known = {name: value for name, value in fields.items() if value is not None}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _without_lone_surrogates(text).encode()


def _kind_fields(event: EngagementEvent, unit: PercentUnit) -> dict[str, Field]:
    match event:
        case MediaPlayed():
            return {"state": event.state.value}
        case QuartileReached():
            return {"playedPercent": int(event.quartile)}
        case AttentionSpan():
            return _attention_fields(event, unit)


def _attention_fields(event: AttentionSpan, unit: PercentUnit) -> dict[str, Field]:
    counts = [min(count, MAX_INT32) for count in event.spans]
    return {
        "rawDataMap": {str(index): count for index, count in enumerate(counts)},
        "rawDataString": "".join(f"{index}={count};" for index, count in enumerate(counts)),
        "derivedValues": {
            "totalPercentPlayed": _played_share(event, unit),
            "totalSecondsPlayed": min(_rounded_seconds(event.covered_ms), MAX_INT32),
        },
    }


def _played_share(event: AttentionSpan, unit: PercentUnit) -> float:
    if event.duration_ms <= 0:
        return 0.0
    fraction = min(event.covered_ms / event.duration_ms, 1.0)
    return round(fraction * 100, 4) if unit is PercentUnit.PERCENT else round(fraction, 6)


def _rounded_seconds(milliseconds: int) -> int:
    # Halves go up; round() would send them to the even neighbour.
    return (milliseconds + 500) // 1000


def _viewer_fields(viewer: Viewer) -> dict[str, Field]:
    return {
        "contactId": viewer.contact_id,
        "contactUtk": viewer.contact_utk,
        "_hsenc": viewer.hsenc,
    }


def _asset_fields(asset: Asset) -> dict[str, Field]:
    fields: dict[str, Field] = {"mediaBridgeId": asset.media_bridge_id}
    if asset.media_bridge_id is None:
        fields["externalId"] = asset.external_id
    fields |= {"mediaName": asset.name, "mediaUrl": asset.media_url}
    if asset.page_id is not None:
        fields["pageId"] = asset.page_id
    else:
        fields |= {"pageName": asset.page_name, "pageUrl": asset.page_url}
    return fields


def _without_lone_surrogates(text: str) -> str:
    # A file name that is no UTF-8 comes as lone surrogates, which no JSON parser has to accept.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
