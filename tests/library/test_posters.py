"""Posters are kept for a file as it is, privately, and so many at most."""

from pathlib import Path

import pytest

from tracker.library import posters
from tracker.library.posters import FOLDER, PosterCache
from tracker.model.pictures import Thumbnail

PICTURE = Thumbnail(4, 2, 64, bytes(range(128)))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a file."""
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film")
    return path


def test_a_kept_picture_is_found_until_the_film_changes(tmp_path: Path, film: Path) -> None:
    """Folder and file belong to their owner alone."""
    cache = PosterCache(tmp_path)
    assert cache.find(str(film)) is None
    cache.keep(str(film), PICTURE)
    assert cache.find(str(film)) == PICTURE
    (kept,) = (tmp_path / FOLDER).iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    film.write_bytes(b"another film")
    assert cache.find(str(film)) is None


@pytest.mark.parametrize("damage", [b"", b"TMP1", b"XXXX" + bytes(40), b"cut"])
def test_a_damaged_picture_is_none(damage: bytes, tmp_path: Path, film: Path) -> None:
    """It is made anew."""
    cache = PosterCache(tmp_path)
    cache.keep(str(film), PICTURE)
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.write_bytes(kept.read_bytes()[:14] if damage == b"cut" else damage)
    assert cache.find(str(film)) is None


def test_a_stream_has_no_kept_picture(tmp_path: Path) -> None:
    """Neither has a file that is not there."""
    cache = PosterCache(tmp_path)
    cache.keep("https://host/film.mp4", PICTURE)
    assert cache.find("https://host/film.mp4") is None
    assert not (tmp_path / FOLDER).exists()


def test_the_oldest_go_and_all_can_be_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache does not grow for ever."""
    monkeypatch.setattr(posters, "MOST_POSTERS", 2)
    cache = PosterCache(tmp_path)
    for number in range(4):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(b"film")
        cache.keep(str(path), PICTURE)
    assert len(list((tmp_path / FOLDER).iterdir())) == 2
    cache.forget()
    assert list((tmp_path / FOLDER).iterdir()) == []
