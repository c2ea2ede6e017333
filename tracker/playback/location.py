"""From what a person typed or dropped to an address that libVLC may be given.

Knows: files, URLs, the schemes that are allowed, and what is wrong with a file before it plays.
Must never know: libVLC itself, threads or listeners.
"""

import os
import re
import stat
from pathlib import Path
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit, urlunsplit

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.playback.stream_hosts import StreamHosts

ANY_HOST = StreamHosts()

ALLOWED_SCHEMES = frozenset({"file", "http", "https"})
"""The only schemes that are opened; libVLC knows dozens, screens and devices among them."""

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A checked address: ``mrl`` is a percent-encoded URL, ``name`` what a person may be shown.

    ``path`` is the file's, None for what comes over a network.
    """

    mrl: str
    name: str
    path: Path | None = None

    @property
    def is_network(self) -> bool:
        """Whether it comes over a network."""
        return self.path is None


def resolve(location: str, hosts: StreamHosts = ANY_HOST) -> Source:
    """Check a path or URL and return the address to play.

    A file is looked at: PlaybackError if it is missing, empty, unreadable or no regular file.
    A URL is not contacted: PlaybackError if its scheme is not allowed, it names no host, or one
    that is not among ``hosts``.
    """
    match = _URL.match(location)
    if match is None:
        return _resolve_file(location)
    scheme = match[1].lower()
    if scheme not in ALLOWED_SCHEMES:
        raise PlaybackError(
            phrase("Errors", "Addresses that begin with {scheme}:// are not opened.").format(
                scheme=scheme
            ),
            hint=phrase(
                "Errors", "Use a file, or an address that begins with https:// or http://."
            ),
        )
    parts = _split(location)
    if scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise PlaybackError(
                phrase("Errors", "The file address {location} names another machine.").format(
                    location=location
                ),
                hint=phrase("Errors", "Use the path under which this machine reaches the file."),
            )
        return _resolve_file(os.fsdecode(unquote_to_bytes(parts.path)))
    hosts.check(parts.hostname or "")
    return Source(mrl=urlunsplit(parts._replace(fragment="")), name=location)


def _split(url: str) -> SplitResult:
    problem = PlaybackError(
        phrase("Errors", "The address {url} is not a valid URL.").format(url=repr(url)),
        hint=phrase("Errors", "Copy the address again, whole, without spaces or line breaks."),
    )
    if _UNSAFE_IN_URL.search(url):
        raise problem
    try:
        parts = urlsplit(url)
        is_complete = parts.scheme == "file" or bool(parts.hostname)
        _ = parts.port
    except ValueError:
        raise problem from None
    if not is_complete:
        raise problem
    return parts


def _resolve_file(location: str) -> Source:
    if not location or "\0" in location:
        raise PlaybackError(
            phrase("Errors", "This is not the name of a file."),
            hint=phrase("Errors", "Name a media file, or an https:// address."),
        )
    path = Path(os.path.abspath(location))  # noqa: PTH100 - keeps links and needs no file
    _check_file(path)
    return Source(mrl=path.as_uri(), name=path.name, path=path)


def _check_file(path: Path) -> None:
    shown = os.fsencode(path).decode("utf-8", "replace")
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size:
            with path.open("rb"):
                return
    except (FileNotFoundError, NotADirectoryError):
        raise PlaybackError(
            phrase("Errors", "There is no file {shown}.").format(shown=shown),
            hint=phrase(
                "Errors", "Check the spelling, and whether the drive that holds it is connected."
            ),
        ) from None
    except PermissionError:
        raise PlaybackError(
            phrase("Errors", "The file {shown} may not be read.").format(shown=shown),
            hint=phrase(
                "Errors", "Ask its owner for read access, or copy it to a place of your own."
            ),
        ) from None
    except OSError as error:
        raise PlaybackError(
            phrase("Errors", "The file {shown} cannot be read: {why}.").format(
                shown=shown, why=error.strerror or error
            ),
            hint=phrase("Errors", "Check the drive or the network share that holds it."),
        ) from None
    if stat.S_ISDIR(found.st_mode):
        raise PlaybackError(
            phrase("Errors", "{shown} is a folder.").format(shown=shown),
            hint=phrase("Errors", "Name a media file inside it."),
        )
    if not stat.S_ISREG(found.st_mode):
        raise PlaybackError(
            phrase("Errors", "{shown} is not a regular file.").format(shown=shown),
            hint=phrase("Errors", "Only ordinary files and URLs are played."),
        )
    raise PlaybackError(
        phrase("Errors", "The file {shown} is empty.").format(shown=shown),
        hint=phrase("Errors", "Copy or download it again; nothing had arrived."),
    )
