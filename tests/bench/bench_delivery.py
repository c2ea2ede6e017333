"""How fast delivery is: ``python -m tests.bench.bench_delivery [PART…] [--rows N]``.

Parts: enqueue, claim, open, drain, memory; all of them without an argument. Both sides of each
ratio are measured in one run, in turn; medians over the rounds. Reported, never asserted.

For the comparison with other queues, give them a place of their own and name its Python:

    python -m venv rivals && rivals/bin/pip install apsw persist-queue litequeue huey
    TRACKER_RIVALS=rivals/bin/python python -m tests.bench.bench_delivery enqueue
"""

import argparse
import multiprocessing
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import apsw
import psutil

from tests.bench.rivals import in_place
from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, quartile
from tests.workers.sink import Sink
from tracker.app.delivery import deliver
from tracker.app.settings import Settings
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import Delivered
from tracker.model.events import Checkpoint, Quartile, QuartileReached
from tracker.storage.browse import OutboxBrowser
from tracker.storage.clocks import BootClock, wall_now_ms
from tracker.storage.database import Database, Row
from tracker.storage.database_file import DATABASE_NAME
from tracker.storage.facts import dedupe_key, encode_event
from tracker.storage.journal import Journal
from tracker.storage.opening import plan_once
from tracker.storage.outbox import Outbox
from tracker.storage.progress import encode_earned, encode_flags, encode_passes
from tracker.storage.rows import IMMUTABLE_COLUMNS, ImmutableColumns
from tracker.storage.schema import CONNECTION_PRAGMAS
from tracker.workers.pacing import Pacer
from tracker.workers.sync import Sender

ROUNDS = 9

ENQUEUE_ROUNDS, EVENTS = 90, 30
"""Rounds of queueing, and events of each contender in one: a disk grows slower and faster."""

TOKEN = "token-of-a-bench"


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def median_ms(durations_ns: list[int]) -> float:
    """Return the median in milliseconds."""
    return statistics.median(durations_ns) / 1e6


def timed(work: Callable[[], object]) -> int:
    """Return how many nanoseconds a call takes."""
    began = time.perf_counter_ns()
    work()
    return time.perf_counter_ns() - began


class Ours:
    """A journal, and one session after the other with five quartiles each.

    As in a player: the clock is that of the wall, and the sender has loaded the ballast.
    """

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "ours")
        self.database = self.journal._database
        self.database.load_ballast()
        self.number = 0

    def next_event(self) -> tuple[QuartileReached, Checkpoint]:
        """Return what is queued next, its session opened."""
        session_id, percent = f"s{self.number // 5}", 25 * (self.number % 5)
        wall_ms = wall_now_ms()
        if percent == 0:
            self.journal.open_session(opening(session_id, ADA), wall_ms=wall_ms)
        self.number += 1
        at = replace(checkpoint(session_id, 100 + percent), wall_ms=wall_ms)
        return quartile(session_id, percent), at

    def put(self) -> int:
        """Queue one event, durably; return nanoseconds. The opening of its session is not in it."""
        event, at = self.next_event()
        return timed(lambda: self.journal.append([event], at))


