"""libVLC itself, by python-vlc: the only module that imports ``vlc``.

Knows: how libVLC is found, judged and set up.
Must never know: media, players, or what is done with them.
"""

import logging
import re
import threading
from typing import Any

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase

OLDEST_PATCH = 20
"""The x of the oldest libVLC 3.0.x that is accepted: that of the oldest supported system."""

INSTALL_HINT = phrase("Errors", "Install it: sudo apt install libvlc5 vlc-plugin-base")

_OPTIONS = (
    "--quiet",
    "--ignore-config",
    "--no-interact",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-osd",
    "--no-metadata-network-access",
    # Pictures go to memory, or nowhere, unless a player was given a window: none of libVLC's
    # own may appear.
    "--vout=dummy",
    "--avcodec-hw=none",
    # Bilinear: half the cost of its default, bicubic, and no worse than what Qt would do.
    "--swscale-mode=1",
    # In a window of ours the pointer and the screen's rest are ours to see to.
    "--mouse-hide-timeout=2147483647",
    "--no-disable-screensaver",
)

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_instance: Any = None


def check_version(version: str) -> None:
    """Raise PlaybackError unless the version, as libVLC spells it, is one that was tried."""
    match = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    numbers = tuple(map(int, match.groups())) if match else (0, 0, 0)
    if numbers[:2] == (3, 0) and numbers[2] >= OLDEST_PATCH:
        return
    if numbers >= (3, 1, 0):
        raise PlaybackError(
            phrase(
                "Errors", "libVLC {version} is too new: this program plays with libVLC 3.0."
            ).format(version=version),
            hint=phrase(
                "Errors", "Install libVLC 3 beside it: sudo apt install libvlc5 vlc-plugin-base"
            ),
        )
    raise PlaybackError(
        phrase(
            "Errors", "libVLC {version} is too old: 3.0.{oldest_patch} or a later 3.0 is needed."
        ).format(version=version, oldest_patch=OLDEST_PATCH),
        hint=INSTALL_HINT,
    )


def libvlc_version() -> str:
    """Return libVLC's version as it spells it, such as ``3.0.21 Vetinari``; unjudged.

    Raise PlaybackError if libVLC cannot be loaded.
    """
    version: str = load().libvlc_get_version().decode("utf-8", "replace")
    return version


def load() -> Any:
    """Import python-vlc, which loads libVLC. It has no types of its own, hence Any."""
    try:
        import vlc  # type: ignore[import-untyped]
    except ImportError as error:
        raise PlaybackError(
            phrase("Errors", "python-vlc cannot be used: {why}.").format(why=error),
            hint=phrase("Errors", "Install it: pip install 'media-bridge-tracker[player]'"),
        ) from error
    except SystemExit:
        # What python-vlc does about an unusable path in one of its variables.
        raise PlaybackError(
            phrase("Errors", "PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH names no libVLC."),
            hint=phrase("Errors", "Unset both variables, or correct them."),
        ) from None
    except (NotImplementedError, OSError, NameError, AttributeError) as error:
        raise PlaybackError(phrase("Errors", "libVLC was not found."), hint=INSTALL_HINT) from error
    # Where there is none at all, python-vlc on Linux opens this process itself in its place.
    if not hasattr(vlc.dll, "libvlc_new"):
        raise PlaybackError(phrase("Errors", "libVLC was not found."), hint=INSTALL_HINT)
    return vlc


def instance() -> Any:
    """Return the one libVLC instance of this process, made at the first call.

    Raise PlaybackError if libVLC or its plug-ins are missing or unsuitable.
    """
    global _instance
    with _lock:
        if _instance is None:
            check_version(libvlc_version())
            _instance = load().Instance(list(_OPTIONS))
            if _instance is None:
                raise PlaybackError(
                    phrase("Errors", "libVLC is there, but its plug-ins are missing."),
                    hint=phrase("Errors", "Install them: sudo apt install vlc-plugin-base"),
                )
        return _instance
