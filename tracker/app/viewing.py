"""``tracker.Viewing``: one film in anybody's player, fed by hand.

Knows: the words by which a host says what its player does.
Must never know: which player it is, or how anything is counted.
"""

from collections.abc import Callable

from tracker.app.arguments import Media, ProfilePath, milliseconds, speed
from tracker.app.hosting import HostLine, HostNews
from tracker.model.delivery import SyncStatus
from tracker.model.events import Quartile
from tracker.model.media import ANONYMOUS, MediaType, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.player import MediaInfo
from tracker.playback.reporter import Reporter

_GENERATION = 1


class _Known:
    """Listens to a reporter for a line whose asset is known already."""

    def __init__(self, line: HostLine) -> None:
        self.sampled = line.sampled
        self.failed = line.failed
        self.noticed = line.noticed

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Leave it: the session was begun with its asset."""


class Viewing:
    """One film, watched in a player of the host's, which says here what the player does.

    ``media`` is a path, an http(s) address, or an ``Asset`` of the host's own making.
    ``viewer`` says who watches; events of nobody known are held until somebody is named.
    ``profile`` is the directory of settings, queue and log: None is ``TRACKER_PROFILE``, else the
    user's own. ``start_ms`` is where the film begins to play, in media milliseconds.
    ``duration_ms`` is the player's report of the film's length, None while unknown; one that no
    report may change stands in the asset or in ``media.toml`` (R9). ``media_type`` says what a
    path or address holds. ``sync`` says whether this process sends, too; without it events wait
    for ``tracker sync``. ``seeks_announced`` is False where the player jumps without a word, and
    ``observed`` True where it is asked from outside: both widen the error bound of the evidence.

    The callbacks come on threads of the tracker's, one at a time each, must return soon, and may
    raise; a program with an event loop hands them on to it, in asyncio by
    ``loop.call_soon_threadsafe``. They are ``on_quartile(quartile)`` when a quarter was reached
    (R8), ``on_progress(progress)`` after each report, ``on_sync(status)`` when sending gets on or
    is held up, and ``on_problem(text)`` with a sentence for a person.

    Its methods may be called from any thread and return at once, ``close`` excepted. What is
    said is stamped with the time of the call: say it when it happens. After ``close``, and in a
    fork of the process, they do nothing. Where the process ends without ``close``, the viewing
    is closed then; where it crashes, the next start of any tracker on the profile sees to it.

    Raise SettingsError for a medium, a viewer or a setting that cannot be used, StorageError for
    a profile whose queue cannot. Opening the queue takes some ten milliseconds. Methods raise
    TypeError or ValueError for a number that cannot be.
    """

    def __init__(
        self,
        media: Media,
        *,
        viewer: Viewer = ANONYMOUS,
        profile: ProfilePath = None,
        start_ms: int = 0,
        duration_ms: int | None = None,
        media_type: MediaType = MediaType.VIDEO,
        sync: bool = True,
        seeks_announced: bool = True,
        observed: bool = False,
        on_quartile: Callable[[Quartile], object] | None = None,
        on_progress: Callable[[SessionProgress], object] | None = None,
        on_sync: Callable[[SyncStatus], object] | None = None,
        on_problem: Callable[[str], object] | None = None,
    ) -> None:
        start = milliseconds(start_ms)
        length = None if duration_ms is None else milliseconds(duration_ms)
        self._news = HostNews(on_progress, on_sync, on_problem)
        line = self._line = HostLine(
            self._news, viewer=viewer, profile=profile, sync=sync, on_quartile=on_quartile
        )
        asset = line.asset_for(media, media_type)
        line.start(self.close)
        line.change(seeks_found=not seeks_announced, observed=observed)
        line.begin(_GENERATION, asset)
        self._reporter = Reporter(_Known(line))
        self._reporter.begin(_GENERATION, MediaInfo(asset.name, True, True, None), start)
        if length is not None:
            self._reporter.length(_GENERATION, length)

    def __enter__(self) -> "Viewing":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def progress(self) -> SessionProgress | None:
        """Where the session stands, as last told; None before the first report."""
        return self._news.progress

    def playing(self) -> None:
        """Say that it plays, from the start or after a pause or stall."""
        self._say(SampleKind.PLAY)

    def tick(self, position_ms: int) -> None:
        """Say where it is, in media milliseconds; one to four times a second is best (R2)."""
        self._say(SampleKind.TICK, position_ms=milliseconds(position_ms))

    def seek(self, to_ms: int) -> None:
        """Say that it is told to jump, before or as it does, in media milliseconds (R3, R4)."""
        self._say(SampleKind.SEEK, position_ms=milliseconds(to_ms))

    def rate(self, rate: float) -> None:
        """Say how fast it plays from now on; 1.0 is normal, above 4 nothing counts (R7)."""
        self._say(SampleKind.RATE, rate=speed(rate))

    def paused(self) -> None:
        """Say that it pauses."""
        self._say(SampleKind.PAUSE)

    def stalled(self) -> None:
        """Say that it waits for data; ``playing`` says that it goes on (R1)."""
        self._say(SampleKind.BUFFERING)

    def length(self, duration_ms: int) -> None:
        """Say how long the film is, in media milliseconds; it may be said again (R9)."""
        duration = milliseconds(duration_ms)
        if self._line.is_here:
            self._reporter.length(_GENERATION, duration)

    def ended(self) -> None:
        """Say that it came to its end (R6). ``playing`` again begins another session (R11)."""
        self._say(SampleKind.ENDED)

    def failed(self) -> None:
        """Say that the player gave up: what was watched counts, the end does not."""
        self._say(SampleKind.ERROR)

    def note(
        self,
        *,
        muted: bool | None = None,
        hidden: bool | None = None,
        unattended: bool | None = None,
    ) -> None:
        """Say how things stand around the film from now on; None changes nothing (R12).

        ``muted`` and ``hidden``: nobody can hear or see it; ``unattended``: it plays for nobody
        in particular. They are kept with the session and filter nothing.
        """
        said = {"muted": muted, "hidden": hidden, "unattended": unattended}
        flags = {name: bool(flag) for name, flag in said.items() if flag is not None}
        if self._line.is_here:
            self._line.change(**flags)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on; one after another begins another session (R11).

        A session of which nobody was known becomes theirs. Raise SettingsError for one that
        cannot be.
        """
        if self._line.is_here:
            self._line.change_viewer(viewer)

    def close(self) -> None:
        """End the session and wait until it is written durably, ten seconds at most.

        Called again it does nothing. From ``on_quartile`` or ``on_progress`` it returns at once,
        and the end is written just after.
        """
        if self._line.is_here:
            self._reporter.finish(_GENERATION)
            self._line.end()

    def _say(
        self, kind: SampleKind, *, position_ms: MediaMs | None = None, rate: float | None = None
    ) -> None:
        # A fork inherits the reporter's lock as it happened to be.
        if self._line.is_here:
            self._reporter.sample(_GENERATION, kind, position_ms=position_ms, rate=rate)
