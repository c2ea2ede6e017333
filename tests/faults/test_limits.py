"""Pacing against a server that counts for itself: nearly all of the limit is used, none beyond it.

The account allows 100, 110 or 190 requests in any ten seconds, tells of it or not, and so many a
day. Seen to fail, in every run, with a pacer that takes the limit for its rate (I5).
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.history import broken, fullest_window
from tests.faults.simulation import Fate, World, simulated
from tests.faults.torn_disk import TornDisk
from tracker.hubspot.sandbox.limits import RollingWindow
from tracker.workers.pacing import SAFE_SHARE, WINDOW_S, Pacer

FILMS = 50


def drained(folder: Path, prepare: Callable[[World], None], **pacing: float) -> World:
    """Deliver fifty films to a server with limits; return the world with what broke."""
    with TornDisk(random.Random(1)) as disk, simulated(folder / "profile", disk) as world:
        prepare(world)
        world.enqueue(FILMS)
        # 60 days of patience: a daily limit takes its time.
        stats = world.deliver(60 * 86_400.0, **pacing)
        assert stats is not None
        assert (stats.delivered, stats.unsettled) == (7 * FILMS, 0)
        world.ended = world.history()
        world.faults = world.breaks(world.ended)
        return world


def used_share(world: World, limit: int) -> float:
    """Return the part of nine tenths of the limit that was used, between beginning and end."""
    times = [arrival.at_ns / 1e9 for arrival in world.server.arrivals]
    steady = [at for at in times if times[0] + 3 <= at <= times[-1] - 1]
    per_window = (len(steady) - 1) / (steady[-1] - steady[0]) * WINDOW_S
    return per_window / (SAFE_SHARE * limit)


@pytest.mark.parametrize(("limit", "takes_s"), [(100, 0.05), (110, 0.15), (190, 0.15), (190, 0.3)])
def test_nearly_all_of_the_limit_is_used_and_none_beyond_it(
    limit: int, takes_s: float, tmp_path: Path
) -> None:
    """At least 95 % of nine tenths, without a single 429 (delivery, 3.5)."""

    def prepare(world: World) -> None:
        world.server.window = RollingWindow(limit, WINDOW_S)
        world.server.takes_s = takes_s

    world = drained(tmp_path, prepare)
    history = world.ended
    assert world.faults == []
    assert [text for text in broken(history, limit=limit) if text.startswith("I5")] == []
    assert fullest_window(history) <= SAFE_SHARE * limit + 1
    assert used_share(world, limit) >= 0.95


@pytest.mark.parametrize("limit", [100, 190])
def test_an_account_that_tells_no_limit_is_held_to_the_smallest(limit: int, tmp_path: Path) -> None:
    """No headers: as if it allowed a hundred."""

    def prepare(world: World) -> None:
        world.server.window = RollingWindow(limit, WINDOW_S)
        world.server.tells_limit = False

    world = drained(tmp_path, prepare)
    assert world.faults == []
    assert {arrival.status for arrival in world.server.arrivals} == {200}
    assert used_share(world, 100) >= 0.95


def test_another_program_on_the_account_is_made_room_for(tmp_path: Path) -> None:
    """A share of a half: it takes half, and gets what it takes."""

    def prepare(world: World) -> None:
        world.server.window = RollingWindow(110, WINDOW_S)

    world = drained(tmp_path, prepare, share=0.5)
    assert world.faults == []
    assert fullest_window(world.ended) <= SAFE_SHARE * 55 + 1


def test_a_days_limit_is_over_at_the_accounts_midnight(tmp_path: Path) -> None:
    """No answer names it; what was left over goes out right after it, with few tries before."""
    # Midnight in Kathmandu; the virtual day begins at 02:13:20.
    midnight_s = (18 * 60 + 15) * 60.0 - (2 * 3600 + 13 * 60 + 20)

    def prepare(world: World) -> None:
        world.server.left_today = 200
        world.server.day_ends_s = world.clock.monotonic() + midnight_s

    world = drained(tmp_path, prepare)
    refused = [one for one in world.server.arrivals if one.status == 429]
    assert world.faults == []
    assert len(refused) <= midnight_s / 900 + 8
    ends_s = world.server.day_ends_s
    first_s = next(at for one in world.server.arrivals if (at := one.at_ns / 1e9) >= ends_s)
    assert first_s <= ends_s + 61
    assert world.server.arrivals[-1].at_ns / 1e9 <= first_s + 60


def test_haste_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the test: a pacer without a margin, on an account with another program."""
    monkeypatch.setattr(Pacer, "_budget", property(lambda pacer: 1.3 * pacer.limit))

    def prepare(world: World) -> None:
        world.server.window = RollingWindow(110, WINDOW_S)
        world.server.takes_s = 0.05

    world = drained(tmp_path, prepare)
    assert any(arrival.status == 429 for arrival in world.server.arrivals)


def test_a_refusal_for_haste_slows_down_without_a_loss(tmp_path: Path) -> None:
    """Each fifth request at first: the rate is halved, and all arrives."""

    def prepare(world: World) -> None:
        refusal = Fate(429, b'{"policyName":"TEN_SECONDLY_ROLLING"}')
        world.server.fates.extend([Fate(), Fate(), Fate(), Fate(), refusal] * 5)

    assert drained(tmp_path, prepare).faults == []
