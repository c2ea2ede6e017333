"""What a viewer may want beside play and pause: tracks, steps, pictures, a part in a loop.

Knows: which of these was asked for, and the few words to flash for each.
Must never know: widgets, or how the player does it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from tracker.desktop.icons import Glyph
from tracker.desktop.playhead import clock_text
from tracker.desktop.transport import Stage, Transport
from tracker.model.units import MediaMs
from tracker.qt.commands import PlayerCommands, Track, TrackKind, Tracks
from tracker.qt.names import printable


class Extras(QObject):
    """Turns these wishes into commands; ``post`` carries a player's answer to Qt's thread.

    Signals:
        acted(object, str): a wish was taken up; the icon and the few words to flash.
        changed(): the tracks or the loop have changed.
    """

    acted = Signal(object, str)
    changed = Signal()

    def __init__(
        self,
        player: PlayerCommands,
        transport: Transport,
        post: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._transport = transport
        self._post = post
        self.tracks = Tracks()
        self.loop_from_ms: MediaMs | None = None
        self.loop_to_ms: MediaMs | None = None
        self._asks_left = 0
        transport.media_changed.connect(self._forget)
        transport.changed.connect(self._look)

    def _forget(self, _media: object) -> None:
        self.tracks = Tracks()
        self.loop_from_ms = self.loop_to_ms = None
        self._asks_left = 2
        self.changed.emit()

    def _look(self) -> None:
        """Ask for the tracks when a film has begun: some come with its first second."""
        transport = self._transport
        if self._asks_left and transport.is_playing and transport.playhead.progress is not None:
            self._asks_left -= 1
            self.ask_tracks()

    def ask_tracks(self, then: Callable[[], None] | None = None) -> None:
        """Find out which tracks there are now; then go on."""

        def take(tracks: Tracks) -> None:
            if tracks != self.tracks:
                self.tracks = tracks
                self.changed.emit()
            if then is not None:
                then()

        self._player.ask_tracks(lambda tracks: self._post(lambda: take(tracks)))

    @property
    def has_choice(self) -> bool:
        """Whether there is any track to choose."""
        return len(self.tracks.audio) > 1 or bool(self.tracks.subtitles)

    def choose(self, kind: TrackKind, track_id: int | None) -> None:
        """Play a track; None plays none of its kind."""
        self._player.choose_track(kind, track_id)
        listed = self.tracks.audio if kind is TrackKind.AUDIO else self.tracks.subtitles
        name = self.tr("off")
        for number, track in enumerate(listed, start=1):
            if track.track_id == track_id:
                name = track_name(track, number)
        if kind is TrackKind.AUDIO:
            self.acted.emit(Glyph.VOLUME, self.tr("Sound: {name}").format(name=name))
        else:
            self.acted.emit(Glyph.SUBTITLES, self.tr("Subtitles: {name}").format(name=name))
        self.ask_tracks()

    def choose_next(self, kind: TrackKind) -> None:
        """Play the next track of a kind; after the last subtitles come none."""

        def go_on() -> None:
            if kind is TrackKind.AUDIO:
                ids: list[int | None] = [track.track_id for track in self.tracks.audio]
                current = self.tracks.audio_id
            else:
                ids = [None, *(track.track_id for track in self.tracks.subtitles)]
                current = self.tracks.subtitle_id
            if len(ids) > 1:
                place = ids.index(current) if current in ids else -1
                self.choose(kind, ids[(place + 1) % len(ids)])
            elif kind is TrackKind.AUDIO:
                self.acted.emit(Glyph.VOLUME, self.tr("No other sound"))
            else:
                self.acted.emit(Glyph.SUBTITLES, self.tr("No subtitles"))

        self.ask_tracks(go_on)

    def add_subtitles(self, path: str) -> None:
        """Show the subtitles of a file."""
        if self._transport.stage is Stage.OPEN:
            self._player.add_subtitles(path)
            name = printable(Path(path).name)
            self.acted.emit(Glyph.SUBTITLES, self.tr("Subtitles: {name}").format(name=name))

    def step_frame(self, by: int) -> None:
        """Show the next or the previous picture; a film that plays is paused first."""
        transport = self._transport
        if transport.stage is not Stage.OPEN:
            return
        if transport.is_playing:
            transport.toggle_play()
            return
        self._player.step_frame(by)
        if by > 0:
            self.acted.emit(Glyph.NEXT, self.tr("Next picture"))
        else:
            self.acted.emit(Glyph.PREVIOUS, self.tr("Previous picture"))

    def snapshot(self, folder: Path) -> None:
        """Keep the shown picture in a folder."""
        if self._transport.stage is Stage.OPEN:
            self._player.snapshot(folder, lambda kept: self._post(lambda: self._kept(kept, folder)))

    def _kept(self, kept: Path | None, folder: Path) -> None:
        if kept is None:
            text = self.tr("No picture could be saved in {folder}").format(folder=folder.name)
            self.acted.emit(Glyph.ALERT, text)
        else:
            text = self.tr("Saved as {name}").format(name=printable(kept.name))
            self.acted.emit(Glyph.PICTURE, text)

    def mark_loop(self) -> None:
        """Mark the loop's beginning, then its end, then let it go."""
        transport = self._transport
        here = transport.playhead.position_ms(transport.clock())
        if transport.stage is not Stage.OPEN or here is None:
            return
        if self.loop_from_ms is None:
            self.loop_from_ms = here
            text = self.tr("Loop from {time} …").format(time=clock_text(here))
        elif self.loop_to_ms is None and here > self.loop_from_ms:
            self.loop_to_ms = here
            self._player.set_loop((self.loop_from_ms, here))
            text = self.tr("Loop {start} – {end}").format(
                start=clock_text(self.loop_from_ms), end=clock_text(here)
            )
        else:
            self.loop_from_ms = self.loop_to_ms = None
            self._player.set_loop(None)
            text = self.tr("No loop")
        self.acted.emit(Glyph.REPLAY, text)
        self.changed.emit()


def track_name(track: Track, number: int) -> str:
    """Return what a viewer calls a track: its title and language, or its number."""
    language = ""
    if track.language is not None:
        known = QLocale.codeToLanguage(track.language)
        if known is not QLocale.Language.AnyLanguage:
            # Qt's own name of English names one country's.
            is_english = known is QLocale.Language.English
            named = "" if is_english else QLocale(known).nativeLanguageName()
            language = named or QLocale.languageToString(known)
    title = printable(track.title or "")
    if title and language:
        return f"{title} ({language})"
    numbered = QCoreApplication.translate("Extras", "Track {number}")
    return title or language or numbered.format(number=number)
