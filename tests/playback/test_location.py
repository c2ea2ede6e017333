"""What may be opened, and what is said about the rest."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.errors import PlaybackError
from tracker.playback.location import resolve


def test_a_path_becomes_an_absolute_encoded_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What libVLC would read as an anchor or an option is encoded."""
    (tmp_path / "a #1?:x.mp4").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    source = resolve("a #1?:x.mp4")
    assert source.mrl.startswith("file:///")
    assert source.mrl.endswith("/a%20%231%3F%3Ax.mp4")
    assert (source.name, source.is_network) == ("a #1?:x.mp4", False)


def test_a_file_address_is_the_file_it_names(tmp_path: Path) -> None:
    """Decoded and encoded again, it is the same; another machine's is refused."""
    film = tmp_path / "Größe 1.mp4"
    film.write_bytes(b"x")
    assert resolve(film.as_uri()).mrl == film.as_uri()
    assert resolve(film.as_uri().replace("file://", "FILE://localhost")).mrl == film.as_uri()
    with pytest.raises(PlaybackError, match="another machine"):
        resolve(film.as_uri().replace("file://", "file://server"))


def test_a_web_address_keeps_all_but_its_fragment() -> None:
    """The fragment would be an anchor to libVLC."""
    source = resolve("https://example.test:8443/a%20film.mp4?key=1#chapter")
    assert source.mrl == "https://example.test:8443/a%20film.mp4?key=1"
    assert source.is_network


@pytest.mark.parametrize(
    "location",
    [
        "dvd:///dev/sr0",
        "v4l2:///dev/video0",
        "screen://",
        "vlc://quit",
        "rtsp://example.test/film",
        "ftp://example.test/film.mp4",
        "http://",
        "https:///film.mp4",
        "http://example.test:port/film.mp4",
        "http://[::1/film.mp4",
        "http://example.test/a film.mp4",
        "http://example.test/a\r\nX-Header: 1",
        "",
        "a\0b",
    ],
)
def test_other_addresses_are_refused_with_a_hint(location: str) -> None:
    """Devices, screens, other schemes and broken URLs are not passed on."""
    with pytest.raises(PlaybackError) as refused:
        resolve(location)
    assert refused.value.hint.endswith(".")


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    """A pipe would wait for ever, a socket cannot be read."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PlaybackError, match="regular"):
        resolve(str(tmp_path / "pipe"))
    with socket.socket(socket.AF_UNIX) as here:
        here.bind(str(tmp_path / "socket"))
        with pytest.raises(PlaybackError, match="regular"):
            resolve(str(tmp_path / "socket"))
    with pytest.raises(PlaybackError, match="no file"):
        resolve(str(tmp_path / "pipe" / "film.mp4"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """The sentence is about permission."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x")
    film.chmod(0)
    with pytest.raises(PlaybackError, match="may not be read"):
        resolve(str(film))


@given(st.text())
def test_any_text_gives_an_allowed_address_or_a_playback_error(location: str) -> None:
    """No text raises anything else, and no other scheme gets through."""
    try:
        source = resolve(location)
    except PlaybackError:
        return
    assert source.mrl.startswith(("file://", "http://", "https://"))
    assert not set(source.mrl) & set(" \r\n\t#")
