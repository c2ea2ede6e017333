"""A day at a stand in a few seconds: visitors whose truth is known, and a player without a clock.

Everything but the player is real: the state machine, the line with its recorder, the desk, the
database. The player's time passes only when a visitor lets it.
"""

import queue
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.app.kiosk.stand import write_stand
from tracker.app.kiosk.desk import Desk
from tracker.app.kiosk.line import StandLine
from tracker.app.kiosk.reading import read_config
from tracker.app.settings import Settings
from tracker.app.station import Station
from tracker.kiosk.machine import Machine
from tracker.kiosk.vocabulary import (
    Chose,
    CloseVisit,
    Effect,
    Event,
    FilmEnded,
    Finished,
    HoursChanged,
    Introduced,
    LeadKept,
    OpenVisit,
    Pace,
    PlayAttract,
    PlayFilm,
    State,
    StopPlaying,
    TakeLead,
    TimePassed,
    Touched,
    WantsContact,
    WentBack,
    WentOn,
)
from tracker.model.errors import NotLoggedInError
from tracker.model.events import Quartile
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs
from tracker.model.visits import Visit, VisitOutcome
from tracker.playback.player import MediaInfo, PlayerListener

MIDNIGHT = datetime(2026, 11, 10)
MIDNIGHT_MS = round(MIDNIGHT.timestamp() * 1000)
DAY_MS = 24 * 3600 * 1000
FILM_MS = {"hall.mp4": 10_000, "robot.mp4": 14_000, "attract.mp4": 4_000}
TICK_MS = 500
QUIET_TICK_MS = 60_000
"""While nobody is there, nobody need look so often."""
PATIENCE_S = 60


class SimulatedPlayer:
    """A player that plays as long as it is told to; it answers as libVLC's does."""

    def __init__(self, day: "Day", ear: PlayerListener) -> None:
        self._day, self._ear = day, ear
        self._generation = 0
        self._running: tuple[str, bool] | None = None
        self._at_ms = 0

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0), repeats: bool = False) -> int:
        """Play a film from its start."""
        self.stop()
        self._generation += 1
        self._running, self._at_ms = (Path(location).name, repeats), start_ms
        length_ms = FILM_MS[self._running[0]]
        generation = self._generation
        # The line learns the number from our return, as with a player that has a thread.
        self._day.later.append(lambda: self._begin(generation, location, length_ms))
        return generation

    def _begin(self, generation: int, location: str, length_ms: int) -> None:
        info = MediaInfo(location, True, True, MediaMs(length_ms), 640, 360)
        self._ear.opening(generation, info)
        self._say(SampleKind.OPEN, position_ms=0, duration_ms=length_ms)
        self._say(SampleKind.PLAY)

    def run(self, wall_ms: int) -> None:
        """Let time pass; a film that does not repeat ends at its end."""
        while wall_ms > 0 and self._running is not None:
            name, repeats = self._running
            tick_ms = QUIET_TICK_MS if repeats else TICK_MS
            step_ms = min(tick_ms, wall_ms, FILM_MS[name] - self._at_ms)
            self._day.now_ms += step_ms
            self._at_ms += step_ms
            wall_ms -= step_ms
            if self._at_ms < FILM_MS[name]:
                self._say(SampleKind.TICK, position_ms=self._at_ms)
            elif repeats:
                self._at_ms = 0
                self._say(SampleKind.TICK, position_ms=0)
                self._day.truth.full_rounds += 1
            else:
                self._running = None
                self._say(SampleKind.ENDED)
        self._day.now_ms += max(wall_ms, 0)

    def stop(self) -> None:
        """Stop what runs."""
        if self._running is not None:
            self._running = None
            self._say(SampleKind.STOP)

    def close(self) -> None:
        """Stop."""
        self.stop()

    def set_volume(self, percent: int) -> None:
        """Nobody hears it."""

    def set_muted(self, muted: bool) -> None:
        """Nobody hears it."""

    def _say(self, kind: SampleKind, **fields: Any) -> None:
        day = self._day
        self._ear.sampled(
            PlaybackSample(
                kind,
                MonotonicNs(day.began_ns + day.now_ms * NS_PER_MS),
                wall_ms=UnixMs(MIDNIGHT_MS + day.now_ms),
                generation=self._generation,
                **fields,
            )
        )


