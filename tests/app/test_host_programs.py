"""Whole programs of hosts, after the patterns that python-vlc's documentation shows.

Each has a loop of its own, callbacks of its own, and does with its player what such programs do.
"""

from pathlib import Path

import pytest

from tests.app.hosts import child, error_bounds, sessions, taken
from tests.playback.media import Clips

DEMO = Path(__file__).parents[2] / "assets" / "demo.mp4"

QT_HOST = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication, QFrame, QHBoxLayout, QMainWindow, QPushButton, QSlider, QVBoxLayout, QWidget)
import vlc
{imports}

class Player(QMainWindow):
    '''A film in a frame, a slider that follows it and moves it, a button.'''

    def __init__(self):
        super().__init__()
        self.instance = vlc.Instance("--quiet", "--vout=dummy", "--no-xlib")
        self.mediaplayer = self.instance.media_player_new()
        self.is_paused = False
        self.reached, self.times, self.has_ended = [], [], False
        self.positionslider = QSlider(Qt.Orientation.Horizontal)
        self.positionslider.setMaximum(1000)
        self.positionslider.sliderMoved.connect(self.set_position)
        self.playbutton = QPushButton("Play")
        self.playbutton.clicked.connect(self.play_pause)
        widget = QWidget(); box = QVBoxLayout(widget)
        for part in (QFrame(), self.positionslider, self.playbutton):
            box.addWidget(part)
        self.setCentralWidget(widget)
        self.timer = QTimer(self, interval=100)
        self.timer.timeout.connect(self.update_ui)
        events = self.mediaplayer.event_manager()
        events.event_attach(vlc.EventType.MediaPlayerPositionChanged, self.moved, self.reached)
        events.event_attach(vlc.EventType.MediaPlayerTimeChanged, self.ticked)
        events.event_attach(vlc.EventType.MediaPlayerEndReached, self.came_to_its_end)

    def moved(self, event, reached):
        reached.append(event.u.new_position)

    def ticked(self, event):
        self.times.append(event.u.new_time)

    def came_to_its_end(self, event):
        self.has_ended = True

    def open_file(self, name):
        self.media = self.instance.media_new(name, ":no-audio")
        self.mediaplayer.set_media(self.media)
        self.media.parse()
        self.setWindowTitle(self.media.get_meta(0))
        self.play_pause()

    def play_pause(self):
        if self.mediaplayer.is_playing():
            self.mediaplayer.pause()
            self.is_paused = True
        else:
            self.mediaplayer.play()
            self.timer.start()
            self.is_paused = False

    def set_position(self, thousandths):
        self.mediaplayer.set_position(thousandths / 1000.0)

    def update_ui(self):
        self.positionslider.setValue(int(self.mediaplayer.get_position() * 1000))
        if self.has_ended:
            self.timer.stop()
            self.mediaplayer.stop()
            QApplication.quit()

app = QApplication(sys.argv)
window = Player()
{lines}
window.show()
window.open_file({film!r})
QTimer.singleShot(1500, window.playbutton.click)
QTimer.singleShot(2000, window.playbutton.click)
QTimer.singleShot(3500, lambda: window.positionslider.sliderMoved.emit(800))
QTimer.singleShot(60000, lambda: app.exit(9))
status = app.exec()
assert window.reached[-1] > 0.9, window.reached
assert window.times and window.has_ended
{end}
sys.exit(status)
"""

TK_HOST = """
import heapq, itertools, sys, time
import vlc
{imports}

class Root:
    '''The part of a Tk root that such programs use: after, mainloop, quit.'''

    def __init__(self):
        self.jobs, self.numbers, self.is_over = [], itertools.count(), False

    def after(self, ms, call, *words):
        entry = (time.monotonic() + ms / 1000, next(self.numbers), call, words)
        heapq.heappush(self.jobs, entry)

    def quit(self):
        self.is_over = True

    def mainloop(self):
        while self.jobs and not self.is_over:
            due, _, call, words = heapq.heappop(self.jobs)
            time.sleep(max(due - time.monotonic(), 0))
            call(*words)

class Player:
    '''A list of films, one after the other; a clock label; a rate and a volume.'''

    def __init__(self, root, films):
        self.root, self.films = root, list(films)
        self.instance = vlc.Instance("--quiet", "--vout=dummy", "--no-xlib")
        self.player = self.instance.media_player_new()
        self.clock, self.ended, self.lengths = "", 0, []
        manager = self.player.event_manager()
        manager.event_attach(vlc.EventType.MediaPlayerEndReached, self.on_end)
        manager.event_attach(vlc.EventType.MediaPlayerLengthChanged, self.on_length)
        self.is_waiting = False

    def on_end(self, event):
        self.ended += 1
        self.is_waiting = True

    def on_length(self, event):
        self.lengths.append(event.u.new_length)

    def next_film(self):
        self.player.stop()
        if not self.films:
            self.player.release()
            self.root.quit()
            return
        self.player.set_media(self.instance.media_new(self.films.pop(0), ":no-audio"))
        self.player.play()
        self.player.audio_set_volume(50)

    def on_tick(self):
        self.clock = str(self.player.get_time() // 1000)
        if self.is_waiting:
            self.is_waiting = False
            self.next_film()
        if not self.root.is_over:
            self.root.after(100, self.on_tick)

root = Root()
app = Player(root, {films!r})
{lines}
root.after(10, app.next_film)
root.after(100, app.on_tick)
root.mainloop()
assert app.ended == 2 and app.lengths and app.clock, vars(app)
{end}
"""


@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_qt_host(is_tracked: bool, tmp_path: Path) -> None:
    """A slider that jumps and a button that pauses; three lines make it tracked."""
    lines = "attachment = tracker.attach(window.mediaplayer, viewer=tracker.Viewer(contact_id=1))"
    finished = child(
        QT_HOST.format(
            film=str(DEMO),
            imports="import tracker" if is_tracked else "",
            lines=lines if is_tracked else "",
            end="attachment.detach()" if is_tracked else "",
        ),
        tmp_path,
    )
    assert "Traceback" not in finished.stderr
    if is_tracked:
        assert list(sessions(tmp_path).values()) == [[0, 25]]
        assert set(error_bounds(tmp_path)) == {3_350}
        last = taken(tmp_path)[-1]
        assert last.attention is not None
        assert last.attention.covered_ms == pytest.approx(6_000, abs=1_500)


@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_tk_like_host(is_tracked: bool, clips: Clips, tmp_path: Path) -> None:
    """One film after the other in one player, which it releases itself."""
    lines = "attachment = tracker.attach(app.player, viewer=tracker.Viewer(contact_id=1))"
    finished = child(
        TK_HOST.format(
            films=[str(clips / "silent.mp4"), str(clips / "film.webm")],
            imports="import tracker" if is_tracked else "",
            lines=lines if is_tracked else "",
            end="attachment.detach()" if is_tracked else "",
        ),
        tmp_path,
    )
    assert "Traceback" not in finished.stderr
    if is_tracked:
        assert list(sessions(tmp_path).values()) == [[0, 25, 50, 75, 100]] * 2
