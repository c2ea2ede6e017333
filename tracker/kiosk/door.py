"""The kiosk's door: what happens at the stand goes to the machine, what it wants is done.

Knows: the machine, the window, what runs, and the guard over the picture.
Must never know: how any of them works.
"""

import logging
import sys
import threading
import time
import uuid
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QWindow

from tracker.app.kiosk.config import KioskConfig
from tracker.app.kiosk.health import Health
from tracker.app.kiosk.line import StandLine
from tracker.app.kiosk.pin import matches
from tracker.app.kiosk.stand import Stand
from tracker.kiosk.guard import PictureGuard
from tracker.kiosk.lock import Lock
from tracker.kiosk.machine import Machine
from tracker.kiosk.running import Running
from tracker.kiosk.taps import CornerTaps
from tracker.kiosk.vocabulary import (
    RESTING,
    Broke,
    Chose,
    CloseVisit,
    Effect,
    Event,
    FilmEnded,
    FilmFailed,
    Finished,
    HoursChanged,
    Introduced,
    LeadKept,
    MayTryAgain,
    OpenVisit,
    Pace,
    PlayAttract,
    PlayFilm,
    Spoke,
    State,
    StopPlaying,
    TakeLead,
    TimePassed,
    Touched,
    WantsContact,
    WentBack,
    WentOn,
    Wipe,
)
from tracker.kiosk.window import Screen, StandView
from tracker.qt.bridge import Bridge

TICK_MS = 250

FINISHED, FAILED, LEFT = 0, 1, 7
"""Exit statuses: start afresh; start afresh after a failure; the staff left, stay away."""

_MOVING = frozenset({State.ATTRACT, State.PLAYING})

_log = logging.getLogger(__name__)


