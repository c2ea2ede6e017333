"""Other programs' players, seen from outside by what they say of themselves over D-Bus (MPRIS).

Each player is asked again and again; nothing is told to it. What it says is checked like any
stranger's word: types, sizes, and whether the film is one that may be followed.

Knows: MPRIS 2.2: names, properties, microseconds.
Must never know: sessions, who watches, or why a film may be followed.

Threads: everything runs in the one that calls ``follow``.
"""

import asyncio
import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tracker.model.errors import PlaybackError
from tracker.model.samples import SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs
from tracker.playback.player import MediaInfo, PlayerListener
from tracker.playback.reporter import Reporter, Stamp

POLL_S = 0.5
"""How often each player is asked, in seconds."""

ANSWER_S = 2.0
"""How long an answer may take, in seconds; a player that hangs is asked again later."""

MOST_PLAYERS = 16
"""More players than anybody runs; the rest are left alone."""

PREFIX = "org.mpris.MediaPlayer2."
NEAR_END_MS = 250
"""A film that was this near to its end when its player fell silent has come to its end (R6)."""

HEAD_MS = 500
"""How much further than time allows a film may be that has just begun (R3)."""

_INTERFACE, _PATH = "org.mpris.MediaPlayer2.Player", "/org/mpris/MediaPlayer2"
_MOST_CHARS = 4096
_MOST_US = 2**53

_log = logging.getLogger(__name__)


class Follower(PlayerListener, Protocol):
    """Whoever hears of one player, until it is gone."""

    def gone(self) -> None:
        """Hear that the player is no longer there."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a player said of itself at one moment. ``url`` and ``length_ms`` are None unless said.

    ``track`` tells two openings of the same address apart.
    """

    status: str
    url: str | None
    track: str
    position_ms: MediaMs
    length_ms: MediaMs | None
    rate: float

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self.status == "Playing"


