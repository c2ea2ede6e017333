"""``tracker --version``: ours, and those of what we stand on.

Knows: how each version is found without loading Qt or libVLC into this process.
Must never know: what they are for.
"""

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from tracker import __version__
from tracker.app.probes import libvlc_facts, sqlite_version
from tracker.cli.context import emit, wants_json


def print_versions() -> None:
    """Print all versions."""
    versions = {
        "tracker": __version__,
        "python": platform.python_version(),
        "qt": _qt_version(),
        "libvlc": libvlc_facts().version,
        "sqlite": sqlite_version(),
    }
    if wants_json():
        emit(dict(versions))
    else:
        for name, found in versions.items():
            click.echo(f"{name} {found or 'not found'}")


def _qt_version() -> str | None:
    try:
        return version("PySide6-Essentials")
    except PackageNotFoundError:
        return None
