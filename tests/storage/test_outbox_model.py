"""The outbox against a model of itself: whatever happens in whatever order, they agree."""

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.storage.builders import ADA, WALL_MS, attention, checkpoint, opening, played, quartile
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OnAmbiguous,
    OutboxRow,
    Rejected,
    RetryCause,
    RetryLater,
    RowState,
)
from tracker.model.events import EngagementEvent
from tracker.model.media import ANONYMOUS
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

SESSIONS = ("a", "b", "c", "d")
BUCKETS = ("played", "0", "50", "final")
OUTCOMES: tuple[DeliveryOutcome, ...] = (
    Delivered(200),
    Rejected(400, "no"),
    Rejected(404, "nowhere", systemic=True),
    Doubtful(RetryCause.NETWORK, "no answer"),
    RetryLater(RetryCause.RATE_LIMIT, "too many", status=429),
    RetryLater(RetryCause.NETWORK, "no connection", counts_as_attempt=False),
    AuthNeeded("no token"),
    AuthNeeded("refused", status=401),
)


def event_of(session_id: str, bucket: str) -> EngagementEvent:
    """Return the event of a bucket."""
    if bucket == "played":
        return played(session_id)
    return attention(session_id) if bucket == "final" else quartile(session_id, int(bucket))


@dataclass
class ModelRow:
    """What a row ought to be."""

    seq: int
    session_id: str
    ord: int = 0
    state: str = "waiting"
    attempts: int = 0
    maybe_sent: int = 0
    not_before_ms: int = 0
    bodies: list[bytes] = field(default_factory=list)
    """The bodies of which any may have been processed; more than one would be a mistake."""


