"""HubSpot's Media Bridge API, all that would change if HubSpot changed it.

Knows: host, families (versions) and their paths, bounds of the fields, names of headers and
policies, rate limits.
Must never know: how a body is built, sent or judged.
"""

from enum import Enum

from tracker.model.events import EventKind
from tracker.model.phrases import phrase

BASE_URL = "https://api.hubapi.com"
"""Where HubSpot's API lives."""

SCOPE_WRITE = "media_bridge.write"
"""The permission that sending an event needs."""

SCOPE_READ_CONTACTS = "crm.objects.contacts.read"
"""The permission that looking up a contact by address or badge needs."""

SCOPE_WRITE_CONTACTS = "crm.objects.contacts.write"
"""The permission that creating a contact needs."""

CONTACTS_PATH = "/crm/objects/2026-03/contacts"
"""Contacts are read at this path plus their id, or what ``idProperty`` says instead of it."""

MEDIA_OBJECTS_PATH = "/media-bridge/2026-09/objects"
"""Media objects are made here; of the current families only this one has the path."""


class ApiFamily(Enum):
    """The versions of the API; the value is the part of the path after ``/media-bridge/``.

    V1 is what HubSpot's own page documents; its support ends in September 2027. The dated
    families take the same fields. V2 is known from HubSpot's guide only: it answers before it
    has processed the event.
    """

    V1 = "v1"
    V2026_03 = "2026-03"
    V2026_09 = "2026-09"
    V2 = "v2"

    @property
    def knows_play_context(self) -> bool:
        """Whether ``externalPlayContext`` is a field of this family's requests."""
        return self is not ApiFamily.V2

    @property
    def note_on_fields(self) -> str:
        """What a person should know of the fields that it takes."""
        if self.knows_play_context:
            return phrase("Doctor", "it takes externalPlayContext, which came in 2026")
        return phrase("Doctor", "it does not take externalPlayContext, which came in 2026")


class OAuthFamily(Enum):
    """The versions of the token endpoint; the value is the part of the path after ``/oauth/``."""

    V2026_03 = "2026-03"
    V2026_09 = "2026-09"
    V3 = "v3"

    @property
    def token_path(self) -> str:
        """Where a code or a refresh token becomes an access token."""
        return f"/oauth/{self.value}/token"

    @property
    def introspect_path(self) -> str:
        """Where a token's scopes are told."""
        return f"{self.token_path}/introspect"

    @property
    def revoke_path(self) -> str:
        """Where a refresh token is given back."""
        return f"{self.token_path}/revoke"


APP_URL = "https://app.hubspot.com"
"""Where a person signs in; the page that asks for consent lies at ``AUTHORIZE_PATH``."""

AUTHORIZE_PATH = "/oauth/authorize"


class PlayContext(Enum):
    """Where a medium was played, outside HubSpot: the values of ``externalPlayContext``."""

    EMAIL = "EMAIL"
    EXTERNAL_PAGE = "EXTERNAL_PAGE"


EVENT_LEAVES: dict[EventKind, str] = {
    EventKind.MEDIA_PLAYED: "media-played",
    EventKind.QUARTILE: "media-played-percent",
    EventKind.ATTENTION_SPAN: "attention-span",
}
"""The last part of an event's path."""


def event_path(family: ApiFamily, kind: EventKind) -> str:
    """Return the path that an event of this kind is posted to."""
    return f"/media-bridge/{family.value}/events/{EVENT_LEAVES[kind]}"


MIN_INT32, MAX_INT32 = -(2**31), 2**31 - 1
MIN_INT64, MAX_INT64 = -(2**63), 2**63 - 1

BURST_LIMIT = (110, 10)
"""Requests in a rolling window of seconds that HubSpot allows an OAuth app for each account."""

HEADER_LIMIT_MAX = "X-HubSpot-RateLimit-Max"
HEADER_LIMIT_REMAINING = "X-HubSpot-RateLimit-Remaining"
HEADER_LIMIT_INTERVAL_MS = "X-HubSpot-RateLimit-Interval-Milliseconds"


class LimitPolicy(Enum):
    """The ``policyName`` of a 429 answer."""

    TEN_SECONDLY_ROLLING = "TEN_SECONDLY_ROLLING"
    SECONDLY = "SECONDLY"
    DAILY = "DAILY"


STATUS_MOVING = 477
"""HubSpot's own status: the account is moving to another region; Retry-After is in seconds."""

MAX_RETRY_AFTER_S = 24 * 3600
"""The longest pause that HubSpot speaks of (477: typically up to 24 hours)."""
