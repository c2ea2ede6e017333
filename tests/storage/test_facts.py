"""Payloads: what goes in comes out, and nothing is too long for a row."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.builders import FILM, WALL_MS, attention, evidence, played, quartile
from tracker.model.events import EngagementEvent, PlayedState, Quartile, QuartileReached
from tracker.model.media import Asset, MediaType
from tracker.model.units import MediaMs, UnixMs
from tracker.storage.facts import (
    PAYLOAD_LIMIT,
    decode_asset,
    decode_event,
    dedupe_key,
    encode_asset,
    encode_event,
    intervals_digest,
    length_prefixed_digest,
)

texts = st.text(max_size=40)
ids = st.integers(min_value=1, max_value=2**63 - 1)
assets = st.builds(
    Asset,
    name=texts,
    media_type=st.sampled_from(MediaType),
    external_id=st.none() | texts,
    media_bridge_id=st.none() | ids,
    media_url=st.none() | texts,
    page_id=st.none() | ids,
    page_name=st.none() | texts,
    page_url=st.none() | texts,
    canonical_duration_ms=st.none() | st.integers(0, 10**9).map(MediaMs),
)
bounds = st.lists(st.integers(0, 10**8), unique=True, max_size=60).map(sorted)
intervals = bounds.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))
events = st.one_of(
    st.sampled_from(PlayedState).map(lambda state: replace(played("s"), state=state)),
    st.builds(
        lambda percent, found: replace(quartile("s", percent), evidence=evidence(*found)),
        st.sampled_from(Quartile),
        intervals,
    ),
    st.lists(st.integers(0, 9_999), min_size=1, max_size=300).map(
        lambda spans: attention("s", *spans)
    ),
)


def read_back(payload: bytes, event: EngagementEvent) -> tuple[EngagementEvent, Asset]:
    """Decode a payload as the row of ``event`` would be."""
    return decode_event(payload, session_id=event.session_id, occurred_ms=event.occurred_ms)


@given(events, assets)
def test_an_event_and_its_asset_come_back_as_they_went(
    event: EngagementEvent, asset: Asset
) -> None:
    """Encoding loses nothing, and the same facts always give the same bytes."""
    payload = encode_event(event, asset)
    assert read_back(payload, event) == (event, asset)
    assert encode_event(event, asset) == payload
    assert decode_asset(encode_asset(asset)) == asset


def test_the_time_in_the_row_is_the_events_time() -> None:
    """A clock that is corrected in the row corrects the event (delivery, 3.6)."""
    payload = encode_event(played("s"), FILM)
    event, _ = decode_event(payload, session_id="s", occurred_ms=UnixMs(WALL_MS + 5))
    assert event.occurred_ms == WALL_MS + 5


def test_two_thousand_intervals_fit_and_more_leave_their_digest() -> None:
    """Evidence of a viewer who never stopped seeking is kept, or at least vouched for."""
    rng = random.Random(1)
    found = sorted(rng.sample(range(28_800_000), 24_000))
    many = [(found[i], found[i + 1]) for i in range(0, 24_000, 2)]
    for count, is_whole in ((2_000, True), (12_000, False)):
        event = replace(quartile("s", 25), evidence=evidence(*many[:count]))
        payload = encode_event(event, FILM)
        assert len(payload) <= PAYLOAD_LIMIT
        decoded, _ = read_back(payload, event)
        assert isinstance(decoded, QuartileReached)
        assert bool(decoded.evidence.intervals) == is_whole
        assert intervals_digest(event.evidence.intervals).encode() in payload
        assert f'"count":{count}'.encode() in payload


def test_the_attention_map_of_an_eight_hour_film_fits_a_row() -> None:
    """28,800 seconds, with the longest asset that a row can hold beside them."""
    rng = random.Random(2)
    spans = [rng.choice((0, 0, 1)) for _ in range(600)] * 48
    asset = replace(FILM, name="n" * 9_000, media_url="u" * 2_000, page_url="p" * 2_000)
    event = attention("s", *spans)
    payload = encode_event(event, asset)
    assert len(payload) <= PAYLOAD_LIMIT
    assert read_back(payload, event)[0] == event


def test_what_is_too_long_in_an_asset_does_not_cost_the_event() -> None:
    """A name is cut; an address of which a part is worth nothing is left out."""
    asset = replace(FILM, name="\N{FILM FRAMES}" * 5_000, media_url="https://e.test/" + "x" * 9_000)
    decoded = decode_asset(encode_asset(asset))
    assert len(decoded.name) > 50
    assert asset.name.startswith(decoded.name)
    assert decoded.media_url is None
    assert decoded.page_url == FILM.page_url
    assert len(encode_event(played("s"), asset)) < PAYLOAD_LIMIT / 2


def test_a_file_name_that_is_no_text_can_be_queued() -> None:
    """Linux lets a file name hold any bytes; they reach us as lone surrogates."""
    asset = replace(FILM, name="caf\udce9", external_id=None, media_url=None)
    payload = encode_event(played("s"), asset)
    assert read_back(payload, played("s"))[1] == asset
    assert len(dedupe_key(played("s"), asset)) == 16


@settings(max_examples=300)
@given(st.binary(max_size=200) | st.sampled_from([b"[]", b"{}", b"1", b'{"v":1}', b'{"v":2}']))
def test_what_is_no_payload_is_refused_as_such(data: bytes) -> None:
    """Damage never surfaces as anything but a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011 - many kinds of it, one meaning
        decode_event(data, session_id="s", occurred_ms=WALL_MS)


def test_the_key_tells_sessions_media_kinds_and_buckets_apart() -> None:
    """Delivery 3.1: one key an event, whatever else about it may change."""
    other = replace(FILM, external_id="another")
    keys = [
        dedupe_key(played("s"), FILM),
        dedupe_key(played("t"), FILM),
        dedupe_key(played("s"), other),
        dedupe_key(replace(played("s"), state=PlayedState.VIEWED), FILM),
        *(dedupe_key(quartile("s", percent), FILM) for percent in Quartile),
        dedupe_key(attention("s"), FILM),
    ]
    assert len(set(keys)) == len(keys) == 10
    assert dedupe_key(quartile("s", 25, t_ms=1), FILM) == dedupe_key(quartile("s", 25), FILM)
    assert dedupe_key(attention("s", 1, 2), FILM) == dedupe_key(attention("s"), FILM)


def test_parts_of_a_key_cannot_run_into_each_other() -> None:
    """Lengths stand before the parts, so moving a letter over makes another key."""
    assert length_prefixed_digest("ab", "c") != length_prefixed_digest("a", "bc")
