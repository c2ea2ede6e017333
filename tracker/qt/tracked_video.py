"""``tracker.TrackedVideo``: a widget for other people's Qt programs, with a tracked player in it.

Knows: the canvas, our own player, and the line behind it.
Must never know: menus, windows, settings or the event loop: those are the host's.

Threads: its methods belong to Qt's thread and only post. The profile is opened on the player's
thread when the first film opens, and closed on one of its own, so that Qt's never waits.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import os
import threading
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.app.arguments import (
    ProfilePath,
    checked_asset,
    checked_location,
    checked_profile,
    checked_viewer,
    loudness,
    milliseconds,
    speed,
)
from tracker.app.background import background
from tracker.app.hosting import HostLine
from tracker.app.player import FrameStore, open_player
from tracker.model.errors import PlaybackError, TrackerError
from tracker.model.events import Quartile
from tracker.model.media import ANONYMOUS, Asset, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs
from tracker.playback.player import MediaInfo
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas

PATIENCE_MS = 500
"""How long the end of a film waits for its count: a disk that hangs must not hold up a host."""


class _Bridge(Bridge):
    """Carries quartiles to Qt's thread, too.

    Signals: ``quartile(int)`` is the percent that was reached.
    """

    quartile = Signal(int)

    def publish_quartile(self, quartile: Quartile) -> None:
        """Tell that a quarter was reached."""
        self.post(lambda: self.quartile.emit(int(quartile)))


class _Engine:
    """Player and line behind a widget, which may be gone before them."""

    def __init__(self, bridge: _Bridge, viewer: Viewer, profile: ProfilePath, sync: bool) -> None:
        self._bridge = bridge
        self._viewer = checked_viewer(viewer)
        self._profile = checked_profile(profile)
        self._sync = sync
        self._lock = threading.Lock()
        self._assets: dict[int, Asset] = {}
        self._flags: dict[str, bool] = {}
        self._line: HostLine | None = None
        self._has_ended = False
        self.frames = FrameStore()
        self.player = open_player(self, self.frames)
        self._background = background()
        self._background.enter(self, self.close)

    def open(self, location: str, asset: Asset | None, start_ms: MediaMs) -> None:
        """Open a film, under the name that the host gives it."""
        # Held until the number is known: the player may speak before it has returned it.
        with self._lock:
            generation = self.player.open(location, start_ms=start_ms)
            self._assets = {} if asset is None else {generation: asset}

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on."""
        checked_viewer(viewer)
        with self._lock:
            self._viewer = viewer
            if self._line is not None:
                self._line.change_viewer(viewer)

    def change(self, **flags: bool) -> None:
        """Say how things stand around the film."""
        with self._lock:
            self._flags |= flags
            if self._line is not None:
                self._line.change(**flags)

    def end(self) -> None:
        """Close on a thread of its own."""
        if not self._has_ended:
            threading.Thread(target=self.close, name="tracked-video-end").start()

    def close(self) -> None:
        """Stop, and write the end of the session durably; waits for both."""
        with self._lock:
            has_ended, self._has_ended = self._has_ended, True
        if has_ended:
            return
        self._background.leave(self)
        self.player.close()
        if self._line is not None:
            self._line.end()
        # The application may have gone first, and taken it along.
        with suppress(RuntimeError):
            self._bridge.deleteLater()

    # What the player tells, on its own thread.

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Begin a session, in a profile that is opened for the first one."""
        line = self._open_line()
        with self._lock:
            asset = self._assets.get(generation)
        if line is None:
            self._bridge.publish_opened(generation, info)
        elif asset is None:
            line.opening(generation, info)
        else:
            line.begin_named(generation, asset)
            self._bridge.publish_opened(generation, info)

    def sampled(self, sample: PlaybackSample) -> None:
        """Pass a sample on."""
        if self._line is not None:
            self._line.sampled(sample)
        elif sample.kind is SampleKind.ENDED:
            self._bridge.publish_finished(sample.generation)

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Tell that a film cannot be played."""
        self._bridge.publish_failed(generation, error)

    def noticed(self, message: str) -> None:
        """Tell what a person should know."""
        self._bridge.publish_noticed(message)

    def _open_line(self) -> HostLine | None:
        if self._line is None:
            try:
                line = HostLine(
                    self._bridge,
                    viewer=self._viewer,
                    profile=self._profile,
                    sync=self._sync,
                    on_quartile=self._bridge.publish_quartile,
                )
                line.start()
            except TrackerError as error:
                self._bridge.publish_noticed(f"{error} {error.hint} It is played, but not counted.")
                return None
            with self._lock:
                self._line = line
                line.change(**self._flags)
                if line.viewer != self._viewer:
                    line.change_viewer(self._viewer)
        return self._line


