"""The playlist, and the names that are shown of locations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desktop.playlist import Playlist
from tracker.qt.names import shown_name


def test_an_empty_list_has_nothing_to_play() -> None:
    """There is no current, next or previous film."""
    films = Playlist()
    assert (films.current, films.has_next, films.has_previous) == (None, False, False)
    assert films.step(1) is None


def test_steps_stop_at_the_edges() -> None:
    """The list does not wrap around."""
    films = Playlist()
    films.replace(["a", "b"])
    assert films.step(-1) is None
    assert films.step(1) == "b"
    assert films.step(1) is None
    assert films.current == "b"
    assert films.has_previous


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("/films/Alpine Morning.mp4", "Alpine Morning"),
        ("https://user:secret@example.com/a/Morning%20Sun.mp4?token=1", "Morning Sun.mp4"),
        ("https://example.com/", "example.com"),
        ("/films/evil\u202egpj.mp4", "evilgpj"),
        ("/films/two\nlines.mp4", "two lines"),
    ],
)
def test_a_location_is_shown_by_its_plain_name(location: str, name: str) -> None:
    """No folder, password, query or trick character is shown."""
    assert shown_name(location) == name


@given(st.text() | st.from_regex(r"https?://[\[\]:@/?#%a-z0-9]{0,12}"))
def test_no_location_makes_the_name_fail(location: str) -> None:
    """Whatever comes from the command line gives a name that prints."""
    assert shown_name(location).isprintable()
