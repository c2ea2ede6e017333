"""Opening hours as they are written: ``monday = "09:00-18:00"``, several with a comma.

Knows: the days of the week and how a part of a day is written.
Must never know: what is done at an opening.
"""

import re

from tracker.app.kiosk.config import DAYS, MINUTES_A_DAY, Hours
from tracker.app.kiosk.table import Table

_PART = re.compile(r"([0-2]\d):([0-5]\d)\s*[-–]\s*([0-2]\d):([0-5]\d)")
_CURE = 'Write it like "09:00-18:00", or "09:00-12:00, 13:00-24:00".'
_SPLIT = f'{_CURE} Past midnight: "20:00-24:00", and "00:00-02:00" on the next day.'


def read_hours(table: Table) -> Hours:
    """Read the table of opening hours; a day that is not named is closed."""
    week = tuple(_day(table, day) for day in DAYS)
    table.finish()
    return Hours(week)


def _day(table: Table, day: str) -> tuple[tuple[int, int], ...]:
    text = table.text(day)
    parts: list[tuple[int, int]] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        found = _PART.fullmatch(part)
        if found is None:
            table.wrong(day, f"“{part}” is no part of a day.", _CURE)
            return ()
        hours = [int(one) for one in found.groups()]
        begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if not begin < end <= MINUTES_A_DAY:
            table.wrong(day, f"“{part}” ends before it begins, or after midnight.", _SPLIT)
            return ()
        if parts and begin < parts[-1][1]:
            table.wrong(day, f"“{part}” overlaps the part before it.", _CURE)
            return ()
        parts.append((begin, end))
    return tuple(parts)
