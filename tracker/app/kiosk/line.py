"""A stand's line, wired: what a visitor watches is counted, what runs for nobody is proven.

Knows: which opening was for whom, and how a player that hangs is replaced.
Must never know: widgets, or the rules of the stations.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.kiosk.config import Item, KioskConfig, text_in
from tracker.app.kiosk.desk import Desk
from tracker.app.kiosk.plays import Film, PlayLog
from tracker.app.news import News
from tracker.app.player import FrameStore, Player
from tracker.library.sniff import still_type
from tracker.model.errors import PlaybackError, SettingsError
from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs, MonotonicNs, UnixMs
from tracker.playback.player import MediaInfo, PlayerListener

if TYPE_CHECKING:
    from tracker.app.station import Station

__all__ = ["FrameStore", "StandLine"]

_log = logging.getLogger(__name__)

_PATIENCE_S = 0.2

MakePlayer = Callable[[PlayerListener, FrameStore], Player]


@dataclass(slots=True)
class _Opening:
    """What was asked for: a film for a visit, or for nobody (then ``visit_id`` is None)."""

    item: Item
    visit_id: str | None
    info: MediaInfo | None = None
    plays: PlayLog | None = None
    unproven: list[PlaybackSample] = field(default_factory=list)


class StandLine:
    """Player, count, proof and sender of one stand. The player can be thrown away and renewed.

    ``make_station`` is called by ``start``: what counts and sends is loaded and opened beside
    the loop, which needs neither. Generations number the openings of all
    its players, one after the other; ``advances`` counts the reports that a film has moved on.
    """

    def __init__(
        self,
        config: KioskConfig,
        desk: Desk,
        news: News,
        make_station: "Callable[[], Station]",
        make_player: MakePlayer,
    ) -> None:
        self._config = config
        self._desk = desk
        self._news = news
        self._make_station, self._make_player = make_station, make_player
        self._station: Station | None = None
        self._lock = threading.Lock()
        self._openings: dict[int, _Opening] = {}
        self._base = self._newest = 0
        self._still: set[int] = set()
        self._position_ms: MediaMs | None = None
        self.advances = 0
        self._take_player()

    def _take_player(self) -> None:
        """Make a player with pictures of its own; its openings are numbered on."""
        self._base = self._newest
        self.frames = FrameStore()
        self._ear = _Ear(self, self._base)
        self._player = self._make_player(self._ear, self.frames)

    def start(self) -> None:
        """Take the profile and start the threads behind the player, which may wait for the disk.

        The loop may play before: its proof is written then.
        Raise StorageError or SettingsError where nothing can be recorded.
        """
        self._desk.start()
        station = self._make_station()
        station.start()
        self._station = station

    def play_attract(self) -> int:
        """Play the attract loop for nobody; return its generation."""
        self._player.set_volume(self._config.sound.for_attract)
        self._player.set_muted(self._config.sound.for_attract == 0)
        return self._open(_Opening(self._config.attract, None))

    def play_film(self, item_id: str, visit_id: str) -> int:
        """Play a film for a visit; return its generation. Raise KeyError for an unknown film."""
        self._player.set_volume(self._config.sound.for_films)
        self._player.set_muted(False)
        return self._open(_Opening(self._config.item(item_id), visit_id))

    def stop(self) -> None:
        """Play nothing."""
        self._player.stop()

    def moves(self, generation: int) -> bool:
        """Whether the pictures of an opening follow each other, as far as is known."""
        with self._lock:
            return generation in self._openings and generation not in self._still

    def renew(self) -> None:
        """Throw away a player that hangs, and take a new one, with new ``frames``.

        What it played is over. Raise PlaybackError where no new one can be had.
        """
        self._ear.cut()
        threading.Thread(target=self._player.close, name="old-player", daemon=True).start()
        with self._lock:
            running, newest = self._openings.get(self._newest), self._newest
        if running is not None:
            self._sampled(
                PlaybackSample(
                    SampleKind.STOP,
                    MonotonicNs(time.monotonic_ns()),
                    wall_ms=UnixMs(time.time_ns() // 1_000_000),
                    generation=newest,
                )
            )
        self._take_player()

    def close(self, patience_s: float) -> None:
        """End what runs, write it, and send on for at most ``patience_s`` seconds."""
        self._player.close()
        if self._station is not None:
            self._station.close(patience_s)

    def _open(self, opening: _Opening) -> int:
        # Held until the number is known: the player may speak before it has returned it.
        with self._lock:
            # A round for nobody repeats by itself, without a gap.
            number = self._player.open(opening.item.location, repeats=opening.visit_id is None)
            generation = self._newest = self._base + number
            self._openings[generation] = opening
            for old in [one for one in self._openings if one < generation - 8]:
                del self._openings[old]
            self._still &= set(self._openings)
        return generation

    def _of(self, generation: int) -> _Opening | None:
        with self._lock:
            return self._openings.get(generation)

    def _opening(self, generation: int, info: MediaInfo) -> None:
        opening = self._of(generation)
        if opening is None:
            return
        if not _is_film(info):
            with self._lock:
                self._still.add(generation)
        self._news.publish_opened(generation, info)
        opening.info = info
        if opening.visit_id is not None and self._station is not None:
            asset = self._describe(self._station, info)
            if asset is not None:
                self._station.begin(generation, asset, visit_id=opening.visit_id)

    def _prove(self, opening: _Opening, sample: PlaybackSample) -> None:
        """Prove what runs for nobody; what ran before there was a station is proven with it."""
        opening.unproven.append(sample)
        if opening.info is None or self._station is None:
            return
        if opening.plays is None:
            asset = self._describe(self._station, opening.info)
            name = text_in(opening.item.title, self._config.languages[0])
            film = Film(
                device=self._config.device,
                item=opening.item.item_id,
                name=name or ("" if asset is None else asset.name),
                external_id=None if asset is None else asset.external_id,
            )
            opening.plays = PlayLog(film, self._desk.note_play, lambda: str(uuid.uuid4()))
        for one in opening.unproven:
            opening.plays.take(one)
        opening.unproven.clear()

    @staticmethod
    def _describe(station: "Station", info: MediaInfo) -> Asset | None:
        try:
            return station.asset_of(info)
        except SettingsError as error:
            _log.error("%s It is played, but not counted.", error)
            return None

    def _sampled(self, sample: PlaybackSample) -> None:
        opening = self._of(sample.generation)
        if opening is None:
            return
        if sample.kind is SampleKind.TICK and sample.position_ms != self._position_ms:
            self._position_ms = sample.position_ms
            self.advances += 1
        if opening.visit_id is not None:
            if self._station is not None:
                self._station.sampled(sample)
            return
        self._prove(opening, sample)
        if sample.kind is SampleKind.ENDED:
            self._news.publish_finished(sample.generation)

    def _failed(self, generation: int, error: PlaybackError) -> None:
        _log.error("%s %s", error, error.hint)
        self._news.publish_failed(generation, error)

    def _noticed(self, message: str) -> None:
        self._news.publish_noticed(message)


def _is_film(info: MediaInfo) -> bool:
    """Whether its pictures follow each other: no sound alone, no image, no document."""
    if not info.has_video or "://" in info.location:
        return info.has_video
    with suppress(OSError):
        return still_type(Path(info.location)) is None
    return False


class _Ear:
    """Hears one player, under the line's numbers, until it is cut."""

    def __init__(self, line: StandLine, base: int) -> None:
        self._line = line
        self._base = base
        self._lock = threading.Lock()
        self._is_cut = False

    def cut(self) -> None:
        """Hear nothing more from now on."""
        self._is_cut = True
        # A word that is just being passed on may finish; but nobody waits for one that hangs.
        if self._lock.acquire(timeout=_PATIENCE_S):
            self._lock.release()

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Pass it on."""
        with self._lock:
            if not self._is_cut:
                self._line._opening(self._base + generation, info)

    def sampled(self, sample: PlaybackSample) -> None:
        """Pass it on."""
        with self._lock:
            if not self._is_cut:
                numbered = replace(sample, generation=self._base + sample.generation)
                self._line._sampled(numbered)

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Pass it on."""
        with self._lock:
            if not self._is_cut:
                self._line._failed(self._base + generation, error)

    def noticed(self, message: str) -> None:
        """Pass it on."""
        with self._lock:
            if not self._is_cut:
                self._line._noticed(message)
