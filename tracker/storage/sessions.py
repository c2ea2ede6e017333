"""Sessions and their checkpoints: who watches what, and how far the counting has come (R11, R13).

Knows: the tables ``session`` and ``checkpoint``.
Must never know: the outbox; the callers put both into one transaction.
"""

import os
from collections.abc import Set

from tracker.model.events import Checkpoint, DurationSource
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.records import dataclass
from tracker.model.recovery import LeftOff
from tracker.model.units import ElapsedMs, UnixMs
from tracker.storage.clocks import BootMoment, is_plausible
from tracker.storage.database import Database, Row
from tracker.storage.facts import decode_asset, encode_asset
from tracker.storage.progress import (
    decode_earned,
    decode_flags,
    decode_passes,
    encode_earned,
    encode_flags,
    encode_passes,
)

OLD_MS = 10**12
"""The age of a session whose age cannot be told: older than any rule asks for."""

_SELECT = (
    "SELECT session_id, opened_ms, closed_ms, device, asset, contact_id, email, badge, "
    "contact_utk, hsenc FROM session"
)


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as the database has it. ``closed_ms`` is None while it is open."""

    session_id: str
    opened_ms: UnixMs
    closed_ms: UnixMs | None
    device: str
    asset: Asset
    viewer: Viewer


def insert_session(
    database: Database,
    opening: SessionOpening,
    *,
    wall_ms: UnixMs,
    boot: BootMoment,
    recorder: str,
) -> None:
    """Add a session that begins now. One that is known already is opened again as it is (R11).

    ``recorder`` is the lock of whoever records it: while that is held, nobody else ends it.
    """
    viewer = opening.viewer
    database.change(
        "INSERT INTO session(session_id, opened_ms, boot_id, boot_ms, device, asset, contact_id, "
        "email, badge, contact_utk, hsenc, recorder, salt, visit_id) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT(session_id) DO UPDATE SET closed_ms=NULL, recorder=excluded.recorder",
        (
            opening.session_id,
            wall_ms,
            boot.boot_id,
            boot.boot_ms,
            opening.device,
            encode_asset(opening.asset),
            viewer.contact_id,
            viewer.email,
            viewer.badge,
            viewer.contact_utk,
            viewer.hsenc,
            recorder,
            os.urandom(16),
            opening.visit_id,
        ),
    )


def read_session(database: Database, session_id: str) -> StoredSession | None:
    """Return a session, or None if no such one is known."""
    found = database.row(_SELECT + " WHERE session_id=?", (session_id,))
    if found is None:
        return None
    with database.decoding():
        return _stored(found)


def recent_sessions(database: Database, limit: int) -> list[StoredSession]:
    """Return the sessions that were opened last, the latest first."""
    found = database.rows(_SELECT + " ORDER BY opened_ms DESC LIMIT ?", (limit,))
    with database.decoding():
        return [_stored(row) for row in found]


def sessions_of_visit(database: Database, visit_id: str) -> list[str]:
    """Return the ids of the sessions of a visit, in the order in which they were opened."""
    found = database.rows(
        "SELECT session_id FROM session WHERE visit_id=? ORDER BY opened_ms, rowid", (visit_id,)
    )
    return [session_id for (session_id,) in found]


def adopt_left_off(database: Database, recorder: str, living: Set[str]) -> None:
    """Make the open sessions whose recorder is not among the living those of ``recorder``.

    One of which nothing was written after its opening is closed: it left nothing to go on with.
    """
    for session_id, former, has_checkpoint in database.rows(
        "SELECT session_id, recorder, "
        "EXISTS(SELECT 1 FROM checkpoint c WHERE c.session_id=session.session_id) "
        "FROM session WHERE closed_ms IS NULL"
    ):
        if former in living:
            continue
        if has_checkpoint:
            database.change(
                "UPDATE session SET recorder=? WHERE session_id=?", (recorder, session_id)
            )
        else:
            database.change(
                "UPDATE session SET closed_ms=opened_ms WHERE session_id=?", (session_id,)
            )


def open_sessions(
    database: Database, *, now_ms: UnixMs, boot: BootMoment, recorder: str | None = None
) -> list[LeftOff]:
    """Return the sessions that nobody closed and that counted something, the oldest first.

    ``recorder`` asks for those of one recorder.
    """
    found = database.rows(
        "SELECT c.session_id, c.wall_ms, c.boot_id, c.boot_ms "
        "FROM checkpoint c JOIN session s USING (session_id) "
        "WHERE s.closed_ms IS NULL AND (?1 IS NULL OR s.recorder=?1) ORDER BY s.opened_ms",
        (recorder,),
    )
    sessions: list[LeftOff] = []
    for session_id, wall_ms, boot_id, boot_ms in found:
        stored = read_session(database, session_id)
        checkpoint = read_checkpoint(database, session_id)
        if stored is None or checkpoint is None:
            continue
        opening = SessionOpening(
            session_id, 0, stored.asset, viewer=stored.viewer, device=stored.device
        )
        age_ms = _age_ms(UnixMs(wall_ms), BootMoment(boot_id, boot_ms), now_ms, boot)
        sessions.append(LeftOff(opening, checkpoint, age_ms))
    return sessions


def _age_ms(then_ms: UnixMs, then: BootMoment, now_ms: UnixMs, now: BootMoment) -> int:
    """Return how long ago a moment was: by the machine's own clock, else by the wall clock."""
    if then.boot_id == now.boot_id:
        return now.boot_ms - then.boot_ms
    # A clock that went back, or stood still while the machine was off, makes nothing young again.
    if now_ms < then_ms or not (is_plausible(then_ms) and is_plausible(now_ms)):
        return OLD_MS
    return now_ms - then_ms


