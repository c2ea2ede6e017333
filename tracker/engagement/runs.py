"""From samples to played pieces: which stretch of film was played, and when (R1 to R6).

Knows: runs, ticks, seeks, rates, loops and ends.
Must never know: what had been watched before, quartiles, or sessions.

A run is continuous playing at one rate. It is *proven* once a tick has moved forward in it;
before that there is no evidence that anything was shown, so nothing is extended.
"""

from tracker.engagement.rules import EngagementRules, OnLoop
from tracker.model.records import dataclass
from tracker.model.units import ElapsedMs, MediaMs


@dataclass(frozen=True, slots=True)
class Played:
    """A piece of film, [from_ms, to_ms), that was played between two moments.

    ``counts`` is False where it was too fast to be watched (R7).
    """

    from_ms: MediaMs
    to_ms: MediaMs
    from_t: ElapsedMs
    to_t: ElapsedMs
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Wrap:
    """A loop that was seen: it wrapped at ``t``; ``tick_ms`` at ``tick_t`` was the first after."""

    t: ElapsedMs
    tick_t: ElapsedMs
    tick_ms: MediaMs


@dataclass(slots=True)
class _Run:
    """One run. Before its first tick, ``last_ms`` and ``last_t`` are where it may have begun."""

    last_ms: MediaMs
    last_t: ElapsedMs
    quiet_until_t: ElapsedMs
    stalled: bool = False
    ticked: bool = False
    proven: bool = False
    credit_ms: float = 0.0
    behind: tuple[ElapsedMs, MediaMs] | None = None  # R5: a tick far back, not yet explained


