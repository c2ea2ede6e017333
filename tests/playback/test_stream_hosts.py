"""Which hosts may be streamed from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.errors import PlaybackError
from tracker.playback.location import resolve
from tracker.playback.stream_hosts import StreamHosts, read_hosts

LIST = read_hosts("films.example.com, *.cdn.example  [::1] münchen.example")


@pytest.mark.parametrize(
    "address",
    [
        "https://films.example.com/a.mp4",
        "https://FILMS.example.com.:8443/a.mp4",
        "http://a.cdn.example/x",
        "http://a.b.cdn.example/x",
        "http://[::1]:8000/x",
        "https://xn--mnchen-3ya.example/",
    ],
)
def test_a_host_of_the_list_is_asked(address: str) -> None:
    """Whatever its port, its case or its way to be written."""
    assert resolve(address, LIST).is_network


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.mp4",
        "https://films.example.com.evil.example/a.mp4",
        "https://films.example.com@evil.example/a.mp4",
        "https://evilcdn.example/a.mp4",
        "https://cdn.example/a.mp4",
        "http://127.0.0.1/a.mp4",
        "http://[::2]/",
    ],
)
def test_any_other_host_is_refused_with_its_name(address: str) -> None:
    """Tricks with names and users included; the hint says which setting it is."""
    with pytest.raises(PlaybackError, match="Films are not streamed from") as refused:
        resolve(address, LIST)
    assert "stream_hosts" in refused.value.hint


def test_without_a_list_any_host_is_asked_and_files_never_need_one() -> None:
    """The list narrows streams alone."""
    assert resolve("https://example.com/a.mp4").is_network
    assert resolve("https://example.com/a.mp4", read_hosts("  ")).is_network
    assert not resolve(__file__, LIST).is_network


@pytest.mark.parametrize("text", ["https://example.com", "a.example/x", "*", "a.*.b", "a:80", "*."])
def test_what_can_be_no_host_is_no_list(text: str) -> None:
    """A list that would silently allow nothing, or everything, is refused."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - it names the word
        read_hosts(f"films.example.com {text}")
    assert str(refused.value) == text


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_it(text: str, host: str) -> None:
    """Settings and addresses are written by anybody."""
    try:
        hosts = read_hosts(text)
    except ValueError:
        return
    try:
        hosts.check(host)
    except PlaybackError:
        assert hosts != StreamHosts()
