"""The client: sends a row's body once and says what became of it.

Knows: which path a row goes to, and that a refused token is asked for anew, once.
Must never know: the queue, backoff, or where the token is kept.
"""

from tracker.hubspot import payloads
from tracker.hubspot.api import event_path
from tracker.hubspot.outcomes import classify
from tracker.hubspot.settings import HubSpotSettings
from tracker.hubspot.tokens import TokenDelayedError, TokenSource, tokens_of
from tracker.hubspot.wire import Wire
from tracker.model.delivery import AuthNeeded, DeliveryOutcome, OutboxRow, RetryLater
from tracker.model.errors import AuthError
from tracker.model.events import kind_of


class HubSpotDestination:
    """Sends events to HubSpot; ``send`` may be called by up to eight threads at once.

    Implements ``tracker.model.protocols.Destination``. ``token_source`` is called when no token
    is held and once after a 401; it may block, and raise AuthError. Nothing is sent before the
    first event, not even to check the token. Raise SettingsError for a proxy that cannot be used.
    """

    def __init__(self, settings: HubSpotSettings, token_source: TokenSource) -> None:
        self._settings = settings
        self._token = tokens_of(token_source)
        self._wire = Wire(settings)

    def __repr__(self) -> str:
        return f"<HubSpotDestination {self._settings.family.value} {self._token!r}>"

    def path_for(self, row: OutboxRow) -> str:
        """Return the path that the row's request goes to."""
        return event_path(self._settings.family, kind_of(row.event))

    def is_ready(self) -> bool:
        """Whether a token is at hand. Returns at once."""
        return self._token.is_held()

    def prepare(self) -> RetryLater | AuthNeeded | None:
        """Get a token, before a row is in flight; it may block. Return what is in the way."""
        try:
            self._token.get()
        except AuthError as error:
            return AuthNeeded(error.whole)
        except TokenDelayedError as delay:
            return delay.outcome
        return None

    def build_body(self, row: OutboxRow) -> bytes:
        """Build the request's body from the row's facts. Pure: the same row, the same bytes."""
        return payloads.build_body(row, self._settings)

    def send(self, row: OutboxRow, body: bytes) -> DeliveryOutcome:
        """Send the body and classify what came of it; after a 401, once more with a new token.

        Never raise for the network's sake. A 401 means "not processed", so that the second
        request cannot make a duplicate.
        """
        path = self.path_for(row)
        status = None
        try:
            token = self._token.get()
            seen = self._wire.exchange("POST", path, content=body, token=token)
            status = seen.status
            if status == 401:
                token = self._token.renew(token)
                seen = self._wire.exchange("POST", path, content=body, token=token)
        except AuthError as error:
            return AuthNeeded(error.whole, status)
        except TokenDelayedError as delay:
            return delay.outcome
        return classify(seen)

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()