class OutboxMachine(RuleBasedStateMachine):
    """Recorders, senders, people, crashes and time, in any order."""

    @initialize(on_ambiguous=st.sampled_from(OnAmbiguous))
    def start(self, on_ambiguous: OnAmbiguous) -> None:
        """Begin with an empty profile and one leader."""
        self.profile = Path(tempfile.mkdtemp(prefix="outbox-model-"))
        self.on_ambiguous = on_ambiguous
        self.journal = Journal(self.profile)
        self.browser = OutboxBrowser(self.profile)
        self.outbox = Outbox(self.profile, on_ambiguous=on_ambiguous)
        assert self.outbox.take_lead()
        self.now_ms = WALL_MS
        self.known: dict[str, bool] = {}
        self.rows: dict[tuple[str, str], ModelRow] = {}
        self.in_flight: list[OutboxRow] = []
        self.resent = self.sends = self.queued = 0
        for session_id, ada in zip(SESSIONS, (True, True, False), strict=False):
            self.enqueue(session_id, ["played", "50"], ada)

    @rule(
        session_id=st.sampled_from(SESSIONS),
        buckets=st.lists(st.sampled_from(BUCKETS), min_size=1, max_size=5),
        ada=st.booleans(),
    )
    def enqueue(self, session_id: str, buckets: list[str], ada: bool) -> None:
        """Queue events, new or known, in one transaction."""
        if session_id not in self.known:
            viewer = ADA if ada else ANONYMOUS
            self.journal.open_session(opening(session_id, viewer), wall_ms=self.now_ms)
            self.known[session_id] = ada
        events = [event_of(session_id, bucket) for bucket in buckets]
        placed = self.journal.append(events, checkpoint(session_id))
        for bucket, (seq, held) in zip(buckets, placed, strict=True):
            self.queued += 1
            row = self.rows.setdefault((session_id, bucket), ModelRow(seq, session_id))
            assert seq == row.seq
            assert held == (row.state == "waiting" and not self.known[session_id])
            never_sent = row.state == "waiting" and not row.attempts and not row.bodies
            if row.ord == 0 or (bucket == "final" and never_sent):
                row.ord = self.queued

    @precondition(lambda self: self.expected_due())
    @rule(limit=st.integers(1, 5), take=st.integers(1, 3))
    def claim(self, limit: int, take: int) -> None:
        """Claim some of the rows that are due; they must be exactly those of the model."""
        due = self.outbox.due(limit, now_ms=self.now_ms)
        expected = self.expected_due()[:limit]
        assert [row.seq for row in due] == [row.seq for row in expected]
        for row, model in list(zip(due, expected, strict=True))[:take]:
            self.sends += 1
            claimed = self.outbox.claim(row, f"body {self.sends}".encode())
            assert claimed is not None
            assert claimed.sent_body is not None
            assert self.outbox.claim(row, b"once more") is None
            model.state = "in flight"
            model.bodies = [*model.bodies, claimed.sent_body]
            assert len(set(model.bodies)) == 1
            self.in_flight.append(claimed)

    def expected_due(self) -> list[ModelRow]:
        """Return the heads that may go, the oldest first."""
        heads: dict[str, ModelRow] = {}
        busy = {row.session_id for row in self.rows.values() if row.state == "in flight"}
        for row in sorted(self.rows.values(), key=lambda row: row.ord):
            if row.state == "waiting":
                heads.setdefault(row.session_id, row)
        return [
            row
            for row in sorted(heads.values(), key=lambda row: row.seq)
            if self.known[row.session_id]
            and row.session_id not in busy
            and row.not_before_ms <= self.now_ms
        ]

    def count_send(self, row: ModelRow) -> None:
        """Note that a row left this machine, or may have."""
        self.resent += row.attempts > 0
        row.attempts += 1

    @precondition(lambda self: self.in_flight)
    @rule(
        data=st.data(), outcome=st.sampled_from(OUTCOMES), wait_ms=st.sampled_from((0, 0, 60_000))
    )
    def settle(self, data: st.DataObject, outcome: DeliveryOutcome, wait_ms: int) -> None:
        """Let an answer come."""
        claimed = data.draw(st.sampled_from(self.in_flight))
        self.in_flight.remove(claimed)
        next_try_ms = UnixMs(self.now_ms + wait_ms)
        self.outbox.settle(claimed, outcome, now_ms=self.now_ms, next_try_ms=next_try_ms)
        row = next(row for row in self.rows.values() if row.seq == claimed.seq)
        row.state, row.not_before_ms = "waiting", next_try_ms
        match outcome:
            case Delivered():
                row.state = "delivered"
            case Rejected(systemic=False):
                row.state = "dead"
            case Doubtful():
                row.maybe_sent += 1
                if self.on_ambiguous is OnAmbiguous.PARK:
                    row.state = "dead"
            case RetryLater(counts_as_attempt=False) | AuthNeeded() | Rejected():
                row.bodies.pop()
            case RetryLater():
                pass
        nothing_left = outcome in (AuthNeeded("no token"), OUTCOMES[5])
        if not nothing_left:
            self.count_send(row)

    @rule()
    def crash(self) -> None:
        """End the sender with whatever is in flight, and let another one lead."""
        self.outbox.close()
        self.outbox = Outbox(self.profile, on_ambiguous=self.on_ambiguous)
        assert self.outbox.take_lead()
        self.in_flight.clear()
        for row in self.rows.values():
            if row.state == "in flight":
                self.count_send(row)
                row.maybe_sent += 1
                row.not_before_ms = 0
                parks = self.on_ambiguous is OnAmbiguous.PARK
                row.state = "dead" if parks else "waiting"

    @rule()
    def rival(self) -> None:
        """Start a second sender, which must stand by."""
        rival = Outbox(self.profile)
        assert not rival.take_lead()
        rival.close()

    @rule()
    def restart_recorder(self) -> None:
        """Start the player again."""
        self.journal.close()
        self.journal = Journal(self.profile)

    @precondition(lambda self: not all(self.known.values()))
    @rule(data=st.data())
    def identify(self, data: st.DataObject) -> None:
        """Say who watched, as a person does later."""
        held = sorted(session_id for session_id, known in self.known.items() if not known)
        session_id = data.draw(st.sampled_from(held))
        released = self.browser.identify(session_id, ADA, now_ms=self.now_ms, reason="test")
        assert released == sum(row.session_id == session_id for row in self.rows.values())
        self.known[session_id] = True

    @precondition(lambda self: any(r.not_before_ms > self.now_ms for r in self.rows.values()))
    @rule(step_ms=st.sampled_from((1, 60_000)))
    def wait(self, step_ms: int) -> None:
        """Time passes."""
        self.now_ms = UnixMs(self.now_ms + step_ms)

    @invariant()
    def nothing_is_lost_and_none_is_twice(self) -> None:
        """Each row is there once, in the model's state, and the counts are those of the rows."""
        if not hasattr(self, "browser"):
            return
        listed = list(self.browser.list_rows())
        states = {row.seq: (row.state, row.attempts) for row in listed}
        assert len(states) == len(listed)
        assert states == {row.seq: (self.state_of(row), row.attempts) for row in self.rows.values()}
        stats = self.browser.stats()
        counts = Counter(state for state, _ in states.values())
        for state in RowState:
            assert getattr(stats, state.value) == counts[state]
        assert stats.resent == self.resent

    def state_of(self, row: ModelRow) -> RowState:
        """Return the state that a surface ought to show."""
        if row.state == "waiting":
            if not self.known[row.session_id]:
                return RowState.HELD
            return RowState.DOUBTFUL if row.maybe_sent else RowState.PENDING
        return RowState(row.state.replace(" ", "_"))

    @invariant()
    def the_next_due_time_is_the_models(self) -> None:
        """Never later than a row falls due, so that nothing oversleeps."""
        if not hasattr(self, "browser"):
            return
        present_ms, self.now_ms = self.now_ms, UnixMs(2**60)
        expected = min((row.not_before_ms for row in self.expected_due()), default=None)
        self.now_ms = present_ms
        assert self.outbox.next_due_ms() == expected
        due = self.outbox.due(9, now_ms=self.now_ms)
        assert [row.seq for row in due] == [row.seq for row in self.expected_due()]

    def teardown(self) -> None:
        """Check every checksum once more, and tidy up."""
        if not hasattr(self, "browser"):
            return
        assert self.browser.verify_rows() == []
        for part in (self.outbox, self.journal, self.browser):
            part.close()
        shutil.rmtree(self.profile)


OutboxMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestOutboxModel = OutboxMachine.TestCase
