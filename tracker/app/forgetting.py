"""Erasure, wired: people of one profile, by session or by address.

Knows: how the calling thread gets at them.
Must never know: what is erased.
"""

from pathlib import Path

from tracker.model.people import check_email
from tracker.storage.forget import Forgetter, Forgotten

__all__ = ["Forgotten", "forget_email", "forget_session"]


def forget_session(profile: Path, session_id: str) -> Forgotten:
    """Erase who watched a session, and what. Raise SettingsError, StorageError."""
    forgetter = Forgetter(profile)
    try:
        return forgetter.forget_session(session_id)
    finally:
        forgetter.close()


def forget_email(profile: Path, email: str) -> Forgotten:
    """Erase every session of an address. Raise SettingsError, StorageError."""
    email = check_email(email)
    forgetter = Forgetter(profile)
    try:
        return forgetter.forget_email(email)
    finally:
        forgetter.close()
