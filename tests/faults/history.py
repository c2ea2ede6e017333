"""What happened in a run under faults, from three witnesses, and the checker of the invariants.

The workers say what was acknowledged to them; the server, what arrived; the database, by
triggers that the test adds, each move of a row in the order of the commits. I1 to I8 are those
of delivery, section 4.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from tracker.hubspot.api import EVENT_LEAVES
from tracker.hubspot.sandbox.received import Received
from tracker.model.delivery import RowState, RowView
from tracker.model.units import NS_PER_MS
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database

Key: TypeAlias = tuple[str, str, int | None]
"""One event: session, kind, percent."""

WINDOW_NS = 10_000 * NS_PER_MS
POISON_DELAY_NS = 1_000 * NS_PER_MS

_KIND_OF_LEAF = {leaf: kind.value for kind, leaf in EVENT_LEAVES.items()}

_NOTE = (
    "INSERT INTO watched(what, seq, epoch, lead, doubts) VALUES "
    "('{what}', {row}.seq, {row}.epoch, (SELECT v FROM meta WHERE k='epoch'), {now}.maybe_sent);"
)
_WATCH = (
    "CREATE TABLE watched(n INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, "
    "seq INTEGER NOT NULL, epoch INTEGER NOT NULL, lead INTEGER NOT NULL, "
    "doubts INTEGER NOT NULL) STRICT",
    "CREATE TRIGGER watch_claim AFTER UPDATE OF state ON outbox WHEN new.state=1 BEGIN "
    + _NOTE.format(what="claimed", row="new", now="new")
    + " END",
    "CREATE TRIGGER watch_release AFTER UPDATE OF state ON outbox "
    "WHEN old.state=1 AND new.state=0 BEGIN "
    + _NOTE.format(what="released", row="old", now="new")
    + " END",
    "CREATE TRIGGER watch_end AFTER DELETE ON outbox WHEN old.state=1 BEGIN "
    + _NOTE.format(what="delivered", row="old", now="old")
    + " END",
)


@dataclass(frozen=True)
class Arrival:
    """A complete request at the server. ``accepted`` says that it took the event."""

    at_ns: int
    key: Key
    status: int | None
    accepted: bool


@dataclass(frozen=True)
class Act:
    """A row's move: claimed, released or delivered, under the claim's epoch.

    ``lead`` is the epoch that led at that commit, ``doubts`` the row's sends without an answer.
    """

    what: str
    seq: int
    epoch: int
    lead: int
    doubts: int


@dataclass(frozen=True)
class History:
    """A whole run. ``damage`` is what the checks of file and rows found."""

    acknowledged: frozenset[Key] = frozenset()
    arrivals: tuple[Arrival, ...] = ()
    rows: tuple[RowView, ...] = ()
    acts: tuple[Act, ...] = ()
    resent: int = 0
    damage: tuple[str, ...] = ()
    _known: dict[Key, RowView] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the rows."""
        self._known.update({key_of(row): row for row in self.rows})

    def row(self, key: Key) -> RowView | None:
        """Return an event's row, in whatever state it is."""
        return self._known.get(key)

    @property
    def duplicates(self) -> int:
        """How many accepted arrivals came beyond an event's first."""
        taken = Counter(arrival.key for arrival in self.arrivals if arrival.accepted)
        return sum(count - 1 for count in taken.values())


def key_of(row: RowView) -> Key:
    """Return which event a row is."""
    return (row.session_id, row.kind, row.percent)


def arrival_of(entry: Received) -> Arrival:
    """Return which event a request brought."""
    fields = entry.fields or {}
    kind = _KIND_OF_LEAF[entry.path.rpartition("/")[2]]
    key = (str(fields.get("sessionId")), kind, fields.get("playedPercent"))
    return Arrival(entry.at_ns, key, entry.status, entry.accepted)


def watch(profile: Path) -> None:
    """Make the profile's database, and have it note each move of a row from now on."""
    database = Database(profile)
    with database.transaction():
        for statement in _WATCH:
            database.rows(statement)
    database.close()


def read_history(
    profile: Path, *, acknowledged: Iterable[Key] = (), received: Sequence[Received] = ()
) -> History:
    """Read the database at the end of a run, and put the witnesses' words together."""
    database, browser = Database(profile), OutboxBrowser(profile)
    try:
        # A database that a fault made is not watched; whatever arrives is then unexplained.
        is_watched = database.row("SELECT 1 FROM sqlite_schema WHERE name='watched'")
        watched = "SELECT what, seq, epoch, lead, doubts FROM watched ORDER BY n"
        acts = database.rows(watched) if is_watched else []
        checks = [text for (text,) in database.rows("PRAGMA integrity_check")]
        counted: dict[str, int] = dict(
            database.rows("SELECT status, count(*) FROM outbox GROUP BY status")
        )
        tally: dict[str, int] = dict(database.rows("SELECT name, n FROM tally"))
        damage = [text for text in checks if text != "ok"] + browser.verify_rows()
        damage += [
            f"{state.value}: counted {counted.get(state.value, 0)}, told {tally[state.value]}"
            for state in (RowState.PENDING, RowState.HELD, RowState.IN_FLIGHT, RowState.DOUBTFUL)
            if counted.get(state.value, 0) != tally[state.value]
        ]
        return History(
            acknowledged=frozenset(acknowledged),
            # A body that broke off is no request; the server keeps it all the same.
            arrivals=tuple(arrival_of(entry) for entry in received if entry.fields is not None),
            rows=tuple(browser.list_rows()),
            acts=tuple(Act(*act) for act in acts),
            resent=browser.stats().resent,
            damage=tuple(damage),
        )
    finally:
        browser.close()
        database.close()


