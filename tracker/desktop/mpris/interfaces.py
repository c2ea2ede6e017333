"""The two interfaces of MPRIS 2.2 (org.mpris.MediaPlayer2), answered from the player's facts.

Knows: the interfaces' names and types, and which change is announced by which signal.
Must never know: widgets, or how a wish is carried out. What comes from the bus is hostile.
"""

# ruff: noqa: N802 - the bus's names.

import time
from typing import Annotated, Any

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from tracker.desktop.mpris.facts import (
    LEAST_RATE,
    MOST_RATE,
    US_PER_MS,
    Facts,
    Wishes,
    bounded_rate,
    is_plain_address,
    volume_percent,
)
from tracker.model.units import MediaMs

ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
OBJECT_PATH = "/org/mpris/MediaPlayer2"
NO_TRACK = f"{OBJECT_PATH}/TrackList/NoTrack"
_TRACKS = "/media_bridge_tracker/track/"
IDENTITY = "Media Bridge Tracker"

_READ = PropertyAccess.READ
Strings = Annotated[list[str], DBusSignature("as")]


class RootInterface(ServiceInterface):
    """The program itself: raised, filled over the screen, quit."""

    def __init__(self, desktop_entry: str, wishes: Wishes) -> None:
        super().__init__(ROOT)
        self._desktop_entry, self._wishes = desktop_entry, wishes
        self._fills_screen = False

    def tell(self, facts: Facts) -> None:
        """Take in how the player stands, and announce what is new of it."""
        if facts.fills_screen is not self._fills_screen:
            self._fills_screen = facts.fills_screen
            self.emit_properties_changed({"Fullscreen": self._fills_screen})

    @dbus_method()
    def Raise(self) -> None:
        """Bring the window before the others."""
        self._wishes.come_up()

    @dbus_method()
    def Quit(self) -> None:
        """Close the window."""
        self._wishes.quit()

    @dbus_property(access=_READ)
    def CanQuit(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(access=_READ)
    def CanRaise(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(access=_READ)
    def CanSetFullscreen(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property()
    def Fullscreen(self) -> DBusBool:
        """Whether the window fills the screen."""
        return self._fills_screen

    @Fullscreen.setter  # type: ignore[no-redef]
    def Fullscreen(self, wanted: DBusBool) -> None:
        self._wishes.fill_screen(bool(wanted))

    @dbus_property(access=_READ)
    def HasTrackList(self) -> DBusBool:
        """No: the playlist is the window's own."""
        return False

    @dbus_property(access=_READ)
    def Identity(self) -> DBusStr:
        """What people call the program."""
        return IDENTITY

    @dbus_property(access=_READ)
    def DesktopEntry(self) -> DBusStr:
        """The name of its desktop file."""
        return self._desktop_entry

    @dbus_property(access=_READ)
    def SupportedUriSchemes(self) -> Strings:
        """What may be opened from outside."""
        return ["file", "https", "http"]

    @dbus_property(access=_READ)
    def SupportedMimeTypes(self) -> Strings:
        """The usual kinds of films and sound."""
        return ["video/mp4", "video/webm", "video/x-matroska", "audio/mpeg", "audio/ogg"]


class PlayerInterface(ServiceInterface):
    """The film: play, pause, next, positions, loudness, and what it is called."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(PLAYER)
        self._wishes = wishes
        self._facts = Facts()

    def tell(self, facts: Facts) -> None:
        """Take in how the player stands; announce what is new, and a jump of the position."""
        before, self._facts = self._facts, facts
        new, old = _announced(facts), _announced(before)
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            self.emit_properties_changed(changed)
        if facts.jumped_from(before):
            self.Seeked(facts.position_ms * US_PER_MS)

    @dbus_method()
    def Next(self) -> None:
        """Go to the next film."""
        self._wishes.step(1)

    @dbus_method()
    def Previous(self) -> None:
        """Go to the previous film."""
        self._wishes.step(-1)

    @dbus_method()
    def Pause(self) -> None:
        """Pause."""
        self._wishes.pause()

    @dbus_method()
    def PlayPause(self) -> None:
        """Pause if it plays, else play."""
        self._wishes.play_pause()

    @dbus_method()
    def Stop(self) -> None:
        """Stop."""
        self._wishes.stop()

    @dbus_method()
    def Play(self) -> None:
        """Play, or play on."""
        self._wishes.play()

    @dbus_method()
    def Seek(self, offset: DBusInt64) -> None:
        """Go on or back by microseconds."""
        self._wishes.seek_by(int(offset / US_PER_MS))

    @dbus_method()
    def SetPosition(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Go to a position in microseconds; what lies outside of the film is ignored."""
        facts = self._facts
        position_ms = position // US_PER_MS
        is_within = 0 <= position_ms <= (facts.duration_ms or 0)
        if facts.track is not None and track == _track_path(facts) and is_within:
            self._wishes.seek_to(facts.track, MediaMs(position_ms))

    @dbus_method()
    def OpenUri(self, address: DBusStr) -> None:
        """Play a file or an address; what can be none is ignored."""
        if is_plain_address(address):
            self._wishes.open(address)

    @dbus_signal()
    def Seeked(self, position: int) -> DBusInt64:
        """Tell that the position, in microseconds, is not where play would have brought it."""
        return position

    @dbus_property(access=_READ)
    def PlaybackStatus(self) -> DBusStr:
        """Playing, Paused or Stopped."""
        return self._facts.status.value

    @dbus_property()
    def Rate(self) -> DBusDouble:
        """The speed; 1.0 is normal."""
        return self._facts.rate

    @Rate.setter  # type: ignore[no-redef]
    def Rate(self, rate: DBusDouble) -> None:
        wanted = bounded_rate(rate)
        if wanted is not None:
            self._wishes.set_rate(wanted)
        elif rate == 0:
            self._wishes.pause()

    @dbus_property(access=_READ)
    def MinimumRate(self) -> DBusDouble:
        """The least speed."""
        return LEAST_RATE

    @dbus_property(access=_READ)
    def MaximumRate(self) -> DBusDouble:
        """The greatest speed: beyond it nothing would be counted (R7)."""
        return MOST_RATE

    @dbus_property(access=_READ)
    def Metadata(self) -> DBusDict:
        """What the film is called, how long it is, where it lies, a picture of it."""
        return _metadata(self._facts)

    @dbus_property()
    def Volume(self) -> DBusDouble:
        """The loudness, 0 to 1."""
        return self._facts.volume

    @Volume.setter  # type: ignore[no-redef]
    def Volume(self, volume: DBusDouble) -> None:
        percent = volume_percent(volume)
        if percent is not None:
            self._wishes.set_volume(percent)

    @dbus_property(access=_READ)
    def Position(self) -> DBusInt64:
        """The position in microseconds."""
        return self._facts.position_at(time.monotonic_ns()) * US_PER_MS

    @dbus_property(access=_READ)
    def CanGoNext(self) -> DBusBool:
        """Whether a film follows."""
        return self._facts.has_next

    @dbus_property(access=_READ)
    def CanGoPrevious(self) -> DBusBool:
        """Whether a film came before."""
        return self._facts.has_previous

    @dbus_property(access=_READ)
    def CanPlay(self) -> DBusBool:
        """Whether there is a film."""
        return self._facts.track is not None

    @dbus_property(access=_READ)
    def CanPause(self) -> DBusBool:
        """Whether there is a film."""
        return self._facts.track is not None

    @dbus_property(access=_READ)
    def CanSeek(self) -> DBusBool:
        """Whether there is a film whose length is known."""
        return bool(self._facts.duration_ms)

    @dbus_property(access=_READ)
    def CanControl(self) -> DBusBool:
        """Yes."""
        return True


def _track_path(facts: Facts) -> str:
    return NO_TRACK if facts.track is None else f"{_TRACKS}{facts.track}"


def _metadata(facts: Facts) -> dict[str, Variant]:
    told = {"mpris:trackid": Variant("o", _track_path(facts))}
    if facts.track is None:
        return told
    if facts.duration_ms:
        told["mpris:length"] = Variant("x", facts.duration_ms * US_PER_MS)
    for name, text in (
        ("xesam:title", facts.title),
        ("xesam:url", facts.address),
        ("mpris:artUrl", facts.art),
    ):
        if text:
            told[name] = Variant("s", text)
    return told


def _announced(facts: Facts) -> dict[str, Any]:
    """Return the properties that change, and of which every change is announced."""
    has_track = facts.track is not None
    return {
        "PlaybackStatus": facts.status.value,
        "Metadata": _metadata(facts),
        "Rate": facts.rate,
        "Volume": facts.volume,
        "CanGoNext": facts.has_next,
        "CanGoPrevious": facts.has_previous,
        "CanPlay": has_track,
        "CanPause": has_track,
        "CanSeek": bool(facts.duration_ms),
    }
