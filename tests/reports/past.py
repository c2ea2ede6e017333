"""Periods that are quick to say in a test."""

from dataclasses import replace

from tests.storage.builders import FILM
from tracker.model.history import CURVE_PARTS, PastViewing
from tracker.model.units import MediaMs, UnixMs
from tracker.model.visits import ProofOfPlay, Visit, VisitOutcome

NOON_MS = UnixMs(1_794_139_200_000)
"""2026-11-08, 12:00 in UTC."""
HOUR_MS = 3_600_000


def viewing(
    number: int = 0, *, name: str = "Film", percent: int = 50, **changes: object
) -> PastViewing:
    """Return a viewing of the first so many percent of a film of 100 s, an hour after the last."""
    watched = PastViewing(
        session_id=f"s{number}",
        asset=replace(FILM, name=name, external_id=f"id of {name}"),
        device="lobby",
        visit_id=None,
        opened_ms=UnixMs(NOON_MS + number * HOUR_MS),
        played_wall_ms=percent * 1_000,
        covered_ms=MediaMs(percent * 1_000),
        duration_ms=MediaMs(100_000),
        quartile=percent // 25 * 25,
        curve=bytes([1] * percent + [0] * (CURVE_PARTS - percent)),
        is_identified=False,
        is_unattended=False,
    )
    return replace(watched, **changes)  # type: ignore[arg-type]


def play(number: int = 0, *, is_full: bool = True) -> ProofOfPlay:
    """Return half a minute of a loop that nobody watched."""
    started_ms = NOON_MS + number * HOUR_MS
    return ProofOfPlay(
        f"p{number}", "lobby", "loop", "The loop", "key", UnixMs(started_ms),
        UnixMs(started_ms + 30_000), is_full,
    )  # fmt: skip


def visit(number: int = 0, outcome: VisitOutcome = VisitOutcome.EMAIL) -> Visit:
    """Return a visit of two minutes."""
    opened_ms = UnixMs(NOON_MS + number * HOUR_MS)
    return Visit(f"v{number}", "lobby", "en", opened_ms, UnixMs(opened_ms + 120_000), outcome)
