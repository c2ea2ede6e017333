"""A recorder on a real journal, with all that it says, and viewings for it."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builders import Take
from tracker.engagement.rules import EngagementRules
from tracker.model.crossings import Crossing, RowQueued
from tracker.model.errors import StorageFullError, TrackerError
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.protocols import SessionJournal
from tracker.model.samples import PlaybackSample
from tracker.model.units import MediaMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.workers.recorder import Recorder

ANN, BEN = Viewer(contact_id=7), Viewer(contact_id=8)


class FailingJournal(Journal):
    """A journal that cannot write for its first ``failures`` tries."""

    def __init__(self, profile: Path, failures: int) -> None:
        super().__init__(profile)
        self._failures = failures

    def append(self, *call: Any, **named: Any) -> list[tuple[int, bool]]:
        """Fail, or write."""
        if self._failures > 0:
            self._failures -= 1
            raise StorageFullError("The disk is full.", hint="Make room.")
        return super().append(*call, **named)


@dataclass
class Desk:
    """A recorder, and all that it said."""

    profile: Path
    failures: int = 0
    crossings: list[Crossing] = field(default_factory=list)
    problems: list[TrackerError] = field(default_factory=list)
    progress: list[SessionProgress] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the recorder."""
        self.told = threading.Condition()
        self.ids = (f"session-{number}" for number in itertools.count())
        self.recorder = Recorder(
            self._open,
            rules=EngagementRules(),
            new_session_id=lambda: next(self.ids),
            on_progress=self._note(self.progress),
            on_problem=self._note(self.problems),
            witness=self._note(self.crossings),
        )
        self.recorder.start()

    def _open(self) -> SessionJournal:
        return FailingJournal(self.profile, self.failures)

    def _note(self, into: list) -> Callable[[object], None]:  # type: ignore[type-arg]
        def note(item: object) -> None:
            with self.told:
                into.append(item)
                self.told.notify_all()

        return note

    def play(self, samples: list[PlaybackSample], opening: SessionOpening) -> None:
        """Hand a whole viewing over."""
        self.recorder.begin(opening)
        for item in samples:
            self.recorder.take(item)

    def wait_for(self, reached: Callable[[], bool]) -> None:
        """Wait until something has been said."""
        with self.told:
            assert self.told.wait_for(reached, timeout=20)

    @property
    def rows(self) -> list[RowQueued]:
        """The rows that were reported as queued."""
        return [crossing for crossing in self.crossings if isinstance(crossing, RowQueued)]

    def stored(self) -> list[tuple[str, int | None]]:
        """Return kind and percent of each stored row."""
        browser = OutboxBrowser(self.profile)
        try:
            return [(row.kind, row.percent) for row in browser.list_rows()]
        finally:
            browser.close()


def opening(session_id: str = "s1", viewer: Viewer = ANN, **asset: int) -> SessionOpening:
    """Return an opening of generation 0."""
    duration_ms = asset.get("canonical_ms")
    return SessionOpening(
        session_id,
        generation=0,
        asset=Asset(
            "Film",
            external_id="film",
            canonical_duration_ms=None if duration_ms is None else MediaMs(duration_ms),
        ),
        viewer=viewer,
    )


WHOLE = Take(20_000).play(20_000).end().samples
SEVEN = [
    ("media-played", None),
    *(("quartile", percent) for percent in (0, 25, 50, 75, 100)),
    ("attention-span", None),
]
