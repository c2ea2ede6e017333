"""Which families of the API answer this token, and whose clock is right.

Knows: that an empty event is refused everywhere, so that asking leaves nothing behind.
Must never know: when it may ask: only on a person's wish, since it sends the token.
"""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from tracker.hubspot.answers import parse_error_answer
from tracker.hubspot.api import ApiFamily, event_path
from tracker.hubspot.outcomes import classify
from tracker.hubspot.sentences import FOREIGN
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.hubspot.tokens import TokenDelayedError, TokenSource, tokens_of
from tracker.hubspot.wire import Wire
from tracker.model.delivery import AuthNeeded, Delivered, Rejected
from tracker.model.errors import AuthError
from tracker.model.events import EventKind
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

TIMES = RequestTimes(read_s=10.0, write_s=10.0, total_s=15.0)


@dataclass(frozen=True, slots=True)
class FamilyAnswer:
    """What one family said. ``server_s`` is its clock as Unix time in seconds, if it told one."""

    family: ApiFamily
    answers: bool
    message: str
    server_s: float | None = None


def ask_families(settings: HubSpotSettings, source: TokenSource) -> list[FamilyAnswer]:
    """Ask each family once. Raise AuthError where there is no token."""
    wire = Wire(settings)
    try:
        token = tokens_of(source).get()
        return [_ask(wire, family, token) for family in ApiFamily]
    except TokenDelayedError as delay:
        raise AuthError(
            phrase("Errors", "{delay}.").format(delay=delay.outcome.message),
            hint=phrase("Errors", "Try again later."),
        ) from None
    finally:
        wire.close()


def _ask(wire: Wire, family: ApiFamily, token: str) -> FamilyAnswer:
    path = event_path(family, EventKind.MEDIA_PLAYED)
    seen = wire.exchange("POST", path, content=b"{}", token=token)
    server_s = _date(seen.headers)
    # A page of a hotel's network answers everything, and is no family of HubSpot's.
    is_foreign = bool(seen.body) and parse_error_answer(seen.body) is None
    if seen.status is not None and (is_foreign or seen.failure is not None):
        said = FOREIGN.format(status=seen.status)
        return FamilyAnswer(family, False, said, server_s)
    match classify(seen):
        case Delivered(status):
            return FamilyAnswer(
                family,
                True,
                phrase("Outcomes", "answers ({status})").format(status=status),
                server_s,
            )
        case Rejected(status, _, False):
            said = phrase(
                "Outcomes", "answers: it refuses an empty event, as it should ({status})"
            ).format(status=status)
            return FamilyAnswer(family, True, said, server_s)
        case AuthNeeded(message) | Rejected(_, message):
            return FamilyAnswer(family, False, message, server_s)
        case outcome:
            return FamilyAnswer(family, False, outcome.message, server_s)


def _date(headers: Mapping[str, str]) -> float | None:
    text = next((value for name, value in headers.items() if name.lower() == "date"), "")
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
