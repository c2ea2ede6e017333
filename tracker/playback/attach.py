"""A host's own player, followed beside whatever the host has attached to it.

python-vlc keeps one Python callback for each event and *event manager object*; libVLC itself
takes as many listeners as are registered. So a manager object of our own on the same player
leaves the host's callbacks alone, whether they come before ours or after, and however they end.

Knows: python-vlc's players as a host holds them, and what they say.
Must never know: sessions, or the binding by import: it is the host's, reached through its player.

Threads: libVLC's callbacks copy, stamp and post. Everything that asks libVLC runs on a thread of
the attachment's own, since any question may have to wait for the host's ``stop``.
"""

import logging
import queue
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from tracker.model.errors import PlaybackError
from tracker.model.records import dataclass
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.deck import DeckEvent, handler_of
from tracker.playback.libvlc import check_version
from tracker.playback.player import MediaInfo, PlayerListener
from tracker.playback.reporter import Reporter, Stamp

POLL_S = 0.1
"""How often a playing player is asked for its speed, of which libVLC sends no event."""

DETACH_S = 2.0
"""How long ``detach`` waits at most, in seconds: for a host's callback that hangs, say."""

_REPORTED_AS_THEY_ARE = {
    DeckEvent.PAUSED: SampleKind.PAUSE,
    DeckEvent.ENDED: SampleKind.ENDED,
    DeckEvent.FAILED: SampleKind.ERROR,
}
_NEW_MEDIUM, _MUTED, _UNMUTED = (
    "MediaPlayerMediaChanged",
    "MediaPlayerMuted",
    "MediaPlayerUnmuted",
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Seek:
    """The host is about to jump."""

    to_ms: MediaMs


@dataclass(frozen=True, slots=True)
class _Detach:
    """The host wants to be followed no more."""


_Word: TypeAlias = DeckEvent | str | _Seek | _Detach


class AttachedPlayer:
    """Reports what a host's ``vlc.MediaPlayer`` does to a listener.

    A generation begins whenever a medium begins to play. ``on_muted`` hears of silence and sound.
    ``first_mrl`` is the address of the medium that the player had when it was attached, or the
    first that it got; None before. Raise PlaybackError for what is no such player, and for a
    libVLC that is not 3.0.
    """

    def __init__(
        self, player: Any, listener: PlayerListener, on_muted: Callable[[bool], None]
    ) -> None:
        self._vlc = binding_of(player)
        self._player = player
        self._reporter = Reporter(listener)
        self._on_muted = on_muted
        self._inbox: queue.SimpleQueue[tuple[Stamp, _Word, float]] = queue.SimpleQueue()
        self._generation = 0
        self._is_live = self._is_playing = False
        self._rate = 1.0
        self._start_ms = MediaMs(0)
        self._thread = threading.Thread(target=self._work, name="attached", daemon=True)
        self.first_mrl: str | None = None

    def start(self) -> None:
        """Begin to listen."""
        # The host's release must not take the player away under our callbacks.
        self._player.retain()
        # Asked before anything is heard: the host may set another medium at once.
        self.first_mrl = self._mrl()
        self._events = self._vlc.libvlc_media_player_event_manager(self._player)
        for kind in DeckEvent:
            self._listen(kind.value, handler_of(self._hear, kind))
        self._listen(_NEW_MEDIUM, lambda _event: self._hear(_NEW_MEDIUM))
        self._listen(_MUTED, lambda _event: self._hear(_MUTED))
        self._listen(_UNMUTED, lambda _event: self._hear(_UNMUTED))
        _watch_release(self._player, self)
        self._thread.start()

    def announce_seek(self, to_ms: MediaMs) -> None:
        """Hear that the host is about to jump. Returns at once; callable from any thread."""
        self._hear(_Seek(to_ms))

    def detach(self) -> None:
        """Report the end, let go of the player, and wait a little until that is done."""
        self._hear(_Detach())
        if threading.current_thread() is not self._thread:
            self._thread.join(DETACH_S)

    def _listen(self, name: str, handle: Callable[[Any], None]) -> None:
        self._events.event_attach(getattr(self._vlc.EventType, name), handle)

    def _hear(self, word: _Word, value: float = 0) -> None:
        self._inbox.put((Stamp.now(), word, value))

    # The attachment's own thread.

    def _work(self) -> None:
        try:
            self._guarded(self._catch_up)
            while True:
                try:
                    stamp, word, value = self._inbox.get(timeout=self._seconds_to_wait())
                except queue.Empty:
                    self._guarded(self._ask_rate)
                    continue
                if isinstance(word, _Detach):
                    self._guarded(self._look_for_end, stamp)
                    self._end(stamp)
                    return
                self._guarded(self._take, stamp, word, value)
        finally:
            self._let_go()

    def _guarded(self, act: Callable[..., None], *words: Any) -> None:
        try:
            act(*words)
        except Exception:
            _log.exception("A host's player could not be followed for a moment")

    def _seconds_to_wait(self) -> float | None:
        stall_s = self._reporter.check_stall()
        poll_s = POLL_S if self._is_playing else None
        return min((wait for wait in (stall_s, poll_s) if wait is not None), default=None)

    def _catch_up(self) -> None:
        """See how things stand: the host may have begun long ago."""
        state = self._player.get_state()
        if state in (self._vlc.State.Playing, self._vlc.State.Paused):
            self._start_ms = MediaMs(max(self._player.get_time(), 0))
            if state == self._vlc.State.Playing:
                self._take(Stamp.now(), DeckEvent.PLAYING, 0)

    def _take(self, stamp: Stamp, word: _Word, value: float) -> None:
        generation = self._generation
        match word:
            case DeckEvent.TIME:
                position = MediaMs(int(value))
                self._reporter.sample(
                    generation, SampleKind.TICK, position_ms=position, stamp=stamp
                )
            case DeckEvent.LENGTH if value > 0:
                self._reporter.length(generation, MediaMs(int(value)), stamp=stamp)
            case DeckEvent.BUFFERING:
                self._reporter.buffering(generation, value)
            case DeckEvent.PLAYING:
                self._play(stamp)
            case DeckEvent.PAUSED | DeckEvent.ENDED | DeckEvent.FAILED:
                self._is_playing = False
                self._reporter.sample(generation, _REPORTED_AS_THEY_ARE[word], stamp=stamp)
            case DeckEvent.STOPPED:
                self._end(stamp)
            case _Seek(to_ms=to_ms):
                self._reporter.sample(generation, SampleKind.SEEK, position_ms=to_ms, stamp=stamp)
            case "MediaPlayerMediaChanged":
                self._end(stamp)
                self.first_mrl = self.first_mrl or self._mrl()
            case "MediaPlayerMuted" | "MediaPlayerUnmuted":
                self._on_muted(word == _MUTED)

    def _play(self, stamp: Stamp) -> None:
        """Hear that it plays: on, or a medium that has not been announced yet."""
        if not self._is_live:
            self._generation += 1
            start_ms, self._start_ms = self._start_ms, MediaMs(0)
            self._reporter.begin(self._generation, self._look(), start_ms, stamp=stamp)
            self._is_live, self._rate = True, 1.0
            length_ms = self._player.get_length()
            if length_ms > 0:
                self._reporter.length(self._generation, MediaMs(length_ms), stamp=stamp)
            self._on_muted(self._player.audio_get_mute() == 1)
        self._is_playing = True
        self._reporter.sample(self._generation, SampleKind.PLAY, stamp=stamp)
        self._ask_rate()

    def _look_for_end(self, stamp: Stamp) -> None:
        """See whether the medium has ended without our having heard of it yet.

        Whoever asks the player for its state, or hears of the end before us, may detach so soon
        that libVLC's word never reaches us.
        """
        if self._is_playing and self._player.get_state() == self._vlc.State.Ended:
            self._take(stamp, DeckEvent.ENDED, 0)

    def _end(self, stamp: Stamp) -> None:
        """Report that the medium is over."""
        self._is_live = self._is_playing = False
        self._start_ms = MediaMs(0)
        self._reporter.finish(self._generation, stamp=stamp)

    def _ask_rate(self) -> None:
        rate = self._player.get_rate()
        if self._is_live and rate > 0 and rate != self._rate:
            self._rate = rate
            self._reporter.sample(self._generation, SampleKind.RATE, rate=rate)

    def _look(self) -> MediaInfo:
        has_video = self._player.video_get_track_count() > 0
        has_audio = self._player.audio_get_track_count() > 0
        return MediaInfo(
            location=self._mrl() or "",
            has_video=has_video or not has_audio,
            has_audio=has_audio,
            duration_ms=None,
        )

    def _mrl(self) -> str | None:
        """Return the address of the player's medium, as libVLC spells it."""
        media = self._player.get_media()
        if media is None:
            return None
        try:
            mrl: str | None = media.get_mrl()
            return mrl
        finally:
            media.release()

    def _let_go(self) -> None:
        _unwatch_release(self._player, self)
        for name in (*(kind.value for kind in DeckEvent), _NEW_MEDIUM, _MUTED, _UNMUTED):
            self._events.event_detach(getattr(self._vlc.EventType, name))
        self._vlc.libvlc_media_player_release(self._player)


def binding_of(player: Any) -> ModuleType:
    """Return the python-vlc module that a player comes from. Raise PlaybackError for any other."""
    # A class of the host's own may be derived of it.
    modules = (sys.modules.get(kind.__module__) for kind in type(player).__mro__)
    vlc = next((one for one in modules if hasattr(one, "libvlc_media_player_event_manager")), None)
    if vlc is None or not isinstance(player, vlc.MediaPlayer):
        what = type(player).__name__
        article = "an" if what[0] in "AEIOUaeiou" else "a"
        raise PlaybackError(
            f"A MediaPlayer of python-vlc can be followed, and not {article} {what}.",
            hint="Give the player itself (of a MediaListPlayer: get_media_player()), or feed a "
            "tracker.Viewing by hand.",
        )
    check_version(vlc.libvlc_get_version().decode("utf-8", "replace"))
    return vlc


_watching = threading.Lock()


def _watch_release(player: Any, attached: AttachedPlayer) -> None:
    """Hear of the host's ``release``, of which libVLC says nothing: it ends what it plays."""
    with _watching:
        watch = player.__dict__.get("release")
        if not isinstance(watch, _ReleaseWatch):
            watch = player.release = _ReleaseWatch(player)
        watch.attached.append(attached)


def _unwatch_release(player: Any, attached: AttachedPlayer) -> None:
    with _watching:
        watch = player.__dict__.get("release")
        if isinstance(watch, _ReleaseWatch) and attached in watch.attached:
            watch.attached.remove(attached)
            if not watch.attached:
                del player.release


class _ReleaseWatch:
    """Stands before a player's ``release`` while anybody is attached to it."""

    def __init__(self, player: Any) -> None:
        self._release: Callable[[], None] = player.release
        self.attached: list[AttachedPlayer] = []

    def __call__(self) -> None:
        for attached in list(self.attached):
            attached.detach()
        self._release()
