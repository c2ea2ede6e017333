"""The registry by command: what a person wrote around it stays, and it always can be read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.library.editing import (
    Entry,
    add_entries,
    find_entry,
    list_entries,
    make_entry,
    note_bridge_id,
    read_csv,
    remove_entry,
)
from tracker.library.registry import FILE_NAME, Registered, Registry
from tracker.model.errors import SettingsError

BY_HAND = """# Films of the fair

# the big one
[[media]]
content = "aa"  # by key
name = "Hall 5"

[[media]]
address = "https://example.test/b"
name = "Film B"   # the short one
"""


def entry(value: str, **known: str | int) -> Entry:
    """Return an entry for a content key."""
    return make_entry("content", value, **known)


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    """Comments, order and spaces, through every change."""
    path = tmp_path / FILE_NAME
    path.write_text(BY_HAND)
    add_entries(tmp_path, [entry("cc", name='A "quoted" \\ name\n', duration_ms=5)])
    assert path.read_text().startswith(BY_HAND)
    note_bridge_id(tmp_path, "Film B", 77)
    assert "# the short one" in path.read_text()
    assert find_entry(tmp_path, "Film B").known.media_bridge_id == 77
    assert remove_entry(tmp_path, "Hall 5").value == "aa"
    text = path.read_text()
    assert text.startswith("# Films of the fair\n")
    assert "the big one" not in text
    assert "# the short one" in text
    assert [item.value for item in list_entries(tmp_path)] == ["https://example.test/b", "cc"]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    [
        'media = [{content = "aa", name = "inline"}]\n',
        '[[media]]\ncontent = "aa"\nname = """\n[[media]]\n"""\n',
        '[[ media ]]\ncontent = "aa"\n',
    ],
)
def test_a_text_that_resists_is_written_anew(tmp_path: Path, text: str) -> None:
    """What it says stays true in any case."""
    (tmp_path / FILE_NAME).write_text(text)
    (before,) = list_entries(tmp_path)
    add_entries(tmp_path, [entry("bb")])
    note_bridge_id(tmp_path, "bb", 3)
    assert list_entries(tmp_path) == [before, entry("bb", media_bridge_id=3)]
    remove_entry(tmp_path, "aa")
    assert list_entries(tmp_path) == [entry("bb", media_bridge_id=3)]


def test_what_is_there_is_not_added_again(tmp_path: Path) -> None:
    """And nothing is added then."""
    add_entries(tmp_path, [entry("aa")])
    with pytest.raises(SettingsError, match="registered already"):
        add_entries(tmp_path, [entry("bb"), entry("aa")])
    assert len(list_entries(tmp_path)) == 1
    with pytest.raises(SettingsError, match="not registered"):
        remove_entry(tmp_path, "zz")
    add_entries(tmp_path, [entry("bb", name="twin"), entry("cc", name="twin")])
    with pytest.raises(SettingsError, match="Several"):
        remove_entry(tmp_path, "twin")


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    """Nobody's typing is lost."""
    (tmp_path / FILE_NAME).write_text("[[media]\n")
    with pytest.raises(SettingsError):
        add_entries(tmp_path, [entry("aa")])
    assert (tmp_path / FILE_NAME).read_text() == "[[media]\n"


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_file_becomes_entries(tmp_path: Path, delimiter: str) -> None:
    """As spreadsheets write it, whichever comma they use."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    lines = [
        ["file", "address", "name", "duration_ms"],
        [str(film), "", '"Hall 5"', "183000"],
        ["", "https://example.test/b", "Film B", ""],
    ]
    path = tmp_path / "films.csv"
    path.write_text("\ufeff" + "\r\n".join(delimiter.join(line) for line in lines) + "\r\n")
    entries = read_csv(path)
    assert entries == [
        Entry("file", str(film), Registered(name="Hall 5", duration_ms=183_000)),
        Entry("address", "https://example.test/b", Registered(name="Film B")),
    ]
    add_entries(tmp_path, entries)
    assert list_entries(tmp_path) == entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nx\n", "line 2 does not say"),
        ("content,colour\na,b\n", "column colour"),
        ("content\na,b\n", "more values"),
        ("content,duration_ms\na,long\n", "no number"),
        ("content,duration_ms\na,0\n", "above 0"),
        ("file\n/nowhere/film.mp4\n", "line 2: /nowhere/film.mp4 is not a file"),
        ('content\n"a\n', "no CSV file"),
        ("content,address\na,b\n", "does not say"),
    ],
)
def test_a_wrong_csv_file_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    """A sentence, and the columns."""
    path = tmp_path / "films.csv"
    path.write_text(text)
    with pytest.raises(SettingsError, match=words) as caught:
        read_csv(path)
    assert "columns" in caught.value.hint or "film" in caught.value.hint


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            make_entry,
            st.just("content"),
            st.text(min_size=1, max_size=20),
            name=st.none() | st.text(max_size=40),
            page_url=st.none() | st.text(max_size=40),
            duration_ms=st.none() | st.integers(1, 2**62),
        ),
        unique_by=lambda item: item.value,
        max_size=4,
    )
)
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    """Quotes, newlines, control characters: what was said is what is read."""
    profile = tmp_path_factory.mktemp("profile")
    add_entries(profile, entries)
    assert list_entries(profile) == entries
    Registry.read(profile)
