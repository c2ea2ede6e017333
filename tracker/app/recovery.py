"""Closing what a crash cut off, where no player will: before a sync.

Knows: that a session may be gone on with for a while, and is closed after that.
Must never know: what a session had counted.
"""

from pathlib import Path

from tracker.engagement.left_off import close_left_off
from tracker.engagement.rules import EngagementRules
from tracker.storage.journal import Journal


def close_old_sessions(profile: Path, rules: EngagementRules) -> int:
    """Close the sessions that nobody can go on with any more; return how many there were.

    Raise StorageError where the journal cannot be written.
    """
    journal = Journal(profile)
    try:
        old = [one for one in journal.left_off() if one.age_ms > rules.resume_within_wall_ms]
        for one in old:
            step = close_left_off(one, rules)
            if step.checkpoint is not None:
                journal.append(step.events, step.checkpoint)
                journal.close_session(one.opening.session_id, wall_ms=step.checkpoint.wall_ms)
        return len(old)
    finally:
        journal.close()
