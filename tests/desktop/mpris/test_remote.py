"""MPRIS: a remote control on a real bus sees the player and moves it."""

import subprocess
from pathlib import Path

import pytest
from dbus_fast import MessageType, Variant
from pytestqt.qtbot import QtBot

from tests.desktop.mpris.bus import Client
from tests.desktop.stage import FILM_MS, Stage, media
from tracker.desktop.mpris.interfaces import NO_TRACK, ROOT
from tracker.desktop.surroundings import Surroundings
from tracker.model.pictures import Thumbnail

FILM = "/films/alpine morning.mp4"
OTHER = "/films/b.mp4"


def test_a_remote_control_reads_what_is_on(shown: Stage, client: Client) -> None:
    """Status, title, length, place, position; what changes is announced."""
    client.wait_for_player()
    assert client.get("PlaybackStatus") == "Stopped"
    assert client.get("Metadata")["mpris:trackid"].value == NO_TRACK
    assert (client.get("CanPlay"), client.get("CanControl")) == (False, True)
    shown.play(FILM, OTHER)
    client.wait_until(lambda: client.announced().get("CanSeek") is True)
    assert client.get("PlaybackStatus") == "Playing"
    told = {name: value.value for name, value in client.get("Metadata").items()}
    assert told["xesam:title"] == "alpine morning"
    assert told["xesam:url"] == "file:///films/alpine%20morning.mp4"
    assert told["mpris:length"] == FILM_MS * 1_000
    assert client.get("Position") >= 130_000_000
    assert client.get("Identity", ROOT) == "Media Bridge Tracker"
    assert client.get("DesktopEntry", ROOT) == "media-bridge-tracker"
    assert (client.get("CanGoNext"), client.get("CanGoPrevious")) == (True, False)
    shown.tell(playing=False)
    client.wait_until(lambda: client.announced()["PlaybackStatus"] == "Paused")


def test_a_remote_control_moves_the_player(shown: Stage, client: Client) -> None:
    """Each method is the act that a key would be."""
    client.wait_for_player()
    shown.play(FILM, OTHER)
    client.wait_until(lambda: client.announced().get("CanSeek") is True)
    client.player("Pause")
    client.player("Pause")
    client.player("Play")
    client.player("PlayPause")
    client.player("Seek", "x", 5_000_000)
    track = client.get("Metadata")["mpris:trackid"].value
    client.player("SetPosition", "ox", track, 60_000_000)
    client.set("Volume", Variant("d", 0.4))
    client.set("Rate", Variant("d", 1.5))
    client.player("Next")
    client.wait_until(lambda: ("open", OTHER, 0) in shown.player.commands)
    position_ms = shown.player.commands[3][1]
    assert isinstance(position_ms, int)
    assert 134_000 < position_ms < 140_000
    assert shown.player.commands == [
        ("pause",),
        ("play",),
        ("pause",),
        ("seek", position_ms),
        ("seek", 60_000),
        ("set_volume", 40),
        ("set_rate", 1.5),
        ("open", OTHER, 0),
    ]
    client.wait_until(lambda: client.announced().get("Volume") == 0.4)
    client.player("Stop")
    client.wait_until(lambda: client.announced()["PlaybackStatus"] == "Stopped")


def test_a_jump_is_announced_and_play_is_not(shown: Stage, client: Client) -> None:
    """Seeked carries the new position."""
    client.wait_for_player()
    shown.play(FILM)
    client.wait_until(lambda: client.announced().get("PlaybackStatus") == "Playing")

    def jumps() -> list[int]:
        return [one.body[0] for one in list(client.signals) if one.member == "Seeked"]

    shown.tell(130_500)
    shown.window.transport.seek_to(250_000)
    client.wait_until(lambda: any(250_000_000 <= jump < 280_000_000 for jump in jumps()))
    # The other one is from the film's start to where this viewing began, if the bus saw both.
    assert len(jumps()) <= 2


def test_nonsense_from_the_bus_changes_nothing(shown: Stage, client: Client) -> None:
    """Neither numbers that are none, nor another film's track, nor what can be no address."""
    client.wait_for_player()
    shown.play(FILM)
    client.wait_until(lambda: client.announced().get("CanSeek") is True)
    client.set("Volume", Variant("d", float("nan")))
    client.set("Rate", Variant("d", float("inf")))
    client.set("Rate", Variant("d", -1.0))
    client.player("SetPosition", "ox", "/some/other/track", 1_000)
    client.player("SetPosition", "ox", client.get("Metadata")["mpris:trackid"].value, -5)
    client.player("SetPosition", "ox", client.get("Metadata")["mpris:trackid"].value, 2**62)
    for address in ("", "a\nb", "https://" + "x" * 5_000, "file://elsewhere/film.mp4\t"):
        client.player("OpenUri", "s", address)
    refused = client.player("Seek", "s", "far")
    assert refused.message_type is MessageType.ERROR
    client.player("Pause")
    client.wait_until(lambda: bool(shown.player.commands))
    assert shown.player.commands == [("pause",)]


