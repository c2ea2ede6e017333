"""A film fed by hand, as any program can."""

import threading
from pathlib import Path

import pytest

import tracker
from tests.app.hosts import NOWHERE, child, error_bounds, sessions, taken, wait_until, watch
from tests.playback.media import Clips
from tracker.app.background import background
from tracker.app.settings import Settings
from tracker.hubspot.sandbox.server import Sandbox

FILM = tracker.Asset("Hall 5", external_id="hall-5")
SOMEBODY = tracker.Viewer(contact_id=101)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be sent anywhere but where a test says."""
    monkeypatch.setenv("TRACKER_HUBSPOT_BASE_URL", NOWHERE)


def test_a_film_watched_whole_is_queued_whole_and_told(tmp_path: Path) -> None:
    """Seven events, durable when ``close`` returns; the callback hears each quarter once."""
    told: list[int] = []
    with tracker.Viewing(
        FILM, viewer=SOMEBODY, profile=tmp_path, duration_ms=2_000, sync=False,
        on_quartile=told.append,
    ) as viewing:  # fmt: skip
        watch(viewing, 0, 2_000)
        viewing.ended()
    assert list(sessions(tmp_path).values()) == [[0, 25, 50, 75, 100]]
    assert told == [0, 25, 50, 75, 100]
    kinds = [row.holding.kind for row in taken(tmp_path)]
    assert (kinds[0], kinds[-1], len(kinds)) == ("media-played", "attention-span", 7)
    assert {row.session.contact_id for row in taken(tmp_path)} == {101}
    assert viewing.progress is not None
    assert (viewing.progress.covered_ms, viewing.progress.is_over) == (2_000, True)


def test_what_was_skipped_does_not_count(tmp_path: Path) -> None:
    """A seek to the last half second completes nothing; a pause adds nothing."""
    with tracker.Viewing(FILM, profile=tmp_path, duration_ms=20_000, sync=False) as viewing:
        watch(viewing, 0, 600)
        viewing.paused()
        viewing.seek(19_400)
        watch(viewing, 19_400, 20_000)
        viewing.ended()
    assert list(sessions(tmp_path).values()) == [[0]]
    assert viewing.progress is not None
    assert viewing.progress.covered_ms == pytest.approx(1_200, abs=500)


def test_speed_length_and_circumstances_are_taken_in(tmp_path: Path) -> None:
    """R7, R9, R12: double speed covers twice as much; muted is kept with the session."""
    with tracker.Viewing(FILM, profile=tmp_path, sync=False) as viewing:
        viewing.length(4_000)
        viewing.note(muted=True)
        viewing.rate(2.0)
        viewing.playing()
        viewing.tick(0)
        ticker = threading.Event()
        for number in range(1, 11):
            ticker.wait(0.2)
            viewing.tick(number * 400)
        viewing.ended()
    assert list(sessions(tmp_path).values()) == [[0, 25, 50, 75, 100]]
    flags = taken(tmp_path)[0].session.flags
    assert flags["muted_wall_ms"] > 1_500
    assert flags["average_rate"] == pytest.approx(2.0, abs=0.3)


def test_the_evidence_says_how_the_seeks_were_known(tmp_path: Path) -> None:
    """R2, R3: 0.5 s where they are announced; more where found, and more still from outside."""
    bounds = {}
    for name, known in {
        "announced": {},
        "found": {"seeks_announced": False},
        "observed": {"seeks_announced": False, "observed": True},
    }.items():
        profile = tmp_path / name
        with tracker.Viewing(FILM, profile=profile, sync=False, **known) as viewing:  # type: ignore[arg-type]
            watch(viewing, 0, 300)
        bounds[name] = error_bounds(profile)[0]
        assert taken(profile)[0].session.flags["observed"] == (name == "observed")
    assert bounds == {"announced": 500, "found": 3_350, "observed": 4_350}


def test_another_viewer_is_another_session(tmp_path: Path) -> None:
    """R11: nothing of the one is the other's."""
    with tracker.Viewing(
        FILM, viewer=SOMEBODY, profile=tmp_path, duration_ms=9_000, sync=False
    ) as viewing:
        watch(viewing, 0, 500)
        viewing.change_viewer(tracker.Viewer(contact_id=202))
        watch(viewing, 500, 1_000)
    assert {row.session.contact_id for row in taken(tmp_path)} == {101, 202}
    assert len(sessions(tmp_path)) == 2


@pytest.mark.parametrize(
    ("media", "viewer"),
    [
        ("/nowhere/film.mp4", SOMEBODY),
        (FILM, tracker.Viewer(email="nobody at all")),
        (FILM, tracker.Viewer(badge="..")),
        (FILM, tracker.Viewer(contact_id=0)),
        (FILM, tracker.Viewer(contact_id="101")),  # type: ignore[arg-type]
        (FILM, 101),
    ],
)
def test_what_cannot_be_is_refused_by_the_call(
    media: tracker.Asset | str, viewer: tracker.Viewer, tmp_path: Path
) -> None:
    """With a cure, and without repeating who it was."""
    with pytest.raises(tracker.SettingsError) as caught:
        tracker.Viewing(media, viewer=viewer, profile=tmp_path, sync=False)
    assert caught.value.hint
    assert "nobody" not in str(caught.value)


