"""A playlist keeps its current film through every change, against a plain list."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.desktop.playlist import Playlist

changes = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-2, 8), st.integers(-2, 8)),
        st.tuples(st.just("remove"), st.integers(-2, 8), st.just(0)),
        st.tuples(st.just("add"), st.integers(-2, 8), st.integers(0, 2)),
        st.tuples(st.just("go"), st.integers(-2, 8), st.just(0)),
    ),
    max_size=20,
)


@given(changes)
def test_the_current_film_stays_current(steps: list[tuple[str, int, int]]) -> None:
    """Unless it is itself removed; the index is always that of a film, or -1 for none."""
    playlist = Playlist()
    names = iter(f"/{number}" for number in range(1_000))
    playlist.replace([next(names) for _ in range(4)])
    for act, index, other in steps:
        before, listed = playlist.current, list(playlist.locations)
        match act:
            case "move":
                playlist.move(index, other)
                assert sorted(playlist.locations) == sorted(listed)
                assert playlist.current == before
            case "remove":
                playlist.remove(index)
                if 0 <= index < len(listed):
                    gone = listed.pop(index)
                    assert gone == before or playlist.current == before
                assert list(playlist.locations) == listed
            case "add":
                playlist.add([next(names) for _ in range(other)], index)
                assert len(playlist) == len(listed) + other
                assert before is None or playlist.current == before
            case "go":
                found = playlist.go(index)
                assert found == (listed[index] if 0 <= index < len(listed) else None)
        assert (playlist.current is None) == (len(playlist) == 0)
        assert playlist.index < len(playlist)
