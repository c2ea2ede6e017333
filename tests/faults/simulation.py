"""Delivery in a world of its own: time, network, server and disk obey the test; all else is real.

Queue, journal, sender, policy, pacing and classifier are those of the program. Time passes only
while the sender waits, so that a day takes seconds, and a seed gives the same run again.
"""

import heapq
import math
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import apsw
import pytest

from tests.faults.history import Arrival, History, Key, broken, read_history, watch
from tests.faults.torn_disk import TornDisk
from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, whole_film
from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sandbox.limits import RollingWindow
from tracker.model.delivery import Delivered, Doubtful, OutboxRow, OutboxStats, RetryLater
from tracker.model.errors import StorageError
from tracker.model.events import EngagementEvent, QuartileReached, kind_of
from tracker.model.units import UnixMs
from tracker.storage import ballast, clocks, database_file, healing, outbox, upkeep
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.workers import dispatch, inquiry, patience, pauses, reporting, sync
from tracker.workers.pacing import Pacer
from tracker.workers.resolve import LookUp

STARTED_S = 1_000.0
FILM_MS = 13_000
"""When the last event of a film comes, from its beginning."""
LONGEST_S = 15 * 60.0
"""No wait may be longer (delivery, section 4)."""

TICK_S = 1e-5
"""Even the shortest wait takes a while."""

MOST_WAITS_A_SECOND = 1_000
"""Whoever waits more often than this does not wait (delivery, section 4)."""

_SEES_TIME: tuple[ModuleType, ...] = (
    *(sync, patience, pauses, reporting, inquiry),
    *(clocks, upkeep),
)


class SalvagedError(Exception):
    """A queue was taken for damaged, although its disk broke none of its promises."""


