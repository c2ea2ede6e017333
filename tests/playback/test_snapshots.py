"""Names for pictures: safe ones, and never one that is taken."""

from pathlib import Path

import pytest

from tracker.playback.snapshots import keep_picture


def write(path: str) -> bool:
    """Make a picture of three letters."""
    Path(path).write_text("png")
    return True


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("film 0-00-01", "film 0-00-01.png"),
        ("../../etc/passwd", "etc passwd.png"),
        (".hidden", "hidden.png"),
        ("a\nb\x00c", "a b c.png"),
        ("", "film.png"),
        ("x" * 300, "x" * 80 + ".png"),
    ],
)
def test_a_film_s_name_becomes_a_safe_file_name(name: str, kept: str, tmp_path: Path) -> None:
    """No folder, no control character, nothing hidden, and not too long."""
    assert keep_picture(write, tmp_path, name) == tmp_path / kept


def test_a_taken_name_is_numbered(tmp_path: Path) -> None:
    """Whatever has the name, even a link to nowhere, stays as it is."""
    (tmp_path / "film.png").write_text("mine")
    (tmp_path / "film (2).png").symlink_to(tmp_path / "nowhere")
    assert keep_picture(write, tmp_path, "film") == tmp_path / "film (3).png"
    assert (tmp_path / "film.png").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_what_was_not_written_is_not_kept(tmp_path: Path) -> None:
    """Neither by its own word nor in truth."""
    assert keep_picture(lambda _path: False, tmp_path, "film") is None
    assert keep_picture(lambda _path: True, tmp_path, "film") is None
    assert list(tmp_path.iterdir()) == []
