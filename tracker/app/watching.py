"""Following other programs' players: each is a viewing of its own, marked as seen from outside.

Knows: which line stands behind a player, and who hears what.
Must never know: D-Bus, or how films are counted.
"""

import threading
from collections.abc import Callable, Sequence

from tracker.app.arguments import ProfilePath
from tracker.app.hosting import HostLine, HostNews
from tracker.library.allowed import AllowedFilms
from tracker.model.errors import MissingPartError, PlaybackError, TrackerError
from tracker.model.events import Quartile
from tracker.model.media import Viewer
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample
from tracker.playback.player import MediaInfo


@dataclass(frozen=True, slots=True)
class WatchNews:
    """Who hears what: (player, path), (player, quartile), and sentences for a person."""

    on_film: Callable[[str, str], None]
    on_quartile: Callable[[str, Quartile], None]
    on_problem: Callable[[str], None]


class _Outsider:
    """One player, and its line, which is made when the first film is to be followed."""

    def __init__(self, name: str, make_line: Callable[[str], HostLine], news: WatchNews) -> None:
        self._name = name
        self._make_line = make_line
        self._news = news
        self._line: HostLine | None = None

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Begin a session."""
        if self._line is None:
            try:
                line = self._make_line(self._name)
                line.start()
            except TrackerError as error:
                self.noticed(error.whole)
                return
            line.change(seeks_found=True, observed=True)
            self._line = line
        self._news.on_film(self._name, info.location)
        self._line.opening(generation, info)

    def sampled(self, sample: PlaybackSample) -> None:
        """Pass a sample on."""
        if self._line is not None:
            self._line.sampled(sample)

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Tell of it."""
        self.noticed(error.whole)

    def noticed(self, message: str) -> None:
        """Tell of it."""
        self._news.on_problem(message)

    def gone(self) -> None:
        """Write the end."""
        if self._line is not None:
            self._line.end()


def watch_players(
    allowed: Sequence[str],
    *,
    viewer: Viewer,
    profile: ProfilePath,
    sync: bool,
    news: WatchNews,
    ended: threading.Event,
) -> None:
    """Follow every player that plays one of the allowed films, until ``ended`` is set.

    Raise SettingsError for a list that allows nothing, MissingPartError without the D-Bus
    library, PlaybackError without a session bus.
    """
    films = AllowedFilms(allowed)
    try:
        from tracker.playback.mpris import PlayerWatch
    except ImportError as error:
        raise MissingPartError(
            f"Other programs' players are reached by D-Bus, and {error.name} is missing.",
            hint="Install it: pip install 'media-bridge-tracker[player]'",
        ) from error

    def make_line(name: str) -> HostLine:
        return HostLine(
            HostNews(on_problem=news.on_problem),
            viewer=viewer,
            profile=profile,
            sync=sync,
            on_quartile=lambda quartile: news.on_quartile(name, quartile),
        )

    PlayerWatch(lambda name: _Outsider(name, make_line, news), films.find).follow(ended)
