"""The conversation with the session bus, on a loop of its own.

Knows: how the bus is found, and that having none is an ordinary thing.
Must never know: widgets; what it is told and asked are plain facts and wishes.
"""

import asyncio
import logging
import os

from dbus_fast import BusType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

from tracker.desktop.mpris.awake import Awake
from tracker.desktop.mpris.facts import Facts, Wishes
from tracker.desktop.mpris.interfaces import OBJECT_PATH, ROOT, PlayerInterface, RootInterface

_log = logging.getLogger(__name__)

CONNECT_S = 5.0
BUS_NAME = f"{ROOT}.tracker"
"""The player's name on the bus; a second one adds its process, as MPRIS asks for."""


class BusSession:
    """Tells the session bus of a player and passes wishes on, until it is closed.

    Without a bus, or once that is gone, it does nothing and says nothing.
    """

    def __init__(self, desktop_entry: str, reason: str, wishes: Wishes) -> None:
        self._desktop_entry, self._reason, self._wishes = desktop_entry, reason, wishes
        self._loop = asyncio.new_event_loop()
        self._facts = Facts()
        self._news = asyncio.Event()
        self._is_over = False

    def run(self) -> None:
        """Speak with the bus, on this thread, until it is gone or ``close`` is called."""
        try:
            self._loop.run_until_complete(self._live())
        except Exception:
            _log.exception("The session bus is given up")
        finally:
            self._loop.close()

    def tell(self, facts: Facts) -> None:
        """Say how the player stands now. Returns at once; callable from any thread."""
        self._post(facts)

    def close(self) -> None:
        """Let the screen sleep again, and leave the bus. Callable from any thread."""
        self._post(None)

    def _post(self, facts: Facts | None) -> None:
        def take() -> None:
            if facts is None:
                self._is_over = True
            else:
                self._facts = facts
            self._news.set()

        try:
            self._loop.call_soon_threadsafe(take)
        except RuntimeError:
            _log.debug("The bus is gone already")

    async def _live(self) -> None:
        try:
            bus = await asyncio.wait_for(MessageBus(bus_type=BusType.SESSION).connect(), CONNECT_S)
        except (
            OSError,
            EOFError,
            TimeoutError,
            AuthError,
            DBusError,
            InvalidAddressError,
        ) as error:
            _log.info("There is no session bus: %s", error)
            return
        over = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
        try:
            await self._serve(bus, over)
        finally:
            bus.disconnect()
            over.cancel()
            await asyncio.gather(over, return_exceptions=True)

    async def _serve(self, bus: MessageBus, over: "asyncio.Future[None]") -> None:
        root = RootInterface(self._desktop_entry, self._wishes)
        player = PlayerInterface(self._wishes)
        awake = Awake(bus, self._desktop_entry, self._reason)
        bus.export(OBJECT_PATH, root)
        bus.export(OBJECT_PATH, player)
        reply = await bus.request_name(BUS_NAME, NameFlag.DO_NOT_QUEUE)
        if reply is not RequestNameReply.PRIMARY_OWNER:
            await bus.request_name(f"{BUS_NAME}.instance{os.getpid()}")
        while not self._is_over and not over.done():
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait((news, over), return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            self._news.clear()
            root.tell(self._facts)
            player.tell(self._facts)
            await awake.want(self._facts.keeps_awake)
        # Said here and not in the loop: the end may come while the desktop still answers.
        await awake.want(False)
