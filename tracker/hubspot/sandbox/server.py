"""The stand-in's server: HTTP on loopback, in a thread of its own.

Knows: how to start and stop a server, and its port.
Must never know: any other host: it binds 127.0.0.1 and nothing else.
"""

import asyncio
import secrets
import socket
import threading
import time
from collections.abc import Iterable, Mapping

import uvicorn

from tracker.hubspot.api import BURST_LIMIT
from tracker.hubspot.sandbox.broken import BrokenAnswers
from tracker.hubspot.sandbox.crm import Contacts
from tracker.hubspot.sandbox.desk import EventDesk
from tracker.hubspot.sandbox.faults import FaultPlan
from tracker.hubspot.sandbox.gate import Gate
from tracker.hubspot.sandbox.grants import Grants
from tracker.hubspot.sandbox.limits import RollingWindow
from tracker.hubspot.sandbox.received import Received, ReceivedLog
from tracker.hubspot.sandbox.signin import SignInDesk
from tracker.model.errors import SettingsError

TOKEN_PREFIX = "pat-na1-sandbox-"  # noqa: S105  a prefix, not a token
START_TIMEOUT_S = 10.0


class Sandbox:
    """A stand-in for HubSpot at ``base_url``; start and stop it, or use it as a context.

    ``port`` 0 picks a free one. ``limit`` is (requests, seconds) of a rolling window, None for
    none. ``any_token`` lets every bearer token in. ``latency_ms`` delays each answer. ``faults``
    are those of ``FaultPlan``, ``contacts`` the seeds of ``Contacts``, ``grants`` the sign-in's.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str | None = None,
        any_token: bool = False,
        limit: tuple[int, float] | None = BURST_LIMIT,
        latency_ms: int = 0,
        faults: Mapping[str, float] | None = None,
        seed: int = 0,
        contacts: Iterable[str] = (),
        grants: Grants | None = None,
    ) -> None:
        self.token = token or TOKEN_PREFIX + secrets.token_urlsafe(24)
        self.log = ReceivedLog()
        self._wanted_port = port
        self._broken = BrokenAnswers()
        self.grants = grants or Grants()
        self._desk = EventDesk(
            gate=Gate(
                token=None if any_token else self.token,
                is_granted=self.grants.is_granted,
                window=RollingWindow(*limit) if limit else None,
                faults=FaultPlan(faults or {}, seed=seed),
                broken=self._broken,
            ),
            log=self.log,
            contacts=Contacts(contacts),
            sign_in=SignInDesk(self.grants),
            latency_s=latency_ms / 1000,
        )
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"<Sandbox {self.base_url if self._listener else 'stopped'}>"

    def __enter__(self) -> "Sandbox":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port that it listens on, once started."""
        if self._listener is None:
            raise RuntimeError("the stand-in is not running")
        return int(self._listener.getsockname()[1])

    @property
    def base_url(self) -> str:
        """The address to give to a client, once started."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def received(self) -> list[Received]:
        """All that it received and still keeps, oldest first; may be read by any thread."""
        return self.log.entries()

    @property
    def accepted(self) -> list[Received]:
        """The events that it took, oldest first."""
        return [entry for entry in self.received if entry.accepted]

    def start(self) -> None:
        """Listen, and return when requests are served. Raise SettingsError for a taken port."""
        # asyncio turns Nagle's delay off (40 ms an answer) only where the protocol is named.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", self._wanted_port))
        except (OSError, OverflowError) as error:
            listener.close()
            raise SettingsError(
                f"The stand-in cannot listen on port {self._wanted_port} ({error}).",
                hint="Name another port with --port, or none for a free one.",
            ) from error
        listener.listen(128)
        config = uvicorn.Config(
            self._desk.application(),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        self._listener, self._server = listener, uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="hubspot-sandbox", daemon=True)
        self._thread.start()
        give_up_at = time.monotonic() + START_TIMEOUT_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > give_up_at:
                raise RuntimeError("the stand-in's server did not start")
            time.sleep(0.002)

    def stop(self) -> None:
        """Finish what is being answered, close all connections, and free the port."""
        if self._server is None or self._thread is None or self._listener is None:
            return
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._broken.release)
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._listener.close()
        self._server = self._thread = self._listener = self._loop = None

    def _serve(self) -> None:
        server, listener = self._server, self._listener
        if server is None or listener is None:
            raise RuntimeError("the stand-in's thread began without a server")

        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            self._broken.serve(server.server_state)
            await server.serve(sockets=[listener])

        asyncio.run(main())