def test_what_is_opened_from_outside_is_looked_into_like_a_dropped_file(
    shown: Stage, client: Client
) -> None:
    """A file's URL becomes its path."""
    client.wait_for_player()
    client.player("OpenUri", "s", "file:///films/a%20b.mp4")
    client.wait_until(lambda: bool(shown.player.commands))
    assert shown.player.commands == [("open", "/films/a b.mp4", 0)]


def test_the_address_of_a_stream_is_not_told(shown: Stage, client: Client) -> None:
    """It may hold a secret, and everybody on the bus can read it."""
    client.wait_for_player()
    shown.play("https://user:secret@example.com/film.mp4?token=1")
    client.wait_until(lambda: client.announced().get("PlaybackStatus") == "Playing")
    assert "xesam:url" not in client.get("Metadata")
    assert not any("secret" in str(one.body) for one in client.signals)


def test_the_window_is_raised_filled_and_closed(shown: Stage, client: Client, qtbot: QtBot) -> None:
    """The root interface."""
    client.wait_for_player()
    shown.window.showMinimized()
    client.call_root("Raise")
    client.wait_until(lambda: not shown.window.isMinimized())
    client.set("Fullscreen", Variant("b", True), ROOT)
    client.wait_until(shown.window.isFullScreen)
    with qtbot.waitSignal(shown.window.closed):
        client.call_root("Quit")


def test_a_films_picture_is_a_private_file_that_goes_with_the_window(
    bus: str, stage: Stage, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody else can read it, and nothing of it stays."""
    assert bus
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    poster = Thumbnail(4, 2, 16, b"\x10\x20\x30\xff" * 8)

    class OnePicture:
        """A shelf that has the same picture for every film."""

        def ask_poster(self, _location: str, tell: object) -> None:
            """Answer at once."""
            assert callable(tell)
            tell(poster)

    around = Surroundings(stage.window, stage.bridge, tmp_path, OnePicture())  # type: ignore[arg-type]
    client.wait_for_player()
    stage.play(FILM)
    client.wait_until(lambda: "mpris:artUrl" in client.announced().get("Metadata", {}))
    address = client.announced()["Metadata"]["mpris:artUrl"].value
    path = Path(address.removeprefix("file://"))
    assert path.is_relative_to(tmp_path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    around.close()
    assert list(tmp_path.iterdir()) == []


def test_without_a_bus_the_window_is_just_a_window(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is said, and closing waits for nothing."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    around = Surroundings(stage.window, stage.bridge, tmp_path)
    stage.play(FILM)
    around.close()
    assert stage.player.commands == []


def test_a_second_player_has_a_name_of_its_own(
    shown: Stage, client: Client, qtbot: QtBot, tmp_path: Path
) -> None:
    """As MPRIS asks for."""
    client.wait_for_player()
    other = Stage()
    qtbot.addWidget(other.window)
    around = Surroundings(other.window, other.bridge, tmp_path)

    def names() -> list[str]:
        answer = client.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "ListNames")
        return [name for name in answer.body[0] if name.startswith(ROOT)]

    client.wait_until(lambda: len(names()) == 2)
    assert any(".instance" in name for name in names())
    around.close()
    assert shown.window.isVisible()


def test_playerctl_drives_it(shown: Stage, client: Client) -> None:
    """A remote control that people really have."""
    client.wait_for_player()
    shown.play(FILM)
    client.wait_until(lambda: client.announced().get("CanSeek") is True)

    def playerctl(*words: str) -> str:
        with subprocess.Popen(
            ["playerctl", "--player", "tracker", *words], stdout=subprocess.PIPE, text=True
        ) as process:
            client.wait_until(lambda: process.poll() is not None)
            assert process.stdout is not None
            assert process.returncode == 0
            return process.stdout.read().strip()

    assert playerctl("status") == "Playing"
    assert playerctl("metadata", "xesam:title") == "alpine morning"
    playerctl("pause")
    client.wait_until(lambda: shown.player.commands == [("pause",)])
    playerctl("position", "10")
    client.wait_until(lambda: ("seek", 10_000) in shown.player.commands)


def test_a_film_of_sound_alone_is_told_too(shown: Stage, client: Client) -> None:
    """Media keys work for it as well."""
    client.wait_for_player()
    shown.window.open(["/films/a.mp3"])
    shown.window.transport.tell_opened(1, media("A song", has_video=False))
    shown.tell()
    client.wait_until(lambda: client.announced().get("PlaybackStatus") == "Playing")
    assert client.get("Metadata")["xesam:title"].value == "A song"
