"""The sender on a real queue, against a destination that answers by a script."""

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import Take, count
from tracker.model.crossings import AnswerReceived, Crossing, RequestSent
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    OutboxStats,
    Rejected,
    RetryCause,
    RetryLater,
    SyncState,
    SyncStatus,
)
from tracker.model.errors import SettingsError
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.outbox import GROUP, Outbox
from tracker.workers.pacing import Pacer
from tracker.workers.slots import MOST_SLOTS, SLOTS
from tracker.workers.sync import Sender

OFFLINE = RetryLater(RetryCause.NETWORK, "The network is away.", counts_as_attempt=False)


class Script:
    """A destination that answers what it is told to, and notes who was under way together."""

    def __init__(self, answer: Callable[[OutboxRow], DeliveryOutcome] | None = None) -> None:
        self.answer = answer or (lambda row: Delivered(200))
        self.obstacles: list[RetryLater | AuthNeeded | SettingsError] | None = None
        """What is in the way, one after the other; None where nothing ever is."""
        self.prepared = 0
        self.sent: list[OutboxRow] = []
        self.most_at_once = 0
        self.overlapping_sessions = False
        self._under_way: list[str] = []
        self._lock = threading.Lock()

    def path_for(self, row: OutboxRow) -> str:
        """Return a path."""
        return "/events"

    def is_ready(self) -> bool:
        """Whether it is ready, or was made so once."""
        return self.obstacles is None

    def prepare(self) -> RetryLater | AuthNeeded | None:
        """Meet the next obstacle."""
        self.prepared += 1
        if not self.obstacles:
            return None
        obstacle = self.obstacles.pop(0)
        if isinstance(obstacle, SettingsError):
            raise obstacle
        return obstacle

    def build_body(self, row: OutboxRow) -> bytes:
        """Return a body."""
        return b"{}"

    def send(self, row: OutboxRow, body: bytes) -> DeliveryOutcome:
        """Answer by the script."""
        session_id = row.event.session_id
        with self._lock:
            self.sent.append(row)
            self.overlapping_sessions |= session_id in self._under_way
            self._under_way.append(session_id)
            self.most_at_once = max(self.most_at_once, len(self._under_way))
        try:
            return self.answer(row)
        finally:
            with self._lock:
                self._under_way.remove(session_id)

    def close(self) -> None:
        """Nothing to let go of."""


def enqueue(profile: Path, sessions: int = 1, contact_id: int | None = 5) -> None:
    """Queue the seven events of each session."""
    journal = Journal(profile)
    events = count(Take(10_000).play(10_000).end().samples)
    for number in range(sessions):
        session_id = f"session-{number}"
        journal.open_session(
            SessionOpening(session_id, 0, Asset("Film"), Viewer(contact_id=contact_id)),
            wall_ms=UnixMs(1),
        )
        checkpoint = dataclasses.replace(events.session.checkpoint(), session_id=session_id)
        journal.append(
            [dataclasses.replace(event, session_id=session_id) for event in events.events],
            checkpoint,
        )
    journal.close()


class Desk:
    """A sender and all that it said."""

    def __init__(self, profile: Path, script: Script, pacer: Pacer | None = None) -> None:
        self.outbox = Outbox(profile)
        self.script = script
        self.statuses: list[SyncStatus] = []
        self.crossings: list[Crossing] = []
        self.sender = Sender(
            self.outbox,
            script,
            pacer=pacer or Pacer(limit=1_000_000),
            on_status=self.statuses.append,
            witness=self.crossings.append,
            jitter=lambda: 0.01,
        )

    def claim_in_groups(self) -> None:
        """Do as where a flush is slow."""
        assert self.outbox.take_lead()
        self.outbox._group = GROUP

    def settle(self, patience_s: float = 0.0) -> OutboxStats:
        """Deliver what is due."""
        try:
            return self.sender.run_until_settled(patience_s)
        finally:
            self.outbox.close()


def test_everything_arrives_in_order_within_each_session(tmp_path: Path) -> None:
    """Thirty sessions of seven events: none twice, each session's in its order."""
    enqueue(tmp_path, sessions=30)
    script = Script()
    stats = Desk(tmp_path, script).settle()
    assert (stats.delivered, stats.unsettled) == (210, 0)
    for number in range(30):
        seqs = [row.seq for row in script.sent if row.event.session_id == f"session-{number}"]
        assert seqs == sorted(set(seqs))
        assert len(seqs) == 7