def mark_closed(database: Database, session_id: str, *, wall_ms: UnixMs) -> None:
    """Note that a session is over, and let go of its checkpoint."""
    database.change("UPDATE session SET closed_ms=? WHERE session_id=?", (wall_ms, session_id))
    database.change("DELETE FROM checkpoint WHERE session_id=?", (session_id,))


def write_viewer(
    database: Database, session_id: str, viewer: Viewer, *, now_ms: UnixMs, reason: str
) -> None:
    """Attach a viewer to a session, with the moment and the reason (R12; consent)."""
    database.change(
        "UPDATE session SET contact_id=?, email=?, badge=?, contact_utk=?, hsenc=?, "
        "identified_ms=?, identified_reason=? WHERE session_id=?",
        (
            viewer.contact_id,
            viewer.email,
            viewer.badge,
            viewer.contact_utk,
            viewer.hsenc,
            now_ms,
            reason,
            session_id,
        ),
    )


def write_checkpoint(database: Database, checkpoint: Checkpoint, *, boot: BootMoment) -> None:
    """Replace a session's checkpoint and flags.

    ``boot`` is the machine's clock at ``checkpoint.t_ms``.
    """
    flags = encode_flags(checkpoint.flags)
    database.change(
        "UPDATE session SET flags=?1 WHERE session_id=?2 AND flags<>?1",
        (flags, checkpoint.session_id),
    )
    database.change(
        "INSERT OR REPLACE INTO checkpoint(session_id, t_ms, wall_ms, boot_id, boot_ms, "
        "covered_ms, duration_ms, duration_source, position_ms, loops, played, earned, passes) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            checkpoint.session_id,
            checkpoint.t_ms,
            checkpoint.wall_ms,
            boot.boot_id,
            boot.boot_ms,
            checkpoint.covered_ms,
            checkpoint.duration_ms,
            int(checkpoint.duration_source),
            checkpoint.position_ms,
            checkpoint.loops,
            int(checkpoint.played),
            encode_earned(checkpoint.earned),
            encode_passes(checkpoint.passes),
        ),
    )


def read_checkpoint(database: Database, session_id: str) -> Checkpoint | None:
    """Return a session's last checkpoint, or None if it has none."""
    found = database.row(
        "SELECT t_ms, wall_ms, covered_ms, duration_ms, duration_source, position_ms, loops, "
        "played, earned, flags, passes FROM checkpoint JOIN session USING (session_id) "
        "WHERE session_id=?",
        (session_id,),
    )
    if found is None:
        return None
    with database.decoding():
        return _checkpoint(session_id, found)


def _checkpoint(session_id: str, found: Row) -> Checkpoint:
    t_ms, wall_ms, covered_ms, duration_ms, source, position_ms, loops, *rest = found
    played, earned, flags, blob = rest
    return Checkpoint(
        session_id=session_id,
        t_ms=ElapsedMs(t_ms),
        wall_ms=UnixMs(wall_ms),
        passes=decode_passes(blob),
        covered_ms=covered_ms,
        duration_ms=duration_ms,
        duration_source=DurationSource(source),
        position_ms=position_ms,
        loops=loops,
        played=bool(played),
        earned=decode_earned(earned),
        flags=decode_flags(flags),
    )


def checkpoint_boot(database: Database, session_id: str) -> tuple[int, BootMoment] | None:
    """Return (t_ms, machine's clock) of the last checkpoint, or of the opening (t_ms 0).

    It dates an event of a session that another run of the program has left behind.
    """
    found = database.row(
        "SELECT coalesce(c.t_ms, 0), coalesce(c.boot_id, s.boot_id), "
        "coalesce(c.boot_ms, s.boot_ms) FROM session s LEFT JOIN checkpoint c USING (session_id) "
        "WHERE s.session_id=?",
        (session_id,),
    )
    return (found[0], BootMoment(found[1], found[2])) if found else None


def _stored(row: Row) -> StoredSession:
    session_id, opened_ms, closed_ms, device, asset, *viewer = row
    return StoredSession(
        session_id, opened_ms, closed_ms, device, decode_asset(asset), Viewer(*viewer)
    )
