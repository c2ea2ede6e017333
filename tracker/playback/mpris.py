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
from typing import Protocol

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tracker.model.errors import PlaybackError
from tracker.model.records import dataclass
from tracker.model.units import MediaMs
from tracker.playback.outside import Look, OutsidePlayer
from tracker.playback.player import PlayerListener
from tracker.playback.reporter import Stamp

POLL_S = 0.5
"""How often each player is asked, in seconds."""

ANSWER_S = 2.0
"""How long an answer may take, in seconds; a player that hangs is asked again later."""

MOST_PLAYERS = 16
"""More players than anybody runs; the rest are left alone."""

PREFIX = "org.mpris.MediaPlayer2."
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_MOST_NAMES = 4 * MOST_PLAYERS
_INTERFACE, _PATH = "org.mpris.MediaPlayer2.Player", "/org/mpris/MediaPlayer2"
_MOST_CHARS = 4096
_MOST_US = 2**53

_log = logging.getLogger(__name__)


class Follower(PlayerListener, Protocol):
    """Whoever hears of one player, until it is gone."""

    def gone(self) -> None:
        """Hear that the player is no longer there."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Who is behind a name: the connection, and the process with the program's name."""

    owner: str
    player: tuple[int | str, str]


class PlayerWatch:
    """Follows every MPRIS player of the session bus.

    ``meet`` makes a follower for a player of a name. ``find`` says which films may be followed:
    it gets an address and returns a path, or None.
    """

    def __init__(self, meet: Callable[[str], Follower], find: Callable[[str], str | None]) -> None:
        self._meet = meet
        self._find = find
        self._players: dict[str, asyncio.Task[None]] = {}
        self._known: dict[str, _Named] = {}
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
            for owner in list(self._players):
                await self._lose(owner)
            bus.disconnect()

    async def _look_around(self, bus: MessageBus) -> None:
        """See which players there are, and follow each by one of its names."""
        said = await _ask(bus, _BUS, _BUS_PATH, "ListNames")
        if not isinstance(said, list):
            return
        names = {name for name in said if isinstance(name, str)}
        there = sorted(name for name in names if name.startswith(PREFIX))[:_MOST_NAMES]
        known = {
            name: self._known[name]
            for name in there
            if name in self._known and self._known[name].owner in names
        }
        for name in there:
            if name not in known:
                owner = await _ask(bus, _BUS, _BUS_PATH, "GetNameOwner", words=(name,))
                pid = await _ask(bus, _BUS, _BUS_PATH, "GetConnectionUnixProcessID", words=(name,))
                if isinstance(owner, str):
                    program = name.removeprefix(PREFIX).partition(".")[0]
                    known[name] = _Named(owner, (pid if isinstance(pid, int) else owner, program))
        self._known = known
        # Some players say everything twice; what one process plays counts once.
        first = {one.player: name for name, one in sorted(known.items(), reverse=True)}
        called = {known[name].owner: name for name in first.values()}
        for owner in set(self._players) - set(called):
            await self._lose(owner)
        for owner, name in called.items():
            if owner not in self._players and len(self._players) < MOST_PLAYERS:
                following = self._keep_to(bus, owner, name, absent=self._looked)
                self._players[owner] = asyncio.create_task(following)
        self._looked = Stamp.now()

    async def _keep_to(self, bus: MessageBus, owner: str, name: str, absent: Stamp | None) -> None:
        """Follow one player, at its own pace, until it is gone."""
        follower = self._meet(name.removeprefix(PREFIX))
        player = OutsidePlayer(follower, self._find, absent)
        try:
            while owner in self._players:
                said = await _ask(
                    bus, owner, _PATH, "GetAll", "org.freedesktop.DBus.Properties", (_INTERFACE,)
                )
                look = read_look(said)
                if look is not None:
                    player.take(look, Stamp.now())
                await asyncio.sleep(POLL_S)
        finally:
            player.close()
            follower.gone()

    async def _lose(self, owner: str) -> None:
        task = self._players.pop(owner)
        task.cancel()
        # A mistake of our own in one player's following is logged, and ends no other's.
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(outcome, Exception):
            _log.error("A player could not be followed", exc_info=outcome)


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
    interface: str = _BUS,
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
