"""The state machine: what visitors do, and what holds whatever they do."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.kiosk.machine import LONGEST_FILM_S, Machine
from tracker.kiosk.vocabulary import (
    VISITED,
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
    Lead,
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
from tracker.model.media import Viewer
from tracker.model.visits import VisitOutcome

PACE = Pace(language="de")
ADA = Viewer(email="ada@example.test")


@dataclass
class Stand:
    """A machine, its clock, and all that it wanted done."""

    now_s: float = 0.0
    effects: list[Effect] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.machine = Machine(PACE, lambda: f"visit {next(numbers)}")
        self.take(HoursChanged(True))

    @property
    def state(self) -> str:
        """Return the name of the machine's state."""
        return self.machine.standing.state.value

    def is_asking(self) -> bool:
        """Return whether the visitor is asked if they are still there."""
        return self.machine.standing.asks

    def take(self, *events: Event, after_s: float = 0.0) -> tuple[Effect, ...]:
        """Let things happen; return the effects of the last."""
        new: tuple[Effect, ...] = ()
        self.now_s += after_s
        for event in events:
            new = self.machine.take(event, self.now_s)
            self.effects += new
        return new

    def end_film(self) -> tuple[Effect, ...]:
        """Let the film that runs come to its end."""
        return self.take(FilmEnded(self.machine.standing.playing))


@pytest.fixture
def stand() -> Stand:
    """Return a stand that has just opened."""
    return Stand()


def test_a_visit_goes_from_the_first_touch_to_thanks_and_leaves_nothing(stand: Stand) -> None:
    """The whole way, with an address at the end."""
    assert stand.effects == [Wipe(), PlayAttract(1)]
    assert stand.take(Touched()) == (StopPlaying(), Wipe(), OpenVisit("visit 1", "de"))
    stand.take(Spoke("fr"))
    assert stand.take(Chose("hall")) == (PlayFilm(2, "hall", "visit 1"),)
    stand.end_film()
    assert stand.state == "after"
    stand.take(WantsContact())
    lead = TakeLead("visit 1", ADA, ("contact",), "fr")
    assert stand.take(Introduced(ADA, ("contact",))) == (lead,)
    assert stand.state == "identify"
    stand.take(LeadKept("visit 1", True))
    assert stand.state == "thanks"
    assert stand.take(TimePassed(), after_s=PACE.thanks_s) == (
        CloseVisit("visit 1", VisitOutcome.EMAIL, "fr"),
        Wipe(),
        PlayAttract(3),
    )
    assert stand.machine.standing.language == "de"


def test_thanks_come_only_when_the_lead_is_written(stand: Stand) -> None:
    """Until then nothing else is taken; one that is lost is said to be, and may be sent again."""
    stand.take(Touched(), Chose("hall"))
    stand.end_film()
    stand.take(WantsContact(), Introduced(ADA, ()))
    assert stand.take(Introduced(ADA, ()), WentBack(), WentOn(), LeadKept("visit 0", True)) == ()
    assert (stand.state, stand.machine.standing.lead) == ("identify", Lead.UNDER_WAY)
    stand.take(LeadKept("visit 1", False))
    assert (stand.state, stand.machine.standing.lead) == ("identify", Lead.LOST)
    assert stand.take(LeadKept("visit 1", True)) == ()
    assert len(stand.take(Introduced(ADA, ()))) == 1
    stand.take(LeadKept("visit 1", True))
    assert stand.state == "thanks"


def test_who_waits_for_thanks_for_too_long_is_not_kept_waiting(stand: Stand) -> None:
    """Where no answer comes the stand goes on by itself, and the next visitor gets no thanks."""
    stand.take(Touched(), Chose("hall"))
    stand.end_film()
    stand.take(WantsContact(), Introduced(ADA, ()))
    stand.take(TimePassed(), after_s=PACE.idle_s)
    assert stand.is_asking()
    stand.take(TimePassed(), after_s=PACE.ask_s)
    assert stand.state == "attract"
    stand.take(Touched(), LeadKept("visit 1", True))
    assert stand.state == "menu"


def test_the_attract_loop_goes_round_and_is_nobodys(stand: Stand) -> None:
    """Each round is told anew; none opens a visit."""
    assert [stand.end_film() for _ in range(3)] == [(PlayAttract(n),) for n in (2, 3, 4)]
    assert stand.machine.standing.visit_id is None