def broken(history: History, *, limit: int | None = None) -> list[str]:
    """Return a sentence for each break of an invariant; none for a sound run.

    ``limit`` is how many requests any ten seconds may hold, None for any number.
    """
    return [
        *_losses(history),
        *_inventions(history),
        *_unexplained(history),
        *_disorder(history),
        *_haste(history, limit),
        *_interleaving(history),
        *(f"I7: {text}" for text in history.damage),
        *_poison(history),
    ]


def _losses(history: History) -> list[str]:
    return [f"I1: {key} is lost" for key in history.acknowledged if history.row(key) is None]


def _inventions(history: History) -> list[str]:
    accepted = {arrival.key for arrival in history.arrivals if arrival.accepted}
    in_ledger = {key_of(row) for row in history.rows if row.state is RowState.DELIVERED}
    strange = {arrival.key for arrival in history.arrivals if history.row(arrival.key) is None}
    return [
        *(f"I2: {key} is in the ledger and never arrived" for key in in_ledger - accepted),
        *(f"I2: {key} arrived and is no row" for key in strange),
    ]


def _unexplained(history: History) -> list[str]:
    """More arrivals than the row's claims and doubts allow, or a count that hides resends."""
    claims = Counter(act.seq for act in history.acts if act.what == "claimed")
    doubts: dict[int, int] = defaultdict(int)
    for act in history.acts:
        doubts[act.seq] = max(doubts[act.seq], act.doubts)
    came = Counter(arrival.key for arrival in history.arrivals)
    taken = Counter(arrival.key for arrival in history.arrivals if arrival.accepted)
    found = []
    for key, row in history._known.items():
        if came[key] > claims[row.seq]:
            found.append(f"I3: {key} came {came[key]} times, sent {claims[row.seq]} times")
        if taken[key] > 1 + doubts[row.seq]:
            found.append(f"I3: {key} was taken {taken[key]} times, in doubt {doubts[row.seq]}")
        if row.state is RowState.DELIVERED and taken[key] > row.attempts:
            found.append(f"I3: {key} was taken {taken[key]} times, the ledger says {row.attempts}")
    resent = sum(max(row.attempts - 1, 0) for row in history.rows)
    if resent != history.resent:
        found.append(f"I3: {resent} resends by the rows, {history.resent} told")
    return found


def _disorder(history: History) -> list[str]:
    last: dict[str, int] = {}
    met: set[Key] = set()
    found = []
    for arrival in sorted(history.arrivals, key=lambda one: one.at_ns):
        row = history.row(arrival.key)
        if row is None or arrival.key in met:
            continue
        met.add(arrival.key)
        if row.seq < last.get(row.session_id, 0):
            found.append(f"I4: {arrival.key} came after a later event of its session")
        last[row.session_id] = row.seq
    return found


def fullest_window(history: History) -> int:
    """Return the most arrivals in any ten seconds."""
    times = sorted(arrival.at_ns for arrival in history.arrivals)
    most = first = 0
    for index, at_ns in enumerate(times):
        while times[first] <= at_ns - WINDOW_NS:
            first += 1
        most = max(most, index - first + 1)
    return most


def _haste(history: History, limit: int | None) -> list[str]:
    if limit is None:
        return []
    most = fullest_window(history)
    refused = sum(arrival.status == 429 for arrival in history.arrivals)
    return [
        *([f"I5: {most} requests in ten seconds, {limit} allowed"] if most > limit else []),
        *([f"I5: {refused} requests were refused for haste"] if refused else []),
    ]


def _interleaving(history: History) -> list[str]:
    found, newest = [], 0
    for act in history.acts:
        newest = max(newest, act.lead)
        recovered = act.what == "released" and act.epoch < act.lead
        if act.epoch != newest and not recovered:
            found.append(f"I6: row {act.seq} was {act.what} by {act.epoch} under {newest}")
    in_flight: dict[int, int] = {}
    for act in history.acts:
        if act.what == "claimed":
            in_flight[act.seq] = act.epoch
        elif in_flight.pop(act.seq, None) != act.epoch:
            found.append(f"I6: row {act.seq} was {act.what} by {act.epoch}, who never claimed it")
    return found


def _poison(history: History) -> list[str]:
    """After a refused event the next one, of whichever session, comes within a second."""
    arrivals = sorted(history.arrivals, key=lambda one: one.at_ns)
    found = []
    for one, after in pairwise(arrivals):
        row = history.row(one.key)
        is_poison = row is not None and row.state is RowState.DEAD
        if is_poison and after.at_ns - one.at_ns > POISON_DELAY_NS:
            delay_ms = (after.at_ns - one.at_ns) // NS_PER_MS
            found.append(f"I8: the refused {one.key} held the others up for {delay_ms} ms")
    return found
