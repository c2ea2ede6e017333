"""Media objects: made where HubSpot's API offers it, once and never by repetition.

Knows: the path and the fields of a media object.
Must never know: the registry, or when an object is made.
"""

import json

from tracker.hubspot.answers import parse_object_id
from tracker.hubspot.api import MEDIA_OBJECTS_PATH
from tracker.hubspot.outcomes import classify
from tracker.hubspot.sentences import but_for_the_event
from tracker.hubspot.settings import HubSpotSettings
from tracker.hubspot.tokens import TokenDelayedError, TokenSource, tokens_of
from tracker.hubspot.wire import Wire
from tracker.model.delivery import AuthNeeded, Delivered, Doubtful, Rejected, RetryLater
from tracker.model.errors import AuthError, SettingsError
from tracker.model.media import MediaType
from tracker.model.phrases import phrase

_BY_HAND = phrase(
    "Errors",
    "Make the media object in HubSpot and write its id as media_bridge_id, or leave it: events "
    "carry the external id.",
)

_LOOK_FIRST = phrase(
    "Errors",
    "Look for it in HubSpot first: if it is there, write its id as media_bridge_id, and only "
    "otherwise try again.",
)


def create_media_object(
    settings: HubSpotSettings,
    token_source: TokenSource,
    *,
    title: str,
    media_type: MediaType,
    oembed_url: str | None,
) -> int:
    """Make a media object and return its id.

    Raise SettingsError where HubSpot does not offer it or refuses it, AuthError where the token
    does not allow it. It is asked for once: a repeated request could make a second object.
    """
    fields = {"mediaType": media_type.value, "title": title}
    if oembed_url is not None:
        fields["oembedUrl"] = oembed_url
    tokens, wire = tokens_of(token_source), Wire(settings)
    try:
        token = tokens.get()
        seen = wire.exchange(
            "POST", MEDIA_OBJECTS_PATH, content=json.dumps(fields).encode(), token=token
        )
    except TokenDelayedError as delay:
        raise AuthError(
            phrase("Errors", "{delay}.").format(delay=delay.outcome.message),
            hint=phrase("Errors", "Try again later."),
        ) from None
    finally:
        wire.close()
    if seen.status is not None and 200 <= seen.status < 300:
        object_id = parse_object_id(seen.body)
        if object_id is not None:
            return object_id
        raise SettingsError(
            phrase("Errors", "HubSpot's answer names no media object."), hint=_BY_HAND
        )
    if seen.status in (404, 405, 410):
        raise SettingsError(
            phrase("Errors", "HubSpot does not offer media objects to this account."), hint=_BY_HAND
        )
    match classify(seen):
        case AuthNeeded(message):
            raise AuthError(
                phrase("Errors", "{message}.").format(message=message),
                hint=phrase("Errors", "Then try again."),
            )
        case Doubtful(_, message):
            said = but_for_the_event(message)
            raise SettingsError(
                phrase("Errors", "{said}; the object may have been made.").format(said=said),
                hint=_LOOK_FIRST,
            )
        case RetryLater(_, message):
            raise SettingsError(
                phrase("Errors", "{message}.").format(message=message),
                hint=phrase("Errors", "Nothing was made; try again later."),
            )
        case Rejected(_, message):
            raise SettingsError(
                phrase("Errors", "{message}.").format(message=message), hint=_BY_HAND
            )
        case Delivered():
            raise AssertionError("a success was not judged as one")