@pytest.mark.parametrize("state", ["menu", "after", "identify"])
def test_silence_is_asked_about_and_then_ends_the_visit(stand: Stand, state: str) -> None:
    """A touch answers the question; none is an answer, too."""
    stand.take(Touched())
    if state != "menu":
        stand.take(Chose("hall"))
        stand.end_film()
    if state == "identify":
        stand.take(WantsContact())
    assert stand.state == state
    stand.take(TimePassed(), after_s=PACE.idle_s - 0.01)
    assert not stand.is_asking()
    stand.take(TimePassed(), after_s=0.01)
    assert stand.is_asking()
    stand.take(Touched(), after_s=PACE.ask_s - 0.01)
    assert not stand.is_asking()
    assert stand.state == state
    stand.take(TimePassed(), after_s=PACE.idle_s)
    closing = stand.take(TimePassed(), after_s=PACE.ask_s)
    assert closing[0] == CloseVisit("visit 1", VisitOutcome.LEFT, "de")
    assert stand.state == "attract"


def test_a_film_is_never_interrupted_by_the_question(stand: Stand) -> None:
    """However long it is; only one that never ends is asked about at last."""
    stand.take(Touched(), Chose("hall"))
    stand.take(TimePassed(), after_s=LONGEST_FILM_S - 1)
    assert stand.state == "playing"
    assert not stand.is_asking()
    stand.take(TimePassed(), after_s=1)
    assert stand.is_asking()


def test_late_news_of_an_earlier_film_changes_nothing(stand: Stand) -> None:
    """The film that a visitor left ends nothing that another one watches."""
    stand.take(Touched(), Chose("hall"))
    late = stand.machine.standing.playing
    stand.take(WentBack(), Chose("robot"))
    before = stand.machine.standing
    assert stand.take(FilmEnded(late), FilmFailed(late)) == ()
    assert stand.machine.standing == before


def test_nobody_is_asked_for_an_address_before_a_film(stand: Stand) -> None:
    """There would be nothing to attach it to."""
    stand.take(Touched(), WantsContact())
    assert stand.state == "menu"


def test_a_failure_shows_the_fallback_and_tries_again(stand: Stand) -> None:
    """The visitor's session is closed; the next begins as ever."""
    stand.take(Touched(), Chose("hall"))
    failing = stand.take(FilmFailed(stand.machine.standing.playing))
    assert failing == (CloseVisit("visit 1", VisitOutcome.CUT_OFF, "de"), Wipe(), StopPlaying())
    assert stand.state == "fallback"
    stand.take(Touched())
    assert stand.state == "fallback"
    assert stand.take(TimePassed(), after_s=PACE.retry_s)[-1] == PlayAttract(3)


def test_a_stand_that_gave_up_stays_so_until_the_next_opening(stand: Stand) -> None:
    """The picture stays; the next day is a new chance."""
    stand.take(Broke(for_good=True))
    stand.take(TimePassed(), after_s=20 * 3600)
    assert stand.state == "fallback"
    stand.take(HoursChanged(False))
    assert stand.state == "closed"
    stand.take(HoursChanged(True))
    assert stand.state == "attract"


def test_a_stand_that_gave_up_may_try_again_and_nothing_else_may(stand: Stand) -> None:
    """Where it never closes there is no next opening."""
    assert stand.take(MayTryAgain()) == ()
    stand.take(Touched())
    assert stand.take(MayTryAgain()) == ()
    assert stand.state == "menu"
    stand.take(Broke(for_good=True))
    assert stand.take(MayTryAgain(), after_s=24 * 3600)[-1] == PlayAttract(2)
    assert not stand.machine.standing.has_given_up


def test_closing_time_sends_nobody_away(stand: Stand) -> None:
    """The visitor ends the visit in peace; then no touch changes anything."""
    stand.take(Touched(), HoursChanged(False))
    assert stand.state == "menu"
    stand.take(Finished())
    assert stand.take(TimePassed(), after_s=PACE.thanks_s)[-1] == StopPlaying()
    assert stand.state == "closed"
    assert stand.take(Touched()) == ()
    assert stand.take(HoursChanged(True))[-1] == PlayAttract(1 + 1)


