"""What a file or an address is to the CRM."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.library.assets import Page, describe, media_type_of, recorded_film
from tracker.library.content_key import SLICE_BYTES, content_key
from tracker.library.registry import FILE_NAME, Registry
from tracker.model.errors import SettingsError
from tracker.model.media import Asset, MediaType
from tracker.model.units import MediaMs

PAGE = Page(None, "Showroom", "https://films.example/showroom")
NOBODY = Registry({})


def film(folder: Path, name: str = "film.mp4", content: bytes = b"moving pictures") -> Path:
    """Write a file that stands for a film."""
    path = folder / name
    path.write_bytes(content)
    return path


def described(location: object, registry: Registry = NOBODY) -> Asset:
    """Describe a location as a video."""
    return describe(str(location), MediaType.VIDEO, registry=registry, page=PAGE)


def test_a_renamed_film_is_still_the_same_film(tmp_path: Path) -> None:
    """The external id comes from the content, the name from the file."""
    one = described(film(tmp_path, "one.mp4"))
    other = described(film(tmp_path, "other.mkv"))
    assert one.external_id == other.external_id
    assert (one.name, other.name) == ("one", "other")


@pytest.mark.parametrize("place", [0, SLICE_BYTES // 2, -1])
def test_another_head_middle_or_tail_is_another_film(tmp_path: Path, place: int) -> None:
    """A change in a slice that is read changes the key, and so does the size."""
    content = bytearray(b"x" * (SLICE_BYTES * 5))
    before = content_key(film(tmp_path, content=bytes(content)))
    middle = len(content) // 2 if place == SLICE_BYTES // 2 else place
    content[middle] = 0
    assert content_key(film(tmp_path, content=bytes(content))) != before
    assert content_key(film(tmp_path, content=b"x" * (SLICE_BYTES * 5 + 1))) != before


@given(st.binary(max_size=300))
def test_a_key_depends_on_nothing_but_the_content(content: bytes) -> None:
    """Twice the same bytes, twice the same key."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = film(Path(folder), "a", content), film(Path(folder), "b", content)
        assert content_key(one) == content_key(other)


def test_a_local_path_never_leaves_the_machine(tmp_path: Path) -> None:
    """Neither as address nor in the name."""
    asset = described(film(tmp_path))
    assert asset.media_url is None
    assert str(tmp_path) not in repr(asset)


def test_an_address_is_told_without_its_secrets() -> None:
    """User, password, query and fragment stay here; the key does not depend on them."""
    asset = described("https://ann:pw@films.example/hall%205.mp4?sig=secret#t=3")
    assert asset.media_url == "https://films.example/hall%205.mp4"
    assert asset.name == "hall 5"
    assert asset.external_id == described("https://films.example/hall%205.mp4").external_id


def test_an_unregistered_medium_stands_on_the_settings_page(tmp_path: Path) -> None:
    """HubSpot wants a page for every event."""
    asset = described(film(tmp_path))
    assert (asset.page_id, asset.page_name, asset.page_url) == (None, PAGE.page_name, PAGE.page_url)


@pytest.mark.parametrize("by", ["file", "content"])
def test_the_registry_wins_by_content(tmp_path: Path, by: str) -> None:
    """A registered film keeps its record under any name."""
    path = film(tmp_path)
    entry = (
        'name = "Hall 5"\nexternal_id = "f-17"\nmedia_bridge_id = 99\n'
        "duration_ms = 183000\npage_id = 7\n"
    )
    place = f'file = "{path}"' if by == "file" else f'content = "{content_key(path)}"'
    (tmp_path / FILE_NAME).write_text(f"[[media]]\n{place}\n{entry}")
    registry = Registry.read(tmp_path)
    asset = described(path.rename(tmp_path / "copied.mp4"), registry)
    assert asset == Asset(
        "Hall 5",
        external_id="f-17",
        media_bridge_id=99,
        page_id=7,
        canonical_duration_ms=MediaMs(183_000),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("media = 3", "not a list"),
        ('[[media]]\nname = "x"', "which medium"),
        ('[[media]]\nfile = "a"\ncontent = "b"', "which medium"),
        ('[[media]]\ncontent = "b"\ncolour = "red"', "“colour” is unknown"),
        ('[[media]]\ncontent = "b"\nmedia_bridge_id = "1"', "no number above 0"),
        ('[[media]]\ncontent = "b"\nduration_ms = true', "no number above 0"),
        ('[[media]]\ncontent = "b"\nname = 4', "not a text"),
        ("[[media", "cannot be read"),
    ],
)
def test_a_wrong_registry_is_refused_by_its_entry(
    tmp_path: Path, text: str, complaint: str
) -> None:
    """The sentence names the place, the hint the form."""
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(SettingsError, match=complaint):
        Registry.read(tmp_path)


def test_a_registered_file_that_is_away_stops_nothing(tmp_path: Path) -> None:
    """Its drive may not be plugged in; the other entries still hold."""
    (tmp_path / FILE_NAME).write_text(
        '[[media]]\nfile = "/nowhere/film.mp4"\n[[media]]\ncontent = "abc"\nname = "Here"\n'
    )
    assert Registry.read(tmp_path).find("abc").name == "Here"


def test_a_vanished_file_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    """Files come and go between the list and the click."""
    with pytest.raises(SettingsError, match="cannot be read"):
        described(tmp_path / "gone.mp4")


@pytest.mark.parametrize(
    ("video", "audio", "expected"),
    [
        (True, True, MediaType.VIDEO),
        (True, False, MediaType.VIDEO),
        (False, True, MediaType.AUDIO),
        (False, False, MediaType.OTHER),
    ],
)
def test_a_medium_is_judged_by_its_tracks(video: bool, audio: bool, expected: MediaType) -> None:
    """Never by its name."""
    assert media_type_of(has_video=video, has_audio=audio) is expected


def test_a_recorded_film_is_known_by_its_name() -> None:
    """Two recordings of one film are one asset."""
    assert recorded_film("hall", PAGE).external_id == recorded_film("hall", PAGE).external_id
    assert recorded_film("hall", PAGE).external_id != recorded_film("yard", PAGE).external_id


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n", MediaType.IMAGE),
        (b"\xff\xd8\xff\xe0", MediaType.IMAGE),
        (b"GIF89a", MediaType.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", MediaType.IMAGE),
        (b"%PDF-1.7", MediaType.DOCUMENT),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", MediaType.VIDEO),
        (b"\x00\x00\x00 ftypisom", MediaType.VIDEO),
        (b"", MediaType.VIDEO),
    ],
)
def test_a_still_is_known_by_its_first_bytes(
    tmp_path: Path, head: bytes, expected: MediaType
) -> None:
    """Not by its name: a film called poster.png is a film."""
    assert described(film(tmp_path, "poster.png", head)).media_type is expected
