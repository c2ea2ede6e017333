"""Writing real viewings as traces, so that they can be replayed.

Knows: files, and when a wall-clock row is due.
Must never know: the rules. A trace holds no personal data (playback-semantics).
"""

import os
from pathlib import Path
from typing import TextIO

from tracker.engagement.trace import trace_row
from tracker.model.errors import SettingsError
from tracker.model.media import SessionOpening
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MonotonicNs

WALL_DRIFT_MS = 100
"""A wall-clock row is written whenever the two clocks have parted by more than this."""


class TraceFile:
    """Writes the first session to ``path``, later ones beside it (``name-2.jsonl``, …).

    The file is made at once, so that a path that cannot be written is refused before a film
    plays: raises SettingsError. Use it on one thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 1
        self._session_id: str | None = None
        self._opened_ns = MonotonicNs(0)
        self._wall_offset_ms: int | None = None
        self._file = self._create(path)

    def take(self, opening: SessionOpening, sample: PlaybackSample) -> None:
        """Write one sample of a session. Raise SettingsError where a further file cannot be."""
        if opening.session_id != self._session_id:
            self._begin(opening, sample)
        self._file.write(trace_row(sample, self._opened_ns) + "\n")
        if sample.wall_ms is not None and sample.kind is not SampleKind.WALL:
            offset_ms = sample.wall_ms - sample.at_ns // NS_PER_MS
            if (
                self._wall_offset_ms is None
                or abs(offset_ms - self._wall_offset_ms) > WALL_DRIFT_MS
            ):
                self._wall_offset_ms = offset_ms
                wall = PlaybackSample(SampleKind.WALL, sample.at_ns, wall_ms=sample.wall_ms)
                self._file.write(trace_row(wall, self._opened_ns) + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _begin(self, opening: SessionOpening, sample: PlaybackSample) -> None:
        if self._session_id is not None:
            self._file.close()
            self._count += 1
            name = f"{self._path.stem}-{self._count}{self._path.suffix}"
            self._file = self._create(self._path.with_name(name))
        self._session_id = opening.session_id
        self._opened_ns = sample.at_ns
        self._wall_offset_ms = None

    @staticmethod
    def _create(path: Path) -> TextIO:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            return os.fdopen(descriptor, "w", buffering=1, encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"The trace {path} cannot be written: {error.strerror or error}.",
                hint="Choose another place with --trace-out FILE.",
            ) from error
