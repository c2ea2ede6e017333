"""The way to HubSpot, opened when the first event, person or token needs it.

Knows: what is made late, and that whoever needs it first makes it for all.
Must never know: how the other side is reached.

HTTP, TLS and the keyring take a third of a second to load: a film begins without them, and many
a viewing ends without ever needing them.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Generic, TypeVar

from tracker.app.settings import Settings
from tracker.hubspot.settings import HubSpotSettings
from tracker.hubspot.tokens import Tokens, tokens_of
from tracker.model.delivery import AuthNeeded, DeliveryOutcome, OutboxRow, RetryLater
from tracker.model.people import ContactAnswer, Person
from tracker.model.protocols import ContactBook, Destination

T = TypeVar("T")


class Late(Generic[T]):
    """One thing that is made by whichever thread needs it first. What making raises passes."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made: T | None = None

    def __call__(self) -> T:
        """Return it."""
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made


class LateDestination:
    """A ``Destination`` that is opened for the first row. Raise SettingsError then."""

    def __init__(self, settings: HubSpotSettings, tokens: Tokens) -> None:
        def make() -> Destination:
            from tracker.hubspot.client import HubSpotDestination

            return HubSpotDestination(settings, tokens)

        self._late = Late(make)

    def open(self) -> None:
        """Open it now. Raise SettingsError for a proxy that cannot be used."""
        self._late()

    def path_for(self, row: OutboxRow) -> str:
        """Return the path that the row's request goes to."""
        return self._late().path_for(row)

    def is_ready(self) -> bool:
        """Whether it is open and has all that a request needs. Returns at once."""
        return self._late.made is not None and self._late.made.is_ready()

    def prepare(self) -> RetryLater | AuthNeeded | None:
        """Open it and get what a request needs; return what is in the way, if anything."""
        return self._late().prepare()

    def build_body(self, row: OutboxRow) -> bytes:
        """Build the request's body from the row's facts."""
        return self._late().build_body(row)

    def send(self, row: OutboxRow, body: bytes) -> DeliveryOutcome:
        """Send the body once and classify what came of it."""
        return self._late().send(row, body)

    def close(self) -> None:
        """Let go of the connections, if there are any."""
        if self._late.made is not None:
            self._late.made.close()


class LateContacts:
    """A ``ContactBook`` that is opened for the first person. Raise SettingsError then."""

    def __init__(self, reached: HubSpotSettings, tokens: Tokens, settings: Settings) -> None:
        def make() -> ContactBook:
            from tracker.hubspot.contacts import TIMES, ContactRules, HubSpotContacts

            rules = ContactRules(
                badge_property=settings.badge_property,
                may_create=settings.create_contacts == "with-consent",
            )
            return HubSpotContacts(replace(reached, times=TIMES), tokens, rules)

        self._late = Late(make)

    def find(self, person: Person) -> ContactAnswer:
        """Look a person up."""
        return self._late().find(person)

    def close(self) -> None:
        """Let go of the connections, if there are any."""
        if self._late.made is not None:
            self._late.made.close()


class LateTokens:
    """The ``Tokens`` of a profile, whose place is looked for when the first one is needed."""

    def __init__(self, profile: Path, settings: Settings, environ: Mapping[str, str]) -> None:
        def make() -> Tokens:
            from tracker.app.account import token_source

            return tokens_of(token_source(profile, settings, environ))

        self._late = Late(make)

    def is_held(self) -> bool:
        """Whether its place is known and a token was taken from it. Returns at once."""
        return self._late.made is not None and self._late.made.is_held()

    def get(self) -> str:
        """Return a token that should be good now. Raise AuthError or TokenDelayedError."""
        return self._late().get()

    def renew(self, refused: str) -> str:
        """Return a token to try instead of ``refused``."""
        return self._late().renew(refused)
