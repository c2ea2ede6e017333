"""The screen stays awake while a picture moves, and not a moment longer."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
from dbus_fast import RequestNameReply
from dbus_fast.annotations import DBusDict, DBusObjectPath, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

from tests.desktop.mpris.bus import Client
from tests.desktop.stage import Stage, media
from tracker.desktop.surroundings import Surroundings

Nothing = Annotated[None, DBusSignature("")]


class Keeper(ServiceInterface):
    """Whoever keeps the screen awake, and for whom it does so now."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.asked: list[tuple[str, str]] = []
        self.held: set[int] = set()

    def hold(self, application: str, reason: str) -> int:
        """Note who asks."""
        self.asked.append((application, reason))
        self.held.add(len(self.asked))
        return len(self.asked)


class ScreenSaver(Keeper):
    """org.freedesktop.ScreenSaver."""

    @dbus_method()
    def Inhibit(self, application: DBusStr, reason: DBusStr) -> DBusUInt32:
        """Keep it awake."""
        return self.hold(application, reason)

    @dbus_method()
    def UnInhibit(self, cookie: DBusUInt32) -> None:
        """Let it sleep."""
        self.held.remove(cookie)


class SessionManager(Keeper):
    """org.gnome.SessionManager."""

    @dbus_method()
    def Inhibit(
        self, application: DBusStr, _window: DBusUInt32, reason: DBusStr, flags: DBusUInt32
    ) -> DBusUInt32:
        """Keep it awake."""
        assert flags == 8
        return self.hold(application, reason)

    @dbus_method()
    def Uninhibit(self, cookie: DBusUInt32) -> None:
        """Let it sleep."""
        self.held.remove(cookie)


class Request(ServiceInterface):
    """What the portal's answer points at."""

    def __init__(self, let_go: Callable[[], None]) -> None:
        super().__init__("org.freedesktop.portal.Request")
        self._let_go = let_go

    @dbus_method()
    def Close(self) -> None:
        """Let it sleep."""
        self._let_go()


class Portal(Keeper):
    """org.freedesktop.portal.Inhibit."""

    @dbus_method()
    def Inhibit(self, window: DBusStr, flags: DBusUInt32, words: DBusDict) -> DBusObjectPath:
        """Keep it awake."""
        assert flags == 8
        self.hold(window, words["reason"].value)
        return "/request/1"


def serve(client: Client, keeper: Keeper, name: str, path: str) -> None:
    """Put a service on the bus."""

    async def put() -> None:
        client.bus.export(path, keeper)
        if isinstance(keeper, Portal):
            client.bus.export("/request/1", Request(keeper.held.clear))
        assert await client.bus.request_name(name) is RequestNameReply.PRIMARY_OWNER

    client.run(put())


SERVICES = [
    (ScreenSaver, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", ""),
    (SessionManager, "org.gnome.SessionManager", "/org/gnome/SessionManager", ""),
    (
        Portal,
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Inhibit",
    ),
]


@pytest.mark.parametrize(("kind", "name", "path", "interface"), SERVICES)
def test_the_screen_is_kept_awake_while_the_film_plays(
    bus: str,
    stage: Stage,
    client: Client,
    kind: type[Keeper],
    name: str,
    path: str,
    interface: str,
    tmp_path: Path,
) -> None:
    """By whichever service there is; a pause, the end and closing the window let go of it."""
    assert bus
    keeper = kind(interface or name)
    serve(client, keeper, name, path)
    around = Surroundings(stage.window, stage.bridge, tmp_path)
    client.wait_for_player()
    assert keeper.asked == []
    stage.play()
    client.wait_until(lambda: len(keeper.held) == 1)
    assert keeper.asked[0][1] == "A film is playing"
    stage.tell(131_000)
    stage.tell(132_000, playing=False)
    client.wait_until(lambda: not keeper.held)
    stage.tell(133_000)
    client.wait_until(lambda: len(keeper.held) == 1)
    stage.window.transport.tell_finished(1)
    client.wait_until(lambda: not keeper.held)
    assert len(keeper.asked) == 2
    stage.window.transport.toggle_play()
    stage.window.transport.tell_opened(2, media())
    client.wait_until(lambda: len(keeper.held) == 1)
    around.close()
    client.wait_until(lambda: not keeper.held)


def test_sound_alone_lets_the_screen_sleep(
    bus: str, stage: Stage, client: Client, tmp_path: Path
) -> None:
    """There is nothing to see."""
    assert bus
    keeper = ScreenSaver("org.freedesktop.ScreenSaver")
    serve(client, keeper, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
    around = Surroundings(stage.window, stage.bridge, tmp_path)
    client.wait_for_player()
    stage.window.open(["/films/a.mp3"])
    stage.window.transport.tell_opened(1, media(has_video=False))
    stage.tell()
    client.wait_until(lambda: client.announced().get("PlaybackStatus") == "Playing")
    stage.window.transport.tell_opened(1, media())
    client.wait_until(lambda: len(keeper.held) == 1)
    assert len(keeper.asked) == 1
    around.close()
