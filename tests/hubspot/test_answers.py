"""The answers: every documented field, each optional."""

import json
from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from tracker.hubspot.answers import EventAnswer, parse_event_answer

WHOLE = {
    "contactId": 1,
    "mediaBridgeId": 2,
    "mediaBridgeObjectCoordinates": "a",
    "mediaBridgeObjectTypeId": "b",
    "mediaName": "c",
    "mediaType": "VIDEO",
    "mediaUrl": "d",
    "occurredTimestamp": 3,
    "portalId": 4,
    "providerId": 5,
    "sessionId": "e",
    "externalPlayContext": "EMAIL",
    "pageId": 6,
    "pageName": "f",
    "pageObjectCoordinates": "g",
    "pageUrl": "h",
    "state": "STARTED",
    "iframeUrl": "i",
    "playedPercent": 25,
    "percentRange": "j",
    "totalPercentPlayed": 0.5,
    "totalSecondsPlayed": 7,
    "rawData": "0=1;",
}


def test_every_field_is_read_into_its_own_place() -> None:
    """In the order of the table, which is that of the type."""
    assert astuple(parse_event_answer(json.dumps(WHOLE).encode())) == tuple(WHOLE.values())


@given(st.sets(st.sampled_from(sorted(WHOLE))))
def test_any_field_may_be_missing_or_null(absent: set[str]) -> None:
    """The others are read all the same."""
    kept = {name: value for name, value in WHOLE.items() if name not in absent}
    nulled = {name: None if name in absent else value for name, value in WHOLE.items()}
    first = parse_event_answer(json.dumps(kept).encode())
    assert first == parse_event_answer(json.dumps(nulled).encode())
    gone = [value for name, value in zip(WHOLE, astuple(first), strict=True) if name in absent]
    assert set(gone) <= {None}


def test_a_time_may_be_a_number_a_number_as_text_or_iso_8601() -> None:
    """HubSpot's prose and schema disagree."""
    for spelt in (1000, "1000", "1970-01-01T00:00:01Z", "1970-01-01T00:00:01"):
        body = json.dumps({"occurredTimestamp": spelt}).encode()
        assert parse_event_answer(body).occurred_ms == 1000
    wrongs: tuple[object, ...] = ("soon", "", True, 1.5, [], "0001-01-01T00:00:00+23:59", "²")
    for wrong in wrongs:
        body = json.dumps({"occurredTimestamp": wrong}).encode()
        value = parse_event_answer(body).occurred_ms
        assert value is None or isinstance(value, int)


def test_what_is_no_object_is_an_empty_answer() -> None:
    """A web page, nothing, a list."""
    for body in (b"", b"<html>", b"[]", b"null", b"\xff\xfe"):
        assert parse_event_answer(body) == EventAnswer()
