"""The profile: one directory that holds settings, database and logs of one account.

Knows: where it is and that only its owner may read it.
Must never know: what the files in it mean.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

ENVIRONMENT_VARIABLE = "TRACKER_PROFILE"

_HINT = phrase("Errors", "Choose a directory that you may write to with --profile DIR.")


def locate_profile(chosen: str | None, environ: Mapping[str, str]) -> Path:
    """Return where the profile is, made or not.

    ``chosen`` is the command line's; else the environment's; else the user's data directory.
    """
    named = chosen or environ.get(ENVIRONMENT_VARIABLE)
    return (
        Path(named).expanduser() if named else user_data_path("media-bridge-tracker")
    ).absolute()


def make_profile(path: Path) -> Path:
    """Make a profile's directory if need be (mode 0700), and return it resolved.

    Raise SettingsError where it cannot be made or written to.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = path.resolve()
    except FileExistsError:
        raise SettingsError(
            phrase("Errors", "The profile {path} is not a directory.").format(path=path), hint=_HINT
        ) from None
    except OSError as error:
        raise SettingsError(
            phrase("Errors", "The profile {path} cannot be made: {why}.").format(
                path=path, why=error.strerror or error
            ),
            hint=_HINT,
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise SettingsError(
            phrase("Errors", "The profile {path} cannot be written to.").format(path=path),
            hint=_HINT,
        )
    return path
