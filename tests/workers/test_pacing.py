"""The token bucket against every ten-second window."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.model.delivery import QuotaReport
from tracker.workers.pacing import SAFE_SHARE, Pacer


def departures(pacer: Pacer, eager_until_s: float, idle: list[float]) -> list[float]:
    """Send as fast as the pacer allows, with idle stretches in between."""
    now_s, times, gaps = 1_000.0, [], list(idle)
    end_s = now_s + eager_until_s
    while now_s < end_s:
        wait_s = pacer.wait_s(now_s)
        if wait_s > 0:
            now_s += wait_s + 1e-9
            continue
        pacer.take(now_s)
        times.append(now_s)
        if gaps and len(times) % 7 == 0:
            now_s += gaps.pop()
    return times


def fullest_window(times: list[float]) -> int:
    """Return the most departures in any window of ten seconds."""
    most = first = 0
    for index, time_s in enumerate(times):
        while times[first] <= time_s - 10.0:
            first += 1
        most = max(most, index - first + 1)
    return most


@given(
    st.sampled_from([100, 110, 190, 250, 20]),
    st.floats(0.05, 1.0),
    st.lists(st.floats(0, 30), max_size=10),
)
def test_no_window_exceeds_the_share(limit: int, share: float, idle: list[float]) -> None:
    """B + 10·R stays below 0.9 of our share, whatever came before (delivery, 3.5)."""
    pacer = Pacer(share=share, limit=limit)
    allowed = max(SAFE_SHARE * limit * share, 1.1)
    assert fullest_window(departures(pacer, 60.0, idle)) <= allowed + 1e-6


@given(st.sampled_from([100, 110, 190]), st.lists(st.floats(1.0, 5.0), min_size=5, max_size=40))
def test_senders_that_follow_one_another_stay_within_the_limit(
    limit: int, lives_s: list[float]
) -> None:
    """Killed and begun anew once a second, none of them knowing what the one before sent."""
    times: list[float] = []
    began_s = 1_000.0
    for life_s in lives_s:
        pacer, now_s = Pacer(limit=limit), began_s
        while now_s < began_s + life_s:
            wait_s = pacer.wait_s(now_s)
            if wait_s > 0:
                now_s += wait_s + 1e-9
                continue
            pacer.take(now_s)
            times.append(now_s)
        began_s = now_s
    assert fullest_window(times) <= limit


def test_nearly_all_of_the_share_is_used() -> None:
    """A drain at 110 in 10 s sends at least 95 % of what it may."""
    times = departures(Pacer(limit=110), 100.0, [])
    assert len(times) >= 0.95 * 0.9 * 110 * 10


def test_the_limit_is_learnt_from_answers() -> None:
    """An account that allows more gets more, and one that allows less gets less at once."""
    pacer = Pacer(limit=100)
    before = pacer.rate_per_s
    pacer.heed(QuotaReport(maximum=190, remaining=150, interval_ms=10_000), 5.0)
    assert pacer.rate_per_s > before * 1.8
    pacer.heed(QuotaReport(maximum=19, remaining=15, interval_ms=1_000), 6.0)
    assert pacer.limit == 190
    pacer.heed(QuotaReport(maximum=30, remaining=29, interval_ms=10_000), 7.0)
    assert fullest_window(departures(pacer, 50.0, [])) <= 27


def test_a_refusal_for_haste_halves_the_rate_for_a_minute() -> None:
    """429 means that somebody counts differently than we do."""
    pacer = Pacer(limit=100)
    pacer.slow_down(1_000.0)
    slow = departures(pacer, 59.0, [])
    assert len(slow) <= 59 * pacer.rate_per_s / 2 + 1


def test_a_nearly_used_up_quota_makes_a_pause() -> None:
    """Remaining below 5 %: another program shares the account."""
    pacer = Pacer(limit=100)
    assert pacer.wait_s(1_000.0) == 0
    pacer.heed(QuotaReport(maximum=100, remaining=2), 1_000.0)
    assert pacer.wait_s(1_000.0) > 0


def test_what_is_left_is_measured_by_the_accounts_own_interval() -> None:
    """19 a second: 9 left are no sign of another program."""
    pacer = Pacer(limit=100)
    assert pacer.wait_s(1_000.0) == 0
    pacer.heed(QuotaReport(maximum=19, remaining=9, interval_ms=1_000), 1_000.0)
    assert pacer.wait_s(1_000.0) == 0


def test_nonsense_in_headers_changes_nothing() -> None:
    """A maximum of 0 or none at all is no limit to learn."""
    pacer = Pacer(limit=100)
    pacer.heed(QuotaReport(maximum=0), 1.0)
    pacer.heed(QuotaReport(), 2.0)
    assert pacer.limit == 100
