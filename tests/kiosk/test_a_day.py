"""A day of a stand, time compressed: visitors whose truth is known, and the report that tells it.

Machine, recorder, storage and report are the real ones. Only the hands, the clock and the film
are not: each sample carries the moment at which it would have come.
"""

import csv
import itertools
import random
import shutil
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.command import tracker
from tracker.app.kiosk.plays import Film, PlayLog
from tracker.engagement.rules import EngagementRules
from tracker.kiosk.machine import Machine
from tracker.kiosk.vocabulary import (
    Chose,
    CloseVisit,
    Event,
    FilmEnded,
    Finished,
    HoursChanged,
    Introduced,
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
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.people import Consent
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs, MonotonicNs, UnixMs
from tracker.model.visits import Visit, VisitOutcome
from tracker.storage.journal import Journal
from tracker.storage.stand import StandLog
from tracker.workers.recorder import Recorder

OPENING_MS = 1_795_392_000_000
DAY_S = 24 * 3600.0
FILM_S, LOOP_S = 20, 30
SECONDS_OF = {3: 0, 7: 25, 12: 50, 17: 75, FILM_S: 100}
"""How many seconds of a film a visitor stays, and the quartile that this earns."""

WAYS = (VisitOutcome.EMAIL, VisitOutcome.BADGE, VisitOutcome.HANDED_OVER, VisitOutcome.DONE,
        VisitOutcome.LEFT)  # fmt: skip


@dataclass
class Truth:
    """What really happened."""

    outcomes: Counter[str] = field(default_factory=Counter)
    films: Counter[tuple[str, int]] = field(default_factory=Counter)
    people: dict[str, str] = field(default_factory=dict)
    films_of: Counter[str] = field(default_factory=Counter)
    rounds: int = 0


class Day:
    """One stand through one day, at the speed of the machine that tests it."""

    def __init__(self, profile: Path, visitors: int) -> None:
        self.now_s = 0.0
        self.truth = Truth()
        self._dice = random.Random(visitors)
        self._visitors = visitors
        names = itertools.count(1)
        self.machine = Machine(Pace(), lambda: f"visit-{next(names):05}")
        self.log = StandLog(profile)
        self._recorder = Recorder(
            lambda: Journal(profile),
            rules=EngagementRules(resume_within_wall_ms=-1),
            new_session_id=lambda: str(uuid.uuid4()),
            on_progress=lambda _: None,
            on_problem=lambda error: pytest.fail(str(error)),
        )
        self._recorder.start()
        self._generations = itertools.count(1)
        self._generation = 0
        self._film_began_s: float | None = None
        self._loop_began_s: float | None = None
        self._plays: PlayLog | None = None
        self._leads: list[TakeLead] = []

    def live(self) -> Truth:
        """Open, let everybody come and go, close, and write what came late."""
        self.take(HoursChanged(True))
        between_s = DAY_S / self._visitors
        for number in range(self._visitors):
            self._wait_until(max(self.now_s, number * between_s))
            self._visit(number)
        self._wait_until(max(self.now_s, DAY_S))
        self.take(HoursChanged(False))
        assert self._recorder.close(120)
        for lead in self._leads:
            consent = Consent("contact 1", "You may write to me.", UnixMs(OPENING_MS))
            now_ms = UnixMs(OPENING_MS)
            assert self.log.identify_visit(lead.visit_id, lead.viewer, consent, now_ms=now_ms)
        self.log.close()
        return self.truth

    def take(self, event: Event) -> None:
        """Let something happen now, and do what the machine wants."""
        for effect in self.machine.take(event, self.now_s):
            match effect:
                case OpenVisit(visit_id, language):
                    self.log.open_visit(Visit(visit_id, "lobby", language, self._wall_ms()))
                case CloseVisit(visit_id, outcome, language):
                    self.log.close_visit(visit_id, outcome, language, closed_ms=self._wall_ms())
                case TakeLead():
                    self._leads.append(effect)
                case PlayAttract():
                    self._attract()
                case PlayFilm(_, item_id, visit_id):
                    self._begin(item_id, visit_id)
                case StopPlaying():
                    self._stop()

    def _visit(self, number: int) -> None:
        """Let one visitor touch, watch, and go in one of the ways."""
        way = self._dice.choice(WAYS)
        self.take(Touched())
        visit_id = self.machine.standing.visit_id
        assert visit_id is not None
        watched = self._dice.choice([0, 1, 1, 2]) if way in WAYS[3:] else self._dice.choice([1, 2])
        for _ in range(watched):
            item_id = self._dice.choice(["hall", "robot"])
            self._pass(self._dice.uniform(1, 20))
            self.take(Chose(item_id))
            stays_s = self._dice.choice(list(SECONDS_OF))
            self._watch(stays_s)
            self.truth.films[item_id, SECONDS_OF[stays_s]] += 1
            self.truth.films_of[visit_id] += 1
        self._go(number, way, visit_id)
        self.truth.outcomes[way.value] += 1

    def _go(self, number: int, way: VisitOutcome, visit_id: str) -> None:
        self._pass(self._dice.uniform(1, 20))
        if way is VisitOutcome.LEFT:
            for _ in range(2):
                self._pass(60)
                self.take(TimePassed())
            return
        if way is VisitOutcome.DONE:
            self.take(Finished())
        else:
            self.take(WantsContact())
            assert self.machine.standing.state is State.IDENTIFY
            viewer = Viewer(email=f"visitor-{number}@example.test")
            if way is VisitOutcome.BADGE:
                viewer = Viewer(badge=f"B-{number:05}")
            if way is not VisitOutcome.HANDED_OVER:
                self.truth.people[visit_id] = viewer.email or viewer.badge or ""
            handed = way is VisitOutcome.HANDED_OVER
            self.take(WentOn() if handed else Introduced(viewer, ("contact",)))
        self._pass(30)
        self.take(TimePassed())

    def _wait_until(self, moment_s: float) -> None:
        """Let the loop run for nobody."""
        began_s = self._loop_began_s
        self.now_s = moment_s
        if began_s is None or self._plays is None:
            return
        for n in range(int((moment_s - began_s) // LOOP_S)):
            for second in (0, LOOP_S - 1):
                self._tick(self._plays.take, began_s + n * LOOP_S + second, second)
            self.truth.rounds += 1
        whole_s = began_s + (moment_s - began_s) // LOOP_S * LOOP_S
        self._tick(self._plays.take, whole_s, 0)

    def _attract(self) -> None:
        film = Film("lobby", "attract", "Reel", "reel")
        self._plays = PlayLog(film, self.log.note_play, lambda: str(uuid.uuid4()))
        self._loop_began_s = self.now_s

    def _begin(self, item_id: str, visit_id: str) -> None:
        self._generation = next(self._generations)
        self._film_began_s = self.now_s
        asset = Asset(item_id, external_id=item_id, canonical_duration_ms=MediaMs(FILM_S * 1000))
        self._recorder.begin(
            SessionOpening(
                str(uuid.uuid4()), self._generation, asset, device="lobby", visit_id=visit_id
            )
        )
        for kind in (SampleKind.OPEN, SampleKind.PLAY):
            self._recorder.take(self._sample(kind, self.now_s, 0))

    def _watch(self, stays_s: int) -> None:
        began_s = self.now_s
        for tick in range(stays_s * 2 + 1):
            self._tick(self._recorder.take, began_s + tick / 2, tick / 2)
        self.now_s = began_s + stays_s
        if stays_s == FILM_S:
            self._recorder.take(self._sample(SampleKind.ENDED, self.now_s, None))
            self.take(FilmEnded(self.machine.standing.playing))
        else:
            self.take(WentBack())

    def _stop(self) -> None:
        if self._plays is not None:
            self._plays.take(self._sample(SampleKind.STOP, self.now_s, None))
            self._plays = self._loop_began_s = None
        elif self._generation:
            self._recorder.take(self._sample(SampleKind.STOP, self.now_s, None))

    def _pass(self, seconds: float) -> None:
        self.now_s += seconds

    def _tick(self, hear: object, at_s: float, position_s: float) -> None:
        assert callable(hear)
        hear(self._sample(SampleKind.TICK, at_s, position_s))

    def _sample(self, kind: SampleKind, at_s: float, position_s: float | None) -> PlaybackSample:
        return PlaybackSample(
            kind,
            MonotonicNs(round((at_s + 1) * 1e9)),
            UnixMs(OPENING_MS + round(at_s * 1000)),
            position_ms=None if position_s is None else MediaMs(round(position_s * 1000)),
            generation=self._generation,
        )

    def _wall_ms(self) -> UnixMs:
        return UnixMs(OPENING_MS + round(self.now_s * 1000))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    """Return a profile in memory, where there is such a place: a disk's flushes prove nothing."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir=memory, prefix="tracker-day-"))
    yield folder
    shutil.rmtree(folder)


def check_day(profile: Path, visitors: int) -> None:
    """Let a day pass, and compare what the report tells with what was."""
    truth = Day(profile, visitors).live()
    table = profile / "table.csv"
    done = tracker(profile, "report", "--csv", table, "--from", "2026-11-22", "--to", "2026-11-26")
    assert done.status == 0, done.err
    with table.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    viewings = [line for line in lines if line["kind"] == "viewing"]
    visits = [line for line in lines if line["kind"] == "visit"]
    plays = [line for line in lines if line["kind"] == "proof-of-play"]
    assert Counter(line["outcome"] for line in visits) == truth.outcomes
    assert Counter((line["media"], int(line["quartile"])) for line in viewings) == truth.films
    assert Counter(line["visit_id"] for line in viewings) == truth.films_of
    named = {line["visit_id"] for line in viewings if line["identified"] == "1"}
    assert named == set(truth.people)
    assert sum(line["full"] == "1" for line in plays) == truth.rounds
    assert {line["media"] for line in plays} == {"Reel"}
    check_people(profile, truth)


def check_people(profile: Path, truth: Truth) -> None:
    """Each film is its own visitor's, and nobody else's."""
    from tracker.storage.database import Database

    database = Database(profile)
    try:
        found = database.rows("SELECT visit_id, coalesce(email, badge), consent FROM session")
    finally:
        database.close()
    assert {(visit, who) for visit, who, _ in found} == {
        (visit, truth.people.get(visit)) for visit in truth.films_of
    }
    assert all((consent is not None) == (who is not None) for _, who, consent in found)


def test_the_report_of_a_day_with_60_visitors_is_the_truth(profile: Path) -> None:
    """Outcomes, films, quartiles, people, and each round of the loop."""
    check_day(profile, 60)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_the_report_of_a_day_with_2000_visitors_is_the_truth(profile: Path) -> None:
    """One every 43 seconds: some wait until the one before has gone."""
    check_day(profile, 2_000)
