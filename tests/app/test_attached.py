"""A python-vlc player of a host's, followed beside the host's own callbacks."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.app.hosts import (
    NOWHERE,
    SILENT,
    child,
    error_bounds,
    host_player,
    instance,
    sessions,
    taken,
    wait_until,
)
from tests.playback.media import CLIP_MS, Clips
from tracker.playback.attach import AttachedPlayer
from tracker.playback.player import MediaInfo

SOMEBODY = tracker.Viewer(contact_id=101)
DEMO = Path(__file__).parents[2] / "assets" / "demo.mp4"
WHOLE = [0, 25, 50, 75, 100]
HOST = f"""
import os, sys, threading, time
import vlc, tracker
instance = vlc.Instance("--quiet", "--vout=dummy", "--no-xlib", "--avcodec-hw=none")
player = instance.media_player_new()
player.set_media(instance.media_new({str(DEMO)!r}, ":no-audio"))
seen = threading.Semaphore(0)
def wait_for_ticks(count):
    for _ in range(count):
        assert seen.acquire(timeout=60)
"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be sent anywhere."""
    monkeypatch.setenv("TRACKER_HUBSPOT_BASE_URL", NOWHERE)


@pytest.fixture
def player(clips: Clips) -> Iterator[Any]:
    """Return a host's player with a clip of three seconds."""
    player = host_player(clips / "silent.mp4")
    yield player
    player.stop()
    player.release()


class HostsEars:
    """A host's own callbacks on its player, as python-vlc's documentation shows them."""

    def __init__(self, player: Any) -> None:
        import vlc  # type: ignore[import-untyped]

        self._manager = player.event_manager()
        self._types = vlc.EventType
        self.ticks: list[int] = []
        self.ended = threading.Event()

    def listen(self) -> None:
        """Attach them."""
        self._manager.event_attach(self._types.MediaPlayerTimeChanged, self._tick, "word")
        self._manager.event_attach(self._types.MediaPlayerEndReached, self._end)

    def leave(self) -> None:
        """Detach the first."""
        self._manager.event_detach(self._types.MediaPlayerTimeChanged)

    def _tick(self, event: Any, word: str) -> None:
        assert word == "word"
        self.ticks.append(event.u.new_time)

    def _end(self, event: Any) -> None:
        self.ended.set()


@pytest.mark.parametrize("host_comes_first", [True, False])
def test_a_film_is_counted_and_the_hosts_callbacks_go_on(
    host_comes_first: bool, player: Any, clips: Clips, tmp_path: Path
) -> None:
    """Attached before ours or after; detached and attached again by the host meanwhile."""
    ears = HostsEars(player)
    told: list[int] = []
    if host_comes_first:
        ears.listen()
    with tracker.attach(
        player, media=clips / "silent.mp4", viewer=SOMEBODY, profile=tmp_path, sync=False,
        on_quartile=told.append,
    ) as attachment:  # fmt: skip
        if not host_comes_first:
            ears.listen()
        player.play()
        wait_until(lambda: ears.ticks)
        ears.leave()
        wait_until(lambda: 0 in told)
        ears.listen()
        assert ears.ended.wait(30)
        wait_until(lambda: 100 in told)
    assert told == WHOLE
    assert list(sessions(tmp_path).values()) == [WHOLE]
    assert max(ears.ticks) > CLIP_MS / 2
    assert attachment.progress is not None
    assert attachment.progress.covered_ms == pytest.approx(CLIP_MS, abs=100)
    assert taken(tmp_path)[0].asset is not None


def test_the_host_keeps_its_callbacks_and_its_player_after_detaching(
    player: Any, clips: Clips, tmp_path: Path
) -> None:
    """It plays on as if nothing had been; what comes then is not counted."""
    ears = HostsEars(player)
    ears.listen()
    attachment = tracker.attach(player, profile=tmp_path, sync=False)
    player.play()
    wait_until(lambda: len(ears.ticks) > 2)
    attachment.detach()
    attachment.detach()
    before = len(ears.ticks)
    assert "release" not in vars(player)
    assert ears.ended.wait(30)
    assert len(ears.ticks) > before
    assert 100 not in next(iter(sessions(tmp_path).values()))


