"""The constants of the rules, in one place, each with its unit and its reason.

Knows: the numbers behind R1 to R10 (playback-semantics).
Must never know: how they are applied, or where a setting comes from.
"""

from enum import Enum

from tracker.model.records import dataclass
from tracker.model.units import MediaMs

RULES_VERSION = 1
"""Raised whenever the same samples could earn different quartiles than before."""


class OnLoop(Enum):
    """R11: what a wrap from the end to the start means."""

    SAME_SESSION = "same"
    NEW_SESSION = "new-session"


@dataclass(frozen=True, slots=True)
class EngagementRules:
    """How samples are judged. The defaults were measured on libVLC 3.0.

    Fields named ``…_wall_ms`` are milliseconds of monotonic time, the others of media time.
    """

    accept_slack_ms: int = 350
    """R2: how much further than time allows a step may go; one tick is up to 320 ms late."""

    credit_cap_wall_ms: int = 3_000
    """R2: unused time that late ticks may make up for; a held callback delayed one by 6.3 s."""

    head_slack_ms: int = 500
    """R3: how much further than time allows the first tick of a run may be from its start."""

    echo_window_wall_ms: int = 50
    """R3: ticks this soon after a seek repeat its target or the past, and prove nothing."""

    tail_cap_wall_ms: int = 2_500
    """R4: the longest silence before a close that counts as play; Ogg is silent for 2.0 s."""

    jitter_back_ms: int = 2_000
    """R5: backward steps up to this are jitter; larger ones may be a loop."""

    beyond_end_ms: int = 2_000
    """R2: a tick further than this beyond the duration is an error of the player's."""

    end_window_ms: int = 1_000
    """R6: how near to the end contiguous play must come for the rest to count as played."""

    end_window_percent: float = 1.0
    """R6: the same as a share of the duration, where that is longer."""

    end_window_max_ms: int = 5_000
    """R6: the same at the most, whatever the share says."""

    end_window_part: int = 4
    """R6: the same is at most one such part of the duration (a quarter), for short clips."""

    short_clip_ms: int = 2_500
    """R6: a clip up to this long may end before its first tick; its elapsed time counts."""

    viewed_after_wall_ms: int = 3_000
    """How long an image or a page must be shown to count as viewed; a glance takes a second."""

    heal_gap_ms: int = 500
    """R7: holes up to this long between played parts are two sides of one measurement."""

    max_counted_rate: float = 4.0
    """R7: faster than this is searching, not watching, and earns nothing."""

    complete_at_percent: float = 99.0
    """R8: the share of the duration that earns the last quartile, 90 to 100."""

    complete_slack_max_ms: int = 5_000
    """R8: the last quartile never forgives more than this, however long the film."""

    duration_stable_wall_ms: int = 2_000
    """R9: how long a reported duration must stay put before it is believed."""

    duration_tolerance_percent: float = 2.0
    """R9: changes up to this share are no change; a streamed MP3 creeps up by 0.1 % a tick."""

    clock_step_ms: int = 2_000
    """R10: wall and monotonic clock this far apart mean suspend, or a clock that was set."""

    on_loop: OnLoop = OnLoop.SAME_SESSION
    """R11: a person who lets a film repeat is one viewing; a kiosk's next round is another."""

    longest_pause_wall_ms: int = 30 * 60_000
    """R11: after a longer pause it is another viewing."""

    longest_session_wall_ms: int = 24 * 3_600_000
    """R11: no viewing is longer than a day."""

    resume_within_wall_ms: int = 10 * 60_000
    """R11: a session that a crash cut off goes on, if the same viewer is back this soon."""

    checkpoint_wall_ms: int = 5_000
    """R13: how often coverage is written while nothing is earned."""

    observed_step_wall_ms: int = 1_000
    """R12: how far apart two looks at another program's player are, at the most."""

    span_ms: int = 1_000
    """The length of a span of the attention map."""

    max_spans: int = 1_000
    """The most spans that a map may have; longer films get wider spans."""

    def __post_init__(self) -> None:
        """Refuse values under which the rules make no sense."""
        if not 90.0 <= self.complete_at_percent <= 100.0:
            raise ValueError("complete_at_percent must be between 90 and 100")
        if self.span_ms < 1 or self.max_spans < 1:
            raise ValueError("span_ms and max_spans must be at least 1")

    def error_bound_of(self, *, seeks_found: bool, observed: bool) -> int:
        """Return how far the watched intervals may be off at each discontinuity, in ms.

        Where seeks are announced, only the head of a run is uncertain (R3). Where they must be
        found, a leap forward within the slack and the credit of R2 looks like play; and one that
        happens between two looks from outside has the time between them, too.
        """
        if not (seeks_found or observed):
            return self.head_slack_ms
        looked_ms = self.observed_step_wall_ms if observed else 0
        return self.accept_slack_ms + self.credit_cap_wall_ms + looked_ms

    def end_window_of(self, duration_ms: MediaMs) -> float:
        """Return how near to the end play must come for the rest to count, in media ms (R6)."""
        share = duration_ms * self.end_window_percent / 100
        window = min(max(self.end_window_ms, share), self.end_window_max_ms)
        return min(window, duration_ms / self.end_window_part)

    def complete_at_of(self, duration_ms: MediaMs) -> float:
        """Return how many covered media ms earn the last quartile (R8)."""
        slack = duration_ms * (100.0 - self.complete_at_percent) / 100
        return duration_ms - min(slack, self.complete_slack_max_ms)
