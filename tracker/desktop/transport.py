"""What the viewer asks of the player, and what the player's news means for the viewer.

Knows: the films to play, the open one, loudness and speed; it gives commands and never waits.
Must never know: widgets, or how the player carries a command out.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from tracker.desktop.icons import Glyph
from tracker.desktop.playhead import Playhead, clock_text
from tracker.desktop.playlist import Playlist
from tracker.model.errors import PlaybackError
from tracker.model.progress import SessionProgress
from tracker.model.units import MediaMs
from tracker.qt.commands import MediaFacts, PlayerCommands
from tracker.qt.names import printable

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
SEEK_STEP_MS = 5_000
VOLUME_STEP = 5


Titles: TypeAlias = Mapping[str, str]
_NO_TITLES: Titles = {}

StartOf: TypeAlias = Callable[[str, Callable[[MediaMs], None]], None]
"""Asks where a film is to begin; the answer comes later, on Qt's thread."""


class Stage(Enum):
    """How far the film that is wanted has come."""

    IDLE = "idle"
    OPENING = "opening"
    OPEN = "open"
    ENDED = "ended"
    FAILED = "failed"


def rate_text(rate: float) -> str:
    """Return a speed as it is shown: ``1.25×``."""
    return f"{rate:g}×"


class Transport(QObject):
    """Turns the viewer's wishes into commands, and keeps what is known for the widgets.

    Signals:
        changed(): something that is shown has changed.
        acted(object, str): a wish was taken up; the icon and the few words to flash.
        media_changed(object): this medium (MediaFacts) is shown now; None after a failure.
        played_out(): the last film of the list was played to its end.
    """

    changed = Signal()
    acted = Signal(object, str)
    played_out = Signal()
    media_changed = Signal(object)

    def __init__(
        self,
        player: PlayerCommands,
        parent: QObject | None = None,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self.clock = clock
        self._generation: int | None = None
        self._start_ms = MediaMs(0)
        self.playhead = Playhead()
        self.playlist = Playlist()
        self.stage = Stage.IDLE
        self.media: MediaFacts | None = None
        self.error: PlaybackError | None = None
        self.volume = 100
        self.muted = False
        self.rate = 1.0
        self.start_of: StartOf | None = None

    @property
    def is_playing(self) -> bool:
        """Whether a film runs, or was just asked to."""
        return self.stage is Stage.OPEN and self.playhead.playing

    @property
    def generation(self) -> int | None:
        """The number of the opening that is on; None without one."""
        return self._generation

    @property
    def title(self) -> str:
        """The name of the film that is on; empty while there is none."""
        if self.stage is Stage.IDLE:
            return ""
        if self.media is not None and self.media.title:
            return printable(self.media.title)
        current = self.playlist.current
        return self.playlist.name_of(current) if current is not None else ""

    def open(self, locations: Sequence[str], titles: Titles = _NO_TITLES) -> None:
        """Play these files or URLs, one after the other; some may have titles of a playlist."""
        if locations:
            self.playlist.replace(locations, titles)
            self._begin_current()

    def add(
        self, locations: Sequence[str], at: int | None = None, titles: Titles = _NO_TITLES
    ) -> None:
        """Put films into the list; where none is open the first of them is played."""
        self.playlist.add(locations, at, titles)
        if locations and self.stage is Stage.IDLE:
            self._begin_current()
        self.changed.emit()

    def go(self, index: int) -> None:
        """Play the film at a place of the list."""
        if self.playlist.go(index) is not None:
            self._begin_current()

    def move(self, index: int, to: int) -> None:
        """Let a film come to stand elsewhere in the list."""
        self.playlist.move(index, to)
        self.changed.emit()

    def remove(self, index: int) -> None:
        """Take a film out of the list; if it is on, the next is played."""
        was_current = index == self.playlist.index
        self.playlist.remove(index)
        if was_current and self.playlist.current is None:
            self.leave()
        elif was_current:
            self._begin_current()
        self.changed.emit()

    def leave(self) -> None:
        """Stop, and go back to before the first film; the list stays."""
        if self.stage is Stage.IDLE:
            return
        self._player.stop()
        self._generation = None
        self.stage, self.media, self.error = Stage.IDLE, None, None
        self.playhead.reset()
        self.media_changed.emit(None)
        self.changed.emit()

    def _begin_current(self) -> None:
        """Open the current film where it is to begin; that may have to be looked up."""
        location = self.playlist.current
        if self.start_of is None or location is None:
            self._open_current()
            return
        self._generation = None
        self.stage, self.media, self.error = Stage.OPENING, None, None
        self.playhead.reset()
        self.changed.emit()

        def begin(start_ms: MediaMs) -> None:
            if self._generation is None and self.playlist.current == location:
                self._open_current(start_ms)
                if start_ms:
                    there = clock_text(start_ms)
                    self.acted.emit(Glyph.FORWARD, self.tr("Resumed at {time}").format(time=there))

        self.start_of(location, begin)

    def _open_current(self, start_ms: MediaMs = MediaMs(0)) -> None:
        location = self.playlist.current
        if location is None:
            return
        self.stage = Stage.OPENING
        self.media = None
        self.error = None
        self.playhead.reset()
        self._start_ms = start_ms
        self._generation = self._player.open(location, start_ms=start_ms)
        self.changed.emit()

    def toggle_play(self) -> None:
        """Pause, play on, or play again what has ended or failed."""
        if self.stage in (Stage.ENDED, Stage.FAILED):
            self._open_current()
        elif self.stage is Stage.OPEN:
            playing = not self.playhead.playing
            self.playhead.wish(now_ns=self.clock(), playing=playing)
            if playing:
                self._player.play()
                self.acted.emit(Glyph.PLAY, "")
            else:
                self._player.pause()
                self.acted.emit(Glyph.PAUSE, "")
            self.changed.emit()

    def seek_to(self, position_ms: int) -> None:
        """Go to a position in media milliseconds; it is kept within the film."""
        wanted = MediaMs(max(0, position_ms))
        duration_ms = self.playhead.duration_ms
        if duration_ms is not None:
            wanted = MediaMs(min(wanted, duration_ms))
        if self.stage is Stage.ENDED:
            self._open_current(start_ms=wanted)
        elif self.stage is Stage.OPEN:
            self.playhead.wish(now_ns=self.clock(), position_ms=wanted)
            self._player.seek(wanted)
            self.changed.emit()

    def seek_by(self, by_ms: int) -> None:
        """Go on or back from the position that is shown."""
        here = self.playhead.position_ms(self.clock())
        if here is None or self.stage not in (Stage.OPEN, Stage.ENDED):
            return
        self.seek_to(here + by_ms)
        glyph = Glyph.FORWARD if by_ms > 0 else Glyph.BACK
        there = clock_text(self.playhead.position_ms(self.clock()))
        duration_ms = self.playhead.duration_ms
        self.acted.emit(glyph, f"{there} / {clock_text(duration_ms)}" if duration_ms else there)

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100 percent, and let it be heard."""
        self.volume = min(100, max(0, percent))
        self._player.set_volume(self.volume)
        if self.muted and self.volume:
            self.muted = False
            self._player.set_muted(False)
        self.changed.emit()

    def change_volume(self, by: int) -> None:
        """Make it louder or quieter."""
        self.set_volume(self.volume + by)
        self.acted.emit(
            self.volume_glyph, self.tr("Volume {percent} %").format(percent=self.volume)
        )

    def toggle_mute(self) -> None:
        """Silence the sound, or let it be heard again."""
        self.muted = not self.muted
        self._player.set_muted(self.muted)
        self.acted.emit(
            self.volume_glyph, self.tr("Sound off") if self.muted else self.tr("Sound on")
        )
        self.changed.emit()

    @property
    def volume_glyph(self) -> Glyph:
        """The icon for the loudness of the moment."""
        if self.muted or not self.volume:
            return Glyph.MUTED
        return Glyph.VOLUME if self.volume > 50 else Glyph.VOLUME_LOW

    def set_rate(self, rate: float) -> None:
        """Set the speed; 1.0 is normal."""
        self.rate = rate
        self._player.set_rate(rate)
        self.acted.emit(Glyph.SPEED, rate_text(rate))
        self.changed.emit()

    def step_rate(self, by: int) -> None:
        """Take the next faster (1) or slower (-1) of the usual speeds."""
        steps = [rate for rate in RATES if (rate > self.rate if by > 0 else rate < self.rate)]
        if steps:
            self.set_rate(steps[0] if by > 0 else steps[-1])

    def step_film(self, by: int) -> None:
        """Play the next (1) or the previous (-1) film of the list, if there is one."""
        if self.playlist.step(by) is not None:
            self._begin_current()

    def tell_opened(self, generation: int, media: MediaFacts) -> None:
        """Take in that a film can be played."""
        if generation != self._generation:
            return
        self.stage = Stage.OPEN
        self.media = media
        self.media_changed.emit(media)
        self.playhead.wish(now_ns=self.clock(), position_ms=self._start_ms, playing=True)
        if self.rate != 1.0:
            self._player.set_rate(self.rate)
        self.changed.emit()

    def tell_progress(self, progress: SessionProgress) -> None:
        """Take in where the session stands."""
        if progress.generation == self._generation:
            self.playhead.tell(progress)
            self.changed.emit()

    def tell_failed(self, generation: int, error: PlaybackError) -> None:
        """Take in that the film cannot be played (on)."""
        if generation == self._generation:
            self.stage = Stage.FAILED
            self.error = error
            self.media_changed.emit(None)
            self.changed.emit()

    def tell_finished(self, generation: int) -> None:
        """Take in that the film is over: go on with the next, or rest."""
        if generation != self._generation or self.stage is Stage.ENDED:
            return
        if self.playlist.has_next:
            self.step_film(1)
            return
        self.stage = Stage.ENDED
        self.playhead.finish()
        self.changed.emit()
        self.played_out.emit()
