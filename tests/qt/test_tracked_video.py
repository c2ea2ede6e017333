"""A host's Qt program with a tracked film in it: its own loop, settings and windows."""

from pathlib import Path

import pytest

from tests.app.hosts import child, error_bounds, sessions, taken
from tests.playback.media import Clips

HOST = """
import sys
from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget
import tracker

QCoreApplication.setOrganizationName("Host"); QCoreApplication.setApplicationName("Films")
app = QApplication(sys.argv)
QSettings().setValue("volume", 7)
window = QMainWindow(); middle = QWidget(); layout = QVBoxLayout(middle)
layout.addWidget(QLabel("A program of somebody else's"))
video = tracker.TrackedVideo(viewer=tracker.Viewer(contact_id=101), sync={sync})
layout.addWidget(video)
window.setCentralWidget(middle); window.resize(640, 400); window.show()
heard = []
video.opened.connect(lambda location: heard.append(("opened", location)))
video.quartile_reached.connect(lambda percent: heard.append(("quartile", percent)))
video.failed.connect(lambda text: (heard.append(("failed", text)), app.quit()))
video.noticed.connect(lambda text: heard.append(("noticed", text)))
video.sync_changed.connect(lambda status: heard.append(("sync", status.state.value)))
video.ended.connect(lambda: heard.append(("ended", None)))
QTimer.singleShot(60_000, lambda: app.exit(9))
{steps}
status = app.exec()
assert QCoreApplication.organizationName() == "Host"
assert QCoreApplication.applicationName() == "Films"
assert QSettings().allKeys() == ["volume"]
assert all(type(one) is QMainWindow for one in app.topLevelWidgets()), app.topLevelWidgets()
print(heard)
{end}
sys.exit(status)
"""


def run(
    tmp_path: Path, steps: str, *, end: str = "", sync: bool = False, check: bool = True
) -> list[tuple[str, object]]:
    """Run a host and return what it heard."""
    finished = child(
        HOST.format(steps=steps, end=end, sync=sync),
        tmp_path / "profile",
        check=check,
        XDG_CONFIG_HOME=str(tmp_path / "config"),
        DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere",
    )
    assert "Traceback" not in finished.stderr
    assert "QThread" not in finished.stderr
    heard: list[tuple[str, object]] = eval(finished.stdout)  # noqa: S307 - our own child's
    return heard


@pytest.mark.parametrize(
    "end", ["", "del video, middle, layout, window; __import__('gc').collect()"]
)
def test_a_film_in_a_hosts_window_is_played_counted_and_told(
    end: str, clips: Clips, tmp_path: Path
) -> None:
    """Whether the widget goes first or the process: the session's end is written."""
    steps = f"""
video.open({str(clips / "silent.mp4")!r}, asset=tracker.Asset("Hall 5", external_id="hall-5"))
video.ended.connect(lambda: QTimer.singleShot(500, app.quit))
"""
    heard = run(tmp_path, steps, end=end)
    assert [percent for word, percent in heard if word == "quartile"] == [0, 25, 50, 75, 100]
    assert heard[0][0] == "opened"
    assert heard.index(("ended", None)) > heard.index(("quartile", 100))
    assert list(sessions(tmp_path / "profile").values()) == [[0, 25, 50, 75, 100]]
    assert set(error_bounds(tmp_path / "profile")) == {500}
    last = taken(tmp_path / "profile")[-1]
    assert last.holding.kind == "attention-span"
    assert last.asset is not None
    assert last.asset.name == "Hall 5"


def test_muted_and_hidden_are_kept_and_sync_is_told(clips: Clips, tmp_path: Path) -> None:
    """R12; and a host without a keyring hears why nothing is sent."""
    steps = f"""
video.set_muted(True)
video.open({str(clips / "silent.mp4")!r})
video.quartile_reached.connect(lambda percent: window.hide())
video.sync_changed.connect(lambda status: status.state.value == "needs-you" and app.quit())
video.ended.connect(window.show)
app.setQuitOnLastWindowClosed(False)
"""
    heard = run(tmp_path, steps, sync=True, end="window.show()")
    assert ("sync", "needs-you") in heard
    flags = taken(tmp_path / "profile")[0].session.flags
    assert flags["muted_wall_ms"] == flags["played_wall_ms"] > 0


