"""Replaying traces through the engagement core, and queueing what they earn if asked to.

Knows: that a trace is a session of its own, and which wall clock it happened on.
Must never know: how the lines are printed.
"""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tracker.app.queue import open_browser
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.engagement.trace import read_trace
from tracker.library.assets import Page, recorded_film
from tracker.model.errors import SettingsError
from tracker.model.events import EngagementEvent
from tracker.model.media import SessionOpening, Viewer
from tracker.model.protocols import SessionJournal
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample
from tracker.model.units import NS_PER_MS, MediaMs, UnixMs
from tracker.storage.spilling import SpillingJournal


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """What a whole trace came to. ``duration_ms`` is None where it was never known."""

    session_id: str
    covered_ms: MediaMs
    duration_ms: MediaMs | None
    loops: int


def replay(
    samples: list[PlaybackSample],
    name: str,
    *,
    viewer: Viewer,
    page: Page,
    rules: EngagementRules,
    journal: SessionJournal | None = None,
) -> Iterator[EngagementEvent | ReplaySummary]:
    """Run one trace as a session of its own and yield its events, then its summary.

    With a journal each event is yielded only after its commit, as if a film called ``name`` had
    been played now, on the given page.
    """
    session = EngagementSession(str(uuid.uuid4()), anchor_wall_ms=_anchor(samples), rules=rules)
    opening = SessionOpening(
        session.session_id, generation=0, asset=recorded_film(name, page), viewer=viewer
    )
    is_noted = False
    for events in _batches(session, samples):
        if events and journal is not None:
            checkpoint = session.checkpoint()
            if not is_noted:
                journal.open_session(opening, wall_ms=checkpoint.wall_ms)
                is_noted = True
            journal.append(events, checkpoint)
        yield from events
    if journal is not None and is_noted:
        journal.close_session(session.session_id, wall_ms=session.checkpoint().wall_ms)
    yield ReplaySummary(session.session_id, session.covered_ms, session.duration_ms, session.loops)


def _batches(
    session: EngagementSession, samples: list[PlaybackSample]
) -> Iterator[tuple[EngagementEvent, ...]]:
    for sample in samples:
        yield session.observe(sample)
    yield session.close()


def read_trace_file(path: Path) -> list[PlaybackSample]:
    """Read a trace. Raise SettingsError for what is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            return list(read_trace(lines))
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Give the path of a trace."
        ) from error
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not a text.", hint="A trace is a JSONL file.") from None
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}", hint=error.hint) from None


def read_kept_trace(profile: Path, session_id: str) -> list[PlaybackSample]:
    """Read the trace that the profile has kept of a session. Raise SettingsError without one."""
    with open_browser(profile) as browser:
        rows = browser.trace_rows(session_id)
    if not rows:
        raise SettingsError(
            f"No trace is kept of session {session_id}.",
            hint="Traces are kept for a while only; `tracker outbox list` shows the sessions.",
        )
    return list(read_trace(rows))


def _anchor(samples: list[PlaybackSample]) -> UnixMs:
    """Return the wall clock at the trace's start: its own, or such that it ends now."""
    if not samples:
        return UnixMs(time.time_ns() // NS_PER_MS)
    began_ns = samples[0].at_ns
    for sample in samples:
        if sample.wall_ms is not None:
            return UnixMs(sample.wall_ms - (sample.at_ns - began_ns) // NS_PER_MS)
    length_ms = (samples[-1].at_ns - began_ns) // NS_PER_MS
    return UnixMs(time.time_ns() // NS_PER_MS - length_ms)


def open_journal(profile: Path) -> SessionJournal:
    """Open the profile's journal for the calling thread. Raise StorageError."""
    return SpillingJournal(profile)
