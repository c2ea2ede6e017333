"""A log that a power cut has torn where nothing was promised: no reason for a salvage."""

import os
import struct
from pathlib import Path

import apsw
import pytest

from tests.storage.builders import queue_events
from tracker.model.delivery import RowState
from tracker.storage.browse import OutboxBrowser
from tracker.storage.healing import quarantines
from tracker.storage.log_file import forgotten_commits


def left_behind(profile: Path, *, is_folded_in: bool) -> Path:
    """Queue a film, and leave with the log in its place; return the log."""
    keeper = apsw.Connection(str(profile / "queue.db"))
    keeper.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    keeper.execute("SELECT * FROM tally").fetchall()
    queue_events(profile, "s")
    if is_folded_in:
        keeper.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    keeper.close()
    log = profile / "queue.db-wal"
    assert log.stat().st_size > 0
    return log


@pytest.mark.parametrize(
    ("is_folded_in", "state"), [(True, RowState.PENDING), (False, RowState.DOUBTFUL)]
)
def test_a_torn_head_is_damage_only_where_the_log_is_needed(
    tmp_path: Path, is_folded_in: bool, state: RowState
) -> None:
    """A log that begins anew gets another head; what stands behind it may be in the file."""
    queue_events(tmp_path, "r")
    log = left_behind(tmp_path, is_folded_in=is_folded_in)
    whole = log.read_bytes()
    log.write_bytes(whole[:8] + os.urandom(24) + whole[32:])
    browser = OutboxBrowser(tmp_path)
    states = {row.session_id: row.state for row in browser.list_rows()}
    browser.close()
    assert states == {"r": state, "s": state}
    assert len(quarantines(tmp_path)) == (not is_folded_in)


def test_a_torn_head_of_a_frame_is_no_commit(tmp_path: Path) -> None:
    """A page far away, or a file that large, there cannot be: then one commit was under way."""
    queue_events(tmp_path, "r")
    log = left_behind(tmp_path, is_folded_in=False).read_bytes()
    salts, page = log[16:24], bytes(4096)
    believed = (len(log) - 32) // (24 + 4096)

    def frame(number: int, pages_after: int) -> bytes:
        return struct.pack(">II", number, pages_after) + salts + bytes(8) + page

    under_way, torn = frame(24, 42), frame(1_801_620_728, 2_000_000_000)
    assert forgotten_commits(log + torn + under_way, believed, 42 * 4096) == 0
    assert forgotten_commits(log + 3 * under_way, believed, 42 * 4096) == 2


def grown(profile: Path, folder: Path, *changes: int) -> bytes:
    """Return the log of a copy after so many commits, each of a text of so many bytes."""
    copied = folder / "-".join(map(str, changes))
    copied.mkdir()
    for name in ("queue.db", "queue.db-wal"):
        (copied / name).write_bytes((profile / name).read_bytes())
    connection = apsw.Connection(str(copied / "queue.db"))
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    for size in changes:
        put = "INSERT OR REPLACE INTO meta(k, v) VALUES (?, ?)"
        connection.execute(put, (f"text of {size}", "x" * size)).fetchall()
    connection.close()
    return (copied / "queue.db-wal").read_bytes()


FRAME = 24 + 4096


def test_two_kills_in_a_commit_each_are_no_damage(tmp_path: Path) -> None:
    """The second wrote over the first, and was killed in its last frame: nobody waits for either.

    Seen in one of 20,000 kills: the whole queue was built anew for it.
    """
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    queue_events(profile, "r")
    log = left_behind(profile, is_folded_in=False)
    first, second = (grown(profile, tmp_path, size) for size in (60_000, 20_000))
    assert first[: log.stat().st_size] == second[: log.stat().st_size] == log.read_bytes()
    head_ends_at = len(second) - FRAME + 24
    assert len(first) > len(second)
    log.write_bytes(second[:head_ends_at] + first[head_ends_at:])
    browser = OutboxBrowser(profile)
    states = {row.state for row in browser.list_rows()}
    browser.close()
    assert states == {RowState.PENDING}
    assert quarantines(profile) == []


@pytest.mark.parametrize("at", [-FRAME + 16, -FRAME + 20, -FRAME + 24, -1])
def test_a_commit_that_is_lost_behind_a_damaged_one_is_noticed(at: int, tmp_path: Path) -> None:
    """Whether its page is damaged or its checksum: SQLite would forget the next one as well."""
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    queue_events(profile, "r")
    log = left_behind(profile, is_folded_in=False)
    believed, file_bytes = (log.stat().st_size - 32) // FRAME, 1 << 20
    whole = bytearray(grown(profile, tmp_path, 20_000, 40_000))
    ends_at = len(grown(profile, tmp_path, 20_000))
    assert forgotten_commits(bytes(whole), believed, file_bytes) == 1
    whole[ends_at + at] ^= 0x10
    assert forgotten_commits(bytes(whole), believed, file_bytes) == 1
    log.write_bytes(whole)
    OutboxBrowser(profile).close()
    assert len(quarantines(profile)) == 1
