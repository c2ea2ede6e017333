"""Other programs' players, seen from outside."""

import threading
from collections.abc import Iterator

import pytest
from dbus_fast import Variant
from hypothesis import given
from hypothesis import strategies as st

from tests.playback.bus import session_bus, speaking_player
from tests.playback.ear import Ear
from tracker.model.errors import PlaybackError
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs, MonotonicNs, UnixMs
from tracker.playback.mpris import PlayerWatch, read_look
from tracker.playback.outside import Look, OutsidePlayer
from tracker.playback.reporter import Stamp


class Follower(Ear):
    """Hears one player, and that it went away."""

    def __init__(self) -> None:
        super().__init__()
        self.is_gone = threading.Event()

    def gone(self) -> None:
        """Note it."""
        self.is_gone.set()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give a bus that is this process's session bus."""
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


class Outlook:
    """A watch on a thread of its own, with an ear for each player; a context."""

    def __init__(self, allowed: str = "/films/") -> None:
        self.ears: dict[str, Follower] = {}
        self.asked: list[str] = []
        self.met = threading.Event()
        self._allowed = allowed
        self._ended = threading.Event()
        watch = PlayerWatch(self._meet, self._find)
        self._thread = threading.Thread(target=watch.follow, args=(self._ended,))

    def __enter__(self) -> "Outlook":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _meet(self, name: str) -> Follower:
        self.ears[name] = Follower()
        self.met.set()
        return self.ears[name]

    def _find(self, address: str) -> str | None:
        self.asked.append(address)
        path = address.removeprefix("file://")
        return path if path.startswith(self._allowed) else None


def test_a_player_is_followed_from_play_to_its_end(bus: str) -> None:
    """Samples of the film that it names, with its length; gone when it goes."""
    with Outlook() as outlook:
        with speaking_player(bus) as say:
            film = {"url": "file:///films/a.mp4", "length_ms": 60_000}
            say(status="Playing", at_ms=1_000, **film)
            assert outlook.met.wait(20)
            ear = outlook.ears["Testing"]
            ear.wait_for(SampleKind.TICK, count=3)
            say(status="Paused", at_ms=3_000, **film)
            ear.wait_for(SampleKind.PAUSE)
            say(status="Playing", at_ms=3_000, rate=2.0, **film)
            ear.wait_for(SampleKind.RATE)
            say(status="Playing", at_ms=100, track="/track/2", **film)
            ear.wait_for(SampleKind.TICK, generation=2)
        assert ear.is_gone.wait(20)
    assert ear.infos[1].location == "/films/a.mp4"
    assert ear.of(SampleKind.LENGTH)[0].duration_ms == 60_000
    assert ear.of(SampleKind.RATE)[0].rate == 2.0
    assert [one[0].value for one in [ear.kinds(), ear.kinds(generation=2)]] == ["open", "open"]
    assert ear.kinds()[-1] is ear.kinds(generation=2)[-1] is SampleKind.STOP
    ticks = [one.position_ms or 0 for one in ear.of(SampleKind.TICK)]
    assert ticks[0] >= 1_000


def test_a_player_with_two_names_is_one_player(bus: str) -> None:
    """As VLC has: else each film would count twice. Another process is another player."""
    with (
        Outlook() as outlook,
        speaking_player(bus, "vlc", "vlc.instance7") as say,
        speaking_player(bus, "mpv") as other,
    ):
        say(status="Playing", url="file:///films/a.mp4")
        other(status="Playing", url="file:///films/a.mp4")
        while len(outlook.ears) < 2:
            assert outlook.met.wait(20)
            outlook.met.clear()
        for ear in list(outlook.ears.values()):
            ear.wait_for(SampleKind.TICK, count=3)
    assert set(outlook.ears) == {"vlc", "mpv"}


def test_a_film_that_is_not_allowed_is_asked_for_once_and_left_alone(bus: str) -> None:
    """Its player is not troubled, and nothing is heard of it."""
    with Outlook() as outlook, speaking_player(bus) as say:
        say(status="Playing", url="file:///private/a.mp4", length_ms=60_000)
        assert outlook.met.wait(20)
        ear = outlook.ears["Testing"]
        say(status="Playing", url="https://example.com/b.mp4", length_ms=60_000)
        say(status="Playing", url="file:///films/c.mp4", length_ms=60_000)
        ear.wait_for(SampleKind.TICK)
    assert len(outlook.asked) == len(set(outlook.asked))
    assert [info.location for info in ear.infos.values()] == ["/films/c.mp4"]