class Bare(Ours):
    """The same statements, from the same event, by bare apsw on a file of the same kind.

    ``is_ready`` says that the values to bind are made before the clock starts; a bare program
    would have to make them, too.
    """

    def __init__(self, folder: Path, *, is_ready: bool) -> None:
        super().__init__(folder)
        self._is_ready = is_ready
        self._asset = opening("any", ADA).asset
        self._boot = BootClock()
        self._statements = self._record()
        self._connection = apsw.Connection(str(self.database.path))
        plan_once(self._connection)
        self._connection.execute(CONNECTION_PRAGMAS).fetchall()

    def _record(self) -> list[str]:
        """Return the statements of one append, the opening of a session apart."""
        super().put()
        event, at = self.next_event()
        statements: list[str] = []
        original = self.database._run

        def run(sql: str, args: Sequence[Any] = ()) -> list[Row]:
            statements.append(sql)
            return original(sql, args)

        self.database._run = run  # type: ignore[method-assign]
        self.journal.append([event], at)
        self.database._run = original  # type: ignore[method-assign]
        return [sql for sql in statements if not sql.startswith("PRAGMA")]

    def put(self) -> int:
        """Run them once, in one transaction; return nanoseconds."""
        event, at = self.next_event()
        ready = self._values(event, at) if self._is_ready else None

        def run() -> None:
            execute = self._connection.execute
            values = ready or self._values(event, at)
            for sql, args in zip(self._statements, values, strict=True):
                execute(sql, args).fetchall()

        return timed(run)

    def _values(self, event: QuartileReached, at: Checkpoint) -> list[tuple[object, ...]]:
        session_id, boot = event.session_id, self._boot.now()
        columns = ImmutableColumns(
            dedupe_key(event, self._asset), session_id, self.number, "quartile",
            int(event.quartile), event.occurred_ms, boot.boot_id, boot.boot_ms,
            encode_event(event, self._asset),
        )  # fmt: skip
        row = (*columns.values(), columns.crc(), None)
        place = (
            session_id, at.t_ms, at.wall_ms, boot.boot_id, boot.boot_ms, at.covered_ms,
            at.duration_ms, int(at.duration_source), at.position_ms, at.loops, int(at.played),
            encode_earned(at.earned), encode_passes(at.passes),
        )  # fmt: skip
        flags = (encode_flags(at.flags), session_id)
        return [(), (1, session_id), row, flags, place, ()]


def enqueue(folder: Path, _: int) -> None:
    """Durable enqueue: ours, the same statements by bare apsw, a plain insert, and the rivals."""
    contenders: dict[str, Callable[[], int]] = {
        "ours (Journal.append)": Ours(folder).put,
        "the same insert, bare apsw": Bare(folder / "bare", is_ready=False).put,
        "its statements alone": Bare(folder / "ready", is_ready=True).put,
        "one bare INSERT, apsw": bare_insert(folder),
    }
    rivals, missing = in_place(folder)
    contenders |= {name: rival.put for name, rival in rivals.items()}
    times: dict[str, list[int]] = {name: [] for name in contenders}
    chance = random.Random(0)
    for _round in range(ENQUEUE_ROUNDS):
        # Each comes after each other one as often: what ran last has warmed the caches.
        for name in chance.sample(list(contenders), len(contenders)):
            times[name] += [contenders[name]() for _ in range(EVENTS)]
    for rival in rivals.values():
        rival.close()
    base_ms = median_ms(times["the same insert, bare apsw"])
    say(f"durable enqueue, p50 of {ENQUEUE_ROUNDS} rounds of {EVENTS}, by turns:")
    for name, durations in times.items():
        p50_ms = median_ms(durations)
        say(f"  {name:34} {p50_ms:7.3f} ms   {p50_ms / base_ms:5.2f} ×")
    for name, reason in missing.items():
        say(f"  {name:34} left out: {reason}")
    say("  (target: ours ≤ 1.15 × the same insert by bare apsw)")


def bare_insert(folder: Path) -> Callable[[], int]:
    """Return an insert of 450 bytes into a bare table, WAL and FULL."""
    connection = apsw.Connection(str(folder / "insert.db"))
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.execute("CREATE TABLE queue(seq INTEGER PRIMARY KEY, payload BLOB)")
    payload = b"x" * 450
    return lambda: timed(
        lambda: connection.execute("INSERT INTO queue(payload) VALUES (?)", (payload,)).fetchall()
    )