class TrackedVideo(QWidget):
    """A film in a Qt program, played by libVLC and counted.

    It has no controls, menu or window of its own, keeps no QSettings and needs no event loop but
    the host's. ``viewer``, ``profile`` and ``sync`` are those of ``Viewing``. Positions are media
    milliseconds. Every method belongs to Qt's thread and returns at once.

    The player ends with the widget, or with ``end``; the end of its session is written on a
    thread of its own, for which the process waits when it ends.

    Raise SettingsError for a viewer that cannot be. What is wrong with the profile or with libVLC
    is found when the first film opens: ``noticed`` and ``failed`` tell it, with the cure.

    Signals:
        opened(str): a film can be played: its path or address, as it was given.
        quartile_reached(int): 0, 25, 50, 75 or 100 percent of the film have been watched (R8).
        progressed(SessionProgress): where the session stands.
        ended(): the film was played to its end; told after its last quarter, unless a disk hangs.
        failed(str): it cannot be played (on): why, and the cure.
        noticed(str): something that a person should know.
        sync_changed(SyncStatus): what the sender is doing.
    """

    opened: Signal = Signal(str)
    quartile_reached: Signal = Signal(int)
    progressed: Signal = Signal(object)
    ended: Signal = Signal()
    failed: Signal = Signal(str)
    noticed: Signal = Signal(str)
    sync_changed: Signal = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        viewer: Viewer = ANONYMOUS,
        profile: ProfilePath = None,
        sync: bool = True,
    ) -> None:
        super().__init__(parent)
        # Other threads hold it, and none of them may be the one that deletes it.
        bridge = _Bridge(QCoreApplication.instance())
        engine = self._engine = _Engine(bridge, viewer, profile, sync)
        self._progress: SessionProgress | None = None
        self._ended: int | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_late_end)
        self._canvas = VideoCanvas(engine.frames, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)
        bridge.opened.connect(self._show_media)
        bridge.quartile.connect(self.quartile_reached)
        bridge.progress.connect(self._keep)
        bridge.finished.connect(self._tell_end)
        bridge.failed.connect(self._tell_failure)
        bridge.noticed.connect(self._tell_notice)
        bridge.sync_status.connect(self.sync_changed)
        self.destroyed.connect(lambda: engine.end())

    @property
    def progress(self) -> SessionProgress | None:
        """Where the session stands, as last told; None before the first film plays."""
        return self._progress

    def open(
        self, location: str | os.PathLike[str], *, asset: Asset | None = None, start_ms: int = 0
    ) -> None:
        """Open a path or an http(s) address and play it, from ``start_ms`` of the film on.

        ``asset`` names the film; None takes what ``media.toml`` or the file itself says of it.
        Raise SettingsError for a location or an asset that cannot be; what is wrong with the film
        itself, ``failed`` tells.
        """
        named = None if asset is None else checked_asset(asset)
        self._engine.open(checked_location(location), named, milliseconds(start_ms))

    def play(self) -> None:
        """Play on after a pause."""
        self._engine.player.play()

    def pause(self) -> None:
        """Pause."""
        self._engine.player.pause()

    def seek(self, to_ms: int) -> None:
        """Go to a position; of several that come quickly the last counts."""
        self._engine.player.seek(milliseconds(to_ms))

    def set_rate(self, rate: float) -> None:
        """Set this film's speed, held between 0.25 and 4; 1.0 is normal."""
        self._engine.player.set_rate(speed(rate))

    def set_volume(self, percent: int) -> None:
        """Set the loudness of this and every later film, 0 to 100 percent."""
        self._engine.player.set_volume(loudness(percent))

    def set_muted(self, muted: bool) -> None:
        """Silence this and every later film, or let them be heard again."""
        self._engine.player.set_muted(bool(muted))
        self._engine.change(muted=bool(muted))

    def stop(self) -> None:
        """Stop; the session ends."""
        self._engine.player.stop()

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on; one after another begins another session (R11).

        A session of which nobody was known becomes theirs. Raise SettingsError for one that
        cannot be.
        """
        self._engine.change_viewer(viewer)

    def end(self) -> None:
        """Stop for good, before the widget goes. Returns at once."""
        self._engine.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Note that it can be seen (R12)."""
        super().showEvent(event)
        self._engine.change(hidden=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Note that it cannot be seen (R12)."""
        super().hideEvent(event)
        self._engine.change(hidden=True)

    def _show_media(self, _generation: int, info: MediaInfo) -> None:
        self._canvas.show_media(info)
        self.opened.emit(info.location)

    def _keep(self, progress: SessionProgress) -> None:
        self._progress = progress
        self.progressed.emit(progress)
        if progress.is_over and progress.generation == self._ended:
            # Its last quarter is among the news that are being told now.
            QTimer.singleShot(0, self, self._tell_late_end)

    def _tell_end(self, generation: int) -> None:
        """Tell of the end after the last quarter, which takes another way here."""
        counted = self._progress
        if counted is None or counted.generation != generation or counted.is_over:
            self.ended.emit()
            return
        self._ended = generation
        self._patience.start()

    def _tell_late_end(self) -> None:
        if self._ended is not None:
            self._ended = None
            self._patience.stop()
            self.ended.emit()

    def _tell_notice(self, message: str) -> None:
        self.noticed.emit(str(message))

    def _tell_failure(self, _generation: int, error: PlaybackError) -> None:
        self.failed.emit(f"{error} {error.hint}")
