"""The trace format: a viewing as lines of JSON, one sample each (playback-semantics).

Knows: the form of a row, both ways.
Must never know: files. A trace holds no personal data.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from tracker.model.errors import SettingsError
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs

_LARGEST_MS = 10**13
"""No time in a trace is larger than this many milliseconds (the year 2286)."""

WALL_DRIFT_MS = 100
"""A wall-clock row is written whenever the two clocks have parted by more than this."""

_HINT = "A trace is a JSONL file: one object a line with a time “t” and a kind “e”."


def read_trace(lines: Iterable[str]) -> Iterator[PlaybackSample]:
    """Yield the samples of a trace; ``t`` becomes ``at_ns``, blank lines are passed over.

    Raise SettingsError, naming the line, for what is no trace row or goes back in time.
    """
    previous_ns = MonotonicNs(0)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            sample = _parse_row(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise SettingsError(
                f"Line {number} is no row of a trace: {error}", hint=_HINT
            ) from None
        if sample.at_ns < previous_ns:
            raise SettingsError(f"Line {number} of the trace goes back in time.", hint=_HINT)
        previous_ns = sample.at_ns
        yield sample


def trace_row(sample: PlaybackSample, opened_ns: MonotonicNs) -> str:
    """Return a sample as a line of a trace, without its line end."""
    row: dict[str, object] = {
        "t": (sample.at_ns - opened_ns) // NS_PER_MS,
        "e": sample.kind.value,
    }
    match sample.kind:
        case SampleKind.OPEN:
            row |= {
                "duration": sample.duration_ms,
                "start": sample.position_ms or 0,
                "canonical": sample.canonical,
            }
        case SampleKind.TICK:
            row["pos"] = sample.position_ms
        case SampleKind.SEEK:
            row["to"] = sample.position_ms
        case SampleKind.RATE:
            row["rate"] = sample.rate
        case SampleKind.LENGTH:
            row["duration"] = sample.duration_ms
        case SampleKind.WALL:
            row["wall_ms"] = sample.wall_ms
    return json.dumps(row)


class TraceRows:
    """Turns the samples of one session into rows, with a wall-clock row where one is due.

    ``t`` counts from ``opened_ns``; the wall clock is told at first, and again whenever it has
    parted from the monotonic one.
    """

    def __init__(self, opened_ns: MonotonicNs) -> None:
        self._opened_ns = opened_ns
        self._offset_ms: int | None = None

    def of(self, sample: PlaybackSample) -> list[str]:
        """Return the rows of a sample, without line ends."""
        rows = [trace_row(sample, self._opened_ns)]
        if sample.wall_ms is None or sample.kind is SampleKind.WALL:
            return rows
        offset_ms = sample.wall_ms - sample.at_ns // NS_PER_MS
        if self._offset_ms is None or abs(offset_ms - self._offset_ms) > WALL_DRIFT_MS:
            self._offset_ms = offset_ms
            wall = PlaybackSample(SampleKind.WALL, sample.at_ns, wall_ms=sample.wall_ms)
            rows.append(trace_row(wall, self._opened_ns))
        return rows


def _parse_row(row: object) -> PlaybackSample:
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    fields = cast("dict[str, Any]", row)
    try:
        kind = SampleKind(fields.get("e"))
    except ValueError:
        raise ValueError("its kind “e” is unknown") from None
    at_ns = MonotonicNs(_milliseconds(fields, "t", least=0) * NS_PER_MS)
    match kind:
        case SampleKind.OPEN:
            return PlaybackSample(
                kind,
                at_ns,
                position_ms=MediaMs(_milliseconds(fields, "start", least=0, default=0)),
                duration_ms=_duration(fields),
                canonical=fields.get("canonical") is True,
            )
        case SampleKind.TICK:
            return PlaybackSample(kind, at_ns, position_ms=MediaMs(_milliseconds(fields, "pos")))
        case SampleKind.SEEK:
            return PlaybackSample(kind, at_ns, position_ms=MediaMs(_milliseconds(fields, "to")))
        case SampleKind.RATE:
            return PlaybackSample(kind, at_ns, rate=_rate(fields))
        case SampleKind.LENGTH:
            return PlaybackSample(kind, at_ns, duration_ms=_duration(fields))
        case SampleKind.WALL:
            wall_ms = UnixMs(_milliseconds(fields, "wall_ms"))
            return PlaybackSample(kind, at_ns, wall_ms=wall_ms)
        case _:
            return PlaybackSample(kind, at_ns)


def _milliseconds(
    fields: dict[str, Any], name: str, *, least: int = -_LARGEST_MS, default: int | None = None
) -> int:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"“{name}” is not a number")
    if not least <= value <= _LARGEST_MS:
        raise ValueError(f"“{name}” is out of range")
    return round(value)


def _duration(fields: dict[str, Any]) -> MediaMs | None:
    if fields.get("duration") is None:
        return None
    return MediaMs(_milliseconds(fields, "duration"))


def _rate(fields: dict[str, Any]) -> float:
    rate = fields.get("rate")
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 < rate <= 1_000:
        raise ValueError("“rate” is not a number above 0")
    return float(rate)