def no_token() -> str:
    """Refuse: nobody has logged in, and everything waits in the queue."""
    raise NotLoggedInError("There is no token.", hint="Log in.")


@dataclass
class Truth:
    """What really happened."""

    viewings: Counter[str] = field(default_factory=Counter)
    reached: Counter[tuple[str, Quartile]] = field(default_factory=Counter)
    by_hour: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[VisitOutcome] = field(default_factory=Counter)
    viewers: dict[str, Viewer | None] = field(default_factory=dict)
    identified: int = 0
    full_rounds: int = 0


class Day:
    """One stand, its clock, and its visitors. It is also the news that the line publishes."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.profile = folder / "profile"
        self.truth = Truth()
        self.began_ns, self.now_ms = time.monotonic_ns(), 0
        self.later: list[Callable[[], None]] = []
        self._dice = random.Random(seed)
        self._over: set[int] = set()
        self._heard = threading.Condition()
        config_path = write_stand(folder)
        for name in FILM_MS:
            (folder / name).write_bytes(name.encode() * 1_000)
        config = read_config(config_path)
        self.profile.mkdir(mode=0o700)
        self.desk = Desk(self.profile, config.device, lambda *_: None)
        players: list[SimulatedPlayer] = []

        def make_player(ear: PlayerListener, _: object) -> Any:
            players.append(SimulatedPlayer(self, ear))
            return players[-1]

        settings = Settings(device=config.device)

        def make_station() -> Station:
            return Station(
                self.profile, settings, no_token, viewer=ANONYMOUS, news=self, goes_on=False
            )

        self.line = StandLine(config, self.desk, self, make_station, make_player)
        self.line.start()
        [self._player] = players
        self._device = config.device
        self._visit_number = 0
        self.machine = Machine(Pace(), self._new_visit)
        self._numbers: dict[int, int] = {}
        self._expected: set[int] = set()
        self.take(HoursChanged(True))

    def visit(self) -> None:
        """Let one visitor come, do something, and go or be sent away by time."""
        dice = self._dice
        self.pass_time(dice.randrange(0, 2_000))
        self.take(Touched())
        visit_id = self.machine.standing.visit_id or ""
        self.truth.viewers[visit_id] = None
        films = dice.randrange(4)
        for _ in range(films):
            self._watch(dice.choice([("hall", "hall.mp4"), ("robot", "robot.mp4")]))
        viewer = self._leave(visit_id, has_watched=films > 0)
        self.truth.viewers[visit_id] = viewer
        self.truth.identified += films if viewer else 0
        self._wait_for_recorder()

    def _watch(self, film: tuple[str, str]) -> None:
        item_id, name = film
        self.pass_time(self._dice.randrange(500, 2_000))
        began_ms = self.now_ms
        self.take(Chose(item_id))
        # Far enough from each quarter that nobody can argue.
        whole = FILM_MS[name]
        watched_ms = self._dice.choice([whole * n // 8 for n in (1, 3, 5, 7)] + [whole] * 3)
        self.pass_time(watched_ms)
        self.truth.viewings[name] += 1
        self.truth.by_hour[datetime.fromtimestamp((MIDNIGHT_MS + began_ms) / 1000).hour] += 1
        for quartile in Quartile:
            self.truth.reached[name, quartile] += watched_ms * 100 >= whole * quartile
        if watched_ms < whole:
            self.take(WentBack())
        assert self.machine.standing.state in (State.MENU, State.AFTER)

    def _leave(self, visit_id: str, *, has_watched: bool) -> Viewer | None:
        ways = ["done", "done", "silence"]
        if has_watched:
            ways += ["email", "badge", "phone", "skip"]
        way, viewer = self._dice.choice(ways), None
        outcome = VisitOutcome.LEFT
        if way in ("email", "badge", "phone", "skip"):
            self.take(WantsContact())
        if way == "email":
            viewer, outcome = Viewer(email=f"{visit_id}@example.test"), VisitOutcome.EMAIL
            self.take(Introduced(viewer, ("contact",)))
        elif way == "badge":
            viewer, outcome = Viewer(badge=f"BADGE-{visit_id}"), VisitOutcome.BADGE
            self.take(Introduced(viewer, ()))
        elif way == "phone":
            self.take(WentOn())
            outcome = VisitOutcome.HANDED_OVER
        elif way == "skip":
            self.take(WentBack(), Finished())
            outcome = VisitOutcome.DONE
        elif way == "done":
            self.take(Finished())
            outcome = VisitOutcome.DONE
        self.truth.outcomes[outcome] += 1
        while self.machine.standing.state is not State.ATTRACT:
            self.pass_time(1_000)
            self.take(TimePassed())
        return viewer

    def pass_time(self, wall_ms: int) -> None:
        """Let time pass at the stand."""
        self._player.run(wall_ms)

    def take(self, *events: Event) -> None:
        """Let something happen, and do what the machine wants."""
        for event in events:
            for effect in self.machine.take(event, self.now_ms / 1000):
                self._do(effect)

    def _do(self, effect: Effect) -> None:
        now_ms = UnixMs(MIDNIGHT_MS + self.now_ms)
        match effect:
            case PlayAttract(playing):
                self._numbers = {self.line.play_attract(): playing}
            case PlayFilm(playing, item_id, visit_id):
                generation = self.line.play_film(item_id, visit_id)
                self._numbers = {generation: playing}
                self._expected.add(generation)
            case StopPlaying():
                self.line.stop()
            case OpenVisit(visit_id, language):
                self.desk.open_visit(Visit(visit_id, self._device, language, now_ms))
            case CloseVisit(visit_id, outcome, language):
                self.desk.close_visit(visit_id, outcome, language)
            case TakeLead(visit_id, viewer, _, _):
                kept: queue.SimpleQueue[bool] = queue.SimpleQueue()
                self.desk.keep_lead(visit_id, viewer, None, kept.put)
                self.take(LeadKept(visit_id, kept.get(timeout=PATIENCE_S)))
        while self.later:
            self.later.pop(0)()

    def close(self) -> None:
        """Close the stand, and write all of it."""
        self.take(HoursChanged(False))
        self.line.close(0.1)
        assert self.desk.close(PATIENCE_S)

    def _new_visit(self) -> str:
        self._visit_number += 1
        return f"visit-{self._visit_number}"

    def _wait_for_recorder(self) -> None:
        """Time passes faster than a disk writes: let the recorder catch up."""
        with self._heard:
            assert self._heard.wait_for(lambda: self._expected <= self._over, PATIENCE_S)
        self._expected.clear()
        self._over.clear()

    def publish_progress(self, progress: SessionProgress) -> None:
        """Hear that a session is over."""
        if progress.is_over:
            with self._heard:
                self._over.add(progress.generation)
                self._heard.notify_all()

    def publish_finished(self, generation: int) -> None:
        """Hear that a film was played to its end; the number tells the machine which."""
        if generation in self._numbers:
            playing = self._numbers[generation]
            self.later.append(lambda: self.take(FilmEnded(playing)))
            while self.later:
                self.later.pop(0)()

    def publish_sync_status(self, status: object) -> None:
        """Nothing is sent here."""

    def publish_opened(self, generation: int, info: MediaInfo) -> None:
        """Nothing is shown here."""

    def publish_failed(self, generation: int, error: Exception) -> None:
        """Nothing may fail."""
        raise AssertionError(error)

    def publish_noticed(self, message: str) -> None:
        """Nothing may be wrong."""
        raise AssertionError(message)