def test_what_cannot_be_is_refused_by_the_call(tmp_path: Path) -> None:
    """Not told by a thread of ours, and not by silence."""
    steps = """
refused = []
def refuse(act):
    try:
        act()
    except (tracker.SettingsError, TypeError, ValueError) as error:
        refused.append(getattr(error, "whole", str(error)))
    else:
        raise AssertionError(act)
video.ended.disconnect(); video.failed.disconnect()
refuse(lambda: tracker.TrackedVideo(profile=5))
refuse(lambda: video.open(5))
refuse(lambda: video.open(b"/film.mp4"))
refuse(lambda: video.open("film.mp4", asset="Hall 5"))
refuse(lambda: video.open("film.mp4", asset=tracker.Asset("Hall 5")))
refuse(lambda: video.open("film.mp4", start_ms="5"))
refuse(lambda: video.seek("5"))
refuse(lambda: video.seek(float("nan")))
refuse(lambda: video.set_rate("1"))
refuse(lambda: video.set_rate(0))
refuse(lambda: video.set_volume("5"))
QTimer.singleShot(0, app.quit)
"""
    run(tmp_path, steps, end="assert all(len(one) > 30 for one in refused), refused")


def test_a_film_that_is_not_counted_ends_without_waiting(clips: Clips, tmp_path: Path) -> None:
    """There is no last quarter to be told of."""
    (tmp_path / "profile").touch()
    steps = f"""
video._patience.setInterval(60_000)
video.open({str(clips / "silent.mp4")!r})
video.ended.connect(app.quit)
"""
    assert ("ended", None) in run(tmp_path, steps)


def test_a_count_that_hangs_does_not_hold_up_the_hosts_next_film(
    clips: Clips, tmp_path: Path
) -> None:
    """The end is told all the same: a disk may hang."""
    steps = f"""
from tracker.workers.recorder import Recorder
begun = __import__("threading").Event()
write = Recorder._write
def hang(self, journal, step, checkpoint):
    if step.is_over:
        begun.wait(60)
    write(self, journal, step, checkpoint)
Recorder._write = hang
video.open({str(clips / "silent.mp4")!r})
video.ended.connect(lambda: (begun.set(), app.quit()))
"""
    heard = run(tmp_path, steps)
    assert ("ended", None) in heard


def test_what_is_wrong_is_told_by_signals(tmp_path: Path) -> None:
    """A film that is missing fails; a profile that is none is noticed, and the film plays."""
    heard = run(tmp_path, 'video.open("/nowhere/film.mp4")')
    assert heard[0][0] == "failed"
    assert "/nowhere/film.mp4" in str(heard[0][1])


def test_a_profile_that_cannot_be_used_does_not_stop_the_film(clips: Clips, tmp_path: Path) -> None:
    """It is played, not counted, and that is said."""
    (tmp_path / "profile").touch()
    steps = f"""
video.open({str(clips / "silent.mp4")!r})
video.ended.connect(app.quit)
"""
    heard = run(tmp_path, steps)
    assert [word for word, _ in heard][:2] == ["noticed", "opened"]
    assert "not counted" in str(heard[0][1])


def test_a_host_without_qt_is_told_by_the_name_and_not_by_the_import(tmp_path: Path) -> None:
    """The cure names the extra that installs it; a keyword names no library."""
    code = """
import sys
sys.modules["PySide6"] = None
import tracker
try:
    tracker.TrackedVideo
except tracker.MissingPartError as error:
    assert "Qt" in str(error), error
    assert "[player]" in error.hint
    sys.exit(0)
sys.exit(1)
"""
    child(code, tmp_path)
