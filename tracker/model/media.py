"""What is watched, and who watches it.

Knows: the asset's and the viewer's facts, as they stand in our own records.
Must never know: HubSpot's field names, files, or the player.
"""

from enum import Enum

from tracker.model.records import dataclass
from tracker.model.units import MediaMs


class MediaType(Enum):
    """What a medium holds, judged by its tracks and never by its name."""

    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    DOCUMENT = "DOCUMENT"
    IMAGE = "IMAGE"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Asset:
    """A film (or other medium) as our records know it.

    ``external_id`` is ours and stable: it comes from the content, so a renamed file keeps it.
    ``media_bridge_id`` is the id of a registered media object and wins over ``external_id``; one
    of them is needed.
    ``page_id`` names a page inside HubSpot; ``page_name`` and ``page_url`` one outside it.
    ``canonical_duration_ms`` is the duration that no player report may replace (R9).
    """

    name: str
    media_type: MediaType = MediaType.VIDEO
    external_id: str | None = None
    media_bridge_id: int | None = None
    media_url: str | None = None
    page_id: int | None = None
    page_name: str | None = None
    page_url: str | None = None
    canonical_duration_ms: MediaMs | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the screen, as far as known; all None means anonymous.

    ``contact_id`` is the CRM's id. ``email`` and ``badge`` wait to be resolved to one.
    ``contact_utk`` and ``hsenc`` are set only by a host program that really has them.
    """

    contact_id: int | None = None
    email: str | None = None
    badge: str | None = None
    contact_utk: str | None = None
    hsenc: str | None = None

    @property
    def is_deliverable(self) -> bool:
        """Whether events of this viewer can be sent: a contact id or a user token is known."""
        return self.contact_id is not None or self.contact_utk is not None


ANONYMOUS = Viewer()
"""Nobody known yet: events are held until somebody is identified."""


@dataclass(frozen=True, slots=True)
class SessionOpening:
    """The start of one session: one asset, one viewer, one device, one opening (R11).

    ``session_id`` is a random UUID and is what the CRM gets as the session's id.
    ``generation`` is that of the player's opening, which its samples carry. ``visit_id`` is the
    visit to a stand that it is part of, None elsewhere.
    """

    session_id: str
    generation: int
    asset: Asset
    viewer: Viewer = ANONYMOUS
    device: str = ""
    visit_id: str | None = None
