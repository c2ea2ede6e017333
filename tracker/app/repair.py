"""Repairs of the queue by hand, for people.

Knows: how the calling thread gets at the queue, and whose words the body of a request is in.
Must never know: how it is shown, or which repair is allowed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tracker.app.delivery import hubspot_settings
from tracker.app.settings import Settings
from tracker.hubspot.payloads import build_body
from tracker.model.delivery import RowState
from tracker.model.repair import Repaired, RowDetails
from tracker.storage.browse import OutboxBrowser
from tracker.storage.repair import OutboxRepair


def show_row(profile: Path, seq: int) -> RowDetails | None:
    """Return all that is known of a row, or None if there is none of that number."""
    with open_repair(profile) as repair:
        return repair.show(seq)


def body_of(details: RowDetails, settings: Settings) -> bytes | None:
    """Return the body that was sent, or the one that would be; None where it cannot be told."""
    if details.body is not None or details.row is None:
        return details.body
    return build_body(details.row, hubspot_settings(settings))


def retry_rows(profile: Path, seqs: Sequence[int], state: RowState | None) -> Repaired:
    """Send rows again, those that are named and all of a state, and ask the sender to hurry."""
    with open_repair(profile) as repair:
        done = repair.retry(_named(repair, seqs, state))
    if done.changed:
        browser = OutboxBrowser(profile)
        try:
            browser.request_sync()
        finally:
            browser.close()
    return done


def park_rows(profile: Path, seqs: Sequence[int]) -> Repaired:
    """Put rows that wait among the dead letters."""
    with open_repair(profile) as repair:
        return repair.park(seqs)


def drop_rows(profile: Path, seqs: Sequence[int], state: RowState | None) -> Repaired:
    """Let rows go, those that are named and all of a state, each only after a copy is written."""
    with open_repair(profile) as repair:
        return repair.drop(_named(repair, seqs, state))


def _named(repair: OutboxRepair, seqs: Sequence[int], state: RowState | None) -> list[int]:
    return [*seqs, *(repair.every(state) if state is not None else ())]


@contextmanager
def open_repair(profile: Path) -> Iterator[OutboxRepair]:
    """Open the profile's queue for the calling thread, for as long as the context lasts."""
    repair = OutboxRepair(profile)
    try:
        yield repair
    finally:
        repair.close()
