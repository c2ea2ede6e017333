"""Rows for the tests of the HubSpot station, written out or drawn by hypothesis."""

from hypothesis import strategies as st

from tracker.model.delivery import OutboxRow
from tracker.model.events import (
    AttentionSpan,
    DurationSource,
    EngagementEvent,
    Evidence,
    MediaPlayed,
    PlayedState,
    Quartile,
    QuartileReached,
)
from tracker.model.media import Asset, MediaType, Viewer
from tracker.model.units import ElapsedMs, MediaMs, UnixMs

SESSION = "0f8fad5b-d9cb-469f-a165-70867728950e"
OCCURRED = UnixMs(1_795_000_000_123)
EVIDENCE = Evidence(
    intervals=((MediaMs(0), MediaMs(5000)),),
    duration_ms=MediaMs(10_000),
    duration_source=DurationSource.CANONICAL,
    rules_version=1,
    error_bound_ms=250,
)
FILM = Asset("Ada", external_id="sha256:1234", media_url="https://films.example/ada")
ANN = Viewer(contact_id=4711)

PLAYED = MediaPlayed(SESSION, ElapsedMs(10), OCCURRED)
HALF = QuartileReached(SESSION, ElapsedMs(20), OCCURRED, Quartile.MIDPOINT, EVIDENCE)
SPANS = AttentionSpan(
    SESSION,
    ElapsedMs(30),
    OCCURRED,
    spans=(2, 2, 1, 1, 1, 0, 0, 0, 0, 0),
    covered_ms=MediaMs(5000),
    duration_ms=MediaMs(10_000),
)
ALL_EVENTS: tuple[EngagementEvent, ...] = (PLAYED, HALF, SPANS)


def row(event: EngagementEvent = HALF, asset: Asset = FILM, viewer: Viewer = ANN) -> OutboxRow:
    """Return a row that is due."""
    return OutboxRow(seq=1, event=event, asset=asset, viewer=viewer)


_int64 = st.integers(-(2**63), 2**63 - 1)
_text = st.text(max_size=20)
_session = st.uuids().map(str)
_unix = st.integers(0, 2**41).map(UnixMs)
_elapsed = st.integers(0, 10**9).map(ElapsedMs)
_media_ms = st.integers(0, 10**8).map(MediaMs)

assets = st.builds(
    Asset,
    name=_text,
    media_type=st.sampled_from(MediaType),
    external_id=st.none() | _text,
    media_bridge_id=st.none() | _int64,
    media_url=st.none() | _text,
    page_id=st.none() | _int64,
    page_name=st.none() | _text,
    page_url=st.none() | _text,
)
viewers = st.builds(
    Viewer,
    contact_id=st.none() | _int64,
    email=st.none() | st.just("secret@people.example"),
    badge=st.none() | st.just("SECRET-BADGE"),
    contact_utk=st.none() | _text,
    hsenc=st.none() | _text,
)
events: st.SearchStrategy[EngagementEvent] = st.one_of(
    st.builds(MediaPlayed, _session, _elapsed, _unix, st.sampled_from(PlayedState)),
    st.builds(
        QuartileReached, _session, _elapsed, _unix, st.sampled_from(Quartile), st.just(EVIDENCE)
    ),
    st.builds(
        AttentionSpan,
        _session,
        _elapsed,
        _unix,
        st.lists(st.integers(0, 2**33), max_size=30).map(tuple),
        _media_ms,
        _media_ms,
    ),
)
rows = st.builds(row, events, assets, viewers)
