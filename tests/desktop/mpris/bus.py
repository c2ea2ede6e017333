"""A real session bus for tests, private and empty, and a client of it."""

import asyncio
import subprocess
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from pytestqt.qtbot import QtBot

from tracker.desktop.mpris.interfaces import OBJECT_PATH, PLAYER, ROOT
from tracker.desktop.mpris.session import BUS_NAME

T = TypeVar("T")
PATIENCE_S = 20.0


@contextmanager
def private_bus() -> Iterator[str]:
    """Run a bus for as long as the context lasts; yield its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Client:
    """A client on a thread of its own, so that the window's thread stays free to answer."""

    def __init__(self, address: str, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.signals: list[Message] = []

        async def connect() -> MessageBus:
            bus = await MessageBus(bus_address=address).connect()
            self._over = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
            return bus

        self.bus = self.run(connect())
        self.bus.add_message_handler(self._note)
        rule = f"type='signal',path='{OBJECT_PATH}'"
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "AddMatch", "s", [rule])

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the client's thread while the window's runs on."""
        done = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._qtbot.waitUntil(done.done, timeout=int(PATIENCE_S * 1_000))
        return done.result()

    def call(
        self,
        name: str,
        path: str,
        member: str,
        signature: str = "",
        body: list[Any] | None = None,
        interface: str | None = None,
    ) -> Message:
        """Call a method; return the answer, also where it is an error."""
        message = Message(
            destination=name,
            path=path,
            interface=interface or name,
            member=member,
            signature=signature,
            body=body or [],
        )
        answer = self.run(self.bus.call(message))
        assert answer is not None
        return answer

    def player(self, member: str, signature: str = "", *body: object) -> Message:
        """Call a method of the player."""
        return self.call(BUS_NAME, OBJECT_PATH, member, signature, list(body), PLAYER)

    def call_root(self, member: str) -> None:
        """Call a method of the program."""
        self.call(BUS_NAME, OBJECT_PATH, member, interface=ROOT)

    def get(self, name: str, interface: str = PLAYER) -> Any:
        """Read a property of the player."""
        answer = self.call(
            BUS_NAME,
            OBJECT_PATH,
            "Get",
            "ss",
            [interface, name],
            "org.freedesktop.DBus.Properties",
        )
        assert answer.message_type is MessageType.METHOD_RETURN, answer.body
        return answer.body[0].value

    def set(self, name: str, value: Variant, interface: str = PLAYER) -> None:
        """Write a property of the player."""
        self.call(
            BUS_NAME,
            OBJECT_PATH,
            "Set",
            "ssv",
            [interface, name, value],
            "org.freedesktop.DBus.Properties",
        )

    def wait_for_player(self) -> None:
        """Wait until the player is on the bus."""

        def is_there() -> bool:
            answer = self.call(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "NameHasOwner", "s", [BUS_NAME]
            )
            return bool(answer.body[0])

        self.wait_until(is_there)

    def wait_until(self, reached: Callable[[], bool]) -> None:
        """Wait until something has come true."""
        self._qtbot.waitUntil(reached, timeout=int(PATIENCE_S * 1_000))

    def announced(self) -> dict[str, Any]:
        """Return the last value of each property that was announced."""
        return {
            name: value.value
            for message in list(self.signals)
            if message.member == "PropertiesChanged"
            for name, value in message.body[1].items()
        }

    def close(self) -> None:
        """Leave the bus."""

        async def leave() -> None:
            self.bus.disconnect()
            await asyncio.wait((self._over,), timeout=PATIENCE_S)

        self.run(leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def _note(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL:
            self.signals.append(message)
