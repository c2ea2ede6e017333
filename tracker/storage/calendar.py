"""The date by which things are old enough to go for good (delivery, 3.6 and 3.7).

A clock that leaps to 2100 makes everything old, and comes back the next minute. A machine that was
switched off for a year looks the same at first. So a leap counts only once it has lasted a day.

Knows: two moments in the table ``meta``.
Must never know: what is let go of.
"""

from tracker.model.units import UnixMs
from tracker.storage.clocks import is_plausible
from tracker.storage.database import Database

_DAY_MS = 24 * 3600 * 1000

LEAP_MS = 7 * _DAY_MS
"""A wall clock that is further on than this since it was last believed has leapt."""

_BELIEVED, _LEAPT = "calendar_believed_ms", "calendar_leapt_ms"
_SET = "INSERT INTO meta(k, v) VALUES (?1, ?2) ON CONFLICT(k) DO UPDATE SET v=?2"


def believed_ms(database: Database, now_ms: UnixMs) -> UnixMs:
    """Return the wall clock, or the last time that was believed while a leap is not proven.

    A clock that goes back is believed at once: by an earlier date less is old. One that a machine
    without a battery starts with tells nothing, also not that the right one is a leap.
    """
    if not is_plausible(now_ms):
        return now_ms
    found: dict[str, int] = dict(
        database.rows("SELECT k, v FROM meta WHERE k IN (?, ?)", (_BELIEVED, _LEAPT))
    )
    last_ms, leapt_ms = found.get(_BELIEVED), found.get(_LEAPT)
    if last_ms is None or now_ms <= last_ms + LEAP_MS:
        # An idle kiosk writes once a day.
        if last_ms is None or leapt_ms is not None or not last_ms <= now_ms < last_ms + _DAY_MS:
            _note(database, _BELIEVED, now_ms)
        return now_ms
    if leapt_ms is not None and leapt_ms + _DAY_MS <= now_ms <= leapt_ms + LEAP_MS:
        _note(database, _BELIEVED, now_ms)
        return now_ms
    if leapt_ms is None or not leapt_ms <= now_ms <= leapt_ms + LEAP_MS:
        _note(database, _LEAPT, now_ms)
    return UnixMs(last_ms)


def _note(database: Database, name: str, at_ms: UnixMs) -> None:
    with database.transaction():
        database.change(_SET, (name, at_ms))
        if name == _BELIEVED:
            database.change("DELETE FROM meta WHERE k=?", (_LEAPT,))
