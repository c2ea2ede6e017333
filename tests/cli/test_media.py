"""The registry on the command line, and a media object made in the stand-in."""

from pathlib import Path

import pytest

from tests.cli.command import TOKEN, credential, tracker
from tests.hubspot.raw_server import answering, serving
from tracker.hubspot.sandbox.server import Sandbox


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a place for a profile."""
    return tmp_path / "profile"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a file that could be a film."""
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film")
    return path


def test_films_are_added_listed_and_removed(profile: Path, film: Path) -> None:
    """By file or address, and removed by any of their names."""
    tracker(profile, "media", "add", film, "--name", "Hall 5", "--duration-ms", 183000)
    tracker(profile, "media", "add", "https://example.test/b.mp4", "--external-id", "b")
    assert tracker(profile, "media", "list", "--json").lines == [
        {"file": str(film), "name": "Hall 5", "duration_ms": 183000},
        {"address": "https://example.test/b.mp4", "external_id": "b"},
    ]
    assert tracker(profile, "media", "remove", "b").status == 0
    assert tracker(profile, "media", "remove", film).status == 0
    assert "Nothing" in tracker(profile, "media", "list").out


def test_a_csv_file_is_imported_whole_or_not_at_all(profile: Path, film: Path) -> None:
    """One bad line, and nothing is."""
    table = film.with_name("films.csv")
    table.write_text(f"file,name\n{film},Hall 5\n/nowhere.mp4,B\n")
    refused = tracker(profile, "media", "import", table)
    assert (refused.status, "line 3" in refused.err) == (1, True)
    assert tracker(profile, "media", "list", "--json").lines == []
    table.write_text(f"file,name\n{film},Hall 5\n")
    assert tracker(profile, "media", "import", table, "--json").lines == [{"imported": 1}]


def test_a_media_object_is_made_and_written_down(profile: Path, film: Path, tmp_path: Path) -> None:
    """Once: a second wish is refused."""
    tracker(profile, "media", "add", film, "--name", "Hall 5")
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        reached = {**token, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        (made,) = tracker(profile, "media", "register", "Hall 5", "--json", **reached).lines
        again = tracker(profile, "media", "register", "Hall 5", **reached)
    assert (again.status, "already" in again.err) == (1, True)
    (listed,) = tracker(profile, "media", "list", "--json").lines
    assert listed["media_bridge_id"] == made["media_bridge_id"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}", "does not offer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "names no media object"),
        (b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\n{}", "permission"),
        (b"HTTP/1.1 502 No\r\nContent-Length: 2\r\n\r\n{}", "502"),
        (b"", "may have been made"),
    ],
)
def test_where_none_can_be_made_it_says_what_to_do(
    profile: Path, film: Path, tmp_path: Path, answer: bytes, words: str
) -> None:
    """And the registry stays as it was."""
    tracker(profile, "media", "add", film, "--name", "Hall 5")
    token = credential(tmp_path / "credentials")
    with serving(answering(answer)) as server:
        refused = tracker(
            profile, "media", "register", "Hall 5", **token,
            TRACKER_HUBSPOT_BASE_URL=server.base_url,
        )  # fmt: skip
    assert (refused.status, words in refused.err) == (1, True), refused.err
    assert len(server.requests) == 1
    assert "media_bridge_id" not in (profile / "media.toml").read_text()