def test_a_profile_that_cannot_be_used_is_refused_by_the_call(tmp_path: Path) -> None:
    """A file where the directory should be; a database that is none."""
    (tmp_path / "file").touch()
    with pytest.raises(tracker.SettingsError):
        tracker.Viewing(FILM, profile=tmp_path / "file", sync=False)


def test_numbers_that_are_none_are_the_hosts_mistake(tmp_path: Path) -> None:
    """They raise where they are said, and change nothing."""
    with tracker.Viewing(FILM, profile=tmp_path, sync=False) as viewing:
        for wrong in (2**60, float("nan"), float("inf")):
            with pytest.raises(ValueError, match="milliseconds"):
                viewing.tick(wrong)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="rate"):
            viewing.rate(float("nan"))
        watch(viewing, 0, 200)
    viewing.tick(5)
    viewing.close()
    assert list(sessions(tmp_path).values()) == [[0]]


def test_callbacks_that_raise_stop_nothing(tmp_path: Path) -> None:
    """The count goes on, and so does the telling."""
    told = []

    def fall_over(quartile: tracker.Quartile) -> None:
        told.append(quartile)
        raise RuntimeError("the host's own mistake")

    with tracker.Viewing(
        FILM, profile=tmp_path, duration_ms=1_000, sync=False, on_quartile=fall_over,
        on_progress=fall_over,  # type: ignore[arg-type]
    ) as viewing:  # fmt: skip
        watch(viewing, 0, 1_000)
        viewing.ended()
    assert list(sessions(tmp_path).values()) == [[0, 25, 50, 75, 100]]
    assert 100 in told


@pytest.mark.parametrize("callback", ["on_quartile", "on_progress"])
def test_a_viewing_may_be_closed_by_its_own_callback(callback: str, tmp_path: Path) -> None:
    """It cannot wait for itself; its end is written just after, also where the process ends."""
    code = f"""
import threading, tracker
closed = threading.Event()
def close(_news):
    viewing.close()
    closed.set()
viewing = tracker.Viewing(tracker.Asset("A", external_id="a"), duration_ms=9000, sync=False,
                          {callback}=close)
viewing.playing(); viewing.tick(0); threading.Event().wait(0.3); viewing.tick(300)
assert closed.wait(30)
"""
    finished = child(code, tmp_path)
    assert finished.stderr == ""
    kinds = [row.holding.kind for row in taken(tmp_path)]
    assert kinds[-1:] == (["attention-span"] if callback == "on_quartile" else [])


def test_whoever_closes_second_waits_as_well(tmp_path: Path) -> None:
    """When ``close`` returns the end is on the disk, whoever asked for it first."""
    gate, first = threading.Event(), threading.Event()

    def hang(_quartile: tracker.Quartile) -> None:
        first.set()
        gate.wait(30)

    viewing = tracker.Viewing(
        FILM, profile=tmp_path, duration_ms=9_000, sync=False, on_quartile=hang
    )
    watch(viewing, 0, 300)
    assert first.wait(30)
    closers = [threading.Thread(target=viewing.close) for _ in range(2)]
    for closer in closers:
        closer.start()
    closers[1].join(0.5)
    assert all(closer.is_alive() for closer in closers)
    gate.set()
    for closer in closers:
        closer.join(30)
    assert [row.holding.kind for row in taken(tmp_path)][-1] == "attention-span"


def test_a_film_that_the_registry_knows_has_its_name_and_length(
    clips: Clips, tmp_path: Path
) -> None:
    """R9: by its path, as in our own player."""
    (tmp_path / "media.toml").write_text(
        f'[[media]]\nfile = "{clips / "silent.mp4"}"\nname = "Hall 5"\nduration_ms = 9000\n'
    )
    with tracker.Viewing(clips / "silent.mp4", profile=tmp_path, sync=False) as viewing:
        viewing.length(3_000)
        watch(viewing, 0, 400)
    asset = taken(tmp_path)[0].asset
    assert asset is not None
    assert (asset.name, asset.canonical_duration_ms) == ("Hall 5", 9_000)
    assert viewing.progress is not None
    assert viewing.progress.duration_ms == 9_000


