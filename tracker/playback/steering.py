"""What a viewer does to the course of an open medium: pause, seek, speed, loop.

Knows: in which order libVLC bears these, and what is announced before it hears of them.
Must never know: when a medium opens or stops. All of it runs on the player's thread.
"""

import time

from tracker.model.phrases import phrase
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.looping import loop_within
from tracker.playback.opening import Opening
from tracker.playback.reporter import Reporter

SEEK_GAP_S = 0.2
"""At least so long between two seeks: libVLC loses seeks that come faster."""

MIN_RATE, MAX_RATE = 0.25, 4.0
"""The speeds that are offered; beyond 4 nothing counts as watched (R7)."""


def pause(opening: Opening, reporter: Reporter, *, is_paused: bool) -> None:
    """Pause or play on; what cannot pause plays on, and a notice says so."""
    opening.wants_pause = is_paused
    if opening.deck is None or not opening.is_playing:
        return
    if opening.deck.can_pause():
        opening.deck.set_pause(is_paused)
        if opening.was_moved_at_rest and not is_paused:
            # Left to itself libVLC leaps on by the time that the pause lasted.
            opening.wanted_seek = MediaMs(round(opening.rests_at_ms))
    elif is_paused:
        reporter.notice(phrase("Errors", "This stream cannot be paused."))


def seek(opening: Opening, _reporter: Reporter, *, to_ms: MediaMs) -> None:
    """Go to a position as soon as libVLC bears it; the last of several quick wishes counts."""
    opening.wanted_seek = to_ms


def seek_when_due(opening: Opening, reporter: Reporter, now_s: float) -> float | None:
    """Seek if that is due, by a wish or by the loop; return the seconds until it will be."""
    if opening.wanted_seek is None:
        loop_left = opening.seconds_to_jump(now_s)
        if opening.loop is None or loop_left is None or loop_left > 0:
            return loop_left
        opening.wanted_seek = opening.loop.from_ms
    left = opening.last_seek_s + SEEK_GAP_S - now_s
    if left > 0:
        return left
    _send_seek(opening, reporter, opening.wanted_seek)
    return None


def _send_seek(opening: Opening, reporter: Reporter, to_ms: MediaMs) -> None:
    target = MediaMs(max(0, min(to_ms, opening.longest_ms or to_ms)))
    opening.wanted_seek = None
    opening.last_seek_s = time.monotonic()
    reporter.sample(opening.generation, SampleKind.SEEK, position_ms=target)
    opening.go_to(target)
    if opening.deck is not None:
        opening.deck.seek(target)


def set_rate(opening: Opening, reporter: Reporter, *, rate: float) -> None:
    """Set the speed, now or once it plays."""
    opening.wanted_rate = rate
    if opening.deck is not None and opening.is_playing:
        reporter.sample(opening.generation, SampleKind.RATE, rate=rate)
        opening.deck.set_rate(rate)


def set_loop(
    opening: Opening, _reporter: Reporter, *, part: tuple[MediaMs, MediaMs] | None
) -> None:
    """Play a part again and again, now or once it plays; None plays on."""
    opening.wanted_loop = part
    opening.loop = loop_within(part, opening.longest_ms) if opening.is_playing else None


def begin(opening: Opening, reporter: Reporter) -> None:
    """Do what was wished for before it played."""
    if opening.wanted_rate != 1.0:
        set_rate(opening, reporter, rate=opening.wanted_rate)
    if opening.wants_pause:
        pause(opening, reporter, is_paused=True)
    set_loop(opening, reporter, part=opening.wanted_loop)
