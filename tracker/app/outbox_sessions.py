"""The queue by sessions, for people: who watched what, how much, and what became of its events.

Knows: which row of a session matters most, and how the calling thread gets at the queue.
Must never know: how it is shown.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from tracker.app.queue import open_browser
from tracker.app.repair import open_repair
from tracker.model.delivery import OutboxStats, RowState
from tracker.model.events import AttentionSpan
from tracker.model.records import dataclass
from tracker.model.repair import QueueTroubles, RowDetails, SessionRows
from tracker.model.units import UnixMs

__all__ = ["NEEDS_YOU", "NOT_SENT", "SessionLook", "SessionRows", "Survey", "look_at", "survey"]

NEEDS_YOU = (RowState.DEAD, RowState.HELD)
"""The states that only a person can end, the most urgent first."""

NOT_SENT = (*NEEDS_YOU, RowState.DOUBTFUL, RowState.IN_FLIGHT, RowState.PENDING)
"""The states of what is not settled well, the most urgent first."""

_URGENCY = (*NOT_SENT, RowState.DELIVERED)


@dataclass(frozen=True, slots=True)
class Survey:
    """The sessions with rows in the states that were asked for, and the counts of the whole."""

    sessions: list[SessionRows]
    stats: OutboxStats
    troubles: QueueTroubles


@dataclass(frozen=True, slots=True)
class SessionLook:
    """One session as the queue has it: its rows, in the order in which they were queued."""

    session_id: str
    rows: tuple[RowDetails, ...]

    @property
    def urgent(self) -> RowDetails:
        """The row that needs a person most, or comes last."""
        return min(self.rows, key=lambda row: _URGENCY.index(row.view.state))

    @property
    def name(self) -> str | None:
        """What was watched; None where that is not known any more."""
        return next((row.asset.name for row in self.rows if row.asset is not None), None)

    @property
    def began_ms(self) -> UnixMs:
        """When the first of its events happened."""
        return min(row.view.occurred_ms for row in self.rows)

    @property
    def next_try_ms(self) -> UnixMs | None:
        """When the first of its events is sent again; None where none waits for its time."""
        return min(
            (row.view.next_try_ms for row in self.rows if row.view.next_try_ms), default=None
        )

    @property
    def watched_percent(self) -> int | None:
        """How much was watched: what the attention map covers, else the highest quartile."""
        for span in self._spans():
            return round(100 * span.covered_ms / span.duration_ms) if span.duration_ms else None
        told = [row.view.percent for row in self.rows if row.view.percent is not None]
        return max(told, default=None)

    @property
    def spans(self) -> tuple[int, ...]:
        """How often each equal part of the film was watched; empty where it is not told here."""
        return next((span.spans for span in self._spans()), ())

    def _spans(self) -> list[AttentionSpan]:
        events = [row.row.event for row in self.rows if row.row is not None]
        return [event for event in events if isinstance(event, AttentionSpan)]

    def seqs(self, states: Collection[RowState]) -> tuple[int, ...]:
        """Return the numbers of the rows that are in one of these states."""
        return tuple(row.view.seq for row in self.rows if row.view.state in states)


def survey(profile: Path, states: Collection[RowState]) -> Survey:
    """Return the sessions with rows in one of these states, the latest first. Raise StorageError.

    A third of a second for 100,000 rows: not for a thread that must not wait.
    """
    with open_browser(profile) as browser:
        return Survey(browser.survey(states), browser.stats(), browser.troubles())


def look_at(profile: Path, sessions: Sequence[SessionRows]) -> list[SessionLook]:
    """Return what is known of these sessions; without those whose rows are gone meanwhile."""
    looks = []
    with open_repair(profile) as repair:
        for session in sessions:
            rows = tuple(filter(None, map(repair.show, session.seqs)))
            if rows:
                looks.append(SessionLook(session.session_id, rows))
    return looks
