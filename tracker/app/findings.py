"""What a check has found: the words in which the doctor and a stand's health are told.

Knows: how serious a finding is, and that it may carry its cure.
Must never know: what is looked at, or how a finding is shown.
"""

from enum import Enum

from tracker.model.records import dataclass

LEAST_BYTES, FEW_BYTES = 50 * 2**20, 500 * 2**20
"""Below the first nothing can be recorded for long; below the second it is time to look."""

EARLIEST_S = 1_767_225_600
"""2026-01-01T00:00:00Z: no clock that is right says less."""


class Verdict(Enum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, what it is like, and what mends it."""

    check: str
    verdict: Verdict
    text: str
    cure: str | None = None
