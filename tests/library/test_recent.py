"""Recent files: the latest first, bounded, private, and forgotten when asked."""

import json
from pathlib import Path

import pytest

from tracker.library.recent import FILE_NAME, MOST_FILES, RecentFile, RecentFiles
from tracker.model.units import MediaMs, UnixMs


def recent(name: str, opened_ms: int = 1, position_ms: int | None = None) -> RecentFile:
    """Make an entry."""
    position = None if position_ms is None else MediaMs(position_ms)
    return RecentFile(f"/films/{name}", UnixMs(opened_ms), position, MediaMs(60_000), 40)


def test_the_latest_comes_first_and_each_file_once(tmp_path: Path) -> None:
    """Read again, it is the same list."""
    files = RecentFiles(tmp_path)
    for name in ("a", "b", "a"):
        files.note(recent(name, position_ms=5_000))
    again = RecentFiles(tmp_path)
    assert [file.location for file in again.files] == ["/films/a", "/films/b"]
    assert again.find("/films/a") == recent("a", position_ms=5_000)
    assert again.find("/films/c") is None


def test_so_many_are_kept_and_nobody_else_can_read_them(tmp_path: Path) -> None:
    """The oldest goes."""
    files = RecentFiles(tmp_path)
    for number in range(MOST_FILES + 3):
        files.note(recent(str(number)))
    assert len(files.files) == MOST_FILES
    assert files.find("/films/0") is None
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_what_is_forgotten_is_gone_from_the_disk(tmp_path: Path) -> None:
    """Twice is no harm."""
    files = RecentFiles(tmp_path)
    files.note(recent("a"))
    files.forget()
    files.forget()
    assert files.files == ()
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"files": 3}',
        '{"files": [{"location": 3, "opened_ms": 1}]}',
        '{"files": [{"location": "", "opened_ms": 1}]}',
        '{"files": [{"location": "/a", "opened_ms": -1}]}',
        '{"files": [{"location": "/a", "opened_ms": 1, "position_ms": 1e999}]}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_a_damaged_list_is_an_empty_one(content: str, tmp_path: Path) -> None:
    """It is worth no error, and the next file repairs it."""
    (tmp_path / FILE_NAME).write_text(content, encoding="latin-1")
    files = RecentFiles(tmp_path)
    assert files.files == ()
    files.note(recent("a"))
    assert json.loads((tmp_path / FILE_NAME).read_text())["files"][0]["location"] == "/films/a"