def test_slots_are_filled_with_different_sessions(tmp_path: Path) -> None:
    """Four at once, never two of one session."""
    enqueue(tmp_path, sessions=8)
    gate = threading.Barrier(SLOTS, timeout=10)

    def wait_for_the_others(row: OutboxRow) -> DeliveryOutcome:
        if row.event.session_id in {f"session-{number}" for number in range(SLOTS)}:
            gate.wait()
        return Delivered(200)

    script = Script(wait_for_the_others)
    Desk(tmp_path, script).settle()
    assert script.most_at_once == SLOTS
    assert not script.overlapping_sessions


def test_slow_replies_get_twice_as_many_slots(tmp_path: Path) -> None:
    """At 300 ms four requests at once would be 13 a second."""
    enqueue(tmp_path, sessions=12)
    pause = threading.Event()

    def take_long(row: OutboxRow) -> DeliveryOutcome:
        pause.wait(0.25)
        return Delivered(200)

    script = Script(take_long)
    assert Desk(tmp_path, script).settle().delivered == 84
    assert script.most_at_once == MOST_SLOTS
    assert not script.overlapping_sessions


def test_a_refused_event_dies_and_its_session_goes_on(tmp_path: Path) -> None:
    """Poison does not block what comes after it."""
    enqueue(tmp_path)
    script = Script(lambda row: Rejected(400, "bad") if row.seq == 3 else Delivered(200))
    stats = Desk(tmp_path, script).settle()
    assert (stats.delivered, stats.dead, stats.unsettled) == (6, 1, 0)


def test_a_doubtful_event_is_resent_and_counted(tmp_path: Path) -> None:
    """The answer was lost once; the resend is told as such."""
    enqueue(tmp_path)
    answers: Iterator[DeliveryOutcome] = iter(
        [Doubtful(RetryCause.NETWORK, "cut"), *[Delivered(200)] * 7]
    )
    stats = Desk(tmp_path, Script(lambda row: next(answers))).settle()
    assert (stats.delivered, stats.resent) == (7, 1)


def test_a_network_that_comes_back_within_patience_is_used(tmp_path: Path) -> None:
    """--once waits for what falls due soon."""
    enqueue(tmp_path)
    answers: Iterator[DeliveryOutcome] = iter([OFFLINE, OFFLINE, *[Delivered(200)] * 7])
    stats = Desk(tmp_path, Script(lambda row: next(answers))).settle(20.0)
    assert (stats.delivered, stats.resent) == (7, 0)


def test_without_patience_a_dead_network_is_not_waited_for(tmp_path: Path) -> None:
    """One try, or a few where the machine is slower than the pause between them; then it ends."""
    enqueue(tmp_path)
    script = Script(lambda row: OFFLINE)
    desk = Desk(tmp_path, script)
    stats = desk.settle()
    assert stats.pending == 7
    assert 1 <= len(script.sent) < 7
    assert len({row.seq for row in script.sent}) == 1
    assert desk.statuses[-1].state is SyncState.WAITING
    assert "network" in desk.statuses[-1].message


def test_a_missing_token_ends_the_waiting_at_once(tmp_path: Path) -> None:
    """Only a person can mend it, so patience is of no use."""
    enqueue(tmp_path)
    desk = Desk(tmp_path, Script(lambda row: AuthNeeded("Log in.")))
    began_s = time.monotonic()
    stats = desk.settle(60.0)
    assert stats.pending == 7
    assert time.monotonic() - began_s < 10
    last = desk.statuses[-1]
    assert (last.state, last.stats, last.message) == (SyncState.NEEDS_YOU, stats, "Log in.")
    assert last.next_try_ms is not None
    assert last.since_ms is not None
    assert abs(last.next_try_ms - last.since_ms - 900_000) < 5_000
    assert [status.state for status in desk.statuses].count(SyncState.NEEDS_YOU) == 1


@pytest.mark.parametrize(
    ("obstacle", "state"),
    [
        (AuthNeeded("The keyring is locked."), SyncState.NEEDS_YOU),
        (RetryLater(RetryCause.NETWORK, "No way to the token."), SyncState.WAITING),
        (RetryLater(RetryCause.SERVER, "The token's server is ill."), SyncState.WAITING),
    ],
)
def test_without_a_token_no_row_is_touched(
    tmp_path: Path, obstacle: RetryLater | AuthNeeded, state: SyncState
) -> None:
    """What a request needs is fetched before a row is claimed: nothing was ever in flight."""
    enqueue(tmp_path)
    script = Script()
    script.obstacles = [obstacle] * 50
    desk = Desk(tmp_path, script)
    stats = desk.settle()
    assert (stats.pending, script.sent) == (7, [])
    assert (desk.statuses[-1].state, desk.statuses[-1].message) == (state, obstacle.message)
    browser = OutboxBrowser(tmp_path)
    assert {(row.attempts, row.last_error) for row in browser.list_rows()} == {(0, None)}
    browser.close()


