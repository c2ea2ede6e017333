"""Sessions that a crash cut off: who goes on with one, and how the others end (R11, R13).

Knows: which opening a session that was cut off belongs to, and what it had counted.
Must never know: where it was kept, or how it came to be cut off.
"""

from tracker.engagement.keeper import STILLS, Step
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.model.media import SessionOpening
from tracker.model.recovery import LeftOff


def goes_on(left_off: LeftOff, opening: SessionOpening) -> bool:
    """Whether an opening goes on with a session that was cut off: the same film and viewer (R11).

    How old it may be is for the caller to judge.
    """
    before, now = left_off.opening, opening
    same_film = (before.asset.external_id, before.asset.media_bridge_id) == (
        now.asset.external_id,
        now.asset.media_bridge_id,
    )
    return same_film and before.viewer == now.viewer


def close_left_off(left_off: LeftOff, rules: EngagementRules) -> Step:
    """Close a session that was cut off, with what it had counted (R13)."""
    opening, checkpoint = left_off.opening, left_off.checkpoint
    session = EngagementSession.resume(
        checkpoint, rules=rules, is_still=opening.asset.media_type in STILLS
    )
    events = session.close()
    return Step(opening, (), events, session.checkpoint(), session.progress(opening.generation))