class Door(QObject):
    """One stand at work.

    Signals: ``leaving`` has the exit status; ``films_changed`` says that the files are others;
    ``settled``, once, that the first picture is there, or is not to be waited for; ``lit``
    whether anything is to be seen on the screens at this hour.
    """

    leaving = Signal(int)
    films_changed = Signal()
    settled = Signal()
    lit = Signal(bool)

    def __init__(
        self,
        stand: Stand,
        line: StandLine,
        bridge: Bridge,
        view: StandView,
        screen: Screen,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        config = stand.config
        self._stand, self._bridge = stand, bridge
        self._view, self._screen = view, screen
        self._clock = clock
        self.machine = Machine(_pace(config), lambda: str(uuid.uuid4()))
        self.lock = Lock(self._press, clock)
        self._taps = CornerTaps(config.exit.corner, config.exit.taps)
        self._guard = PictureGuard(stand, line, view, clock)
        self._guard.settled.connect(self.settled)
        self._guard.broke.connect(lambda: self.take(Broke()))
        self._guard.hopeless.connect(self._leave_it_to_the_service_manager)
        self._running = Running(line, bridge, view)
        self._running.failed.connect(lambda playing: self.take(FilmFailed(playing)))
        self._running.ended.connect(lambda playing: self.take(FilmEnded(playing)))
        self._told: State | None = None
        self._wants_fresh_start = False
        self._has_new_films = False
        self._can_record = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._look)
        self._connect()

    def begin(self) -> None:
        """Attract, or be closed, while the disk is still asked; nobody is let in so far."""
        sys.excepthook = self._mistake
        self.take(HoursChanged(self._stand.is_open()))
        if self.machine.standing.state is State.CLOSED:
            # The machine may have been started at night, with its screens on.
            self.lit.emit(False)
        if self._stand.has_failed_often():
            self._give_up()
        self._tick.start()
        self._stand.service.ready()

    def start(self) -> None:
        """Let visitors in, and look for new films: all can be recorded."""
        self._can_record = True
        if self._stand.content is not None:
            self._stand.content.start(
                on_ready=lambda _: self._bridge.post(self._films_came),
                on_swapped=lambda _: self._bridge.post(self._films_swapped),
            )

    def refuse(self, error: Exception | None) -> None:
        """Show the fallback picture where nothing can be played or recorded, then go."""
        _log.error("The stand cannot begin: %s %s", error, getattr(error, "hint", ""))
        service = self._stand.service
        self.take(Broke(for_good=True))
        self._tick.timeout.disconnect()
        self._tick.timeout.connect(service.alive)
        QTimer.singleShot(
            round(self._stand.config.times.retry_s * 1000), lambda: self.leave(FAILED)
        )

    def take(self, event: Event) -> None:
        """Let something happen."""
        was_closed = self.machine.standing.state is State.CLOSED
        for effect in self.machine.take(event, self._clock()):
            self._do(effect)
        standing = self.machine.standing
        self._view.show_standing(standing)
        if standing.state is not self._told:
            self._told = standing.state
            self._stand.service.status(standing.state.value)
        self._stand.pulse.tell(state=standing.state.value, gave_up=standing.has_given_up)
        if was_closed != (standing.state is State.CLOSED):
            self.lit.emit(was_closed)

    def take_health(self, health: Health) -> None:
        """Hear how the process is; above a ceiling it starts afresh at the next rest."""
        guard = self._stand.config.guard
        if self._can_record and health.faults_today <= guard.restarts:
            self.take(MayTryAgain())
        is_large = health.memory > guard.memory_megabytes * 2**20
        if is_large or health.open_files > guard.open_files:
            _log.warning(
                "%d MB and %d open files: starting afresh at the next rest",
                health.memory // 2**20,
                health.open_files,
            )
            self._wants_fresh_start = True

    def _films_came(self) -> None:
        self._has_new_films = True

    def _films_swapped(self) -> None:
        """Show what is new: the loop begins anew, and the menu gets its pictures."""
        self.films_changed.emit()
        standing = self.machine.standing
        if standing.state is State.ATTRACT:
            self._do(PlayAttract(standing.playing))

    def _connect(self) -> None:
        view, bridge = self._view, self._bridge
        view.menu.chosen.connect(lambda item_id: self.take(Chose(item_id)))
        view.menu.language_chosen.connect(lambda code: self.take(Spoke(code)))
        view.menu.contact_asked.connect(lambda: self.take(WantsContact()))
        view.menu.done_asked.connect(lambda: self.take(Finished()))
        view.playing.back_asked.connect(lambda: self.take(WentBack()))
        view.after.menu_asked.connect(lambda: self.take(WentBack()))
        view.after.again_asked.connect(self._play_again)
        view.after.contact_asked.connect(lambda: self.take(WantsContact()))
        view.after.done_asked.connect(lambda: self.take(Finished()))
        view.identify.introduced.connect(
            lambda viewer, purposes: self.take(Introduced(viewer, purposes))
        )
        view.identify.went_on.connect(lambda: self.take(WentOn()))
        view.identify.skipped.connect(lambda: self.take(WentBack()))
        view.ask.answered.connect(lambda: self.take(Touched()))
        view.pin.entered.connect(self._check_pin)
        self.lock.scanned.connect(self._take_scan)
        bridge.noticed.connect(lambda message: _log.warning("%s", message))

    def _do(self, effect: Effect) -> None:
        """Do what the machine wants."""
        match effect:
            case PlayAttract(playing):
                self._running.play_attract(playing)
            case PlayFilm(playing, item_id, visit_id):
                self._running.play_film(playing, item_id, visit_id)
            case StopPlaying():
                self._running.stop()
            case Wipe():
                self._view.wipe()
                self._view.canvas.show_media(None)
                self.lock.forget()
            case OpenVisit(visit_id, language):
                self._stand.open_visit(visit_id, language)
            case CloseVisit(visit_id, outcome, language):
                self._stand.close_visit(visit_id, outcome, language)
            case TakeLead(visit_id, viewer, consent, language):
                self._stand.keep_lead(visit_id, viewer, consent, language, self._teller(visit_id))

    def _teller(self, visit_id: str) -> Callable[[bool], None]:
        def tell(is_kept: bool) -> None:
            self._bridge.post(lambda: self.take(LeadKept(visit_id, is_kept)))

        return tell

    def _play_again(self) -> None:
        item_id = self.machine.standing.item_id
        if item_id is not None:
            self.take(Chose(item_id))

    def _press(self, window: QWindow, place: QPointF) -> bool:
        """Take a press; True where it must go no further."""
        if window is not self._screen.windowHandle():
            return True
        inside = self._screen.to_content(place)
        size = (float(self._view.width()), float(self._view.height()))
        if self._taps.tap(inside.x(), inside.y(), size, self._clock()):
            self._view.pin.open()
            return True
        if not self._can_record:
            return True
        before = self.machine.standing
        self.take(Touched())
        self._view.touch()
        # What the first touch uncovers must not be pressed by it.
        return before.state is not self.machine.standing.state

    def _take_scan(self, text: str) -> None:
        if self.machine.standing.state is State.IDENTIFY and self._view.identify.take_badge(text):
            self.take(Touched())

    def _check_pin(self, typed: str) -> None:
        """Check a PIN aside: it takes a while, on purpose."""
        hashed = self._stand.config.exit.pin_hash

        def check() -> None:
            is_right = matches(typed, hashed)
            self._bridge.post(lambda: self.leave(LEFT) if is_right else self._view.pin.refuse())

        threading.Thread(target=check, name="pin", daemon=True).start()

    def leave(self, status: int) -> None:
        """Leave, closing the visit; from now on windows may be closed."""
        self._tick.stop()
        self.lock.is_open = True
        if status == LEFT and self.machine.standing.state is State.CLOSED:
            self.lit.emit(True)
        if self.machine.standing.is_open:
            for effect in self.machine.take(Broke(), self._clock()):
                self._do(effect)
        self.leaving.emit(status)

    def _look(self) -> None:
        """Do what time brings about, and look at the picture."""
        if self._stand.is_open() != self.machine.standing.is_open:
            self._guard.forgive()
            self.take(HoursChanged(self._stand.is_open()))
        before = self.machine.standing
        if before.deadline_s is not None and self._clock() >= before.deadline_s:
            self.take(TimePassed())
        standing = self.machine.standing
        if standing.asks and standing.deadline_s is not None:
            left_s = standing.deadline_s - self._clock()
            self._view.ask.count_down(left_s, self._stand.config.times.ask_s)
        is_awaited = standing.state in _MOVING
        self._guard.look(moves=is_awaited and self._running.moves, is_awaited=is_awaited)
        if self._has_new_films and self._stand.content and standing.state in RESTING:
            self._has_new_films = False
            self._stand.content.swap()
        if self._wants_fresh_start and standing.state in RESTING:
            self.leave(FINISHED)

    def _leave_it_to_the_service_manager(self) -> None:
        """Show the fallback picture, and wait to be ended by the watchdog; without one, go."""
        self._tick.stop()
        self.take(Broke())
        if self._stand.service.watchdog_s is None:
            self.leave(FAILED)

    def _give_up(self) -> None:
        """Let the fallback picture stay until that lies a day behind, or a new day begins."""
        _log.error("The picture stood still too often today: the fallback picture stays")
        self.take(Broke(for_good=True))

    def _mistake(
        self,
        kind: type[BaseException],
        mistake: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Show the fallback picture after a mistake of our own; nobody sees a stack trace."""
        _log.error("A mistake of the program's own", exc_info=(kind, mistake, trace))
        try:
            self.take(Broke())
        except Exception:
            _log.exception("Not even the fallback picture could be shown")
            self.leaving.emit(FAILED)


def _pace(config: KioskConfig) -> Pace:
    times = config.times
    return Pace(times.idle_s, times.ask_s, times.thanks_s, times.retry_s, config.languages[0])
