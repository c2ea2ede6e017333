"""The exit gesture, in words: what the check prints, so that nobody locks themselves in.

Knows: how quick is quick.
Must never know: where taps come from.
"""

from tracker.app.kiosk.config import Corner

BETWEEN_S = 1.2
"""A tap that comes later than this begins to count anew."""


def describe(corner: Corner, taps: int) -> str:
    """Return how the staff leaves, in a sentence."""
    where = corner.value.replace("-", " ")
    return (
        f"To leave: tap {taps} times in the {where} corner, less than {BETWEEN_S:g} seconds "
        "from one tap to the next, then enter the PIN."
    )