EVENTS: dict[str, Callable[[Stand], Event]] = {
    "touch": lambda _: Touched(),
    "speak": lambda _: Spoke("fr"),
    "choose": lambda _: Chose("hall"),
    "back": lambda _: WentBack(),
    "contact": lambda _: WantsContact(),
    "introduce": lambda _: Introduced(ADA, ("contact",)),
    "kept": lambda stand: LeadKept(stand.machine.standing.visit_id or "", True),
    "lost": lambda stand: LeadKept(stand.machine.standing.visit_id or "", False),
    "go on": lambda _: WentOn(),
    "finish": lambda _: Finished(),
    "ended": lambda stand: FilmEnded(stand.machine.standing.playing),
    "failed": lambda stand: FilmFailed(stand.machine.standing.playing),
    "late end": lambda stand: FilmEnded(stand.machine.standing.playing - 1),
    "broke": lambda _: Broke(),
    "broke for good": lambda _: Broke(for_good=True),
    "open": lambda _: HoursChanged(True),
    "close": lambda _: HoursChanged(False),
    "try again": lambda _: MayTryAgain(),
    "time": lambda _: TimePassed(),
}
STORIES = st.lists(
    st.tuples(st.sampled_from(sorted(EVENTS)), st.sampled_from([0.0, 1.0, 9.0, 20.0, 50.0])),
    max_size=60,
)


def live(story: list[tuple[str, float]]) -> Stand:
    """Let a story happen, checking after each event what must always hold."""
    stand = Stand()
    for name, after_s in story:
        before = stand.machine.standing
        stand.take(EVENTS[name](stand), after_s=after_s)
        standing = stand.machine.standing
        assert standing.lead is not Lead.UNDER_WAY or standing.state is State.IDENTIFY
        is_thanked = standing.state is State.THANKS and before.state is not State.THANKS
        if is_thanked and standing.outcome in (VisitOutcome.EMAIL, VisitOutcome.BADGE):
            assert (name, before.lead) == ("kept", Lead.UNDER_WAY)
        assert (standing.visit_id is not None) == (standing.state in VISITED)
        if standing.state not in VISITED:
            nothing = (None, 0, False, None, PACE.language)
            assert nothing == (
                standing.item_id, standing.films, standing.asks, standing.outcome,
                standing.language,
            )  # fmt: skip
        waits = standing.deadline_s is not None and standing.deadline_s > stand.now_s
        may_wait_for_ever = standing.state in (State.ATTRACT, State.CLOSED) or standing.has_given_up
        assert waits or may_wait_for_ever
        assert standing.is_open or standing.state not in (State.ATTRACT, State.FALLBACK)
    return stand


@settings(max_examples=300)
@given(STORIES)
def test_from_everywhere_the_stand_comes_back_by_itself(story: list[tuple[str, float]]) -> None:
    """Left alone it attracts, or is closed; one that gave up does with the next opening."""
    stand = live(story)
    for _ in range(4):
        stand.take(TimePassed(), after_s=LONGEST_FILM_S)
    if stand.machine.standing.has_given_up:
        stand.take(HoursChanged(False), HoursChanged(True))
    standing = stand.machine.standing
    assert standing.state is (State.ATTRACT if standing.is_open else State.CLOSED)


@settings(max_examples=300)
@given(STORIES)
def test_visits_never_overlap_and_all_that_belongs_to_one_is_told_within_it(
    story: list[tuple[str, float]],
) -> None:
    """Films and leads are the running visit's; between two visits all is wiped; attract is none."""
    stand = live(story)
    visit_id: str | None = None
    is_wiped = True
    for effect in stand.effects:
        match effect:
            case OpenVisit():
                assert visit_id is None
                assert is_wiped
                visit_id, is_wiped = effect.visit_id, False
            case CloseVisit():
                assert effect.visit_id == visit_id
                visit_id = None
            case PlayFilm():
                assert effect.visit_id == visit_id
            case TakeLead():
                assert effect.visit_id == visit_id
            case PlayAttract():
                assert visit_id is None
                assert is_wiped
            case Wipe():
                is_wiped = True
    assert (visit_id is not None) == (stand.machine.standing.state in VISITED)