@pytest.mark.parametrize("announced", [True, False])
def test_a_seek_is_found_or_announced_and_the_evidence_says_which(
    announced: bool, tmp_path: Path
) -> None:
    """R2, R3: what was jumped over counts neither way."""
    player = host_player(DEMO)
    told: list[int] = []
    ears = HostsEars(player)
    ears.listen()
    with tracker.attach(player, profile=tmp_path, sync=False, on_quartile=told.append) as attached:
        player.play()
        wait_until(lambda: max(ears.ticks, default=0) > 900)
        if announced:
            attached.announce_seek(11_000)
        player.set_time(11_000)
        wait_until(lambda: 25 in told)
        player.stop()
    player.release()
    assert error_bounds(tmp_path) == [3_350, 500 if announced else 3_350]
    assert taken(tmp_path)[0].session.flags["seeks_found"] is not announced
    assert attached.progress is not None
    assert attached.progress.covered_ms < 6_000
    assert not any(4_000 < start < 10_900 for start, _ in attached.progress.intervals)


def test_one_who_attaches_in_the_middle_counts_from_there(tmp_path: Path) -> None:
    """The film has been playing, at double speed and not from its start."""
    player = host_player(DEMO)
    ears = HostsEars(player)
    ears.listen()
    player.play()
    wait_until(lambda: ears.ticks)
    player.set_rate(2.0)
    player.set_time(6_000)
    wait_until(lambda: max(ears.ticks) > 6_500)
    with tracker.attach(player, profile=tmp_path, sync=False) as attachment:
        wait_until(lambda: attachment.progress is not None and attachment.progress.intervals)
        assert attachment.progress is not None
        began_ms = attachment.progress.intervals[0][0]
        wait_until(lambda: max(ears.ticks) > began_ms + 3_000)
        player.stop()
    player.release()
    progress = attachment.progress
    assert began_ms > 5_900
    assert [start for start, _ in progress.intervals] == [began_ms]
    assert progress.covered_ms > 2_500
    assert taken(tmp_path)[0].session.flags["average_rate"] == pytest.approx(2.0, abs=0.5)


def test_every_film_that_the_host_sets_is_a_session_of_its_own(
    player: Any, clips: Clips, tmp_path: Path
) -> None:
    """R11: also the same one again; only the first has the name that the host gave."""
    named = tracker.Asset("Hall 5", external_id="hall-5")
    with tracker.attach(player, media=named, profile=tmp_path, sync=False) as attachment:
        for film in ("silent.mp4", "film.webm", "silent.mp4"):
            player.set_media(instance().media_new(str(clips / film), SILENT))
            player.play()
            wait_until(
                lambda: (
                    attachment.progress is not None
                    and attachment.progress.playing
                    and attachment.progress.covered_ms > 200
                )
            )
            player.stop()
            wait_until(lambda: attachment.progress is not None and attachment.progress.is_over)
    assert len(sessions(tmp_path)) == 3
    names = [row.asset.name for row in taken(tmp_path) if row.asset and row.event]
    assert list(dict.fromkeys(names)) == ["Hall 5", "film"]
    assert names[-1] == "Hall 5"


