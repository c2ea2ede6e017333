"""An engagement event on the terminal: its JSON line, and the same in words.

Knows: the fields that other programs rely on.
Must never know: where the event comes from.
"""

from tracker.model.events import EngagementEvent, QuartileReached, kind_of


def event_fields(event: EngagementEvent) -> dict[str, object]:
    """Return the fields of an event's JSON line."""
    fields: dict[str, object] = {
        "kind": kind_of(event).value,
        "session_id": event.session_id,
        "t": event.t_ms,
        "occurred_ms": event.occurred_ms,
    }
    if isinstance(event, QuartileReached):
        fields["percent"] = int(event.quartile)
    return fields


def event_text(event: EngagementEvent) -> str:
    """Return an event in words."""
    if isinstance(event, QuartileReached):
        return f"quartile {int(event.quartile)} %"
    return kind_of(event).value.replace("-", " ")
