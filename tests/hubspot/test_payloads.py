"""Bodies: each field from its source, and which way of naming things wins."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.rows import (
    ANN,
    FILM,
    HALF,
    OCCURRED,
    PLAYED,
    SESSION,
    SPANS,
    row,
    rows,
)
from tracker.hubspot.api import ApiFamily, PlayContext
from tracker.hubspot.payloads import build_body
from tracker.hubspot.settings import HubSpotSettings, PercentUnit
from tracker.model.delivery import OutboxRow
from tracker.model.events import AttentionSpan, MediaPlayed, PlayedState, QuartileReached
from tracker.model.media import Asset, MediaType, Viewer
from tracker.model.units import ElapsedMs, MediaMs

PLAIN = HubSpotSettings()


def fields_of(due: OutboxRow, settings: HubSpotSettings = PLAIN) -> dict[str, Any]:
    """Build a row's body and read it back."""
    fields = json.loads(build_body(due, settings))
    assert isinstance(fields, dict)
    return fields


def test_a_quartile_maps_every_field_of_its_request() -> None:
    """All fields that our records can fill, at once."""
    asset = Asset(
        "Ada",
        media_type=MediaType.AUDIO,
        external_id="ours-1",
        media_url="https://films.example/ada",
        page_name="Foyer",
        page_url="https://kiosk.example/foyer",
    )
    viewer = Viewer(contact_id=7, contact_utk="utk-1", hsenc="enc-1", email="a@b.example")
    assert fields_of(row(HALF, asset, viewer)) == {
        "mediaType": "AUDIO",
        "sessionId": SESSION,
        "occurredTimestamp": OCCURRED,
        "playedPercent": 50,
        "contactId": 7,
        "contactUtk": "utk-1",
        "_hsenc": "enc-1",
        "externalId": "ours-1",
        "mediaName": "Ada",
        "mediaUrl": "https://films.example/ada",
        "pageName": "Foyer",
        "pageUrl": "https://kiosk.example/foyer",
    }


def test_a_played_event_says_how_it_was_played() -> None:
    """STARTED for a film, VIEWED for what is taken in at a glance."""
    assert fields_of(row(PLAYED))["state"] == "STARTED"
    viewed = MediaPlayed(SESSION, ElapsedMs(1), OCCURRED, PlayedState.VIEWED)
    assert fields_of(row(viewed))["state"] == "VIEWED"


def test_an_attention_span_is_the_example_of_hubspots_guide() -> None:
    """Ten spans, five watched, the first two again; zeros are sent too."""
    fields = fields_of(row(SPANS))
    assert fields["rawDataString"] == "0=2;1=2;2=1;3=1;4=1;5=0;6=0;7=0;8=0;9=0;"
    assert fields["rawDataMap"] == {
        "0": 2, "1": 2, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0, "7": 0, "8": 0, "9": 0,
    }  # fmt: skip
    assert fields["derivedValues"] == {"totalPercentPlayed": 0.5, "totalSecondsPlayed": 5}


def test_the_unit_of_the_played_share_is_a_setting() -> None:
    """HubSpot's formula gives a fraction, its prose says percent."""
    percent = HubSpotSettings(percent_unit=PercentUnit.PERCENT)
    assert fields_of(row(SPANS), percent)["derivedValues"]["totalPercentPlayed"] == 50


@pytest.mark.parametrize(
    ("covered", "duration", "share", "seconds"),
    [(0, 0, 0, 0), (9, 0, 0, 0), (12_500, 10_000, 1, 13), (499, 1000, 0.499, 0)],
)
def test_derived_values_stay_sane(covered: int, duration: int, share: float, seconds: int) -> None:
    """No division by an unknown duration, no share above one, seconds rounded half up."""
    spans = AttentionSpan(
        SESSION, ElapsedMs(1), OCCURRED, (1,), MediaMs(covered), MediaMs(duration)
    )
    derived = fields_of(row(spans))["derivedValues"]
    assert derived == {"totalPercentPlayed": share, "totalSecondsPlayed": seconds}


