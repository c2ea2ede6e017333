"""A listener that writes down what it hears and lets a test wait for it."""

import threading
import time
from collections.abc import Callable

from tracker.model.errors import PlaybackError
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.playback.player import MediaInfo


class Ear:
    """Hears everything. ``heard`` keeps the order: kinds of samples, and three more words."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self.heard: list[tuple[int, str]] = []
        self.samples: list[PlaybackSample] = []
        self.infos: dict[int, MediaInfo] = {}
        self.failures: dict[int, PlaybackError] = {}
        self.notices: list[str] = []

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Write an opening down."""
        with self._news:
            self.infos[generation] = info
            self.heard.append((generation, "opening"))
            self._news.notify_all()

    def sampled(self, sample: PlaybackSample) -> None:
        """Write a sample down."""
        with self._news:
            self.samples.append(sample)
            self.heard.append((sample.generation, sample.kind.value))
            self._news.notify_all()

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Write a failure down."""
        with self._news:
            self.failures[generation] = error
            self.heard.append((generation, "failed"))
            self._news.notify_all()

    def noticed(self, message: str) -> None:
        """Write a notice down."""
        with self._news:
            self.notices.append(message)
            self._news.notify_all()

    def wait(self, condition: Callable[[], bool], *, seconds: float = 15.0) -> None:
        """Wait until the condition is true, by what is heard or besides; fail after a while."""
        deadline = time.monotonic() + seconds
        with self._news:
            while not condition():
                left = deadline - time.monotonic()
                assert left > 0, f"not heard within {seconds} s; heard: {self.heard}"
                self._news.wait(min(left, 0.05))

    def wait_for(self, kind: SampleKind, *, count: int = 1, generation: int = 1) -> None:
        """Wait until a generation has made so many samples of a kind."""
        self.wait(lambda: len(self.of(kind, generation=generation)) >= count)

    def of(self, kind: SampleKind, *, generation: int = 1) -> list[PlaybackSample]:
        """Return a generation's samples of a kind."""
        return [s for s in self.samples if s.kind is kind and s.generation == generation]

    def kinds(self, *, generation: int = 1) -> list[SampleKind]:
        """Return the kinds of all samples of a generation, in order."""
        return [s.kind for s in self.samples if s.generation == generation]
