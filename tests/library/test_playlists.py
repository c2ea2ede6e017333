"""Playlists: what is written is read again, and what is hostile is left out."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.library import playlists
from tracker.library.playlists import Entry, is_playlist, read_playlist, write_playlist
from tracker.model.errors import SettingsError

XSPF = (
    '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList>'
    "{tracks}</trackList></playlist>"
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a playlist by hand."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_an_m3u_has_relative_paths_addresses_and_titles(tmp_path: Path) -> None:
    """Remarks are remarks; a byte order mark and Windows' line ends are no trouble."""
    content = (
        "\ufeff#EXTM3U\r\n#EXTINF:12,Alpine, morning\r\nfilms/a b.mp4\r\n# a remark\r\n\r\n"
        "../other.mkv\r\nhttps://host/live.m3u8\r\nsub\\c.mp4\r\n/abs/d.mp4\r\n"
    )
    assert read_playlist(written(tmp_path, "list.m3u8", content)) == (
        Entry(str(tmp_path / "films/a b.mp4"), "Alpine, morning"),
        Entry(str(tmp_path.parent / "other.mkv")),
        Entry("https://host/live.m3u8"),
        Entry(str(tmp_path / "sub/c.mp4")),
        Entry("/abs/d.mp4"),
    )


def test_an_old_m3u_is_read_in_its_old_letters(tmp_path: Path) -> None:
    """What is no UTF-8 is taken for Windows' letters."""
    path = written(tmp_path, "list.m3u", "Größe.mp4\n".encode("cp1252"))
    assert read_playlist(path) == (Entry(str(tmp_path / "Größe.mp4")),)


def test_a_stream_s_manifest_is_no_list(tmp_path: Path) -> None:
    """HLS has the same suffix; its segments are not films."""
    content = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg0.ts\n"
    assert read_playlist(written(tmp_path, "live.m3u8", content)) is None


@pytest.mark.parametrize(
    "line",
    [
        "rtsp://host/x",
        "screen://",
        "smb://host/x",
        "file://otherhost/x",
        "javascript://x",
        "file:///a%00b",
        "file:///a%0ab",
        "v4l2:///dev/video0",
        "x" * 5_000,
    ],
)
def test_other_schemes_and_tricks_are_left_out(line: str, tmp_path: Path) -> None:
    """Only files of this machine and http(s) get into the list, from either form."""
    assert read_playlist(written(tmp_path, "a.m3u", f"{line}\nb.mp4\n")) == (
        Entry(str(tmp_path / "b.mp4")),
    )
    track = f"<track><location>{line}</location></track>"
    assert read_playlist(written(tmp_path, "a.xspf", XSPF.format(tracks=track))) == ()


def test_an_xspf_has_encoded_locations_and_titles(tmp_path: Path) -> None:
    """Relative ones too."""
    tracks = (
        "<track><location>file:///films/a%20b%23.mp4</location><title>A &amp; B</title></track>"
        "<track><location>c%20d.mp4</location></track><track><title>no place</title></track>"
        "<track><location>https://host/a%20b.mp4</location></track>"
    )
    assert read_playlist(written(tmp_path, "list.xspf", XSPF.format(tracks=tracks))) == (
        Entry("/films/a b#.mp4", "A & B"),
        Entry(str(tmp_path / "c d.mp4")),
        Entry("https://host/a%20b.mp4"),
    )


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + XSPF.format(tracks="<track>&a;</track>"),
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + XSPF.format(tracks=""),
        "<playlist><trackList>",
        "no xml at all",
        "<a>" * 1_000,
    ],
)
def test_a_damaged_or_declaring_xspf_is_refused(content: str, tmp_path: Path) -> None:
    """No entity is ever expanded."""
    with pytest.raises(SettingsError, match="damaged"):
        read_playlist(written(tmp_path, "list.xspf", content.replace('<?xml version="1.0"?>', "")))


def test_lists_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By bytes and by entries."""
    path = written(tmp_path, "list.m3u", "a.mp4\n" * 21_000)
    entries = read_playlist(path)
    assert entries is not None
    assert len(entries) == playlists.MOST_ENTRIES + 1
    monkeypatch.setattr(playlists, "LARGEST_FILE", 1_000)
    with pytest.raises(SettingsError, match="larger"):
        read_playlist(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_playlist(tmp_path / "missing.m3u")


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\"),
    min_size=1,
    max_size=20,
).filter(lambda name: name.rstrip(" .") == name)


@example(names=["0", "\xa0"], suffix=".m3u8")
@example(names=["0", " a"], suffix=".m3u8")
@example(names=["0", "a\u2028b"], suffix=".m3u8")
@given(names=st.lists(NAMES, max_size=5), suffix=st.sampled_from([".m3u8", ".xspf"]))
def test_what_is_written_is_read_again(
    names: list[str], suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Names of any letters, below the list's folder and elsewhere."""
    folder = tmp_path_factory.mktemp("lists")
    entries = tuple(
        Entry(str((folder if number % 2 else Path("/elsewhere")) / name / "f.mp4"), "T")
        for number, name in enumerate(names)
    )
    path = folder / f"list{suffix}"
    write_playlist(path, entries)
    assert read_playlist(path) == entries
    assert str(folder) not in path.read_text()


def test_a_written_list_moves_with_its_films_and_is_private(tmp_path: Path) -> None:
    """Files below its folder are named relatively; an old list is replaced whole."""
    path = written(tmp_path, "list.m3u", "old")
    write_playlist(path, [Entry(str(tmp_path / "#1.mp4"), "One\nline")])
    assert path.read_text() == "#EXTM3U\n#EXTINF:-1,One line\n./#1.mp4\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["list.m3u"]  # noqa: PTH208 - nothing temporary is left


def test_a_list_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """An unknown form, or no such folder."""
    with pytest.raises(SettingsError, match="which kind"):
        write_playlist(tmp_path / "list.txt", [])
    with pytest.raises(SettingsError, match="cannot be written"):
        write_playlist(tmp_path / "missing" / "list.m3u", [])


def test_a_playlist_is_known_by_its_name() -> None:
    """An address is a stream, whatever it ends in."""
    assert is_playlist("/films/A.M3U8")
    assert is_playlist("b.xspf")
    assert not is_playlist("https://host/live.m3u8")
    assert not is_playlist("/films/a.mp4")


def test_an_entry_that_names_nothing_spoils_no_list(tmp_path: Path) -> None:
    """The others are kept."""
    path, there = tmp_path / "list.m3u8", Entry("/a.mp4", None)
    write_playlist(path, [Entry("", None), there])
    assert read_playlist(path) == (there,)