class VirtualTime:
    """The clocks of the machine, in place of the module ``time``.

    Seconds pass for all of them, but for the monotonic one not while the machine is suspended.
    """

    def __init__(self) -> None:
        self.running_s = STARTED_S
        self.suspended_s = 0.0
        self.stepped_ms = 0

    def monotonic(self) -> float:
        """Return monotonic seconds."""
        return self.running_s

    def clock_gettime_ns(self, _: int) -> int:
        """Return CLOCK_BOOTTIME."""
        return round((self.running_s + self.suspended_s) * 1e9)

    def time_ns(self) -> int:
        """Return the wall clock."""
        passed_s = self.running_s + self.suspended_s - STARTED_S
        return round(passed_s * 1e9) + (WALL_MS + self.stepped_ms) * 1_000_000

    def wall_ms(self) -> UnixMs:
        """Return the wall clock in milliseconds."""
        return UnixMs(self.time_ns() // 1_000_000)

    def true_ms(self) -> UnixMs:
        """Return what a wall clock would show that nobody has stepped."""
        return UnixMs(self.wall_ms() - self.stepped_ms)

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


@dataclass(frozen=True)
class Fate:
    """How one request ends. ``status`` None: no answer; then ``left`` says that its body began.

    ``is_taken`` says that the server processed it, where the status leaves that open.
    """

    status: int | None = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    left: bool = True
    is_taken: bool = False
    takes_s: float = 0.15


class Server:
    """Answers by fates, and then well; within its limits, of which it may or may not tell."""

    def __init__(self, clock: VirtualTime) -> None:
        self._clock = clock
        self.fates: deque[Fate] = deque()
        self.window: RollingWindow | None = None
        self.tells_limit = True
        self.left_today: int | None = None
        self.day_ends_s = math.inf
        self.takes_s = 0.15
        self.arrivals: list[Arrival] = []
        self.told_ms: dict[Key, set[int]] = defaultdict(set)

    def answer(self, row: OutboxRow) -> tuple[Exchange, float]:
        """Return what is seen of a request, and after how many seconds."""
        now_s = self._clock.monotonic()
        headers: dict[str, str] = {}
        fate = self.fates.popleft() if self.fates else Fate(takes_s=self.takes_s)
        if self.window is not None and fate.left:
            has_room = self.window.take(now_s)
            if self.tells_limit:
                headers = {
                    "X-HubSpot-RateLimit-Max": str(self.window.maximum),
                    "X-HubSpot-RateLimit-Remaining": str(self.window.remaining),
                    "X-HubSpot-RateLimit-Interval-Milliseconds": str(
                        round(self.window.seconds * 1000)
                    ),
                }
            if not has_room:
                fate = Fate(429, b'{"policyName":"TEN_SECONDLY_ROLLING"}')
        if self.left_today is not None and fate.left and now_s < self.day_ends_s:
            if self.left_today == 0:
                fate = Fate(429, b'{"policyName":"DAILY"}')
            else:
                self.left_today -= 1
        if fate.left:
            is_taken = fate.is_taken if fate.status is None else _is_taken(fate)
            key = key_of_event(row.event)
            self.arrivals.append(Arrival(round(now_s * 1e9), key, fate.status, is_taken))
            self.told_ms[key].add(row.event.occurred_ms)
        seen = Exchange(fate.left, fate.status, {**headers, **fate.headers}, fate.body)
        return seen, fate.takes_s


def _is_taken(fate: Fate) -> bool:
    """Whether a request was processed: a doubtful one only where the fate says so."""
    outcome = classify(Exchange(True, fate.status, body=fate.body))
    return isinstance(outcome, Delivered) or (isinstance(outcome, Doubtful) and fate.is_taken)


def key_of_event(event: EngagementEvent) -> Key:
    """Return which event it is."""
    percent = int(event.quartile) if isinstance(event, QuartileReached) else None
    return (event.session_id, kind_of(event).value, percent)


class VirtualDispatch:
    """In place of the sender's threads: news come when their time has come."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._order = count()
        self._coming: list[tuple[float, int, dispatch.News]] = []
        self.in_flight = 0

    @property
    def is_sending(self) -> bool:
        """Whether a request is under way."""
        return self.in_flight > 0

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self.in_flight > 0

    @property
    def has_news(self) -> bool:
        """Whether something has come."""
        return bool(self._coming) and self._coming[0][0] <= self._world.clock.monotonic()

    def wake(self) -> None:
        """Let whoever waits look at the queue."""
        self._announce(0.0, dispatch.Wake())

    def next_news(self, longest_s: float | None = None) -> dispatch.News | None:
        """Let time pass until the next news, or so many seconds."""
        clock = self._world.clock
        now_s = clock.monotonic()
        until_s = now_s + max(longest_s, TICK_S) if longest_s is not None else math.inf
        self._world.note_wait(longest_s)
        if not self._coming or self._coming[0][0] > until_s:
            clock.running_s = until_s
            return None
        at_s, _, news = heapq.heappop(self._coming)
        clock.running_s = max(at_s, now_s)
        if isinstance(news, dispatch.Answer):
            self.in_flight -= 1
        return news

    def prepare(self) -> None:
        """Nothing is needed."""
        raise AssertionError("the destination is always ready")

    def send(self, row: OutboxRow, body: bytes) -> None:
        """Send: the server has it at once, its answer comes later."""
        world, sent_s = self._world, self._world.clock.monotonic()
        world.note_departure(sent_s)
        seen, takes_s = world.server.answer(row)
        outcome = classify(seen)
        self.in_flight += 1
        answer = dispatch.Answer(row, outcome, sent_s, round(takes_s * 1000))
        world.note_pause(outcome, sent_s + takes_s)
        self._announce(takes_s, answer)

    def ask(self, question: LookUp) -> None:
        """Nobody is asked for."""
        raise AssertionError("nobody waits to be looked up")

    def close(self) -> None:
        """Nothing to end."""

    def _announce(self, in_s: float, news: dispatch.News) -> None:
        at_s = self._world.clock.monotonic() + in_s
        heapq.heappush(self._coming, (at_s, next(self._order), news))


class _Destination:
    """Bodies that name their row; always ready."""

    def path_for(self, row: OutboxRow) -> str:
        return "/events"

    def is_ready(self) -> bool:
        return True

    def prepare(self) -> None:
        return None

    def build_body(self, row: OutboxRow) -> bytes:
        return f"{row.seq} at {row.event.occurred_ms}".encode()

    def send(self, row: OutboxRow, body: bytes) -> Delivered:
        raise AssertionError("sent by the dispatch")

    def close(self) -> None:
        return None


class World:
    """A profile on a disk that may lose its power, a server, and a clock; see ``simulated``."""

    def __init__(self, profile: Path, disk: TornDisk) -> None:
        self.profile = profile
        self.disk = disk
        self.clock = VirtualTime()
        self.server = Server(self.clock)
        self.acknowledged: set[Key] = set()
        self.happened_ms: dict[Key, UnixMs] = {}
        self.faults: list[str] = []
        """What was done that must never be: hasty requests, sleeps without end, busy loops."""
        self.ended = History()
        """For a test to keep what it has read at the end."""
        self._pauses: list[tuple[float, float]] = []
        self._waits = 0
        self._waits_since_s = 0.0
        self._sessions = count()
        watch(profile)

    def enqueue(self, films: int = 1) -> None:
        """Watch films whole; note what was acknowledged. The power may go meanwhile."""
        with suppress(StorageError):
            journal = Journal(self.profile)
            try:
                for _ in range(films):
                    session_id = f"session-{next(self._sessions)}"
                    journal.open_session(opening(session_id, ADA), wall_ms=self.clock.wall_ms())
                    events = whole_film(session_id)
                    for part in (events[:2], events[2:6], events[6:]):
                        self._append(journal, part)
            finally:
                with suppress(StorageError):
                    journal.close()

    def _append(self, journal: Journal, events: Sequence[EngagementEvent]) -> None:
        """Queue events of a film whose last one comes this moment, and note that they are."""
        ended_ms, true_ms = self.clock.wall_ms(), self.clock.true_ms()
        stamped = [
            replace(event, occurred_ms=UnixMs(ended_ms - FILM_MS + event.t_ms)) for event in events
        ]
        at = replace(checkpoint(events[0].session_id, FILM_MS), wall_ms=ended_ms)
        journal.append(stamped, at)
        for event in events:
            self.acknowledged.add(key_of_event(event))
            self.happened_ms[key_of_event(event)] = UnixMs(true_ms - FILM_MS + event.t_ms)

    def deliver(self, patience_s: float, **pacing: Any) -> OutboxStats | None:
        """Send what is due, and what falls due within so many seconds; None without power."""
        outbox = None
        try:
            outbox = Outbox(self.profile)
            sender = sync.Sender(
                outbox, _Destination(), pacer=Pacer(**pacing), on_status=lambda _: None,
                jitter=self.disk.dice.random,
            )  # fmt: skip
            return sender.run_until_settled(patience_s)
        except StorageError:
            assert self.disk.is_dead
            return None
        finally:
            if outbox is not None:
                with suppress(StorageError):
                    outbox.close()

    def deliver_all(self, hours: float = 48.0) -> OutboxStats:
        """Deliver until nothing is left, with a person who asks for it now and then."""
        until_s = self.clock.monotonic() + hours * 3600
        while True:
            stats = self.deliver(3600.0)
            assert stats is not None
            if stats.unsettled == 0:
                return stats
            assert self.clock.monotonic() < until_s, stats
            self.clock.running_s += 60.0

    def suspend(self, seconds: float) -> None:
        """Close the laptop's lid: the monotonic clock stands meanwhile."""
        self.clock.suspended_s += seconds

    def ask_for_sync(self) -> None:
        """Do what ``tracker sync`` does first."""
        browser = OutboxBrowser(self.profile)
        browser.request_sync()
        browser.close()

    def lose_power(self) -> dict[int, int]:
        """Have the power go, for good or already, and come back; return the fates of sectors.

        With it a pause may be forgotten that was heard and could not be written.
        """
        self._pauses.clear()
        self.disk.is_dead = True
        return self.disk.cut_power()

    def breaks(self, history: History) -> list[str]:
        """Return what is broken of the invariants, and what else must never be.

        I8 is left out: rows wait here for many things beside a refused one.
        """
        return [t for t in broken(history) if not t.startswith("I8")] + self.faults

    def history(self) -> History:
        """Return what happened."""
        found = read_history(self.profile, acknowledged=self.acknowledged)
        return History(
            acknowledged=found.acknowledged,
            arrivals=tuple(self.server.arrivals),
            rows=found.rows,
            acts=found.acts,
            resent=found.resent,
            damage=found.damage,
        )

    def note_departure(self, at_s: float) -> None:
        """Note a request: none may leave while the server has asked for a pause."""
        at_s += self.clock.suspended_s
        for began_s, ended_s in self._pauses:
            # What is kept for the next sender is kept in whole milliseconds.
            if began_s < at_s < ended_s - 0.001:
                self.faults.append(f"a request left {ended_s - at_s:.1f} s before a pause was over")

    def note_pause(self, outcome: Any, heard_s: float) -> None:
        """Note a pause that an answer asks for, from when it is heard."""
        wait_s = outcome.wait_s if isinstance(outcome, RetryLater) else None
        heard_s += self.clock.suspended_s
        if wait_s:
            self._pauses.append((heard_s, heard_s + wait_s))

    def note_wait(self, longest_s: float | None) -> None:
        """Note that the sender waits: neither for ever, nor again and again at one moment."""
        if longest_s is not None and longest_s > LONGEST_S:
            self.faults.append(f"a sleep of {longest_s:.0f} s")
        now_s = self.clock.monotonic()
        self._waits += 1
        if now_s - self._waits_since_s >= 1.0:
            self._waits, self._waits_since_s = 0, now_s
        elif self._waits > MOST_WAITS_A_SECOND:
            self.faults.append("a busy loop")


def _refuse_to_heal(profile: Path, _: Path) -> None:
    raise SalvagedError(f"the queue in {profile} is to be salvaged")


def _raw(disk: TornDisk, path: Path) -> apsw.VFSFile:
    flags = [apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_MAIN_DB, 0]
    return apsw.VFSFile(disk.base, str(path), flags)


@contextmanager
def simulated(profile: Path, disk: TornDisk) -> Iterator[World]:
    """Give a world; the program's clocks and threads are its own meanwhile.

    Salvage is refused: nothing that happens here may need it.
    """
    world = World(profile, disk)
    with pytest.MonkeyPatch.context() as patch:
        for module in _SEES_TIME:
            patch.setattr(module, "time", world.clock)
        patch.setattr(sync, "Dispatch", lambda *_: VirtualDispatch(world))
        # Nobody else queues anything: nothing has to be looked for once a second.
        patch.setattr(sync, "IDLE_S", 300.0)
        patch.setattr(healing, "heal", _refuse_to_heal)
        # A disk is quick or slow (delivery, 3.3) as the dice will, and not as the tester's is.
        patch.setattr(outbox, "flush_s", lambda _: disk.dice.choice((0.001, 0.02)))
        # By way of a VFS in Python, apsw cannot open a file by itself.
        patch.setattr(database_file, "open_raw", lambda path: _raw(disk, path))
        # Thousands of worlds must not fill the tester's disk.
        patch.setattr(ballast, "BALLAST_BYTES", 1 << 16)
        yield world
