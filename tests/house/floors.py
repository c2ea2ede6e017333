"""The house's floors: which package may import what. Imports go down, neighbours never meet.

A package that has no floor here is refused: whoever builds a new room says first what it may see.
"""

from dataclasses import dataclass

PURE = frozenset(
    {
        "__future__",
        "abc",
        "bisect",
        "collections",
        "dataclasses",
        "enum",
        "functools",
        "itertools",
        "math",
        "operator",
        "types",
        "typing",
    }
)
"""The standard library as seen by code that has no clock, thread, file or log."""

NETWORK = frozenset(
    {"socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib"}
)
"""The standard library's ways out of the machine."""


@dataclass(frozen=True)
class Floor:
    """What a package may import, beside itself.

    ``house`` names packages of ``tracker``, ``libraries`` third-party packages. ``doors`` are
    packages of ``tracker`` that may be imported inside a function only. ``stdlib`` is the list of
    the standard library's modules where not all are allowed, ``barred`` those that are refused.
    """

    house: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    doors: frozenset[str] = frozenset()
    stdlib: frozenset[str] | None = None
    barred: frozenset[str] = frozenset()


STATIONS = frozenset(
    {"playback", "engagement", "storage", "library", "hubspot", "credentials", "content"}
    | {"reports"}
)
MODEL = frozenset({"model"})
QT = frozenset({"PySide6", "shiboken6"})

FLOORS = {
    "model": Floor(stdlib=PURE),
    "playback": Floor(MODEL),
    "engagement": Floor(MODEL, stdlib=PURE | {"json"}),
    "storage": Floor(MODEL, frozenset({"apsw", "filelock", "psutil"}), barred=NETWORK),
    "library": Floor(MODEL, barred=NETWORK),
    "hubspot": Floor(MODEL, frozenset({"httpx", "authlib", "stamina"})),
    "credentials": Floor(MODEL, frozenset({"keyring"}), barred=NETWORK),
    "content": Floor(MODEL, frozenset({"httpx", "cryptography"})),
    "reports": Floor(MODEL, barred=NETWORK),
    "workers": Floor(MODEL | {"engagement"}, barred=NETWORK),
    "app": Floor(MODEL | STATIONS | {"workers"}, frozenset({"platformdirs"})),
    "qt": Floor(MODEL | {"app", "playback"}, QT, barred=NETWORK),
    "desktop": Floor(MODEL | {"app", "qt"}, QT, barred=NETWORK),
    "kiosk": Floor(MODEL | {"app", "qt"}, QT, barred=NETWORK),
    "cli": Floor(
        MODEL | {"app"},
        frozenset({"click"}),
        doors=frozenset({"desktop", "kiosk"}),
        barred=NETWORK,
    ),
    # The public API re-exports lazily: nothing is imported before somebody asks for it.
    "": Floor(doors=MODEL | {"app", "qt", "playback"}),
    "__main__": Floor(frozenset({"cli"})),
}

ROOMS = {
    "tracker.playback.libvlc": frozenset({"vlc"}),
    "tracker.playback.pdf": frozenset({"pypdfium2"}),
    "tracker.desktop.mpris": frozenset({"dbus_fast"}),
    "tracker.playback.mpris": frozenset({"dbus_fast"}),
    "tracker.hubspot.sandbox": frozenset({"starlette", "uvicorn"}),
    # A pair of sockets inside the process wakes Qt's loop when a signal arrives.
    "tracker.qt.application": frozenset({"socket"}),
    "tracker.kiosk.qr": frozenset({"segno"}),
}
"""What one room of a floor may import beyond it: a module, or a package with all its modules."""

GUARDED = {"tracker.hubspot.sandbox": frozenset({"tracker.hubspot.sandbox", "tracker.app"})}
"""Rooms that only these may enter, although they are on a floor that others may import."""

NOWHERE = frozenset({"sqlite3"})
"""Refused in every package: only apsw opens the database."""

EVERYWHERE = frozenset({"tracker.__version__"})
"""The one name of the public API that the house itself may use."""

HUBSPOT_WORDS = (
    "_hsenc",
    "contactId",
    "contactUtk",
    "derivedValues",
    "externalId",
    "externalPlayContext",
    "iframeUrl",
    "mediaBridgeId",
    "mediaBridgeObjectCoordinates",
    "mediaBridgeObjectTypeId",
    "mediaName",
    "mediaType",
    "mediaUrl",
    "occurredTimestamp",
    "pageId",
    "pageName",
    "pageObjectCoordinates",
    "pageUrl",
    "playedPercent",
    "portalId",
    "providerId",
    "rawDataMap",
    "sessionId",
    "totalPercentPlayed",
    "totalSecondsPlayed",
)
"""HubSpot's spelling, which is spoken in ``tracker/hubspot`` alone."""

LONGEST_FILE = 500
"""Lines; the aim is 200, at 300 somebody asks why."""

OTHER_TESTS = frozenset({"contract", "e2e", "faults", "bench", "house", "packaging"})
"""Folders of tests that mirror no package."""
