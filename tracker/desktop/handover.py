"""One window a profile: who starts a second one hands over what it was to play.

Knows: the socket of a profile's window, and the one message that goes through it.
Must never know: what is done with films. A message is hostile until it is checked, although only
programs of the same user can send one.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import check_email, read_viewer
from tracker.model.records import dataclass

_log = logging.getLogger(__name__)

ANSWER_MS = 3_000
"""How long either side waits for the other, in milliseconds."""

MOST_FILMS, LONGEST_LOCATION, LARGEST_MESSAGE = 5_000, 4_096, 4_000_000
_LONGEST_SOCKET_PATH = 100
_ASK_AGAIN_S = 0.1
_TAKEN = b"taken\n"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start wants of the first: films to play, and who watches them if it was said.

    Without films the window is only wanted in front.
    """

    locations: tuple[str, ...] = ()
    viewer: Viewer = ANONYMOUS


def socket_path(profile: Path) -> str | None:
    """Return where a profile's window listens; None where no path is short enough for a socket.

    In the user's runtime directory, which nobody else may enter; else in the profile itself.
    """
    key = blake2b(os.fsencode(profile), digest_size=8).hexdigest()
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else profile
    path = str(folder / f"tracker-{key}.sock")
    return path if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH else None


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


def encode(wish: Wish) -> bytes:
    """Return a wish as one line; names of files are made to fit any encoding."""
    viewer = wish.viewer
    said = {"contact_id": viewer.contact_id, "email": viewer.email}
    message = {"films": list(wish.locations), "viewer": said}
    return json.dumps(message, ensure_ascii=True).encode() + b"\n"


def decode(line: bytes) -> Wish | None:
    """Return the wish of a line; None for what is none."""
    try:
        message = json.loads(line)
        return Wish(_films(message["films"]), _viewer(message["viewer"]))
    except (ValueError, KeyError, TypeError, RecursionError, SettingsError):
        return None


def _films(films: Any) -> tuple[str, ...]:
    if not isinstance(films, list) or len(films) > MOST_FILMS:
        raise TypeError("no list of films")
    for film in films:
        if not isinstance(film, str) or not 0 < len(film) <= LONGEST_LOCATION or "\0" in film:
            raise TypeError("no film")
    return tuple(films)


def _viewer(said: Any) -> Viewer:
    contact_id, email = said["contact_id"], said["email"]
    if email is not None:
        return Viewer(email=check_email(str(email)))
    if contact_id is None:
        return ANONYMOUS
    viewer = read_viewer(str(contact_id))
    if type(contact_id) is not int or viewer.contact_id != contact_id:
        raise TypeError("no contact")
    return viewer


def placed(locations: Sequence[str]) -> tuple[str, ...]:
    """Return locations that mean the same in another process: files by their whole path."""
    return tuple(
        one if "://" in one else os.path.abspath(one)  # noqa: PTH100 - keeps links
        for one in locations
    )