class OutsidePlayer:
    """One player as it looks from outside: turns looks into samples.

    ``find`` returns the file's path where a film may be followed, and None where it may not.
    ``absent`` is when the player was not there yet; None where nobody looked.
    """

    def __init__(
        self,
        listener: PlayerListener,
        find: Callable[[str], str | None],
        absent: Stamp | None = None,
    ) -> None:
        self._reporter = Reporter(listener)
        self._find = find
        self._generation = 0
        self._is_live = False
        self._last: Look | None = None
        self._last_stamp = absent
        self._rate = 1.0

    def take(self, look: Look, stamp: Stamp) -> None:
        """Take one look."""
        last = self._last
        is_same = last is not None and (last.url, last.track) == (look.url, look.track)
        if self._is_live and (not is_same or look.status not in ("Playing", "Paused")):
            self._finish(stamp)
        if look.is_playing and not self._is_live and not (is_same and _was_refused(last)):
            self._begin(look, stamp)
        if self._is_live:
            self._follow(look, last if is_same else None, stamp)
        self._last, self._last_stamp = look, stamp

    def close(self) -> None:
        """Note that the player is gone."""
        if self._is_live:
            self._finish(Stamp.now())

    def _begin(self, look: Look, stamp: Stamp) -> None:
        path = None if look.url is None else self._find(look.url)
        if path is None:
            return
        self._generation += 1
        self._is_live, self._rate = True, 1.0
        info = MediaInfo(location=path, has_video=True, has_audio=True, duration_ms=None)
        start_ms, began = self._beginning(look, stamp)
        self._reporter.begin(self._generation, info, start_ms, stamp=began)
        self._say(SampleKind.PLAY, began)

    def _beginning(self, look: Look, stamp: Stamp) -> tuple[MediaMs, Stamp]:
        """Return where and when play began: at the start, if it was not there at the last look.

        R3 then judges whether the time allows it.
        """
        if self._last_stamp is None:
            return look.position_ms, stamp
        passed_ns = stamp.at_ns - self._last_stamp.at_ns
        if look.position_ms > passed_ns / NS_PER_MS * look.rate + HEAD_MS:
            return look.position_ms, stamp
        needed_ms = min(round(look.position_ms / look.rate), passed_ns // NS_PER_MS)
        return MediaMs(0), Stamp(
            MonotonicNs(stamp.at_ns - needed_ms * NS_PER_MS), UnixMs(stamp.wall_ms - needed_ms)
        )

    def _follow(self, look: Look, last: Look | None, stamp: Stamp) -> None:
        was_playing = last is None or last.is_playing
        if look.length_ms is not None and (last is None or look.length_ms != last.length_ms):
            self._reporter.length(self._generation, look.length_ms, stamp=stamp)
        if look.is_playing and not was_playing:
            self._say(SampleKind.PLAY, stamp)
        if look.is_playing or was_playing:
            self._say(SampleKind.TICK, stamp, position_ms=look.position_ms)
        if was_playing and not look.is_playing:
            self._say(SampleKind.PAUSE, stamp)
        if look.rate != self._rate:
            self._rate = look.rate
            self._say(SampleKind.RATE, stamp, rate=look.rate)

    def _finish(self, stamp: Stamp) -> None:
        """End the session: at the film's end, if that is where it must have come to."""
        last = self._last
        then = self._last_stamp
        if last is not None and then is not None and last.is_playing and last.length_ms is not None:
            silent_ms = (stamp.at_ns - then.at_ns) / NS_PER_MS
            if last.position_ms + silent_ms * last.rate >= last.length_ms - NEAR_END_MS:
                self._say(SampleKind.ENDED, stamp)
        self._reporter.finish(self._generation, stamp=stamp)
        self._is_live = False

    def _say(self, kind: SampleKind, stamp: Stamp, **fields: Any) -> None:
        self._reporter.sample(self._generation, kind, stamp=stamp, **fields)


def _was_refused(last: Look | None) -> bool:
    """Whether a film that is not followed was playing at the last look: it is asked for once."""
    return last is not None and last.is_playing


class PlayerWatch:
    """Follows every MPRIS player of the session bus.

    ``meet`` makes a follower for a player of a name. ``find`` says which films may be followed:
    it gets an address and returns a path, or None.
    """

    def __init__(self, meet: Callable[[str], Follower], find: Callable[[str], str | None]) -> None:
        self._meet = meet
        self._find = find
        self._players: dict[str, asyncio.Task[None]] = {}
        self._looked: Stamp | None = None

    def follow(self, ended: threading.Event) -> None:
        """Follow until ``ended`` is set. Raise PlaybackError where there is no session bus."""
        asyncio.run(self._follow(ended))

    async def _follow(self, ended: threading.Event) -> None:
        try:
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
        except Exception as error:
            # Which of a dozen errors it is depends on what is wrong with the address.
            raise PlaybackError(
                "The session bus on which players tell of themselves cannot be reached.",
                hint="Run this in a desktop session, or under dbus-run-session.",
            ) from error
        try:
            while not ended.is_set():
                await self._look_around(bus)
                if not bus.connected:
                    raise PlaybackError(
                        "The session bus has gone.", hint="Start this again with the next session."
                    )
                await asyncio.sleep(POLL_S)
        finally:
            for name in list(self._players):
                await self._lose(name)
            bus.disconnect()

    async def _look_around(self, bus: MessageBus) -> None:
        names = await _ask(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "ListNames")
        if not isinstance(names, list):
            return
        there = [name for name in names if isinstance(name, str) and name.startswith(PREFIX)]
        for name in set(self._players) - set(there):
            await self._lose(name)
        for name in sorted(there):
            if name not in self._players and len(self._players) < MOST_PLAYERS:
                self._players[name] = asyncio.create_task(
                    self._keep_to(bus, name, absent=self._looked)
                )
        self._looked = Stamp.now()

    async def _keep_to(self, bus: MessageBus, name: str, absent: Stamp | None) -> None:
        """Follow one player, at its own pace, until it is gone."""
        follower = self._meet(name.removeprefix(PREFIX))
        player = OutsidePlayer(follower, self._find, absent)
        try:
            while name in self._players:
                said = await _ask(
                    bus, name, _PATH, "GetAll", "org.freedesktop.DBus.Properties", (_INTERFACE,)
                )
                look = read_look(said)
                if look is not None:
                    player.take(look, Stamp.now())
                await asyncio.sleep(POLL_S)
        finally:
            player.close()
            follower.gone()

    async def _lose(self, name: str) -> None:
        task = self._players.pop(name)
        task.cancel()
        # A mistake of our own in one player's following is logged, and ends no other's.
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(outcome, Exception):
            _log.error("%s could not be followed", name, exc_info=outcome)


def read_look(said: object) -> Look | None:
    """Read what a player said; None where it makes no sense."""
    if not isinstance(said, dict):
        return None
    values = {name: _value(item) for name, item in said.items()}
    metadata = values.get("Metadata")
    facts = metadata if isinstance(metadata, dict) else {}
    status, rate = values.get("PlaybackStatus"), values.get("Rate", 1.0)
    position_ms = _milliseconds(values.get("Position"))
    if not isinstance(status, str) or position_ms is None:
        return None
    url, track = _value(facts.get("xesam:url")), _value(facts.get("mpris:trackid"))
    is_rate = isinstance(rate, float) and math.isfinite(rate) and 0 < rate < 1000
    return Look(
        status=status,
        url=url if isinstance(url, str) and 0 < len(url) <= _MOST_CHARS else None,
        track=track[:_MOST_CHARS] if isinstance(track, str) else "",
        position_ms=position_ms,
        length_ms=_milliseconds(_value(facts.get("mpris:length"))) or None,
        rate=rate if is_rate and isinstance(rate, float) else 1.0,
    )


def _value(item: object) -> object:
    return item.value if isinstance(item, Variant) else None


def _milliseconds(microseconds: object) -> MediaMs | None:
    if type(microseconds) is not int or not 0 <= microseconds < _MOST_US:
        return None
    return MediaMs(microseconds // 1000)


async def _ask(
    bus: MessageBus,
    name: str,
    path: str,
    member: str,
    interface: str = "org.freedesktop.DBus",
    words: tuple[str, ...] = (),
) -> object:
    """Return the first word of an answer; None where none comes, or an error."""
    question = Message(
        destination=name,
        path=path,
        interface=interface,
        member=member,
        signature="s" * len(words),
        body=list(words),
    )
    try:
        # Before Python 3.12, wait_for may swallow a cancellation.
        async with asyncio.timeout(ANSWER_S):
            answer = await bus.call(question)
    except (TimeoutError, EOFError, OSError) as error:
        _log.info("%s does not answer: %s", name, type(error).__name__)
        return None
    if answer is None or answer.message_type is not MessageType.METHOD_RETURN or not answer.body:
        return None
    first: object = answer.body[0]
    return first