def test_a_keyring_that_is_unlocked_late_keeps_no_row_in_flight(tmp_path: Path) -> None:
    """While a person is asked for the keyring's password, everything waits in the queue."""
    enqueue(tmp_path)
    asked, unlocked, ended = threading.Event(), threading.Event(), threading.Event()
    script = Script()
    script.obstacles = []

    def prepare() -> None:
        asked.set()
        assert unlocked.wait(20)

    script.prepare = prepare  # type: ignore[method-assign]
    thread = threading.Thread(target=_run, args=(tmp_path, script, ended))
    thread.start()
    browser = OutboxBrowser(tmp_path)
    try:
        assert asked.wait(20)
        assert (browser.stats().pending, browser.stats().in_flight) == (7, 0)
        unlocked.set()
        _wait(lambda: browser.stats().delivered == 7)
    finally:
        unlocked.set()
        ended.set()
        thread.join(20)
        browser.close()


def test_what_is_over_by_the_time_it_is_used_does_not_hold_the_queue(tmp_path: Path) -> None:
    """A token that is good for nothing but one request is fetched for each."""
    enqueue(tmp_path)
    script = Script()
    script.obstacles = []
    assert Desk(tmp_path, script).settle(20.0).delivered == 7
    assert script.prepared == 7


def test_a_setting_with_which_nothing_can_be_sent_ends_the_sender(tmp_path: Path) -> None:
    """It is told to whoever started it, and no row was touched."""
    enqueue(tmp_path)
    script = Script()
    script.obstacles = [SettingsError("No such proxy.", hint="Name another.")]
    desk = Desk(tmp_path, script)
    with pytest.raises(SettingsError, match="proxy"):
        desk.settle()
    assert script.sent == []


def test_held_rows_are_not_waited_for(tmp_path: Path) -> None:
    """Nobody is identified: nothing is sent, and nothing is left unsettled."""
    enqueue(tmp_path, contact_id=None)
    script = Script()
    stats = Desk(tmp_path, script).settle(60.0)
    assert (stats.held, stats.unsettled, script.sent) == (7, 0, [])


def test_a_stranger_account_stops_everything(tmp_path: Path) -> None:
    """The first account that answers owns the profile."""
    enqueue(tmp_path)
    answers = iter([Delivered(200, portal_id=1), *[Delivered(200, portal_id=2)] * 6])
    desk = Desk(tmp_path, Script(lambda row: next(answers)))
    stats = desk.settle(60.0)
    assert (stats.delivered, stats.pending) == (2, 5)
    assert desk.statuses[-1].state is SyncState.NEEDS_YOU


def test_a_destination_that_breaks_leaves_its_row_doubtful(tmp_path: Path) -> None:
    """A mistake of ours neither hangs the sender nor loses the row."""
    enqueue(tmp_path)
    calls: list[int] = []

    def break_once(row: OutboxRow) -> DeliveryOutcome:
        calls.append(row.seq)
        if len(calls) == 1:
            raise RuntimeError("a bug")
        return Delivered(200)

    stats = Desk(tmp_path, Script(break_once)).settle(5.0)
    assert (stats.delivered, stats.resent) == (7, 1)


def test_a_terminal_that_goes_away_costs_no_answer(tmp_path: Path) -> None:
    """Whoever watches may fail; each answer is written all the same."""
    enqueue(tmp_path)

    def fail(_: object) -> None:
        raise BrokenPipeError

    outbox = Outbox(tmp_path)
    sender = Sender(outbox, Script(), pacer=Pacer(limit=1_000_000), on_status=fail, witness=fail)
    assert sender.run_until_settled(5.0).delivered == 7
    outbox.close()


def test_rows_claimed_together_are_waited_for_though_the_pace_holds_them(tmp_path: Path) -> None:
    """Where a flush is slow, four are claimed at once; the last of them are not left behind."""
    enqueue(tmp_path, sessions=4)
    desk = Desk(tmp_path, Script(), pacer=Pacer(limit=400))
    desk.claim_in_groups()
    assert desk.settle().delivered == 28


