"""Erasure, wired: people of one profile, by session, by address, or by age.

Knows: how the calling thread gets at them, and the setting for their age.
Must never know: what is erased.
"""

import time
from pathlib import Path

from tracker.app.settings import Settings
from tracker.model.people import check_email
from tracker.model.units import UnixMs
from tracker.storage.forget import Forgetter, Forgotten

__all__ = ["Forgotten", "expire_people", "forget_email", "forget_session"]

MS_PER_DAY = 24 * 3600 * 1000


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


def expire_people(profile: Path, settings: Settings) -> Forgotten:
    """Erase people whose settled sessions are older than the setting allows."""
    if settings.person_days == 0:
        return Forgotten()
    before_ms = time.time_ns() // 1_000_000 - settings.person_days * MS_PER_DAY
    forgetter = Forgetter(profile)
    try:
        return forgetter.expire(UnixMs(before_ms))
    finally:
        forgetter.close()
