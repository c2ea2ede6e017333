"""What a second start wants of the window that is open on its profile.

Knows: the message of a wish, and where a profile's window would listen.
Must never know: Qt: an ordinary start asks here first, before anything large is loaded. A message
is hostile until it is checked, although only programs of the same user can send one.
"""

import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import check_email, read_viewer
from tracker.model.records import dataclass

MOST_FILMS, LONGEST_LOCATION, LARGEST_MESSAGE = 5_000, 4_096, 4_000_000
_LONGEST_SOCKET_PATH = 100


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


def may_be_heard(profile: Path) -> bool:
    """Whether a window may listen on a profile; False where certainly none does."""
    path = socket_path(profile)
    # Elsewhere it is no file that could be looked for.
    return path is not None and (os.name != "posix" or Path(path).exists())


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
