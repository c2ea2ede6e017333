"""The desktop's door: application, window, player and station, from start to end.

Knows: in which order they begin and end, and when to leave by itself.
Must never know: how any of them works.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.news import News
from tracker.app.player import FrameStore, NativeWindow, ThumbnailMaker, open_player
from tracker.app.settings import Settings
from tracker.app.shelf import Shelf
from tracker.app.station import Station
from tracker.model.errors import PlaybackError
from tracker.model.events import Circumstances
from tracker.model.records import dataclass
from tracker.qt.binding import import_plainly

if TYPE_CHECKING:
    from tracker.desktop.window import PlayerWindow
    from tracker.qt.bridge import Bridge

MOST_UNFURNISHED_MS = 5_000
"""So long after the window is there, the rest of it comes even where nothing can be shown."""

START_SWITCH_S, USUAL_SWITCH_S = 0.001, 0.005
"""How long a thread may keep others from running Python: less during the start, where each of
half a dozen threads waits for the next, and Python's own from then on."""

SETTLE_EXIT_S = 15.0
"""How long sending may go on after the last film, where leaving was asked for, in seconds."""

SETTLE_CLOSE_S = 2.0
"""How long sending may go on after a person closed the window, in seconds."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What is to be shown, and how. ``on_failed`` hears of each film that cannot be played."""

    locations: Sequence[str]
    profile: Path
    settings: Settings
    headless: bool
    exit_at_end: bool
    on_failed: Callable[[PlaybackError], None]
    on_noticed: Callable[[str], None]


def play_in_window(showing: Showing, make_station: Callable[[News], Station]) -> None:
    """Show films until the window is closed, or until the last one has ended.

    ``make_station`` wires the line behind the player to the window's news; it is started while
    the window is made. Raise TrackerError where nothing can be recorded; then no film has begun.
    """
    # Before all of ours that stands on Qt, whose sources would be read otherwise.
    import_plainly()
    from tracker.qt.bridge import Bridge
    from tracker.qt.starting import Starting

    sys.setswitchinterval(START_SWITCH_S)
    bridge = Bridge()
    bridge.failed.connect(lambda _generation, error: showing.on_failed(error))
    bridge.noticed.connect(showing.on_noticed)
    station = make_station(bridge)

    def begin() -> None:
        """Play what was asked for, now that the profile is ours."""
        window.open(showing.locations)
        rest.profile_is_ours()

    # The window is there by the time that Qt's loop runs what is posted.
    starting = Starting(
        lambda: station.start(sends=False),
        bridge.post,
        ready=begin,
        refused=lambda: app.quit(),
    )
    frames = FrameStore()
    native = NativeWindow() if showing.settings.video == "native" else None
    player = open_player(
        station,
        frames,
        window=native,
        page_seconds=showing.settings.page_seconds,
        stream_hosts=showing.settings.stream_hosts,
        stands_by=next(iter(showing.locations), None),
    )
    pictures = ThumbnailMaker()
    shelf = Shelf(showing.profile, showing.settings, pictures)
    try:
        # Loaded while the disk is waited for.
        from tracker.desktop.application import make_application, run
        from tracker.desktop.audience import Audience
        from tracker.desktop.furnishing import Furnishing
        from tracker.desktop.picture import choose_surface
        from tracker.desktop.window import PlayerWindow

        app = make_application(["tracker"], showing.headless)
        surface = choose_surface(frames, native, bridge.publish_noticed)
        window = PlayerWindow(
            surface,
            player,
            bridge,
            pictures=pictures,
            shelf=shelf,
            audience=Audience(station, station.viewer),
            offers_films=not showing.locations,
        )
        rest = Furnishing(
            window,
            bridge,
            station,
            showing.profile,
            showing.settings,
            shelf=shelf,
            headless=showing.headless,
            at_last=_let_the_collector_work,
        )
        with closing(rest):
            surface.began.connect(rest.begin)
            bridge.failed.connect(rest.begin)
            bridge.opened.connect(lambda _generation, info: info.has_video or rest.begin())
            window.closed.connect(app.quit)
            if showing.exit_at_end:
                _leave_at_end(window, bridge, app.quit)
            # Else the first film would wait until all that comes with the window is painted.
            starting.hurry()
            window.show()
            _note_circumstances(window, station)
            rest.begin_within(MOST_UNFURNISHED_MS if showing.locations else 0)
            run(app, app.quit)
            window.hide()
    finally:
        starting.join()
        shelf.close()
        pictures.close()
        player.close()
        station.close(SETTLE_EXIT_S if showing.exit_at_end else SETTLE_CLOSE_S)
    if starting.error is not None:
        raise starting.error


def _let_the_collector_work() -> None:
    """Let Python look for garbage again, but no more through all that stays to the end."""
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(USUAL_SWITCH_S)


def _leave_at_end(window: "PlayerWindow", bridge: "Bridge", leave: Callable[[], None]) -> None:
    """Go on to the next film also where one fails, and leave after the last."""

    def go_on(_generation: int, _error: PlaybackError) -> None:
        if window.transport.playlist.has_next:
            window.transport.step_film(1)
        else:
            leave()

    window.played_out.connect(leave)
    bridge.failed.connect(go_on)


def _note_circumstances(window: "PlayerWindow", station: Station) -> None:
    """Keep with the session whether it plays muted, or where nobody sees it (R12)."""
    noted = Circumstances()

    def note() -> None:
        nonlocal noted
        is_hidden = window.isMinimized() or not window.isVisible()
        now = Circumstances(muted=window.transport.muted, hidden=is_hidden)
        if now != noted:
            noted = now
            station.note(now)

    window.transport.changed.connect(note)
    handle = window.windowHandle()
    if handle is not None:
        handle.visibilityChanged.connect(note)