def test_another_film_that_is_set_at_once_is_not_taken_for_the_named_one(
    player: Any, clips: Clips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the attachment's own thread comes to it late."""
    gate = threading.Event()
    work = AttachedPlayer._work

    def late(attached: AttachedPlayer) -> None:
        gate.wait(30)
        work(attached)

    monkeypatch.setattr(AttachedPlayer, "_work", late)
    named = tracker.Asset("Hall 5", external_id="hall-5")
    with tracker.attach(player, media=named, profile=tmp_path, sync=False) as attachment:
        player.set_media(instance().media_new(str(clips / "film.webm"), SILENT))
        gate.set()
        player.play()
        wait_until(lambda: attachment.progress is not None and attachment.progress.covered_ms > 200)
        player.stop()
    assert {row.asset.name for row in taken(tmp_path) if row.asset} == {"film"}


def test_a_film_that_the_registry_knows_has_its_name(
    player: Any, clips: Clips, tmp_path: Path
) -> None:
    """Named by the host or found at the player's address, as in our own player."""
    (tmp_path / "media.toml").write_text(
        f'[[media]]\nfile = "{clips / "silent.mp4"}"\nname = "Hall 5"\n'
    )
    for media in (clips / "silent.mp4", None):
        with tracker.attach(player, media=media, profile=tmp_path, sync=False) as attachment:
            player.play()
            wait_until(
                lambda: attachment.progress is not None and attachment.progress.covered_ms > 200
            )
            player.stop()
    assert {row.asset.name for row in taken(tmp_path) if row.asset} == {"Hall 5"}


def test_a_player_of_a_class_of_the_hosts_own_is_followed(clips: Clips, tmp_path: Path) -> None:
    """Derived of python-vlc's."""
    import vlc

    class HostsPlayer(vlc.MediaPlayer):  # type: ignore[misc]
        """A player with more to it."""

    plain = host_player(clips / "silent.mp4")
    player = HostsPlayer(plain._as_parameter_.value)
    assert type(player) is HostsPlayer
    told: list[int] = []
    with tracker.attach(player, profile=tmp_path, sync=False, on_quartile=told.append):
        player.play()
        wait_until(lambda: told)
    player.stop()
    plain.release()


def test_what_plays_at_no_address_of_a_film_is_told_and_left_alone(tmp_path: Path) -> None:
    """A camera, say: it needs a name of the host's."""
    player = instance().media_player_new()
    player.set_media(instance().media_new("rtsp://127.0.0.1:9/camera"))
    told: list[str] = []
    with pytest.raises(tracker.SettingsError) as caught:
        tracker.attach(player, media="rtsp://127.0.0.1:9/camera", profile=tmp_path, sync=False)
    assert "Asset" in caught.value.hint
    with tracker.attach(player, profile=tmp_path, sync=False, on_problem=told.append) as attachment:
        info = MediaInfo("rtsp://127.0.0.1:9/camera", True, True, None)
        attachment._line.opening(1, info)
    player.release()
    assert [text for text in told if "rtsp://" in text and "not counted" in text]


def test_a_release_by_the_host_ends_the_session_and_the_player(tmp_path: Path) -> None:
    """While it plays, without a stop, long before its end; the handle may be detached after."""
    player = host_player(DEMO)
    ears = HostsEars(player)
    ears.listen()
    attachment = tracker.attach(player, profile=tmp_path, sync=False)
    player.play()
    wait_until(lambda: attachment.progress is not None and attachment.progress.covered_ms > 0)
    player.release()
    wait_until(lambda: attachment.progress is not None and attachment.progress.is_over)
    wait_until(lambda: "attached" not in [thread.name for thread in threading.enumerate()])
    seen = len(ears.ticks)
    attachment.detach()
    assert len(sessions(tmp_path)) == 1
    assert len(ears.ticks) == seen
    assert max(ears.ticks) < 12_000
    assert not ears.ended.is_set()


def test_two_trackers_on_one_player_do_not_know_of_each_other(player: Any, tmp_path: Path) -> None:
    """One leaves early; the other counts to the end."""
    told: list[int] = []
    first = tracker.attach(player, profile=tmp_path / "one", sync=False)
    second = tracker.attach(player, profile=tmp_path / "two", sync=False, on_quartile=told.append)
    player.play()
    wait_until(lambda: 50 in told)
    first.detach()
    wait_until(lambda: 100 in told)
    second.detach()
    (early,) = sessions(tmp_path / "one").values()
    assert list(sessions(tmp_path / "two").values()) == [WHOLE]
    assert early[:2] == [0, 25]
    assert 100 not in early


@pytest.mark.parametrize("wrong", ["5", None, float("nan"), 2**60])
def test_a_seek_to_nowhere_is_refused(wrong: Any, player: Any, tmp_path: Path) -> None:
    """By the call, with what a position looks like."""
    with (
        tracker.attach(player, profile=tmp_path, sync=False) as attachment,
        pytest.raises((TypeError, ValueError), match="such as 2500"),
    ):
        attachment.announce_seek(wrong)


@pytest.mark.parametrize("kind", ["nothing", "list player"])
def test_what_is_no_player_is_refused_with_the_cure(kind: str, tmp_path: Path) -> None:
    """By the call, before anything is made."""
    thing = object() if kind == "nothing" else instance().media_list_player_new()
    with pytest.raises(tracker.PlaybackError) as caught:
        tracker.attach(thing, profile=tmp_path / "profile", sync=False)
    assert "get_media_player" in caught.value.hint
    assert not (tmp_path / "profile").exists()


def test_a_hundred_rounds_while_playing_leave_nothing_behind(tmp_path: Path) -> None:
    """No thread, no file, no callback; and the host's own go on."""
    code = (
        HOST
        + """
import psutil
player.event_manager().event_attach(
    vlc.EventType.MediaPlayerTimeChanged, lambda event: seen.release())
player.play(); wait_for_ticks(1)
def around(count):
    for _ in range(count):
        with tracker.attach(player, sync=False): pass
    return threading.active_count(), psutil.Process().num_fds()
before = around(5)
began = time.perf_counter()
after = around(100)
print((time.perf_counter() - began) * 10)
assert after == before, (before, after)
while seen.acquire(blocking=False): pass
player.set_time(1000)
wait_for_ticks(2)
assert "release" not in vars(player)
"""
    )
    finished = child(code, tmp_path)
    assert "Traceback" not in finished.stderr


def test_a_host_that_raises_in_its_callback_is_tracked_all_the_same(tmp_path: Path) -> None:
    """Its own tracebacks are its own affair."""
    code = (
        HOST
        + """
def fall_over(event):
    seen.release()
    raise RuntimeError("the host's own")
player.event_manager().event_attach(vlc.EventType.MediaPlayerTimeChanged, fall_over)
with tracker.attach(player, sync=False) as attachment:
    player.play(); wait_for_ticks(4); player.stop()
"""
    )
    finished = child(code, tmp_path)
    assert "the host's own" in finished.stderr
    assert list(sessions(tmp_path).values()) == [[0]]


@pytest.mark.parametrize("end", ["sys.exit()", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_host_that_ends_without_detaching(end: str, tmp_path: Path) -> None:
    """An orderly end closes the session; after any other the next tracker does."""
    code = (
        HOST
        + f"""
earned = threading.Event()
tracker.attach(player, sync=False, on_quartile=lambda quartile: seen.release(),
               on_progress=lambda progress: progress.earned and earned.set())
player.play(); wait_for_ticks(1); earned.wait(30)
{end}
"""
    )
    finished = child(code, tmp_path, check=False)
    assert "Traceback" not in finished.stderr
    assert "Fatal" not in finished.stderr
    is_orderly = end == "sys.exit()"
    kinds = [row.holding.kind for row in taken(tmp_path)]
    assert kinds == ["media-played", "quartile", *["attention-span"] * is_orderly]
    with tracker.Viewing(tracker.Asset("B", external_id="b"), profile=tmp_path, sync=False):
        pass
    assert [row.holding.kind for row in taken(tmp_path)][2:] == ["attention-span"]


def test_a_host_that_forks_while_it_plays(tmp_path: Path) -> None:
    """The child ends as it likes; the parent counts on."""
    code = (
        HOST
        + """
player.event_manager().event_attach(
    vlc.EventType.MediaPlayerTimeChanged, lambda event: seen.release())
attachment = tracker.attach(player, sync=False)
player.play(); wait_for_ticks(2)
pid = os.fork()
if not pid:
    attachment.announce_seek(9000)
    attachment.detach()
    sys.exit(0)
assert os.waitpid(pid, 0)[1] == 0
wait_for_ticks(4)
player.stop(); attachment.detach()
assert attachment.progress.covered_ms > 1000
"""
    )
    finished = child(code, tmp_path)
    assert "Traceback" not in finished.stderr
    assert len(sessions(tmp_path)) == 1


@pytest.mark.parametrize("inside", [True, False])
def test_a_host_that_detaches_while_its_callback_hangs_is_held_up_for_moments_only(
    inside: bool, tmp_path: Path
) -> None:
    """From the callback itself, or from a thread for which the callback waits."""
    code = (
        HOST
        + f"""
import faulthandler
faulthandler.dump_traceback_later(60, exit=True)
hangs, free = threading.Event(), threading.Event()
def hang(event):
    if hangs.is_set() or event.u.new_time < 400:
        return
    hangs.set()
    if {inside}:
        attachment.detach()
        free.set()
    else:
        free.wait()
attachment = tracker.attach(player, sync=False)
player.event_manager().event_attach(vlc.EventType.MediaPlayerTimeChanged, hang)
player.play()
assert hangs.wait(30)
if not {inside}:
    began = time.monotonic()
    attachment.detach()
    assert time.monotonic() - began < 15
    free.set()
assert free.wait(30)
player.stop()
player.release()
assert attachment.progress.is_over
"""
    )
    finished = child(code, tmp_path)
    assert "Traceback" not in finished.stderr
    assert list(sessions(tmp_path).values()) == [[0]]
