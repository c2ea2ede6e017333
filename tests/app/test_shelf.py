"""The shelf: films to choose from, told from a thread of its own."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from tests.playback.media import Clips
from tracker.app.settings import Settings
from tracker.app.shelf import Entry, Found, Shelf, ShelfItem
from tracker.library.posters import FOLDER
from tracker.library.recent import FILE_NAME
from tracker.model.errors import SettingsError
from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs
from tracker.playback.thumbnails import ThumbnailMaker

T = TypeVar("T")


@pytest.fixture
def pictures() -> Iterator[ThumbnailMaker]:
    """Return a maker of pictures."""
    made = ThumbnailMaker()
    yield made
    made.close()


@pytest.fixture
def shelf(tmp_path: Path, pictures: ThumbnailMaker) -> Iterator[Shelf]:
    """Return the shelf of an empty profile that resumes films."""
    made = Shelf(tmp_path, replace(Settings(), resume="on"), pictures)
    yield made
    made.close()


def answer(ask: Callable[[Callable[[T], None]], None]) -> T:
    """Ask, and wait for the answer."""
    told: queue.SimpleQueue[T] = queue.SimpleQueue()
    ask(told.put)
    return told.get(timeout=15)


def note(shelf: Shelf, location: str, position_ms: int | None = 9_000) -> None:
    """Note a film as half watched."""
    position = None if position_ms is None else MediaMs(position_ms)
    shelf.note(location, position_ms=position, duration_ms=MediaMs(18_000), watched_percent=50)


def film(folder: Path, name: str) -> str:
    """Make a file."""
    path = folder / name
    path.write_bytes(b"film")
    return str(path)


def start_of(shelf: Shelf, location: str) -> MediaMs:
    """Ask where a film is to begin."""

    def ask(tell: Callable[[MediaMs], None]) -> None:
        shelf.ask_start(location, tell)

    return answer(ask)


def test_recent_files_come_first_then_the_registered_that_are_there(
    shelf: Shelf, tmp_path: Path
) -> None:
    """A registered one keeps its name; what is gone is not shown."""
    known, other = film(tmp_path, "known.mp4"), film(tmp_path, "other.mp4")
    (tmp_path / "media.toml").write_text(
        f'[[media]]\nfile = "{known}"\nname = "Hall 5"\n'
        '[[media]]\nfile = "/gone.mp4"\nname = "Gone"\n'
        '[[media]]\naddress = "https://host/a.mp4"\n'
    )
    note(shelf, "/nowhere.mp4")
    note(shelf, known)
    note(shelf, other)
    assert answer(shelf.ask_items) == (
        ShelfItem(other, None, 50, True),
        ShelfItem(known, "Hall 5", 50, True),
        ShelfItem("https://host/a.mp4", None, 0, False),
    )


def test_a_damaged_registry_leaves_the_recent_files(shelf: Shelf, tmp_path: Path) -> None:
    """The page before a film is no place for that error."""
    (tmp_path / "media.toml").write_text("[[media")
    path = film(tmp_path, "a.mp4")
    note(shelf, path)
    assert [item.location for item in answer(shelf.ask_items)] == [path]


def test_a_film_begins_where_it_was_left_only_if_that_is_wanted(
    shelf: Shelf, tmp_path: Path, pictures: ThumbnailMaker
) -> None:
    """Otherwise, and after its end, at the beginning."""
    note(shelf, "/a.mp4")
    note(shelf, "/b.mp4", None)
    assert start_of(shelf, "/a.mp4") == 9_000
    assert start_of(shelf, "/b.mp4") == 0
    assert start_of(shelf, "/c.mp4") == 0
    plain = Shelf(tmp_path, Settings(), pictures)
    assert start_of(plain, "/a.mp4") == 0
    plain.close()


def test_switched_off_nothing_is_remembered(tmp_path: Path, pictures: ThumbnailMaker) -> None:
    """No list and no pictures are written."""
    shelf = Shelf(tmp_path, replace(Settings(), recent_files="off"), pictures)
    note(shelf, film(tmp_path, "a.mp4"))
    assert answer(shelf.ask_items) == ()
    shelf.close()
    assert not (tmp_path / FILE_NAME).exists()


def test_an_address_with_a_password_is_not_remembered(shelf: Shelf, tmp_path: Path) -> None:
    """It would lie in a file."""
    note(shelf, "https://me:secret@host/a.mp4")
    assert answer(shelf.ask_items) == ()
    assert not (tmp_path / FILE_NAME).exists()


def test_a_poster_is_made_once_and_kept(shelf: Shelf, tmp_path: Path) -> None:
    """Forgetting throws it away."""
    path = str(Clips(tmp_path) / "silent.mp4")

    def ask(tell: Callable[[Thumbnail | None], None]) -> None:
        shelf.ask_poster(path, tell)

    made = answer(ask)
    assert made is not None
    answer(shelf.ask_items)  # whatever was posted before is done
    kept = list((tmp_path / FOLDER).iterdir())
    assert len(kept) == 1
    assert answer(ask) == made
    shelf.forget_recent()
    assert answer(shelf.ask_items) == ()
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_lists_are_read_and_written_behind_the_window(shelf: Shelf, tmp_path: Path) -> None:
    """What goes wrong comes back as a sentence with a cure."""
    path = tmp_path / "list.m3u8"
    entries = [Entry(film(tmp_path, "a.mp4"), "A")]

    def save(to: Path) -> SettingsError | None:
        def ask(tell: Callable[[SettingsError | None], None]) -> None:
            shelf.save_playlist(to, entries, tell)

        return answer(ask)

    def look(tell: Callable[[Found], None]) -> None:
        shelf.look_into([str(path)], tell)

    assert save(path) is None
    assert answer(look).films == tuple(entries)
    error = save(tmp_path / "missing" / "list.m3u8")
    assert error is not None
    assert error.hint
