"""Real viewings, recorded with their raw samples, and delivered."""

from pathlib import Path

from tests.builders import Take
from tests.storage.builders import ADA, FILM, WALL_MS
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.engagement.trace import TraceRows
from tracker.model.delivery import Delivered
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.samples import PlaybackSample
from tracker.model.units import UnixMs
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

WHOLE = Take(20_000).play(20_000).end().samples
HALF = Take(20_000).play(6_000).seek(12_000).run_on(5_000).stop().samples


def record(
    profile: Path,
    session_id: str,
    samples: list[PlaybackSample],
    *,
    viewer: Viewer = ADA,
    asset: Asset = FILM,
    wall_ms: UnixMs = WALL_MS,
    is_over: bool = True,
) -> list[str]:
    """Record a viewing as the recorder does, and return its trace."""
    session = EngagementSession(session_id, anchor_wall_ms=wall_ms, rules=EngagementRules())
    rows = TraceRows(samples[0].at_ns)
    journal = Journal(profile)
    journal.open_session(
        SessionOpening(session_id, 0, asset, viewer=viewer, device="lobby"), wall_ms=wall_ms
    )
    trace: list[str] = []
    unwritten: list[str] = []
    for sample in samples:
        unwritten += rows.of(sample)
        if events := session.observe(sample):
            journal.append(events, session.checkpoint(), unwritten)
            trace += unwritten
            unwritten = []
    events = session.close() if is_over else ()
    journal.append(events, session.checkpoint(), unwritten)
    if is_over:
        journal.close_session(session_id, wall_ms=wall_ms)
    journal.close()
    return trace + unwritten


def deliver(profile: Path, count: int | None = None) -> None:
    """Deliver what is due: all of it, or so many rows."""
    outbox = Outbox(profile)
    assert outbox.take_lead()
    sent = 0
    while (count is None or sent < count) and (due := outbox.due(1, now_ms=WALL_MS)):
        row = outbox.claim(due[0], b'{"n":1}')
        assert row is not None
        outbox.settle(row, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
        sent += 1
    outbox.close()