def test_events_are_sent_from_the_hosts_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All seven, also those that the closing of the viewing brought about."""
    (tmp_path / "hubspot-token").write_text("token-of-a-test\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    states: list[tracker.SyncStatus] = []
    with Sandbox(token="token-of-a-test") as server:
        monkeypatch.setenv("TRACKER_HUBSPOT_BASE_URL", server.base_url)
        with tracker.Viewing(
            FILM, viewer=SOMEBODY, profile=tmp_path / "profile", duration_ms=1_000,
            on_sync=states.append,
        ) as viewing:  # fmt: skip
            watch(viewing, 0, 1_000)
            viewing.ended()
        wait_until(lambda: len(server.received) == 7)
    assert states


def test_a_queue_that_could_not_be_opened_is_sent_from_once_it_can(tmp_path: Path) -> None:
    """A host runs for months; what kept the queue from being opened may pass."""
    queue = tmp_path / "queue.db"
    queue.write_text("no database")
    told: list[tracker.SyncStatus] = []
    first = background().sender(tmp_path, Settings())
    first.join(told.append)
    wait_until(lambda: bool(told))
    assert told[-1].state is tracker.SyncState.NEEDS_YOU
    queue.unlink()
    first.wake()
    with tracker.Viewing(FILM, profile=tmp_path, on_sync=told.append):
        wait_until(lambda: told[-1].state is not tracker.SyncState.NEEDS_YOU)


def test_a_host_without_a_keyring_is_told_why_nothing_is_sent(tmp_path: Path) -> None:
    """Not at import, and not instead of the count."""
    code = """
import threading, tracker
told = threading.Event()
def hear(status):
    if status.state is tracker.SyncState.NEEDS_YOU and "keyring" in status.message:
        told.set()
with tracker.Viewing(tracker.Asset("A", external_id="a"), viewer=tracker.Viewer(contact_id=1),
                     on_sync=hear) as viewing:
    viewing.playing(); viewing.tick(0); threading.Event().wait(0.3); viewing.tick(300)
    assert told.wait(60)
"""
    child(code, tmp_path, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere", CREDENTIALS_DIRECTORY="")
    assert list(sessions(tmp_path).values()) == [[0]]


def test_a_host_that_ends_without_closing_loses_nothing(tmp_path: Path) -> None:
    """The viewing is closed at the end of its process: its attention span is there."""
    code = """
import time, tracker
viewing = tracker.Viewing(tracker.Asset("A", external_id="a"), duration_ms=9000)
viewing.playing(); viewing.tick(0)
time.sleep(0.3); viewing.tick(300)
"""
    finished = child(code, tmp_path)
    assert finished.stderr == ""
    assert [row.holding.kind for row in taken(tmp_path)] == [
        "media-played",
        "quartile",
        "attention-span",
    ]


def test_a_host_that_crashes_leaves_a_session_that_the_next_one_closes(tmp_path: Path) -> None:
    """R11, R13: what had been counted is there, and ends with the next tracker's start."""
    code = """
import os, time, tracker
done = __import__("threading").Event()
viewing = tracker.Viewing(tracker.Asset("A", external_id="a"), duration_ms=9000, sync=False,
                          on_progress=lambda p: done.set() if p.earned else None)
viewing.playing(); viewing.tick(0)
time.sleep(0.3); viewing.tick(300); done.wait(30)
os.kill(os.getpid(), 9)
"""
    assert child(code, tmp_path, check=False).returncode == -9
    assert len(taken(tmp_path)) == 2
    with tracker.Viewing(FILM, profile=tmp_path, sync=False) as viewing:
        watch(viewing, 0, 200)
    assert [row.holding.kind for row in taken(tmp_path)][:3] == [
        "media-played",
        "quartile",
        "attention-span",
    ]


def test_a_fork_of_a_host_says_nothing_and_takes_nothing_away(tmp_path: Path) -> None:
    """The child's calls do nothing, a viewing of its own is refused, the parent goes on."""
    code = """
import os, sys, time, tracker
viewing = tracker.Viewing(tracker.Asset("A", external_id="a"), duration_ms=9000, sync=False)
viewing.playing(); viewing.tick(0)
time.sleep(0.3); viewing.tick(300)
pid = os.fork()
if not pid:
    viewing.tick(8000); viewing.ended(); viewing.close()
    try:
        tracker.Viewing(tracker.Asset("B", external_id="b"), sync=False)
    except tracker.StorageError as error:
        assert "fork" in str(error)
        sys.exit(0)
    sys.exit(1)
assert os.waitpid(pid, 0)[1] == 0
time.sleep(0.3); viewing.tick(600)
viewing.close()
assert 500 < viewing.progress.covered_ms < 1200, viewing.progress
"""
    finished = child(code, tmp_path)
    assert "Traceback" not in finished.stderr
    assert len(sessions(tmp_path)) == 1


def test_a_fork_before_the_first_viewing_may_track(tmp_path: Path) -> None:
    """Nothing of ours was carried across."""
    code = """
import os, sys, time, tracker
with tracker.Viewing(tracker.Asset("A", external_id="a"), sync=False): pass
pid = os.fork()
if not pid:
    with tracker.Viewing(tracker.Asset("B", external_id="b"), sync=False) as viewing:
        viewing.playing(); viewing.tick(0); time.sleep(0.2); viewing.tick(200)
    sys.exit(0)
assert os.waitpid(pid, 0)[1] == 0
"""
    child(code, tmp_path)
    assert len(sessions(tmp_path)) == 1
