"""Damaged files: never a crash, nothing deleted, and what can still be read is saved.

Each trial takes a sound queue, as a player and a sender leave it, spoils it by chance, and then
opens it as the program does. A queued row counts as intact when its immutable columns and their
checksum still stand, byte for byte, in the file or its log, wherever that is: also on a page that
nothing leads to any more, or behind a head of its own that is damaged. It is known again by what
it tells (session, kind and percentage), since its number stands in that head.

Seen to fail: on builds in which a flipped bit in a session, a trigger or a count was an exception
(seeds 11060, 11086), in which a row with a damaged head was lost (11062), and in which the next
commit went over the only copy of a page (15033).
"""

import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.history import Key
from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, whole_film
from tracker.model.delivery import Delivered, DeliveryOutcome, Rejected, RowState
from tracker.model.errors import StorageTooNewError, TrackerError
from tracker.model.media import ANONYMOUS
from tracker.storage import healing, pages
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

SESSIONS = 40
LEAST_SALVAGED = 0.998
"""The share of intact rows that must be saved, over all trials (delivery, 4)."""

Damage = Callable[[random.Random, Path], None]


@dataclass
class Template:
    """A sound queue: its directory, and for each queued row what it tells and its bytes on disk."""

    profile: Path
    rows: dict[Key, bytes]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return a queue in which a session is delivered, one row is dead, and a log is left."""
    profile = tmp_path_factory.mktemp("template")
    journal = Journal(profile)
    outbox = Outbox(profile)
    assert outbox.take_lead()
    for number in range(SESSIONS):
        session_id = f"5e551044-0000-4000-8000-{number:012d}"
        viewer = ANONYMOUS if number % 5 == 4 else ADA
        journal.open_session(opening(session_id, viewer), wall_ms=WALL_MS)
        journal.append(whole_film(session_id), checkpoint(session_id))
        if number == SESSIONS // 2:
            # Half of it all is folded into the file; the other half stands in the log alone.
            deliver_some(outbox)
            outbox._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    deliver_some(outbox)
    left = tmp_path_factory.mktemp("left")
    for path in filter(Path.is_file, profile.iterdir()):
        shutil.copy(path, left)
    on_disk = [(left / name).read_bytes() for name in ("queue.db", "queue.db-wal")]
    rows = {}
    queued = outbox._database.rows("SELECT dedupe, session_id, kind, percent, payload FROM outbox")
    for dedupe, session_id, kind, percent, payload in queued:
        head = dedupe + session_id.encode()
        [found] = [data for data in on_disk if data.rfind(head) >= 0][-1:]
        start = found.rfind(head)
        rows[session_id, kind, percent] = found[
            start : found.index(payload, start) + len(payload) + 4
        ]
    delivered = outbox.stats().delivered
    journal.close()
    outbox.close()
    assert len(rows) > 250
    assert delivered
    return Template(left, rows)


def deliver_some(outbox: Outbox) -> None:
    """Deliver a whole session, and have one row refused."""
    answers: list[DeliveryOutcome] = [*[Delivered(200)] * 7, Rejected(400, "No.")]
    for answer in answers:
        [row] = outbox.due(1, now_ms=WALL_MS)
        assert outbox.claim(row, b"{}")
        outbox.settle(row, answer, now_ms=WALL_MS, next_try_ms=WALL_MS)


def flip_bits(rng: random.Random, path: Path) -> None:
    """Turn up to sixteen bits over, anywhere."""
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 16)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def flip_in_the_head(rng: random.Random, path: Path) -> None:
    """Turn one bit over among the first few hundred bytes, which say what the file is."""
    data = bytearray(path.read_bytes())
    data[rng.randrange(300)] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def zero_a_page(rng: random.Random, path: Path) -> None:
    """Blank a page, as a disk does that forgets one."""
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data) // 4096) * 4096
    data[at : at + 4096] = bytes(4096)
    path.write_bytes(data)


def garble_a_stretch(rng: random.Random, path: Path) -> None:
    """Write noise over any stretch."""
    data = bytearray(path.read_bytes())
    at, length = rng.randrange(len(data)), rng.randrange(1, 20_000)
    data[at : at + length] = rng.randbytes(len(data[at : at + length]))
    path.write_bytes(data)


def cut_off(rng: random.Random, path: Path) -> None:
    """Cut the file off anywhere."""
    os.truncate(path, rng.randrange(path.stat().st_size))


def empty(_: random.Random, path: Path) -> None:
    """Leave nothing in the file."""
    os.truncate(path, 0)


def fill_with_noise(rng: random.Random, path: Path) -> None:
    """Leave nothing of the file but its length."""
    path.write_bytes(rng.randbytes(path.stat().st_size))


def swap_pages(rng: random.Random, path: Path) -> None:
    """Put two pages in each other's place."""
    data = bytearray(path.read_bytes())
    one, other = (rng.randrange(len(data) // 4096) * 4096 for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = (
        data[other : other + 4096],
        data[one : one + 4096],
    )
    path.write_bytes(data)


def lose(_: random.Random, path: Path) -> None:
    """Take the file away."""
    path.unlink()


WAYS: list[Damage] = [
    *[flip_bits] * 4,
    *[flip_in_the_head] * 2,
    *[zero_a_page] * 3,
    *[garble_a_stretch] * 3,
    *[cut_off] * 2,
    swap_pages,
    swap_pages,
    empty,
    fill_with_noise,
    lose,
]


@dataclass
class Score:
    """What the trials came to."""

    intact: int = 0
    saved: int = 0
    mended: int = 0
    refused: int = 0


def run_trial(template: Template, seed: int, profile: Path, score: Score) -> None:
    """Spoil a copy of the queue, use it, and look at what is left."""
    rng = random.Random(seed)
    shutil.copytree(template.profile, profile)
    target = profile / rng.choices(("queue.db", "queue.db-wal", "queue.db-shm"), (70, 25, 5))[0]
    rng.choice(WAYS)(rng, target)
    files = [profile / name for name in ("queue.db", "queue.db-wal")]
    before = [path.read_bytes() for path in files if path.exists()]
    try:
        present = use(profile)
    except StorageTooNewError:
        # The bit that was turned over is the version's: such a file is not ours to mend.
        assert [path.read_bytes() for path in files if path.exists()] == before
        score.refused += 1
        return
    intact = {key for key, row in template.rows.items() if any(row in data for data in before)}
    score.intact += len(intact)
    score.saved += len(intact & present)
    if (home := profile / healing.QUARANTINE_NAME).exists():
        score.mended += 1
        [kept] = home.iterdir()
        assert sorted(
            path.read_bytes() for path in kept.glob("queue.db*") if "shm" not in path.name
        )


def use(profile: Path) -> set[Key]:
    """Do with the queue what the program does; return the queued and the dead rows."""
    for _ in range(3):
        try:
            return look_at_everything(profile)
        except TrackerError as error:
            last = error
    raise last


def look_at_everything(profile: Path) -> set[Key]:
    """List, count, lead, claim and check; any exception but a TrackerError is a crash."""
    browser = OutboxBrowser(profile)
    outbox = Outbox(profile)
    try:
        assert outbox.take_lead()
        outbox.upkeep(now_ms=WALL_MS)
        listed = list(browser.list_rows())
        browser.stats()
        browser.recent_sessions()
        for row in outbox.due(8, now_ms=WALL_MS):
            if outbox.claim(row, b"{}"):
                outbox.settle(row, Rejected(400, "No."), now_ms=WALL_MS, next_try_ms=WALL_MS)
    finally:
        outbox.close()
        browser.close()
    assert len({row.seq for row in listed}) == len(listed)
    waiting = [row for row in listed if row.state is not RowState.DELIVERED]
    return {(row.session_id, row.kind, row.percent) for row in waiting}


def check_soundness(profile: Path) -> None:
    """I7: the file is sound, every checksum holds, and nothing is both queued and delivered."""
    database = Database(profile)
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    both = "SELECT count(*) FROM outbox o JOIN delivered d USING (dedupe)"
    assert database.rows(both) == [(0,)]
    database.close()


@pytest.mark.parametrize(
    ("first", "trials"),
    [
        *((first, 30) for first in range(0, 240, 30)),
        *(
            pytest.param(first, 500, marks=[pytest.mark.long, pytest.mark.timeout(0)])
            for first in range(10_000, 20_000, 500)
        ),
    ],
)
def test_what_is_intact_is_saved_whatever_was_damaged(
    template: Template,
    tmp_path: Path,
    first: int,
    trials: int,
) -> None:
    """At least 99.8 % of the intact rows over all trials, and never a crash (delivery, 4)."""
    score = Score()
    for seed in range(first, first + trials):
        profile = tmp_path / str(seed)
        try:
            run_trial(template, seed, profile, score)
            if (profile / healing.QUARANTINE_NAME).exists():
                check_soundness(profile)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise
        shutil.rmtree(profile)
    sys.stdout.write(
        f"{trials} damaged files: {score.saved} of {score.intact} intact rows saved, "
        f"{score.mended} files mended, {score.refused} refused\n"
    )
    assert score.intact > 100 * trials
    assert score.mended > trials // 3
    assert score.saved >= LEAST_SALVAGED * score.intact


def test_the_scan_is_what_saves_most(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a blanked page costs far more than the target allows: the test can fail."""
    monkeypatch.setattr(pages.PageStore, "records", lambda _: iter(()))
    score = Score()
    for seed in range(30):
        profile = tmp_path / str(seed)
        run_trial(template, seed, profile, score)
    assert score.saved < LEAST_SALVAGED * score.intact
