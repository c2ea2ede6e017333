"""Which films of other programs may be followed."""

from pathlib import Path

import pytest

from tracker.library.allowed import AllowedFilms
from tracker.model.errors import SettingsError


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Return a folder with films, one of them elsewhere by a link."""
    for name in ("films/a film.mp4", "films/sub/b.webm", "private/c.mp4", "films[1]/d.mp4"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "films" / "link.mp4").symlink_to(tmp_path / "private" / "c.mp4")
    return tmp_path


@pytest.mark.parametrize(
    ("entry", "allowed"),
    [
        ("films", {"films/a film.mp4", "films/sub/b.webm"}),
        ("films/*.mp4", {"films/a film.mp4"}),
        ("films/sub/b.webm", {"films/sub/b.webm"}),
        ("*/c.mp4", {"private/c.mp4"}),
        ("films/sub/../../private", {"private/c.mp4"}),
    ],
)
def test_folders_files_and_patterns_allow_what_is_in_them(
    entry: str, allowed: set[str], films: Path
) -> None:
    """By the real path: a link allows nothing that lies elsewhere."""
    found = AllowedFilms([str(films / entry)])
    for path in films.glob("*/**/*.*"):
        expected = path.is_file() and str(path.relative_to(films)) in allowed
        if path.is_symlink():
            expected = "private/c.mp4" in allowed
        assert (found.find(path.as_uri()) is not None) is expected, path


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/films/a film.mp4", "file://elsewhere{}/a%20film.mp4",
        "{}/a film.mp4", "file://{}/../private/c.mp4", "file://{}", "file://{}/no.mp4",
        "file://{}/a%00film.mp4", "file:a.mp4", "", "file://" + "a" * 5_000, "file://[",
    ],
)  # fmt: skip
def test_an_address_that_is_no_allowed_file_is_refused(address: str, films: Path) -> None:
    """Streams, other machines, relative paths, ways out, folders, what is not there, nonsense."""
    assert AllowedFilms([str(films / "films")]).find(address.format(films / "films")) is None


@pytest.mark.parametrize("entries", [[], ["/nowhere/at/all"]])
def test_a_list_that_allows_nothing_is_refused(entries: list[str]) -> None:
    """With the cure."""
    with pytest.raises(SettingsError) as caught:
        AllowedFilms(entries)
    assert caught.value.hint
