"""Reports on a period: figures, a table, or a page.

Knows: which stores a period is read from, and where days begin and end.
Must never know: how figures are added up or drawn.
"""

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TextIO

from tracker.model.history import PastViewing
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit
from tracker.reports.page import write_page
from tracker.reports.summary import Summary, summarise
from tracker.reports.table import write_table
from tracker.storage.history import History
from tracker.storage.stand import StandLog

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Period:
    """Days of this machine's time zone, both inclusive, and what is stored of them."""

    first_day: date
    last_day: date
    viewings: list[PastViewing]
    visits: list[Visit]
    plays: list[ProofOfPlay]

    def summary(self) -> Summary:
        """Return the figures."""
        return summarise(
            self.viewings,
            self.visits,
            self.plays,
            first_day=self.first_day,
            last_day=self.last_day,
        )

    def write_table(self, file: TextIO) -> int:
        """Write the table as CSV; return its lines, the head apart."""
        return write_table(file, self.viewings, self.visits, self.plays)

    def write_page(self, file: TextIO) -> int:
        """Write the page as HTML; return its length in characters."""
        return file.write(write_page(self.summary()))


def read_period(profile: Path, first_day: date | None, last_day: date | None) -> Period:
    """Read the days from ``first_day`` to ``last_day``: usually the last 30, today included.

    Raise StorageError where the profile's database cannot be used.
    """
    last_day = last_day or date.fromtimestamp(time.time())
    first_day = first_day or last_day - timedelta(USUAL_DAYS - 1)
    from_ms, to_ms = _begin_ms(first_day), _begin_ms(last_day + timedelta(1))
    history, stand = History(profile), StandLog(profile)
    try:
        return Period(
            first_day,
            last_day,
            list(history.viewings(from_ms, to_ms)),
            list(stand.visits(from_ms, to_ms)),
            list(stand.plays(from_ms, to_ms)),
        )
    finally:
        history.close()
        stand.close()


def _begin_ms(day: date) -> UnixMs:
    """Return when a day begins here; that is not always 24 hours after the one before."""
    return UnixMs(round(datetime(day.year, day.month, day.day).timestamp() * 1000))