def test_the_body_is_compact_and_in_one_order() -> None:
    """Byte for byte, since the first body is kept and sent again."""
    assert (
        build_body(row(PLAYED), PLAIN)
        == (
            f'{{"mediaType":"VIDEO","sessionId":"{SESSION}","occurredTimestamp":{OCCURRED},'
            '"state":"STARTED","contactId":4711,"externalId":"sha256:1234","mediaName":"Ada",'
            '"mediaUrl":"https://films.example/ada"}'
        ).encode()
    )


@pytest.mark.parametrize("family", ApiFamily)
def test_the_play_context_is_sent_where_it_is_set_and_known(family: ApiFamily) -> None:
    """The guide-only v2 has no such field as far as anybody says."""
    unset = HubSpotSettings(family=family)
    assert "externalPlayContext" not in fields_of(row(), unset)
    kiosk = HubSpotSettings(family=family, play_context=PlayContext.EXTERNAL_PAGE)
    expected = None if family is ApiFamily.V2 else "EXTERNAL_PAGE"
    assert fields_of(row(), kiosk).get("externalPlayContext") == expected


def test_a_name_that_is_no_text_becomes_valid_utf8() -> None:
    """A file name in a foreign encoding reaches us as lone surrogates."""
    fields = fields_of(row(asset=Asset("caf\udce9 \U0001f3ac")))
    assert fields["mediaName"] == "caf\ufffd \U0001f3ac"


@given(rows, st.sampled_from(PercentUnit), st.sampled_from(ApiFamily))
def test_any_row_gives_the_fields_that_its_facts_allow(
    due: OutboxRow, unit: PercentUnit, family: ApiFamily
) -> None:
    """The field table as a property: presence, precedence, bounds, and nothing private."""
    settings = HubSpotSettings(percent_unit=unit, family=family)
    body = build_body(due, settings)
    assert body == build_body(due, settings)
    assert b"SECRET-BADGE" not in body
    assert b"secret@people.example" not in body
    fields = json.loads(body)
    asset, viewer = due.asset, due.viewer

    expected: dict[str, Any] = {
        "mediaType": asset.media_type.value,
        "sessionId": due.event.session_id,
        "occurredTimestamp": due.event.occurred_ms,
        "mediaName": asset.name,
        "mediaUrl": asset.media_url,
        "contactId": viewer.contact_id,
        "contactUtk": viewer.contact_utk,
        "_hsenc": viewer.hsenc,
        "mediaBridgeId": asset.media_bridge_id,
        "externalId": asset.external_id if asset.media_bridge_id is None else None,
        "pageId": asset.page_id,
        "pageName": asset.page_name if asset.page_id is None else None,
        "pageUrl": asset.page_url if asset.page_id is None else None,
    }
    match due.event:
        case MediaPlayed(state=state):
            expected["state"] = state.value
        case QuartileReached(quartile=quartile):
            expected["playedPercent"] = int(quartile)
        case AttentionSpan(spans=spans):
            capped = [min(times, 2**31 - 1) for times in spans]
            expected["rawDataMap"] = {str(span): times for span, times in enumerate(capped)}
            pairs = (text.split("=") for text in fields["rawDataString"].split(";") if text)
            assert {span: int(times) for span, times in pairs} == expected["rawDataMap"]
            derived = fields.pop("derivedValues")
            top = 100 if unit is PercentUnit.PERCENT else 1
            assert 0 <= derived["totalPercentPlayed"] <= top
            assert 0 <= derived["totalSecondsPlayed"] < 2**31
            del fields["rawDataString"]
    assert fields == {name: value for name, value in expected.items() if value is not None}


def test_a_registered_medium_and_a_hubspot_page_win() -> None:
    """The bridge's id over ours, the page's id over its name and URL; nothing is named twice."""
    asset = Asset("Ada", external_id="x", media_bridge_id=9, page_id=3, page_name="n", page_url="u")
    fields = fields_of(row(asset=asset, viewer=ANN))
    assert (fields["mediaBridgeId"], fields["pageId"]) == (9, 3)
    assert not {"externalId", "pageName", "pageUrl"} & fields.keys()
    assert "mediaBridgeId" not in fields_of(row(asset=FILM))
