"""Contacts by address or badge: read, and created only where that is allowed.

Knows: HubSpot's paths for contacts, and what their answers mean for a person.
Must never know: sessions or the queue. No address or badge reaches the log.

A question that got no clear answer is repeated a few times at once: to ask twice changes
nothing. Creating is never repeated here: whoever asks again finds what the first one made.
"""

import json
import re
import threading
import time
from urllib.parse import quote

import stamina

from tracker.hubspot.answers import parse_contact_id, parse_error_answer
from tracker.hubspot.api import CONTACTS_PATH, SCOPE_READ_CONTACTS, SCOPE_WRITE_CONTACTS
from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sentences import but_for_the_event
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.hubspot.tokens import TokenDelayedError, TokenSource, tokens_of
from tracker.hubspot.wire import Wire
from tracker.model.delivery import AuthNeeded, Delivered, Doubtful, Rejected, RetryCause, RetryLater
from tracker.model.errors import AuthError
from tracker.model.people import ContactAnswer, ContactFound, ContactUnknown, Person
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

ATTEMPTS = 3
"""How often one question is asked in a row."""

WAIT_FIRST_S, WAIT_MOST_S = 0.2, 2.0
"""Waits between them, in seconds."""

TIMES = RequestTimes(read_s=15.0, write_s=10.0, total_s=20.0)
"""How long a question may take: unlike an event's, its answer is not worth a long wait."""

SPACING_S = 0.2
"""Questions are at least so many seconds apart, so that events keep the account's rate limit."""

_EXISTING = re.compile(r"Existing ID:\s*([0-9]{1,19})")


@dataclass(frozen=True, slots=True)
class ContactRules:
    """How people are looked up.

    ``badge_property`` names the contact's property that holds a badge (it must be unique there);
    without it badges are not looked up. ``may_create`` allows to create a contact for an address
    whose owner has consented.
    """

    badge_property: str = ""
    may_create: bool = False


class _Unclear(Exception):  # noqa: N818  it is no error but a reason to ask again
    """The question got no clear answer."""


class HubSpotContacts:
    """A ``ContactBook`` over HubSpot's CRM; callable by several threads at once."""

    def __init__(
        self, settings: HubSpotSettings, token_source: TokenSource, rules: ContactRules
    ) -> None:
        """Raise SettingsError for an address or a proxy that cannot be used."""
        self._rules = rules
        self._tokens = tokens_of(token_source)
        self._wire = Wire(settings)
        self._turn = threading.Lock()
        self._next_s = 0.0

    def find(self, person: Person) -> ContactAnswer:
        """Look a person up by address, else by badge; create the contact where that is allowed."""
        viewer = person.viewer
        answer: ContactAnswer = ContactUnknown()
        if viewer.email is not None:
            answer = self._read(viewer.email, "email")
        elif viewer.badge is not None:
            if not self._rules.badge_property:
                unset = phrase(
                    "Outcomes", "Which property holds a badge is not set; set badge_property."
                )
                return Rejected(0, unset, systemic=True)
            answer = self._read(viewer.badge, self._rules.badge_property)
        is_allowed = self._rules.may_create and person.has_consent
        if isinstance(answer, ContactUnknown) and viewer.email is not None and is_allowed:
            return self._create(viewer.email)
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _read(self, value: str, id_property: str) -> ContactAnswer:
        path = f"{CONTACTS_PATH}/{quote(value, safe='')}"
        # Of all properties only the one that is known anyway.
        params = {"idProperty": id_property, "properties": id_property}
        answer: ContactAnswer = ContactUnknown()
        try:
            for attempt in stamina.retry_context(
                on=_Unclear,
                attempts=ATTEMPTS,
                wait_initial=WAIT_FIRST_S,
                wait_max=WAIT_MOST_S,
                wait_jitter=WAIT_FIRST_S,
            ):
                with attempt:
                    answer = self._ask("GET", path, None, params)
                    if isinstance(answer, RetryLater) and answer.cause is RetryCause.SERVER:
                        raise _Unclear
        except _Unclear:
            pass
        return answer

    def _create(self, email: str) -> ContactAnswer:
        body = json.dumps({"properties": {"email": email}}).encode()
        return self._ask("POST", CONTACTS_PATH, body, {})

    def _ask(
        self, method: str, path: str, content: bytes | None, params: dict[str, str]
    ) -> ContactAnswer:
        try:
            token = self._tokens.get()
            seen = self._exchange(method, path, content, params, token)
            if seen.status == 401:
                seen = self._exchange(method, path, content, params, self._tokens.renew(token))
        except AuthError as error:
            return AuthNeeded(error.whole)
        except TokenDelayedError as delay:
            return delay.outcome
        return _judge(method, seen)

    def _exchange(
        self, method: str, path: str, content: bytes | None, params: dict[str, str], token: str
    ) -> Exchange:
        with self._turn:
            time.sleep(max(self._next_s - time.monotonic(), 0.0))
            self._next_s = time.monotonic() + SPACING_S
        return self._wire.exchange(method, path, content=content, token=token, params=params)


def _judge(method: str, seen: Exchange) -> ContactAnswer:
    """Return what an exchange says of a contact."""
    created = method == "POST"
    if seen.status is not None and 200 <= seen.status < 300:
        contact_id = parse_contact_id(seen.body)
        if contact_id is not None:
            return ContactFound(contact_id, created)
        return RetryLater(
            RetryCause.SERVER, phrase("Outcomes", "HubSpot's answer names no contact."), seen.status
        )
    if seen.status == 404 and not created and _is_hubspots(seen):
        return ContactUnknown()
    if seen.status == 409 and created and (found := _EXISTING.search(_said(seen))):
        return ContactFound(int(found[1]))
    outcome = classify(seen, scope=SCOPE_WRITE_CONTACTS if created else SCOPE_READ_CONTACTS)
    match outcome:
        case Doubtful(cause, message, status):
            # A look-up changes nothing: whether it arrived is all the same.
            return RetryLater(cause, but_for_the_event(message), status)
        case Delivered():
            raise AssertionError("a success was not judged as one")
        case _:
            return outcome


def _is_hubspots(seen: Exchange) -> bool:
    """Whether an answer is HubSpot's own; a proxy's 404 says nothing about a contact."""
    answer = parse_error_answer(seen.body, secret=seen.secret)
    return answer is not None and bool(answer.category or answer.message)


def _said(seen: Exchange) -> str:
    answer = parse_error_answer(seen.body, secret=seen.secret)
    return answer.message if answer else ""
