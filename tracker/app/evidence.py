"""The evidence, for people: check all of it, or take it away.

Knows: which rules of today recompute what is stored, and how the calling thread gets at it.
Must never know: how it is shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.app.audit import RulesAuditor
from tracker.engagement.rules import EngagementRules
from tracker.storage.proof import Problem
from tracker.storage.takeout import Takeout
from tracker.storage.verify import Verification, Verifier

__all__ = ["Problem", "Verification", "open_takeout", "open_verifier"]


@contextmanager
def open_verifier(profile: Path, rules: EngagementRules) -> Iterator[Verifier]:
    """Open the profile's queue for the calling thread, for as long as the context lasts."""
    verifier = Verifier(profile, RulesAuditor(rules))
    try:
        yield verifier
    finally:
        verifier.close()


@contextmanager
def open_takeout(profile: Path) -> Iterator[Takeout]:
    """Open the profile's queue for the calling thread, for as long as the context lasts."""
    takeout = Takeout(profile)
    try:
        yield takeout
    finally:
        takeout.close()
