"""Writing real viewings as traces, so that they can be replayed.

Knows: files.
Must never know: the rules. A trace holds no personal data (playback-semantics).
"""

import os
from pathlib import Path
from typing import TextIO

from tracker.engagement.trace import TraceRows
from tracker.model.errors import SettingsError
from tracker.model.media import SessionOpening
from tracker.model.samples import PlaybackSample


class TraceFile:
    """Writes the first session to ``path``, later ones beside it (``name-2.jsonl``, …).

    The file is made at once, so that a path that cannot be written is refused before a film
    plays: raises SettingsError. Use it on one thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 1
        self._session_id: str | None = None
        self._rows: TraceRows | None = None
        self._file = self._create(path)

    def take(self, opening: SessionOpening, sample: PlaybackSample) -> None:
        """Write one sample of a session. Raise SettingsError where a further file cannot be."""
        if self._rows is None or opening.session_id != self._session_id:
            self._rows = self._begin(opening, sample)
        for row in self._rows.of(sample):
            self._file.write(row + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _begin(self, opening: SessionOpening, sample: PlaybackSample) -> TraceRows:
        if self._session_id is not None:
            self._file.close()
            self._count += 1
            name = f"{self._path.stem}-{self._count}{self._path.suffix}"
            self._file = self._create(self._path.with_name(name))
        self._session_id = opening.session_id
        return TraceRows(sample.at_ns)

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