def fill(profile: Path, count: int) -> None:
    """Queue many rows quickly: one real film a hundred times over, by SQL, checksums and all."""
    journal = Journal(profile)
    journal.open_session(opening("template", ADA), wall_ms=WALL_MS)
    journal.close()
    database = Database(profile)
    asset = opening("template", ADA).asset
    made = 0
    while made < count:
        with database.transaction():
            for _ in range(min(2_000, (count - made) // 5 + 1)):
                session_id = f"fill-{made // 5}"
                database.rows(
                    "INSERT INTO session(session_id, opened_ms, boot_id, boot_ms, device, asset, "
                    "contact_id) SELECT ?, opened_ms, boot_id, boot_ms, device, asset, contact_id "
                    "FROM session WHERE session_id='template'",
                    (session_id,),
                )
                for ord_, percent in enumerate(Quartile):
                    event = quartile(session_id, percent)
                    columns = ImmutableColumns(
                        dedupe_key(event, asset), session_id, ord_, "quartile", int(percent),
                        event.occurred_ms, b"boot", 1, encode_event(event, asset),
                    )  # fmt: skip
                    marks = ",".join("?" * (len(columns.values()) + 1))
                    database.rows(
                        f"INSERT INTO outbox({IMMUTABLE_COLUMNS}, crc) VALUES ({marks})",  # noqa: S608
                        (*columns.values(), columns.crc()),
                    )
                made += 5
    database.close()


def claim_and_settle(outbox: Outbox, count: int) -> float:
    """Return how many rows a second are claimed and settled, one after the other."""
    began = time.perf_counter()
    for _ in range(count):
        (row,) = outbox.due(1, now_ms=WALL_MS)
        claimed = outbox.claim(row, b"{}")
        assert claimed is not None
        outbox.settle(row, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
    return count / (time.perf_counter() - began)


def claim(folder: Path, rows: int) -> None:
    """Claim and settle at 1,000 rows and at a million, in turn."""
    sizes = (1_000, rows)
    outboxes = []
    for size in sizes:
        fill(folder / str(size), size)
        outbox = Outbox(folder / str(size))
        assert outbox.take_lead()
        outboxes.append(outbox)
    rounds = [[claim_and_settle(outbox, 90) for outbox in outboxes] for _ in range(ROUNDS)]
    for size, rates in zip(sizes, zip(*rounds, strict=True), strict=True):
        say(f"claim and settle at {size:9,} rows: {statistics.median(rates):7.0f} a second")
    ratio = statistics.median(large / small for small, large in rounds)
    say(f"  ratio {ratio:.2f}   (target ≥ 0.75)")
    for outbox in outboxes:
        outbox.close()


def open_large(folder: Path, rows: int) -> None:
    """Open a queue of a million rows, count it, and find the first one due."""
    profile = folder / str(rows)
    if not profile.exists():
        fill(profile, rows)

    def look() -> None:
        outbox = Outbox(profile)
        assert outbox.stats().pending > 0
        assert outbox.due(1, now_ms=WALL_MS)
        outbox.close()

    look()
    times = [timed(look) for _ in range(ROUNDS * 3)]
    size_mib = (profile / DATABASE_NAME).stat().st_size / 2**20
    say(
        f"open, count, first due at {rows:,} rows ({size_mib:.0f} MiB), warm: "
        f"{median_ms(times):.2f} ms, most {max(times) / 1e6:.2f} ms   (target < 10)"
    )


def drain(folder: Path, _: int) -> None:
    """Send against the stand-in: with HubSpot's limit at 150 ms, and without one at 40 ms."""
    rates = drain_once(folder / "limited", (110, 10), 150, sessions=120)
    say(
        f"drain, 110 in 10 s, replies in 150 ms: {rates.per_second * 10:.1f} in 10 s, "
        f"{rates.refused} × 429, fullest window {rates.fullest}   (target ≥ 93.5, 0)"
    )
    rates = drain_once(folder / "free", None, 40, sessions=240)
    say(
        f"drain, no limit, replies in 40 ms: {rates.per_second:.1f} a second, at most "
        f"{rates.at_once} at once: {rates.per_second / 4:.1f} a slot of four   (target ≥ 20)"
    )
    rates = drain_once(folder / "slow", None, 300, sessions=60)
    say(f"drain, no limit, replies in 300 ms: {rates.per_second:.1f} a second")


class Rates:
    """What a server saw of a drain, its first seconds and its end aside."""

    def __init__(self, seen: Sequence[tuple[int, int | None]], latency_ms: int) -> None:
        times = [at_ns / 1e9 for at_ns, _ in seen]
        steady = [at for at in times if times[0] + 3 <= at <= times[-1] - 1]
        self.per_second = (len(steady) - 1) / (steady[-1] - steady[0])
        self.refused = sum(status == 429 for _, status in seen)
        self.fullest = max(sum(at <= one < at + 10 for one in times) for at in times)
        self.at_once = max(
            sum(at <= one < at + latency_ms / 1000 for one in times[i : i + 40])
            for i, at in enumerate(times)
        )


def serve(pipe: Connection, limit: tuple[int, float], latency_ms: int) -> None:
    """Be the stand-in, in a process of its own; tell what came once asked to end."""
    with Sandbox(token=TOKEN, limit=limit, latency_ms=latency_ms) as server:
        pipe.send(server.base_url)
        pipe.recv()
        pipe.send([(entry.at_ns, entry.status) for entry in server.received])


def drain_once(
    profile: Path, limit: tuple[int, float] | None, latency_ms: int, *, sessions: int
) -> Rates:
    """Drain so many sessions of five events, and return what the server saw."""
    fill(profile, sessions * 5)
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    # Without a limit the stand-in tells of one that is out of reach, as a pacer needs one.
    server = spawning.Process(target=serve, args=(there, limit or (1_000_000, 10), latency_ms))
    server.start()
    settings = Settings(hubspot_base_url=here.recv())
    stats, _ = deliver(profile, settings, lambda: TOKEN, patience_s=60.0, on_status=lambda _: None)
    here.send("end")
    seen = here.recv()
    server.join()
    if stats.unsettled:
        raise RuntimeError(f"{stats.unsettled} rows are left")
    return Rates(seen, latency_ms)


def memory(folder: Path, rows: int) -> None:
    """Drain many rows into a destination that takes all, and watch memory, log and files."""
    profile = folder / "memory"
    fill(profile, rows)
    outbox, me = Outbox(profile), psutil.Process()
    seen: list[tuple[int, float, float, int]] = []
    ended = threading.Event()

    def look() -> None:
        browser = OutboxBrowser(profile)
        log = profile / (DATABASE_NAME + "-wal")
        while not ended.wait(rows / 50_000 + 0.5):
            seen.append(
                (browser.stats().delivered, me.memory_info().rss / 2**20,
                 log.stat().st_size / 2**20, me.num_fds())
            )  # fmt: skip
        browser.close()

    watcher = threading.Thread(target=look)
    watcher.start()
    pacer = Pacer(limit=10_000_000)
    began = time.perf_counter()
    sender = Sender(outbox, Sink(), pacer=pacer, on_status=lambda _: None)
    stats = sender.run_until_settled(60.0)
    seconds = time.perf_counter() - began
    ended.set()
    watcher.join()
    outbox.close()
    early, late = seen[len(seen) // 10], seen[-1]
    say(
        f"memory while {stats.delivered:,} rows drain ({stats.delivered / seconds:.0f} a second): "
        f"{early[1]:.1f} MiB at {early[0]:,}, {late[1]:.1f} MiB at {late[0]:,}; log at most "
        f"{max(entry[2] for entry in seen):.1f} MiB; files {early[3]} → {late[3]}"
    )


PARTS: dict[str, Callable[[Path, int], None]] = {
    "enqueue": enqueue,
    "claim": claim,
    "open": open_large,
    "drain": drain,
    "memory": memory,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for part in given.parts or PARTS:
            PARTS[part](Path(folder), given.rows)


if __name__ == "__main__":
    main()
