"""The border crossings of the line, for whoever wants to watch an event travel.

Knows: one frozen type for each border: sample, event, row, request, answer.
Must never know: who watches, or how it is printed.
"""

from collections.abc import Callable
from typing import TypeAlias

from tracker.model.delivery import DeliveryOutcome, OutboxRow
from tracker.model.events import EngagementEvent
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample


@dataclass(frozen=True, slots=True)
class SampleTaken:
    """The player reported something."""

    sample: PlaybackSample


@dataclass(frozen=True, slots=True)
class EventEarned:
    """The engagement core concluded an event."""

    event: EngagementEvent


@dataclass(frozen=True, slots=True)
class RowQueued:
    """The event is durably in the outbox as row ``seq``; ``held`` says that it waits."""

    seq: int
    event: EngagementEvent
    held: bool


@dataclass(frozen=True, slots=True)
class ViewerNamed:
    """The running session has a viewer now; ``released`` says that its rows wait no longer."""

    session_id: str
    released: bool


@dataclass(frozen=True, slots=True)
class RequestSent:
    """A request for the row is about to leave; ``path`` is the endpoint's path."""

    row: OutboxRow
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class AnswerReceived:
    """The row's request was answered, or failed."""

    row: OutboxRow
    outcome: DeliveryOutcome
    elapsed_ms: int


Crossing: TypeAlias = (
    SampleTaken | EventEarned | RowQueued | ViewerNamed | RequestSent | AnswerReceived
)
Witness: TypeAlias = Callable[[Crossing], None]
"""Called on the thread where the crossing happens; it must return at once and never raise."""