def test_a_player_that_hangs_does_not_hold_up_another(bus: str) -> None:
    """It is asked again later."""
    with Outlook() as outlook, speaking_player(bus, "Hung") as hung:
        hung(status="Playing", url="file:///films/a.mp4")
        hung.freeze()
        with speaking_player(bus, "Quick") as say:
            say(status="Playing", url="file:///films/b.mp4")
            while "Quick" not in outlook.ears:
                outlook.met.wait(0.1)
            outlook.ears["Quick"].wait_for(SampleKind.TICK, count=2)
            assert SampleKind.TICK not in outlook.ears["Hung"].kinds()[-1:]


def test_without_a_session_bus_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the cure."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(PlaybackError, match="session bus"):
        PlayerWatch(lambda name: Follower(), lambda address: None).follow(threading.Event())


def at(second: float) -> Stamp:
    """Return a moment."""
    return Stamp(MonotonicNs(round(second * 1e9)), UnixMs(round(second * 1000)))


def looks(*steps: tuple[float, str, int], length_ms: int | None = 10_000) -> list[SampleKind]:
    """Take looks at (second, status, position) and return what is heard in the end."""
    ear = Ear()
    player = OutsidePlayer(ear, lambda address: address)
    for at_s, status, position in steps:
        stamp = at(at_s)
        length = None if length_ms is None else MediaMs(length_ms)
        player.take(Look(status, "/films/a", "1", MediaMs(position), length, 1.0), stamp)
    return ear.kinds()


@pytest.mark.parametrize(("last_ms", "ended"), [(9_600, True), (9_200, False), (5_000, False)])
def test_a_film_that_falls_silent_at_its_end_has_ended(last_ms: int, ended: bool) -> None:
    """R6: only if the time since the last look reaches that far."""
    kinds = looks((0, "Playing", last_ms - 500), (0.5, "Playing", last_ms), (1.0, "Stopped", 0))
    assert (SampleKind.ENDED in kinds) is ended
    assert kinds[-1] is SampleKind.STOP


def test_a_pause_is_told_after_the_place_where_it_stands() -> None:
    """R4: so that the time until the look that found it is not taken for play."""
    kinds = looks((0, "Playing", 0), (0.5, "Playing", 500), (1.0, "Paused", 600))
    assert kinds[-2:] == [SampleKind.TICK, SampleKind.PAUSE]


@pytest.mark.parametrize(
    ("absent_s", "position_ms", "start_ms"),
    [(-0.5, 400, 0), (-0.5, 900, 0), (-0.5, 1_200, 1_200), (None, 400, 400)],
)
def test_a_film_that_has_just_begun_began_at_its_start(
    absent_s: float | None, position_ms: int, start_ms: int
) -> None:
    """R3: where the time since the last look allows it; else where it was first seen."""
    ear = Ear()
    absent = None if absent_s is None else at(absent_s)
    player = OutsidePlayer(ear, lambda address: address, absent)
    player.take(Look("Playing", "/films/a", "1", MediaMs(position_ms), None, 1.0), at(0))
    assert ear.of(SampleKind.OPEN)[0].position_ms == start_ms
    assert [one.position_ms for one in ear.of(SampleKind.TICK)] == [position_ms]
    passed_ms = (ear.of(SampleKind.TICK)[0].at_ns - ear.of(SampleKind.PLAY)[0].at_ns) / 1e6
    assert passed_ms == (min(position_ms, 500) if start_ms == 0 else 0)


JUNK = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=5),
    st.builds(lambda n: Variant("x", n), st.integers(-(2**63), 2**63 - 1)),
    st.builds(lambda x: Variant("d", x), st.floats()),
    st.builds(lambda t: Variant("s", t), st.text(st.characters(codec="utf-8"), max_size=5)),
)  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(["PlaybackStatus", "Position", "Rate", "Metadata", "other"]), JUNK
    ),
    st.dictionaries(st.sampled_from(["xesam:url", "mpris:length", "mpris:trackid"]), JUNK),
)
def test_whatever_a_player_says_is_checked(
    said: dict[str, object], metadata: dict[str, object]
) -> None:
    """Never an exception; what is taken has its type and its bounds."""
    variants = {name: item for name, item in metadata.items() if isinstance(item, Variant)}
    for facts in (said, {**said, "Metadata": Variant("a{sv}", variants)}):
        look = read_look(facts)
        if look is not None:
            assert 0 <= look.position_ms < 2**53
            assert 0 < look.rate < 1000
            assert look.length_ms is None or 0 < look.length_ms < 2**53
