"""Prints each border crossing of the line as it happens, in words or as JSON.

Knows: the words for a sample, an event, a row, a request and an answer.
Must never know: what is done about them.
"""

import threading
from dataclasses import field

import click

from tracker.cli.context import emit
from tracker.cli.events import event_fields, event_text
from tracker.model.crossings import (
    AnswerReceived,
    Crossing,
    EventEarned,
    RequestSent,
    RowQueued,
    SampleTaken,
    ViewerNamed,
)
from tracker.model.delivery import Delivered
from tracker.model.events import kind_of
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MonotonicNs


@dataclass(slots=True)
class Tally:
    """Counts what this run queued and delivered; fed from several threads."""

    queued: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    delivered: set[int] = field(default_factory=set)
    session_ids: list[str] = field(default_factory=list)
    _held_of: dict[str, set[int]] = field(default_factory=dict)

    def take(self, crossing: Crossing) -> None:
        """Note a crossing."""
        match crossing:
            case RowQueued(seq, event, held):
                self.queued.add(seq)
                if held:
                    self.held.add(seq)
                    self._held_of.setdefault(event.session_id, set()).add(seq)
                if event.session_id not in self.session_ids:
                    self.session_ids.append(event.session_id)
            case ViewerNamed(session_id, released=True):
                self.held -= self._held_of.pop(session_id, set())
            case AnswerReceived(row, Delivered()):
                self.delivered.add(row.seq)

    @property
    def still_held(self) -> set[int]:
        """The rows of this run that still wait for a viewer, as far as it saw."""
        return self.held - self.delivered

    @property
    def delivered_of_ours(self) -> int:
        """How many of this run's rows have been delivered."""
        return len(self.queued & self.delivered)


class Narrator:
    """Prints crossings, one line each; callable from several threads."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._lock = threading.Lock()
        self._opened_ns = MonotonicNs(0)

    def __call__(self, crossing: Crossing) -> None:
        """Print one crossing."""
        with self._lock:
            if isinstance(crossing, SampleTaken) and crossing.sample.kind is SampleKind.OPEN:
                self._opened_ns = crossing.sample.at_ns
            if self._as_json:
                emit(self._fields(crossing))
            else:
                click.echo(self._words(crossing))

    def _words(self, crossing: Crossing) -> str:
        match crossing:
            case SampleTaken(sample):
                return f"sample    {self._t(sample) / 1000:8.3f} s  {_sample_text(sample)}"
            case EventEarned(event):
                return f"  event   {event.t_ms / 1000:8.3f} s  {event_text(event)}"
            case RowQueued(seq, event, held):
                state = "held, nobody is identified yet" if held else "queued"
                return f"    row     #{seq}  {event_text(event)}: {state}"
            case ViewerNamed(session_id, released):
                state = "its events wait no longer" if released else "the contact is looked up"
                return f"    viewer  of session {session_id} named: {state}"
            case RequestSent(row, path, body):
                return f"      request #{row.seq}  POST {path}  {len(body)} bytes"
            case AnswerReceived(row, outcome, elapsed_ms):
                status = "" if outcome.status is None else f"{outcome.status} "
                why = "" if isinstance(outcome, Delivered) else f": {outcome.message}"
                name = type(outcome).__name__.lower()
                return f"        answer  #{row.seq}  {status}{name} in {elapsed_ms} ms{why}"

    def _fields(self, crossing: Crossing) -> dict[str, object]:
        match crossing:
            case SampleTaken(sample):
                return {
                    "kind": "sample",
                    "t": self._t(sample),
                    "e": sample.kind.value,
                    "position_ms": sample.position_ms,
                }
            case EventEarned(event):
                return event_fields(event)
            case RowQueued(seq, event, held):
                return {
                    "kind": "row",
                    "seq": seq,
                    "session_id": event.session_id,
                    "event": kind_of(event).value,
                    "held": held,
                }
            case ViewerNamed(session_id, released):
                return {"kind": "viewer", "session_id": session_id, "released": released}
            case RequestSent(row, path, body):
                return {"kind": "request", "seq": row.seq, "path": path, "bytes": len(body)}
            case AnswerReceived(row, outcome, elapsed_ms):
                return {
                    "kind": "answer",
                    "seq": row.seq,
                    "outcome": type(outcome).__name__.lower(),
                    "status": outcome.status,
                    "elapsed_ms": elapsed_ms,
                }

    def _t(self, sample: PlaybackSample) -> int:
        return (sample.at_ns - self._opened_ns) // NS_PER_MS


def _sample_text(sample: PlaybackSample) -> str:
    match sample.kind:
        case SampleKind.TICK | SampleKind.SEEK if sample.position_ms is not None:
            return f"{sample.kind.value} {sample.position_ms / 1000:.3f} s"
        case SampleKind.OPEN | SampleKind.LENGTH if sample.duration_ms is not None:
            return f"{sample.kind.value} ({sample.duration_ms / 1000:.3f} s long)"
        case SampleKind.RATE if sample.rate is not None:
            return f"rate {sample.rate:g}"
        case _:
            return sample.kind.value
