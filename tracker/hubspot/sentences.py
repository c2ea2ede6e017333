"""What is said of a request's fate, and how a sentence that was stored is known again.

Knows: every sentence that an outcome carries. The queue keeps them as plain English.
Must never know: when which is said.
"""

import re
from enum import Enum

from tracker.hubspot.answers import MAX_MESSAGE_CHARS, clean_text
from tracker.model.phrases import Phrase, phrase


class Failure(Enum):
    """How a request failed without (or in the middle of) an answer, as a clause for a person."""

    NO_CONNECTION = phrase("Outcomes", "HubSpot cannot be reached")
    REFUSED = phrase("Outcomes", "HubSpot cannot be reached: the connection was refused")
    UNANSWERED = phrase("Outcomes", "HubSpot cannot be reached: nothing answered in time")
    NO_NETWORK = phrase("Outcomes", "HubSpot cannot be reached: there is no network")
    NO_NAMES = phrase(
        "Outcomes",
        "HubSpot cannot be reached: no names can be looked up; is there a network?",
    )
    NO_SUCH_NAME = phrase("Outcomes", "HubSpot cannot be reached: its name is not known")
    NO_SECURE_CONNECTION = phrase("Outcomes", "No secure connection to HubSpot")
    CERTIFICATE = phrase(
        "Outcomes", "No secure connection to HubSpot: its certificate is not trusted"
    )
    PROXY = phrase("Outcomes", "The proxy gave no way to HubSpot")
    NO_FREE_CONNECTION = phrase("Outcomes", "All connections are busy")
    TIMEOUT = phrase("Outcomes", "HubSpot did not answer in time")
    BROKEN_OFF = phrase("Outcomes", "The connection broke off")


FAILED = phrase("Outcomes", "{failure} ({detail})")
MAY_HAVE_ARRIVED = phrase("Outcomes", "{said}; the event may have arrived")
ANSWERED = phrase("Outcomes", "HubSpot answered {status}: {said}")
NO_REASON = phrase("Outcomes", "without a reason")
FOREIGN = phrase("Outcomes", "HubSpot's address answered {status}, in no form of HubSpot's")
REFUSES = phrase("Outcomes", "HubSpot refuses the token; log in again with `tracker login`")
REFUSES_AS = phrase(
    "Outcomes", "HubSpot refuses the token ({why}); log in again with `tracker login`"
)
LACKS = phrase(
    "Outcomes", "HubSpot's token lacks the permission {missing}; ask for it, then log in again"
)
MAY_LACK = phrase(
    "Outcomes",
    "HubSpot's token lacks a permission, likely {scope}; ask for it, then log in again",
)
MAY_LACK_AS = phrase(
    "Outcomes",
    "HubSpot's token lacks a permission, likely {scope} ({why}); ask for it, then log in again",
)

# What holds another sentence, or more of the same one, comes first.
_ALL = (MAY_HAVE_ARRIVED, ANSWERED, NO_REASON, FOREIGN, REFUSES_AS, REFUSES, LACKS, MAY_LACK_AS,
        MAY_LACK, *(failure.value for failure in Failure), FAILED)  # fmt: skip


def fitted(template: Phrase, name: str, text: str, **values: object) -> Phrase:
    """Return a sentence with a stranger's text in one of its places, cut so that all is bounded."""
    room = MAX_MESSAGE_CHARS - len(template.format(**values, **{name: ""}))
    return template.format(**values, **{name: clean_text(text, limit=room)})


def but_for_the_event(message: str) -> str:
    """Return a message without what it adds on the event, for a request that carried none."""
    known = known_again(message)
    if isinstance(known, Phrase) and known.template == MAY_HAVE_ARRIVED and known.values:
        return str(known.values["said"])
    return message


def known_again(text: str, *others: Phrase) -> str:
    """Return a stored sentence as the phrase that it was, or as it is where it was none.

    ``others`` are sentences of other rooms that it may also be.
    """
    for template in (*others, *_ALL):
        found = _pattern(template).fullmatch(text)
        if found is None:
            continue
        values = {name: known_again(value) for name, value in found.groupdict().items()}
        if template is not FAILED or isinstance(values["failure"], Phrase):
            return template.format(**values) if values else template
    return text


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(template)))
