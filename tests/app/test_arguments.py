"""What a host gives that cannot be: refused where it is given, in one sentence with its cure."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.app.hosts import NOWHERE, sessions, watch
from tracker.app.arguments import loudness

FILM = tracker.Asset("Hall 5", external_id="hall-5")
SENTENCE = re.compile(r"[A-Z].*[^.]\.", re.DOTALL)


def asset(**facts: Any) -> tracker.Asset:
    """Return an asset with one fact that cannot be."""
    return tracker.Asset(**{"name": "Hall 5", "external_id": "hall-5", **facts})


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be sent anywhere."""
    monkeypatch.setenv("TRACKER_HUBSPOT_BASE_URL", NOWHERE)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., tracker.Viewing]:
    """Return what makes a viewing in a profile of its own."""

    def make(media: Any = FILM, **words: Any) -> tracker.Viewing:
        return tracker.Viewing(media, **{"profile": tmp_path, "sync": False, **words})

    return make


@pytest.mark.parametrize("media", [
    5, None, b"/film.mp4", "", "a\0b", "/", "/nowhere/film.mp4", "https://", "http://[x/y",
    "rtsp://camera/1", "screen://",
    tracker.Asset("Hall 5"), asset(name=""), asset(name=None), asset(external_id=17),
    asset(external_id=""), asset(media_type="VIDEO"), asset(media_bridge_id="7"),
    asset(media_bridge_id=2**63), asset(page_id=0), asset(page_url=5), asset(media_url=b"x"),
    asset(canonical_duration_ms=0), asset(canonical_duration_ms="5"),
    asset(canonical_duration_ms=5.5),
])  # fmt: skip
def test_what_is_no_film(media: Any, make: Callable[..., tracker.Viewing]) -> None:
    """Neither by its type nor by its value; a film of no id HubSpot would refuse much later."""
    refuse(lambda: make(media))


@pytest.mark.parametrize("facts", [
    {"contact_id": True}, {"contact_id": 2**63}, {"contact_id": 5.0}, {"email": 5}, {"badge": 5},
    {"contact_utk": 5}, {"contact_utk": ""}, {"hsenc": 5},
])  # fmt: skip
def test_who_is_no_viewer(
    facts: dict[str, Any], make: Callable[..., tracker.Viewing], tmp_path: Path
) -> None:
    """Neither when a viewing begins nor later; what is running is counted on."""
    viewer = tracker.Viewer(**facts)
    refuse(lambda: make(viewer=viewer))
    with make() as viewing:
        refuse(lambda: viewing.change_viewer(viewer))
        watch(viewing, 0, 200)
    assert list(sessions(tmp_path).values()) == [[0]]


@pytest.mark.parametrize("words", [
    {"profile": 5}, {"profile": b"/profile"}, {"profile": ""}, {"profile": "a\0b"},
    {"on_quartile": 5}, {"on_progress": "print"}, {"on_sync": []}, {"on_problem": 5},
    {"media": __file__, "media_type": "VIDEO"},
])  # fmt: skip
def test_what_is_no_profile_callback_or_type(
    words: dict[str, Any], make: Callable[..., tracker.Viewing]
) -> None:
    """Found by the call, and not by a thread of ours that nobody sees."""
    refuse(lambda: make(**words))


@pytest.mark.parametrize(("wrong", "error"), [
    ("5", TypeError), (None, TypeError), (True, TypeError), ([], TypeError),
    (float("nan"), ValueError), (float("inf"), ValueError), (2**60, ValueError),
])  # fmt: skip
def test_what_is_no_number(
    wrong: Any, error: type[Exception], make: Callable[..., tracker.Viewing], tmp_path: Path
) -> None:
    """It says what a number would look like, and changes nothing."""
    with make() as viewing:
        for say in (viewing.tick, viewing.seek, viewing.length):
            with pytest.raises(error, match=r"milliseconds.* such as 2500"):
                say(wrong)
        with pytest.raises(error, match=r"such as 1\.5"):
            viewing.rate(wrong)
        watch(viewing, 0, 200)
    for name in ("start_ms", "duration_ms"):
        if wrong is not None or name == "start_ms":
            with pytest.raises(error, match="milliseconds"):
                make(**{name: wrong})
    assert list(sessions(tmp_path).values()) == [[0]]


@pytest.mark.parametrize(("said", "heard"), [(-5, 0), (0, 0), (50.7, 50), (500, 100)])
def test_loudness_is_held_within_its_bounds(said: float, heard: int) -> None:
    """What is beyond is the nearest that can be; what is no number is refused."""
    assert loudness(said) == heard
    for wrong in ("5", None, float("nan")):
        with pytest.raises(TypeError, match="such as 50"):
            loudness(wrong)  # type: ignore[arg-type]


def test_a_page_that_a_host_names_by_its_address_alone_gets_a_name(
    make: Callable[..., tracker.Viewing],
) -> None:
    """HubSpot wants both of a page outside it."""
    with make() as viewing:
        on_page = viewing._line.asset_for(
            asset(page_url="https://example.com/hall"), tracker.MediaType.VIDEO
        )
    assert (on_page.page_url, on_page.page_name) == (
        "https://example.com/hall",
        "Media Bridge Tracker",
    )


def refuse(call: Callable[[], object]) -> None:
    """Hold that a call is refused: a whole sentence, and a cure that is another."""
    with pytest.raises(tracker.SettingsError) as caught:
        call()
    assert caught.value.hint
    assert caught.value.hint[0].isupper()
    assert SENTENCE.fullmatch(str(caught.value)) or "cannot be read: " in str(caught.value)
