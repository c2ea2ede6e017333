"""Folders, playlists and subtitles are taken apart."""

from pathlib import Path

import pytest

from tracker.library import folders, playlists
from tracker.library.folders import DEEPEST, look_into
from tracker.library.playlists import Entry


def touch(folder: Path, *names: str) -> None:
    """Make files."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_a_folder_becomes_its_films_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Part 10 after part 2; what is hidden or no film stays out."""
    touch(
        tmp_path, "Part 10.mp4", "part 2.MKV", "notes.txt", ".hidden.mp4", "b/a.mp3", ".git/x.mp4"
    )
    found = look_into([str(tmp_path)])
    names = [Path(film.location).name for film in found.films]
    assert names == ["a.mp3", "part 2.MKV", "Part 10.mp4"]


def test_a_folder_is_not_looked_through_for_ever(tmp_path: Path) -> None:
    """Neither too deep nor in a circle of links."""
    touch(tmp_path, "/".join("abcdefgh"[: DEEPEST + 2]) + "/deep.mp4", "near.mp4")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    found = look_into([str(tmp_path)])
    assert [Path(film.location).name for film in found.films] == ["near.mp4"]


def test_an_empty_folder_and_a_damaged_list_are_said_and_the_rest_is_played(tmp_path: Path) -> None:
    """Each error has its cure; nothing else is lost."""
    (tmp_path / "empty").mkdir()
    touch(tmp_path, "bad.xspf", "words.SRT")
    (tmp_path / "list.m3u").write_text("a.mp4\n")
    found = look_into(
        [
            str(tmp_path / name)
            for name in ("empty", "bad.xspf", "list.m3u", "missing.mp4", "words.SRT")
        ]
        + ["https://host/live.m3u8"]
    )
    assert [film.location for film in found.films] == [
        str(tmp_path / "a.mp4"),
        str(tmp_path / "missing.mp4"),
        "https://host/live.m3u8",
    ]
    assert found.subtitles == (str(tmp_path / "words.SRT"),)
    assert len(found.errors) == 2
    assert all(error.hint for error in found.errors)


def test_what_is_too_much_is_cut_off_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder and a list alike; exactly as much as is taken is no reason for words."""
    for owner in (folders, playlists):
        monkeypatch.setattr(owner, "MOST_ENTRIES", 3)
    monkeypatch.setattr(folders, "MOST_FILMS", 3)
    touch(tmp_path, *(f"hall/{number}.mp4" for number in range(4)))
    for name, count in (("three.m3u8", 3), ("four.m3u8", 4)):
        lines = "\n".join(f"{number}.mp4" for number in range(count))
        (tmp_path / name).write_text(lines)
    found = look_into([str(tmp_path / name) for name in ("hall", "three.m3u8", "four.m3u8")])
    assert len(found.films) == 9
    assert [str(error) for error in found.errors] == [
        "hall holds more than 3 films; the first 3 are taken.",
        "four.m3u8 holds more than 3 films; the first 3 are taken.",
    ]


def test_a_manifest_is_played_as_what_it_is(tmp_path: Path) -> None:
    """A stream's manifest on the disk is one film."""
    path = tmp_path / "live.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:6,\ns.ts\n")
    assert look_into([str(path)]).films == (Entry(str(path)),)
