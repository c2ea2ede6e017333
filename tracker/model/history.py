"""What is kept of a viewing for good, when its events have long been delivered.

Knows: how much of a film one session came to.
Must never know: who it was.
"""

from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.units import MediaMs, UnixMs

CURVE_PARTS = 100
"""Into how many equal parts a film is divided for its attention curve."""


@dataclass(frozen=True, slots=True)
class PastViewing:
    """A session that is over. ``opened_ms`` is None where no trusted clock knew the time.

    ``quartile`` is the highest that was earned, in percent, None for a medium without any.
    ``curve[i]`` says how often the i-th of ``CURVE_PARTS`` parts was watched, at most 255; it is
    empty where the length was never known. ``is_identified`` says that somebody was named.
    """

    session_id: str
    asset: Asset
    device: str
    visit_id: str | None
    opened_ms: UnixMs | None
    played_wall_ms: int
    covered_ms: MediaMs
    duration_ms: MediaMs | None
    quartile: int | None
    curve: bytes
    is_identified: bool
    is_unattended: bool
