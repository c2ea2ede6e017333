"""How names from outside are shown: those of files and addresses, and what media say of themselves.

Knows: what of a name is for people, and what in it would do harm on a screen.
Must never know: what is named.
"""

import html
from pathlib import PurePath
from urllib.parse import unquote, urlsplit


def shown_name(location: str) -> str:
    """Return the name by which people know a location: no folders, no query, no password.

    Names come from outside: characters that do not print, or that turn the direction of what
    follows, are left out.
    """
    try:
        parts = urlsplit(location) if "://" in location else None
    except ValueError:  # an address that is none, such as one with half a bracket
        return printable(location)
    if parts is not None and parts.scheme != "file":
        name = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or ""
    else:
        name = PurePath(location).stem or location
    return printable(name)


def printable(text: str) -> str:
    """Return a text from outside on one line, without characters that do not print."""
    if text.isprintable():
        return text.strip()
    return "".join(
        character if character.isprintable() else " " if character.isspace() else ""
        for character in text
    ).strip()


def tip_of(text: str) -> str:
    """Return a text as a tool tip that shows it as it is, although Qt looks for markup in tips."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text
