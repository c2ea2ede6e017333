"""The state machine of a stand, pure: what happens, at a moment, makes a new standing and effects.

    Attract → touch → Menu → Playing → After → Identify → Thanks → Attract
    any → Fallback → Attract          Attract ⇄ Closed

Knows: the states, who may go where, and that nothing of one visitor is left for the next.
Must never know: clocks, widgets, players. Moments arrive as monotonic seconds.
"""

from collections.abc import Callable
from dataclasses import replace

from tracker.kiosk.vocabulary import (
    VISITED,
    Broke,
    Chose,
    CloseVisit,
    Effects,
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
    Standing,
    State,
    StopPlaying,
    TakeLead,
    Touched,
    WantsContact,
    WentBack,
    WentOn,
    Wipe,
)
from tracker.model.media import Viewer
from tracker.model.visits import VisitOutcome

LONGEST_FILM_S = 4 * 3600.0
"""A film that has not ended after so long is asked about as any other silence."""


class Machine:
    """One stand. ``new_visit_id`` names each visit; it begins closed until the hours are told."""

    def __init__(self, pace: Pace, new_visit_id: Callable[[], str]) -> None:
        self._pace = pace
        self._new_visit_id = new_visit_id
        self.standing = Standing(State.CLOSED, pace.language, is_open=False)

    def take(self, event: Event, now_s: float) -> Effects:
        """Let something happen at a moment; return what is to be done about it, in order."""
        if self._is_due(now_s):
            return self._expire(now_s) + self.take(event, now_s)
        before = self.standing
        effects = self._react(event, now_s)
        after = self.standing
        is_sign_of_life = isinstance(
            event, Touched | Spoke | Chose | WentBack | WantsContact | Introduced
        )
        if is_sign_of_life and before.state is after.state and after.state in VISITED:
            self._wait(now_s)
        return effects

    def _is_due(self, now_s: float) -> bool:
        return self.standing.deadline_s is not None and now_s >= self.standing.deadline_s

    def _expire(self, now_s: float) -> Effects:
        """Do what the passing of time brings about."""
        standing = self.standing
        match standing.state:
            case State.THANKS:
                return self._rest(standing.outcome or VisitOutcome.DONE)
            case State.FALLBACK:
                return self._rest(VisitOutcome.CUT_OFF)
            case _ if standing.asks:
                return self._rest(VisitOutcome.LEFT)
            case _:
                self._set(asks=True, deadline_s=now_s + self._pace.ask_s)
                return ()

    def _react(self, event: Event, now_s: float) -> Effects:
        match event:
            case HoursChanged(is_open):
                return self._open_or_close(is_open)
            case MayTryAgain() if self.standing.has_given_up:
                self._set(has_given_up=False)
                return self._rest(VisitOutcome.CUT_OFF)
            case Broke(for_good):
                return self._fail(now_s, for_good=for_good)
            case FilmFailed(playing) if self._is_running(playing):
                return self._fail(now_s)
            case FilmEnded(playing) if self._is_running(playing):
                return self._film_over(now_s)
        if self.standing.state in VISITED:
            return self._answer(event, now_s)
        if self.standing.state is State.ATTRACT and isinstance(event, Touched):
            return self._welcome(now_s)
        return ()

    def _answer(self, event: Event, now_s: float) -> Effects:
        """Do what a visitor wants."""
        standing = self.standing
        if standing.state is State.THANKS:
            return self._rest(standing.outcome or VisitOutcome.DONE) if event == Touched() else ()
        if standing.lead is Lead.UNDER_WAY:
            self._hear_of_lead(event, now_s)
            return ()
        match event:
            case Spoke(language):
                self._set(language=language)
            case Chose(item_id) if standing.state in (State.MENU, State.AFTER):
                return self._play(item_id, now_s)
            case WentBack() if standing.state is not State.MENU:
                was_playing = standing.state is State.PLAYING
                self._go(State.MENU, now_s)
                return (StopPlaying(),) if was_playing else ()
            case WantsContact() if standing.state in (State.MENU, State.AFTER) and standing.films:
                self._go(State.IDENTIFY, now_s)
            case Introduced(viewer, consent) if standing.state is State.IDENTIFY:
                return self._introduce(viewer, consent, now_s)
            case WentOn() if standing.state is State.IDENTIFY:
                self._thank(VisitOutcome.HANDED_OVER, now_s)
            case Finished() if standing.state in (State.MENU, State.AFTER):
                self._thank(VisitOutcome.DONE, now_s)
        return ()

    def _welcome(self, now_s: float) -> Effects:
        visit_id = self._new_visit_id()
        self._set(visit_id=visit_id)
        self._go(State.MENU, now_s)
        return (StopPlaying(), Wipe(), OpenVisit(visit_id, self.standing.language))

    def _play(self, item_id: str, now_s: float) -> Effects:
        standing = self.standing
        self._set(item_id=item_id, films=standing.films + 1, playing=standing.playing + 1)
        self._go(State.PLAYING, now_s)
        return (PlayFilm(self.standing.playing, item_id, standing.visit_id or ""),)

    def _film_over(self, now_s: float) -> Effects:
        if self.standing.state is State.ATTRACT:
            return self._attract()
        self._go(State.AFTER, now_s)
        return ()

    def _introduce(self, viewer: Viewer, consent: tuple[str, ...], now_s: float) -> Effects:
        """Have it written; thanks come after that, and nothing else before."""
        standing = self.standing
        outcome = VisitOutcome.BADGE if viewer.email is None else VisitOutcome.EMAIL
        self._set(lead=Lead.UNDER_WAY, outcome=outcome)
        self._wait(now_s)
        return (TakeLead(standing.visit_id or "", viewer, consent, standing.language),)

    def _hear_of_lead(self, event: Event, now_s: float) -> None:
        standing = self.standing
        match event:
            case LeadKept(visit_id, True) if visit_id == standing.visit_id:
                self._go(State.THANKS, now_s)
            case LeadKept(visit_id, False) if visit_id == standing.visit_id:
                self._set(lead=Lead.LOST, outcome=None)
                self._wait(now_s)

    def _thank(self, outcome: VisitOutcome, now_s: float) -> None:
        self._set(outcome=outcome)
        self._go(State.THANKS, now_s)

    def _fail(self, now_s: float, *, for_good: bool = False) -> Effects:
        """Show the fallback picture; whoever was there has to begin anew."""
        has_given_up = for_good or self.standing.has_given_up
        ended = self._end_visit(VisitOutcome.CUT_OFF)
        if not self.standing.is_open:
            self._set(state=State.CLOSED, has_given_up=has_given_up)
            return (*ended, StopPlaying())
        self._set(
            state=State.FALLBACK,
            has_given_up=has_given_up,
            deadline_s=None if has_given_up else now_s + self._pace.retry_s,
        )
        return (*ended, StopPlaying())

    def _open_or_close(self, is_open: bool) -> Effects:
        """Open or close; a visitor who is still there is not sent away.

        A new day is a new chance also where the stand had given up.
        """
        was_open = self.standing.is_open
        self._set(is_open=is_open)
        if self.standing.state in VISITED or is_open == was_open:
            return ()
        self._set(has_given_up=False)
        return self._rest(VisitOutcome.CUT_OFF)

    def _rest(self, outcome: VisitOutcome) -> Effects:
        """Close the visit, wipe everything, and attract, or be closed."""
        ended = self._end_visit(outcome)
        if self.standing.is_open:
            return (*ended, *self._attract())
        self._set(state=State.CLOSED)
        return (*ended, StopPlaying())

    def _attract(self) -> Effects:
        self._set(state=State.ATTRACT, playing=self.standing.playing + 1, deadline_s=None)
        return (PlayAttract(self.standing.playing),)

    def _end_visit(self, outcome: VisitOutcome) -> Effects:
        """Leave nothing of the visitor but the closing of their visit."""
        gone = self.standing
        self.standing = Standing(
            gone.state,
            self._pace.language,
            is_open=gone.is_open,
            has_given_up=gone.has_given_up,
            playing=gone.playing,
        )
        if gone.visit_id is None:
            return (Wipe(),)
        return (CloseVisit(gone.visit_id, outcome, gone.language), Wipe())

    def _is_running(self, playing: int) -> bool:
        is_played = self.standing.state in (State.PLAYING, State.ATTRACT)
        return is_played and playing == self.standing.playing

    def _go(self, state: State, now_s: float) -> None:
        self._set(state=state, lead=Lead.NONE)
        self._wait(now_s)

    def _wait(self, now_s: float) -> None:
        """Wait anew, for as long as the state allows."""
        waits_s = {State.PLAYING: LONGEST_FILM_S, State.THANKS: self._pace.thanks_s}
        wait_s = waits_s.get(self.standing.state, self._pace.idle_s)
        self._set(asks=False, deadline_s=now_s + wait_s)

    def _set(self, **changes: object) -> None:
        # The names and types are those of the fields; replace() checks only the names.
        self.standing = replace(self.standing, **changes)  # type: ignore[arg-type]