class RunTracker:
    """Follows one player through its samples and says what it played.

    Every method returns the pieces that the sample proves, ascending in time. ``duration_ms``
    is the best known duration at that moment, None while unknown.
    """

    def __init__(self, rules: EngagementRules) -> None:
        self._rules = rules
        self._run: _Run | None = None
        self._resume_ms = MediaMs(0)
        self._sought = False
        self._ticked = False
        self._rate = 1.0
        self.loops = 0
        self.ended_naturally = False
        self.wrap: Wrap | None = None
        self.has_jumped = False

    @property
    def is_playing(self) -> bool:
        """Whether ticks are evidence now."""
        return self._run is not None

    @property
    def rate(self) -> float:
        """The speed; 1.0 is normal."""
        return self._rate

    @property
    def position_ms(self) -> MediaMs:
        """The last position that was believed."""
        if self._run is None:
            return self._resume_ms
        return self._run.last_ms

    def open(self, start_ms: MediaMs) -> None:
        """Hear that a medium was opened, to play from ``start_ms``.

        What ran before was cut off without a word, so its last silence was no play.
        """
        self._run = None
        self._resume_ms = start_ms
        self._sought = self._ticked = False

    def play(self, t: ElapsedMs) -> None:
        """Hear that it plays. Repeated while it plays, it changes nothing but an idle start."""
        if self._run is None:
            if self.ended_naturally:
                self.loops += 1
                self.ended_naturally = False
            self._begin(t)
        elif not self._run.ticked:
            self._run.last_t = t
            self._run.stalled = False

    def pause(self, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear that it pauses; the next run starts where this one ended (R4)."""
        return self._close(t, duration_ms)

    def buffering(self, t: ElapsedMs) -> None:
        """Hear of a stall: the silence before it was no play (R4).

        Ticks may come again without a word; the first of them then earns nothing, because nobody
        knows when play went on.
        """
        if self._run is not None:
            self._resume_ms = self.position_ms
            self._begin(t)
            self._run.stalled = True

    def interrupt(self, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Close the run and begin another at the same place: a suspend or a clock step (R10)."""
        if self._run is None:
            return []
        pieces = self._close(t, duration_ms)
        self._begin(t)
        return pieces

    def set_rate(self, rate: float, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear of a rate command; the next run starts where this one ended (R4)."""
        pieces = self.interrupt(t, duration_ms)
        self._rate = rate
        return pieces

    def seek(self, to_ms: MediaMs, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear of a seek command; the next run starts at its target (R4)."""
        was_playing = self._run is not None
        pieces = self._close(t, duration_ms)
        self._resume_ms = to_ms
        self._sought = True
        if was_playing:
            self._begin(t, quiet_wall_ms=self._rules.echo_window_wall_ms)
        return pieces

    def tick(self, position_ms: MediaMs, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear of a position (R2, R3, R5)."""
        run = self._run
        if run is None or t < run.quiet_until_t:
            return []
        if (
            duration_ms is not None
            and not self._sought
            and position_ms > duration_ms + self._rules.beyond_end_ms
        ):
            return []
        self._ticked = True
        if not run.ticked:
            return self._first_tick(run, position_ms, t)
        step = position_ms - run.last_ms
        allowed = self._rate * (t - run.last_t) + run.credit_ms + self._rules.accept_slack_ms
        if 0 <= step <= allowed:
            return self._accept(run, position_ms, t)
        if step > 0:
            self.has_jumped = True
            self._restart(t, position_ms)
            return []
        if run.behind is not None and position_ms > run.behind[1]:
            pieces = self._went_back(run, run.behind, duration_ms)
            if self.wrap is not None:
                return pieces
            return pieces + self._accept(self._restart(*run.behind), position_ms, t)
        if step < -self._rules.jitter_back_ms and (
            run.behind is None or position_ms < run.behind[1]
        ):
            run.behind = (t, position_ms)
        return []

    def end(self, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear that the medium ended; fill to the end only after contiguous play (R6)."""
        run = self._run
        if run is None:
            return []
        pieces = self._close(t, duration_ms)
        counts = self._counts
        if duration_ms is not None and run.proven and counts:
            reached = self._resume_ms
            if 0 < duration_ms - reached <= self._rules.end_window_of(duration_ms):
                pieces.append(Played(reached, duration_ms, t, t))
                reached = duration_ms
            self.ended_naturally = reached >= duration_ms
        elif self._was_shorter_than_a_tick(duration_ms) and duration_ms is not None and counts:
            elapsed = min(round(self._rate * (t - run.last_t)), duration_ms)
            if duration_ms - elapsed <= self._rules.end_window_of(duration_ms):
                pieces.append(Played(MediaMs(0), duration_ms, run.last_t, t))
                self.ended_naturally = True
        self._resume_ms = MediaMs(0)
        return pieces

    def stop(self, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """Hear that it stopped, or failed; playing again begins at the start."""
        pieces = self._close(t, duration_ms)
        self._resume_ms = MediaMs(0)
        return pieces

    @property
    def _counts(self) -> bool:
        return 0 < self._rate <= self._rules.max_counted_rate

    def _begin(self, t: ElapsedMs, *, quiet_wall_ms: int = 0) -> None:
        self._run = _Run(self._resume_ms, t, ElapsedMs(t + quiet_wall_ms))

    def _restart(self, t: ElapsedMs, position_ms: MediaMs) -> _Run:
        """Go on from a tick that nothing explains: it earns nothing, and neither does the gap."""
        self._run = _Run(position_ms, t, t, ticked=True)
        return self._run

    def _first_tick(self, run: _Run, position_ms: MediaMs, t: ElapsedMs) -> list[Played]:
        """R3: credit back to the known start, if time allows; never back from before it."""
        reach = self._rate * (t - run.last_t) + self._rules.head_slack_ms
        if run.stalled or not run.last_ms <= position_ms <= run.last_ms + reach:
            self._restart(t, position_ms)
            return []
        run.ticked = True
        return self._accept(run, position_ms, t)

    def _accept(self, run: _Run, position_ms: MediaMs, t: ElapsedMs) -> list[Played]:
        """R2: the step is possible; unused time is kept as credit for late ticks."""
        from_ms, from_t = run.last_ms, run.last_t
        unused = run.credit_ms + self._rate * (t - from_t) - (position_ms - from_ms)
        run.credit_ms = min(max(unused, 0.0), self._rate * self._rules.credit_cap_wall_ms)
        run.last_ms, run.last_t, run.behind = position_ms, t, None
        if position_ms == from_ms:
            return []
        run.proven = True
        return [Played(from_ms, position_ms, from_t, t, self._counts)]

    def _went_back(
        self, run: _Run, behind: tuple[ElapsedMs, MediaMs], duration_ms: MediaMs | None
    ) -> list[Played]:
        """R5: play goes on far behind. A loop, if the gap had time for tail and head.

        In a loop the old tail reaches the end and the new head starts at zero, all within the
        time between the two ticks. Otherwise somebody sought without saying so, and the gap
        earns nothing.
        """
        behind_t, behind_ms = behind
        gap = self._rate * (behind_t - run.last_t) + self._rules.accept_slack_ms
        tail = min(gap - behind_ms, self._rate * self._rules.tail_cap_wall_ms)
        if (
            duration_ms is None
            or not run.proven
            or behind_ms > gap
            or duration_ms - (run.last_ms + tail) > self._rules.end_window_of(duration_ms)
        ):
            self.has_jumped = True
            return []
        self.loops += 1
        wrap_t = ElapsedMs(max(run.last_t, behind_t - round(behind_ms / self._rate)))
        pieces = []
        if run.last_ms < duration_ms:
            pieces.append(Played(run.last_ms, duration_ms, run.last_t, wrap_t, self._counts))
        if self._rules.on_loop is OnLoop.NEW_SESSION:
            self.wrap = Wrap(wrap_t, behind_t, behind_ms)
            self._run = None
        else:
            pieces.append(Played(MediaMs(0), behind_ms, wrap_t, behind_t, self._counts))
        return pieces

    def _close(self, t: ElapsedMs, duration_ms: MediaMs | None) -> list[Played]:
        """R4: end the run, extended by the silence since its last tick."""
        run = self._run
        self._run = None
        if run is None:
            return []
        self._resume_ms = run.last_ms
        if not run.proven:
            return []
        silence = min(t - run.last_t, self._rules.tail_cap_wall_ms)
        reached = run.last_ms + round(self._rate * silence)
        if duration_ms is not None:
            reached = min(reached, max(duration_ms, run.last_ms))
        if reached <= run.last_ms:
            return []
        self._resume_ms = MediaMs(reached)
        to_t = ElapsedMs(run.last_t + silence)
        return [Played(run.last_ms, self._resume_ms, run.last_t, to_t, self._counts)]

    def _was_shorter_than_a_tick(self, duration_ms: MediaMs | None) -> bool:
        """R6: the whole clip was played from its start, and no tick ever came."""
        return (
            duration_ms is not None
            and duration_ms <= self._rules.short_clip_ms
            and not self._ticked
            and not self._sought
        )
