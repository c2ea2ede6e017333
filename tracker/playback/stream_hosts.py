"""Which hosts films may be streamed from: a list of names, or any host where there is none.

Knows: names, and patterns for all names below one.
Must never know: which address is asked for, or the settings.
"""

import re
from contextlib import suppress

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

_PATTERN = re.compile(r"(\*\.)?[^\s*/@:?#,\[\]]+|\[[0-9A-Fa-f:.]+\]")


@dataclass(frozen=True, slots=True)
class StreamHosts:
    """The hosts that may be asked; ``patterns`` are plain lower-case names or ``*.`` and a name.

    Without patterns any host may be asked. ``*.example.com`` stands for every name below
    example.com, and not for that itself.
    """

    patterns: tuple[str, ...] = ()

    def check(self, host: str) -> None:
        """Raise PlaybackError where a host is not among those that may be asked."""
        if not self.patterns or any(_fits(_plain(host), one) for one in self.patterns):
            return
        raise PlaybackError(
            phrase("StreamHosts", "Films are not streamed from {host} here.").format(host=host),
            hint=phrase(
                "StreamHosts", "The setting “stream_hosts” names the hosts that are allowed."
            ),
        )


def read_hosts(text: str) -> StreamHosts:
    """Return the list that a person wrote, names separated by spaces or commas.

    Raise ValueError for what can be no host: an address with its path or port among it.
    """
    words = text.replace(",", " ").split()
    for word in words:
        if not _PATTERN.fullmatch(word):
            raise ValueError(word)
    return StreamHosts(tuple(dict.fromkeys(_plain(word) for word in words)))


def _plain(host: str) -> str:
    """Return a host as it is compared: lower case, in ASCII, without brackets or a last dot."""
    wild, name = ("*.", host[2:]) if host.startswith("*.") else ("", host)
    name = name.strip("[]").rstrip(".").lower()
    with suppress(UnicodeError):
        name = name.encode("idna").decode("ascii")
    return wild + name


def _fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern) - 1
    return host == pattern
