"""Sessions, events and checkpoints that are quick to say in a test."""

from collections.abc import Sequence
from pathlib import Path

from tracker.model.events import (
    AttentionSpan,
    Checkpoint,
    DurationSource,
    EngagementEvent,
    Evidence,
    MediaPlayed,
    Quartile,
    QuartileReached,
)
from tracker.model.media import ANONYMOUS, Asset, MediaType, SessionOpening, Viewer
from tracker.model.units import ElapsedMs, MediaMs, UnixMs
from tracker.storage.clocks import BootClock, BootMoment
from tracker.storage.journal import Journal

WALL_MS = UnixMs(1_795_400_000_000)
ADA = Viewer(contact_id=4711, email="ada@example.test")
FILM = Asset(
    name="Product tour",
    media_type=MediaType.VIDEO,
    external_id="c0ffee-film",
    media_url="https://media.example.test/tour.mp4",
    page_name="Lobby",
    page_url="https://example.test/lobby",
    canonical_duration_ms=MediaMs(12_000),
)


class FakeClock(BootClock):
    """A machine's two clocks, which stand until they are moved."""

    def __init__(self, wall_ms: UnixMs, moment: BootMoment) -> None:
        self._wall_ms = wall_ms
        self._moment = moment

    def now(self) -> BootMoment:
        """Return the moment that was set."""
        return self._moment

    def wall_ms(self) -> UnixMs:
        """Return the wall clock that was set."""
        return self._wall_ms

    def pass_ms(self, by_ms: int) -> None:
        """Let time pass, by both clocks."""
        self._moment = self._moment.later(by_ms)
        self._wall_ms = UnixMs(self._wall_ms + by_ms)

    def step_to(self, wall_ms: UnixMs) -> None:
        """Set the wall clock, as a person or a time server does."""
        self._wall_ms = wall_ms

    def restart(self, boot_id: bytes, wall_ms: UnixMs) -> None:
        """Start the machine anew, a minute ago."""
        self._moment = BootMoment(boot_id, 60_000)
        self._wall_ms = wall_ms


def evidence(*intervals: tuple[int, int], needed_ms: int = 0) -> Evidence:
    """Return evidence of the given watched parts, in milliseconds, of a film of 12 s."""
    return Evidence(
        intervals=tuple((MediaMs(start), MediaMs(end)) for start, end in intervals),
        duration_ms=MediaMs(12_000),
        duration_source=DurationSource.CANONICAL,
        rules_version=1,
        error_bound_ms=500,
        needed_ms=MediaMs(needed_ms),
    )


def played(session_id: str, t_ms: int = 100) -> MediaPlayed:
    """Return the event that playing began."""
    return MediaPlayed(session_id, ElapsedMs(t_ms), UnixMs(WALL_MS + t_ms))


def quartile(session_id: str, percent: int, t_ms: int | None = None) -> QuartileReached:
    """Return the event that a quartile was reached, by playing from the start."""
    t_ms = 200 + 120 * percent if t_ms is None else t_ms
    watched = evidence(*([(0, 120 * percent)] if percent else []), needed_ms=120 * percent)
    return QuartileReached(
        session_id, ElapsedMs(t_ms), UnixMs(WALL_MS + t_ms), Quartile(percent), watched
    )


def attention(session_id: str, *spans: int, t_ms: int = 13_000) -> AttentionSpan:
    """Return a session's attention map; 12 spans seen once, unless others are given."""
    return AttentionSpan(
        session_id,
        ElapsedMs(t_ms),
        UnixMs(WALL_MS + t_ms),
        spans=spans or (1,) * 12,
        covered_ms=MediaMs(12_000),
        duration_ms=MediaMs(12_000),
    )


def whole_film(session_id: str) -> list[EngagementEvent]:
    """Return the seven events of a film that was watched to its end."""
    quartiles = [quartile(session_id, percent) for percent in Quartile]
    return [played(session_id), *quartiles, attention(session_id)]


def checkpoint(session_id: str, t_ms: int = 13_000) -> Checkpoint:
    """Return a checkpoint of a film that was played from the start."""
    return Checkpoint(
        session_id=session_id,
        t_ms=ElapsedMs(t_ms),
        wall_ms=UnixMs(WALL_MS + t_ms),
        passes=((MediaMs(0), MediaMs(min(t_ms, 12_000))),),
        covered_ms=MediaMs(min(t_ms, 12_000)),
        duration_ms=MediaMs(12_000),
        duration_source=DurationSource.CANONICAL,
        position_ms=MediaMs(min(t_ms, 12_000)),
        loops=0,
        played=True,
        earned=(Quartile.START, Quartile.FIRST),
    )


def opening(session_id: str, viewer: Viewer = ANONYMOUS, asset: Asset = FILM) -> SessionOpening:
    """Return the start of a session."""
    return SessionOpening(session_id, generation=1, asset=asset, viewer=viewer, device="lobby")


def queue_events(
    profile: Path,
    session_id: str,
    events: Sequence[EngagementEvent] | None = None,
    *,
    viewer: Viewer = ADA,
) -> list[tuple[int, bool]]:
    """Open a session, queue its events (a whole film's by default), and close the journal."""
    journal = Journal(profile)
    try:
        journal.open_session(opening(session_id, viewer), wall_ms=WALL_MS)
        return journal.append(
            whole_film(session_id) if events is None else events, checkpoint(session_id)
        )
    finally:
        journal.close()
