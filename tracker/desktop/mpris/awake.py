"""The screen stays awake while a film is watched; the desktop is asked for it.

Knows: the three services that can be asked, and how each lets go again.
Must never know: the player. A service that is not there, or does not answer, is no error.
"""

import asyncio
import logging
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tracker.model.records import dataclass

_log = logging.getLogger(__name__)

ANSWER_S = 3.0
"""How long a service may take to answer, in seconds."""

_IDLE = 8
"""The bit by which the portal and GNOME call the idle screen."""

_APPLICATION = "Media Bridge Tracker"


@dataclass(frozen=True, slots=True)
class _Service:
    """A service that keeps a screen awake: how it is asked, and how it is let go.

    ``path`` None stands for the object that asking has made.
    """

    name: str
    path: str
    ask: tuple[str, str, str, tuple[Any, ...]]
    let_go: tuple[str | None, str, str, str]


def _services(reason: str, application_id: str) -> tuple[_Service, ...]:
    saver, gnome = "org.freedesktop.ScreenSaver", "org.gnome.SessionManager"
    portal = "org.freedesktop.portal"
    saver_path, gnome_path = "/org/freedesktop/ScreenSaver", "/org/gnome/SessionManager"
    words = {"reason": Variant("s", reason)}
    return (
        _Service(
            saver,
            saver_path,
            (saver, "Inhibit", "ss", (_APPLICATION, reason)),
            (saver_path, saver, "UnInhibit", "u"),
        ),
        _Service(
            gnome,
            gnome_path,
            (gnome, "Inhibit", "susu", (application_id, 0, reason, _IDLE)),
            (gnome_path, gnome, "Uninhibit", "u"),
        ),
        _Service(
            f"{portal}.Desktop",
            "/org/freedesktop/portal/desktop",
            (f"{portal}.Inhibit", "Inhibit", "sua{sv}", ("", _IDLE, words)),
            (None, f"{portal}.Request", "Close", ""),
        ),
    )


class Awake:
    """Asks for an awake screen, and lets go of it. Use it on the bus's loop only."""

    def __init__(self, bus: MessageBus, application_id: str, reason: str) -> None:
        self._bus = bus
        self._services = _services(reason, application_id)
        self._held: tuple[_Service, Any] | None = None
        self._wanted = False
        self._changes = asyncio.Lock()

    async def want(self, wanted: bool) -> None:
        """Keep the screen awake from now on, or no more; the last word counts."""
        self._wanted = wanted
        async with self._changes:
            if self._wanted and self._held is None:
                await self._ask()
            elif not self._wanted and self._held is not None:
                await self._let_go()

    async def _ask(self) -> None:
        for service in self._services:
            interface, member, signature, body = service.ask
            message = Message(
                destination=service.name,
                path=service.path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
            answer = await self._call(message)
            if answer is not None and answer.body:
                self._held = service, answer.body[0]
                return
        _log.info("No service keeps the screen awake")

    async def _let_go(self) -> None:
        if self._held is None:
            return
        service, token = self._held
        self._held = None
        path, interface, member, signature = service.let_go
        message = Message(
            destination=service.name,
            path=path if path is not None else str(token),
            interface=interface,
            member=member,
            signature=signature,
            body=[token] if signature else [],
        )
        await self._call(message)

    async def _call(self, message: Message) -> Message | None:
        """Return a service's answer, None where there is no good one."""
        try:
            answer = await asyncio.wait_for(self._bus.call(message), ANSWER_S)
        except (TimeoutError, EOFError, OSError) as error:
            _log.info("%s does not answer: %s", message.destination, error)
            return None
        if answer is None or answer.message_type is not MessageType.METHOD_RETURN:
            return None
        return answer