def test_rows_claimed_together_go_back_once_nothing_can_be_sent(tmp_path: Path) -> None:
    """An outage of hours finds none of them in flight: nothing becomes doubtful for it."""
    enqueue(tmp_path, sessions=4)
    ended, tried = threading.Event(), threading.Event()

    def refuse(row: OutboxRow) -> DeliveryOutcome:
        tried.set()
        return RetryLater(RetryCause.DAILY_LIMIT, "Tomorrow.", 429, 3600.0)

    thread = threading.Thread(target=_run, args=(tmp_path, Script(refuse), ended, True))
    thread.start()
    browser = OutboxBrowser(tmp_path)
    try:
        assert tried.wait(20)
        _wait(lambda: browser.stats().in_flight == 0)
        assert browser.stats().pending == 28
    finally:
        ended.set()
        thread.join(20)
        browser.close()


def test_what_another_process_enqueues_is_noticed(tmp_path: Path) -> None:
    """A running sender sees rows that come later, without being told."""
    enqueue(tmp_path, sessions=1)
    delivered = threading.Event()
    script = Script()
    thread = threading.Thread(target=_run, args=(tmp_path, script, delivered))
    thread.start()
    try:
        _wait(lambda: len(script.sent) == 7)
        enqueue(tmp_path, sessions=2)
        _wait(lambda: len(script.sent) == 14)
    finally:
        delivered.set()
        thread.join(20)
    assert not thread.is_alive()


def test_a_second_sender_waits_for_the_first_and_ends_by_the_same_rule(tmp_path: Path) -> None:
    """The other one delivers; this one reports that all is settled."""
    enqueue(tmp_path, sessions=3)
    ended = threading.Event()
    first, second = Script(), Script()
    gate = threading.Event()
    first.answer = lambda row: Delivered(200) if gate.wait(20) else OFFLINE
    thread = threading.Thread(target=_run, args=(tmp_path, first, ended))
    thread.start()
    try:
        _wait(lambda: bool(first.sent))
        threading.Timer(1.0, gate.set).start()
        stats = Desk(tmp_path, second).settle(30.0)
    finally:
        gate.set()
        ended.set()
        thread.join(20)
    assert (stats.delivered, stats.unsettled, second.sent) == (21, 0, [])


def test_a_request_to_sync_tries_at_once_what_was_held_back(tmp_path: Path) -> None:
    """Somebody logged in: the auth breaker does not wait its quarter of an hour."""
    enqueue(tmp_path)
    token_is_there, ended = threading.Event(), threading.Event()
    script = Script(
        lambda row: Delivered(200) if token_is_there.is_set() else AuthNeeded("Log in.")
    )
    thread = threading.Thread(target=_run, args=(tmp_path, script, ended))
    thread.start()
    try:
        _wait(lambda: bool(script.sent))
        token_is_there.set()
        browser = OutboxBrowser(tmp_path)
        browser.request_sync()
        _wait(lambda: browser.stats().delivered == 7)
        browser.close()
    finally:
        ended.set()
        thread.join(20)


def test_each_request_and_answer_is_witnessed(tmp_path: Path) -> None:
    """Request, then answer, for each row."""
    enqueue(tmp_path)
    desk = Desk(tmp_path, Script())
    desk.settle()
    kinds = [type(crossing) for crossing in desk.crossings]
    assert kinds == [RequestSent, AnswerReceived] * 7


@pytest.mark.parametrize("patience_s", [0.0, 5.0])
def test_stopping_sends_on_for_as_long_as_it_may(tmp_path: Path, patience_s: float) -> None:
    """With patience the rest goes out; without, it stays for next time."""
    enqueue(tmp_path)
    desk = Desk(tmp_path, Script())
    desk.sender.stop(patience_s)
    desk.sender.run()
    stats = desk.outbox.stats()
    desk.outbox.close()
    assert stats.in_flight == 0
    assert (stats.delivered == 7) is (patience_s > 0)


def _run(
    profile: Path, script: Script, ended: threading.Event, claims_groups: bool = False
) -> None:
    """Run a sender until told to end."""
    desk = Desk(profile, script, pacer=Pacer() if claims_groups else None)
    if claims_groups:
        desk.claim_in_groups()

    def stop() -> None:
        ended.wait(60)
        desk.sender.stop()

    stopper = threading.Thread(target=stop)
    stopper.start()
    desk.sender.run()
    stopper.join()
    desk.outbox.close()


def _wait(reached: Callable[[], bool]) -> None:
    """Wait, with a bound, until something is so."""
    deadline_s = time.monotonic() + 20
    pause = threading.Event()
    while not reached():
        assert time.monotonic() < deadline_s
        pause.wait(0.02)
