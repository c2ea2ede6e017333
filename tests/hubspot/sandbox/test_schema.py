"""The stand-in's schema: each field with each wrong type, bound and value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.rows import ALL_EVENTS, rows
from tests.hubspot.sandbox.bodies import QUARTILE, whole_body
from tracker.hubspot.api import EVENT_LEAVES
from tracker.hubspot.payloads import build_body
from tracker.hubspot.sandbox.schema import parse_object, problems_of
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.delivery import OutboxRow
from tracker.model.events import EventKind, kind_of

WRONG: dict[str, list[Any]] = {
    "string": [None, 1, True, [], {}],
    "integer": [None, "1", True, False, 1.0, 1.5, [], {}],
    "int32": [2**31, -(2**31) - 1],
    "int64": [2**63, -(2**63) - 1],
    "number": [None, "1", True, [], {}],
    "object": [None, 1, "x", []],
    "option": ["video", "", None, 1, []],
}


FIELDS: dict[str, list[str]] = {
    "mediaType": ["option"],
    "occurredTimestamp": ["integer", "int64"],
    "sessionId": ["string"],
    "contactId": ["integer", "int64"],
    "contactUtk": ["string"],
    "_hsenc": ["string"],
    "externalId": ["string"],
    "externalPlayContext": ["option"],
    "mediaBridgeId": ["integer", "int64"],
    "mediaName": ["string"],
    "mediaUrl": ["string"],
    "pageId": ["integer", "int64"],
    "pageName": ["string"],
    "pageUrl": ["string"],
}


OWN_FIELDS: dict[EventKind, dict[str, list[str]]] = {
    EventKind.MEDIA_PLAYED: {"state": ["option"], "iframeUrl": ["string"]},
    EventKind.QUARTILE: {"playedPercent": ["integer", "int32"]},
    EventKind.ATTENTION_SPAN: {
        "rawDataMap": ["object"],
        "rawDataMap.0": ["integer", "int32"],
        "rawDataString": ["string"],
        "derivedValues": ["object"],
        "derivedValues.totalPercentPlayed": ["number"],
        "derivedValues.totalSecondsPlayed": ["integer", "int32"],
    },
}


REQUIRED: dict[EventKind, list[str]] = {
    EventKind.MEDIA_PLAYED: ["state"],
    EventKind.QUARTILE: ["playedPercent"],
    EventKind.ATTENTION_SPAN: [
        "rawDataMap",
        "derivedValues.totalPercentPlayed",
        "derivedValues.totalSecondsPlayed",
    ],
}


CASES = [
    (kind, name, wrong)
    for kind in EventKind
    for name, sorts in (FIELDS | OWN_FIELDS[kind]).items()
    for sort in sorts
    for wrong in WRONG[sort]
]


def put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set a field, or remove it where the value is the ellipsis; dots go into objects."""
    *outer, last = name.split(".")
    for key in outer:
        fields = fields[key]
    if value is ...:
        del fields[last]
    else:
        fields[last] = value


@given(rows)
def test_every_body_that_we_build_is_allowed(due: OutboxRow) -> None:
    """Whatever the facts of the row."""
    fields = parse_object(build_body(due, HubSpotSettings()))
    assert fields is not None
    assert problems_of(kind_of(due.event), fields) == []


@pytest.mark.parametrize("kind", EventKind)
def test_one_wrong_field_is_refused_by_name(kind: EventKind) -> None:
    """Each field with each wrong type, bound and value: exactly that one is named."""
    for case_kind, name, wrong in CASES:
        if case_kind is kind:
            fields = whole_body(kind)
            put(fields, name, wrong)
            assert {problem.field for problem in problems_of(kind, fields)} == {name}, (name, wrong)


@pytest.mark.parametrize("kind", EventKind)
def test_each_required_field_is_missed(kind: EventKind) -> None:
    """And no other field is."""
    required = {"mediaType", "occurredTimestamp", "sessionId", *REQUIRED[kind]}
    for name in FIELDS | OWN_FIELDS[kind]:
        fields = whole_body(kind)
        if "." not in name and name not in fields:
            continue
        put(fields, name, ...)
        missed = [problem.field for problem in problems_of(kind, fields)]
        assert missed == ([name] if name in required else []), name


@given(st.integers(-(2**31), 2**31 - 1), st.dictionaries(st.text(max_size=5), st.integers()))
def test_any_int32_is_a_percent_and_unknown_fields_are_ignored(
    percent: int, extra: dict[str, int]
) -> None:
    """The schema says no more than that."""
    unknown = {f"x{name}": value for name, value in extra.items()}
    assert problems_of(EventKind.QUARTILE, QUARTILE | {"playedPercent": percent} | unknown) == []


def test_the_rows_of_these_tests_cover_each_kind() -> None:
    """So that a new kind is not forgotten here."""
    assert {kind_of(event) for event in ALL_EVENTS} == set(EventKind) == set(EVENT_LEAVES)
