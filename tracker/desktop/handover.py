"""One window a profile: who starts a second one hands over what it was to play.

Knows: the socket of a profile's window, both ends of it.
Must never know: what is done with films.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tracker.desktop.wish import LARGEST_MESSAGE, Wish, decode, encode, socket_path

_log = logging.getLogger(__name__)

ANSWER_MS = 3_000
"""How long either side waits for the other, in milliseconds."""

_ASK_AGAIN_S = 0.1
_TAKEN = b"taken\n"


def hand_over(profile: Path, wish: Wish, *, patience_ms: int = 0) -> bool:
    """Ask the window that is open on a profile to play films; False where there is none.

    ``patience_ms`` is for one that is just being opened.
    """
    path = socket_path(profile)
    if path is None:
        return False
    over_s = time.monotonic() + patience_ms / 1_000
    while not (taken := _send(path, encode(wish))) and time.monotonic() < over_s:
        time.sleep(_ASK_AGAIN_S)
    return taken


def _send(path: str, message: bytes) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(path)
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(message)
    while socket.bytesToWrite():
        if not socket.waitForBytesWritten(ANSWER_MS):
            return False
    while not socket.canReadLine():
        if not socket.waitForReadyRead(ANSWER_MS):
            return False
    return bytes(socket.readLine(len(_TAKEN) + 1).data()) == _TAKEN


class Reception(QObject):
    """Takes what second starts hand over, on Qt's thread, from ``open`` to ``close``."""

    def __init__(
        self, profile: Path, take: Callable[[Wish], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._path = socket_path(profile)

    def open(self) -> None:
        """Listen. Call it only where the profile's player lock is held.

        A socket that lies there already is then nobody's: whoever listened was killed.
        """
        if self._path is None:
            return
        QLocalServer.removeServer(self._path)
        if self._server.listen(self._path):
            # Qt lets the owner execute it, too, which means nothing; others are kept out already.
            Path(self._path).chmod(0o600)
        else:
            _log.warning("Second starts are not heard: %s", self._server.errorString())

    def close(self) -> None:
        """Take no more."""
        self._server.close()

    def _welcome(self) -> None:
        while (guest := self._server.nextPendingConnection()) is not None:
            guest.setParent(self)
            guest.setReadBufferSize(LARGEST_MESSAGE + 1)
            guest.disconnected.connect(guest.deleteLater)
            limit = QTimer(guest, singleShot=True, interval=ANSWER_MS)
            limit.timeout.connect(lambda guest=guest: guest.abort())
            limit.start()
            guest.readyRead.connect(lambda guest=guest: self._listen(guest))
            self._listen(guest)

    def _listen(self, guest: QLocalSocket) -> None:
        if not guest.canReadLine():
            if guest.bytesAvailable() > LARGEST_MESSAGE:
                guest.abort()
            return
        wish = decode(bytes(guest.readLine(LARGEST_MESSAGE + 1).data()))
        if wish is None:
            guest.abort()
            return
        guest.write(_TAKEN)
        guest.flush()
        guest.disconnectFromServer()
        self._take(wish)
