"""Tracking in anybody's own player: what was really watched, told to HubSpot's Media Bridge.

    import tracker

    with tracker.attach(player, media="film.mp4", viewer=tracker.Viewer(contact_id=101)):
        player.play()  # any MediaPlayer of python-vlc; leave the block when it is over

What there is:

    attach          follows a MediaPlayer of python-vlc, beside the host's own callbacks
    TrackedVideo    a Qt widget with a tracked player in it
    Viewing         one film in any other player, fed by hand
    Asset, Viewer   what is watched, and who watches
    TrackerError    what the environment can do wrong; each error carries its cure as ``hint``

Nothing is loaded before it is asked for: importing this module loads neither Qt nor libVLC, and
needs no keyring and no network. What is missing is told by the call that needs it.

The house behind it, top down; imports go down only:

    doors        desktop/  kiosk/  cli/      windows and a terminal
    shared Qt    qt/                         canvas, bridge, TrackedVideo
    hall         app/                        wiring, settings, profile, Viewing
    workers      workers/                    recorder and sender: the two threads
    stations     playback/  engagement/  storage/  library/  hubspot/  credentials/  content/
                 reports/
    vocabulary   model/                      frozen types, units, protocols, errors

A quartile's way: playback/ stamps what the player says, workers/recorder.py takes it,
engagement/ counts, purely, storage/ writes it durably, workers/sync.py takes what is due,
hubspot/ sends it, storage/ settles it.
"""

import sys

__version__ = "0.1.0"

# What type checkers take for true; the standard library's own is in a module that takes long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.app.arguments import Media, ProfilePath
    from tracker.app.attached import Attachment, attach
    from tracker.app.viewing import Viewing
    from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
    from tracker.model.errors import (
        AuthError,
        MissingPartError,
        PlaybackError,
        SettingsError,
        StorageError,
        TrackerError,
    )
    from tracker.model.events import Quartile
    from tracker.model.media import ANONYMOUS, Asset, MediaType, Viewer
    from tracker.model.progress import SessionProgress
    from tracker.model.units import MediaMs
    from tracker.qt.tracked_video import TrackedVideo

__all__ = [
    "ANONYMOUS",
    "Asset",
    "Attachment",
    "AuthError",
    "Media",
    "MediaMs",
    "MediaType",
    "MissingPartError",
    "OutboxStats",
    "PlaybackError",
    "ProfilePath",
    "Quartile",
    "SessionProgress",
    "SettingsError",
    "StorageError",
    "SyncState",
    "SyncStatus",
    "TrackedVideo",
    "TrackerError",
    "Viewer",
    "Viewing",
    "__version__",
    "attach",
]

_HOMES = {
    "ANONYMOUS": "model.media",
    "Asset": "model.media",
    "Attachment": "app.attached",
    "AuthError": "model.errors",
    "Media": "app.arguments",
    "MediaMs": "model.units",
    "MediaType": "model.media",
    "MissingPartError": "model.errors",
    "OutboxStats": "model.delivery",
    "PlaybackError": "model.errors",
    "ProfilePath": "app.arguments",
    "Quartile": "model.events",
    "SessionProgress": "model.progress",
    "SettingsError": "model.errors",
    "StorageError": "model.errors",
    "SyncState": "model.delivery",
    "SyncStatus": "model.delivery",
    "TrackedVideo": "qt.tracked_video",
    "TrackerError": "model.errors",
    "Viewer": "model.media",
    "Viewing": "app.viewing",
    "attach": "app.attached",
}
"""Where each name lives, below this package."""

_OLDEST = (3, 11)

_PARTS = {
    "PySide6": ("Qt for Python", "[player]"),
    "shiboken6": ("Qt for Python", "[player]"),
}
"""What only some of the names stand on, what it is called, and the extra that installs it."""


# To a type checker the names above are all there are.
if not TYPE_CHECKING:

    def __getattr__(name: str):  # noqa: ANN202 - no type checker comes here
        """Load a public name when it is first asked for (PEP 562).

        Raise MissingPartError for one that this Python, or this installation, cannot offer.
        """
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        from tracker.model.errors import MissingPartError

        if sys.version_info < _OLDEST and home != "model.errors":
            raise MissingPartError(
                f"tracker.{name} needs Python {_OLDEST[0]}.{_OLDEST[1]} or later.",
                hint="This is Python {}.{}: run the program with another.".format(
                    *sys.version_info
                ),
            )
        try:
            found = getattr(import_module(f"{__name__}.{home}"), name)
        except ImportError as error:
            missing = (error.name or "").partition(".")[0]
            if missing == __name__:
                raise
            part, extra = _PARTS.get(missing, (missing, ""))
            is_absent = isinstance(error, ModuleNotFoundError)
            problem = "which is not installed" if is_absent else f"which cannot be loaded: {error}"
            raise MissingPartError(
                f"tracker.{name} needs {part or 'a library'}, {problem}.",
                hint=f"Install it: pip install 'media-bridge-tracker{extra}'",
            ) from error
        globals()[name] = found
        return found


def __dir__() -> "list[str]":
    """Name what there is, loaded or not."""
    return sorted(__all__)
