"""One player a profile: a second one would watch for the same person on the same screen.

Knows: the file ``player.lock`` in the profile.
Must never know: the player.
"""

from pathlib import Path

from tracker.model.errors import StorageBusyError
from tracker.model.phrases import phrase
from tracker.storage.location import prepare_profile
from tracker.storage.process_lock import ProcessLock


class PlayerLock:
    """The right to play in a profile, held until ``release`` or the process's end."""

    def __init__(self, profile: Path) -> None:
        """Take the right. Raise StorageBusyError if another player of the profile runs."""
        prepare_profile(profile)
        self._lock = ProcessLock(profile / "player.lock")
        if not self._lock.acquire():
            holder = self._lock.holder()
            who = (
                phrase("Errors", "process {pid}").format(pid=holder.pid)
                if holder
                else phrase("Errors", "another process")
            )
            raise StorageBusyError(
                phrase("Errors", "A player is already running on this profile ({who}).").format(
                    who=who
                ),
                hint=phrase(
                    "Errors", "Close that player first, or give this one another --profile DIR."
                ),
            )

    def release(self) -> None:
        """Give the right up."""
        self._lock.release()
