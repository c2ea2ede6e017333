"""A contact's timeline, made of the events that the stand-in took: one card a session.

Knows: that a session without a played event is not shown, as on HubSpot's own timeline.
Must never know: HTML, or who asks.
"""

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from tracker.hubspot.api import EVENT_LEAVES
from tracker.hubspot.sandbox.received import Received
from tracker.model.events import EventKind
from tracker.model.records import dataclass

_KIND_OF_LEAF = {leaf: kind for kind, leaf in EVENT_LEAVES.items()}


@dataclass(slots=True)
class Card:
    """One session of a contact. ``played_ms`` is None where no played event came.

    ``quartiles`` are percentages in the order in which they came; ``seconds`` is what was
    watched, where the attention span has come.
    """

    session_id: str
    medium: str = ""
    played_ms: int | None = None
    quartiles: list[int] = field(default_factory=list)
    seconds: int | None = None
    spans: dict[str, int] = field(default_factory=dict)


def contacts_of(entries: Iterable[Received]) -> list[int]:
    """Return the contacts of whom an event was taken, each once, the first first."""
    found: dict[int, None] = {}
    for entry in entries:
        contact_id = (entry.fields or {}).get("contactId")
        if entry.accepted and isinstance(contact_id, int):
            found[contact_id] = None
    return list(found)


def cards_of(contact_id: int, entries: Iterable[Received]) -> list[Card]:
    """Return a contact's sessions, the latest first."""
    cards: dict[str, Card] = {}
    for entry in entries:
        fields = entry.fields or {}
        if entry.accepted and fields.get("contactId") == contact_id:
            session_id = str(fields.get("sessionId", ""))
            card = cards.setdefault(session_id, Card(session_id))
            card.medium = str(fields.get("mediaName", card.medium))
            _note(card, _KIND_OF_LEAF.get(entry.path.rpartition("/")[2]), fields)
    return list(reversed(cards.values()))


def _note(card: Card, kind: EventKind | None, fields: dict[str, Any]) -> None:
    match kind:
        case EventKind.MEDIA_PLAYED:
            card.played_ms = fields["occurredTimestamp"]
        case EventKind.QUARTILE if fields["playedPercent"] not in card.quartiles:
            card.quartiles.append(fields["playedPercent"])
        case EventKind.ATTENTION_SPAN:
            card.seconds = (fields.get("derivedValues") or {}).get("totalSecondsPlayed")
            card.spans = fields["rawDataMap"]
        case _:
            pass
