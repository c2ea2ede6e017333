"""What an outcome does to its row and to all the others (delivery, 3.4)."""

import dataclasses

import pytest

from tests.hubspot.rows import HALF, row
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    Rejected,
    RetryCause,
    RetryLater,
)
from tracker.model.units import UnixMs
from tracker.workers.breakers import BreakerName, Breakers
from tracker.workers.pacing import Pacer
from tracker.workers.policy import (
    BACKOFF_MOST_S,
    DOUBT_WAITS_S,
    PROBE_S,
    QUARTER_HOUR_S,
    REFUSALS_IN_A_ROW,
    SPREAD_S,
    TROUBLES_IN_A_ROW,
    Policy,
    Verdict,
)

NOW_S, WALL_MS = 1_000.0, UnixMs(1_795_400_000_000)
"""One and the same moment; by the wall clock 02:13:20."""


class Bench:
    """A policy with its breakers; the jitter is always the largest."""

    def __init__(self) -> None:
        self.breakers = Breakers()
        self.pacer = Pacer()
        self.policy = Policy(self.breakers, self.pacer, lambda: 1.0)
        self.now_s = NOW_S

    def judge(
        self, outcome: DeliveryOutcome, of: OutboxRow | None = None, *, took_s: float = 0.0
    ) -> Verdict:
        """Judge one outcome, of a request that left so many seconds ago."""
        sent_s = self.now_s - took_s
        wall_ms = UnixMs(WALL_MS + round((self.now_s - NOW_S) * 1000))
        return self.policy.judge(
            outcome, of or row(), sent_s=sent_s, now_s=self.now_s, wall_ms=wall_ms
        )

    def wait_out(self) -> float:
        """Wait until everything is tried again; return how many seconds that takes."""
        worst = self.breakers.worst()
        assert worst is not None
        waited_s, self.now_s = worst.retry_at_s - self.now_s, worst.retry_at_s
        return waited_s

    def held_by(self) -> BreakerName | None:
        """Return what holds everything back."""
        worst = self.breakers.worst()
        return None if worst is None else worst.name


@pytest.mark.parametrize(
    ("outcome", "breaker"),
    [
        (RetryLater(RetryCause.NETWORK, "refused", counts_as_attempt=False), BreakerName.NETWORK),
        (RetryLater(RetryCause.RATE_LIMIT, "slow", status=429), BreakerName.QUOTA),
        (RetryLater(RetryCause.DAILY_LIMIT, "enough", status=429), BreakerName.QUOTA),
        (RetryLater(RetryCause.MOVING, "moving", status=477, wait_s=60.0), BreakerName.QUOTA),
        (RetryLater(RetryCause.SERVER, "busy", status=503), None),
        (RetryLater(RetryCause.SERVER, "busy", status=503, wait_s=9.0), BreakerName.SERVER),
        (Doubtful(RetryCause.SERVER, "500", status=500), None),
        (AuthNeeded("no", status=403), BreakerName.AUTH),
        (Rejected(400, "bad"), None),
        (Rejected(404, "nowhere", systemic=True), BreakerName.CONTRACT),
        (Delivered(200), None),
    ],
)
def test_each_cause_holds_what_it_concerns(
    outcome: DeliveryOutcome, breaker: BreakerName | None
) -> None:
    """One breaker for each cause; a row's own trouble holds nobody else."""
    bench = Bench()
    bench.judge(outcome)
    assert bench.held_by() is breaker


@pytest.mark.parametrize("troubles", range(1, TROUBLES_IN_A_ROW + 1))
def test_a_pause_that_the_server_asks_for_is_kept_by_all(troubles: int) -> None:
    """``Retry-After`` speaks of the server, not of the row; one's own backoff may be longer."""
    bench = Bench()
    for _ in range(troubles - 1):
        bench.judge(RetryLater(RetryCause.SERVER, "busy", status=503))
    verdict = bench.judge(RetryLater(RetryCause.SERVER, "busy", status=503, wait_s=120.0))
    worst = bench.breakers.worst()
    assert worst is not None
    assert (worst.retry_at_s, verdict.wait_s) == (NOW_S + 120.0, 120.0)


def test_a_days_limit_is_tried_after_each_quarter_of_an_hour() -> None:
    """The account's midnight is one, in whatever time zone; ``Retry-After`` knows better."""
    bench = Bench()
    refusal = RetryLater(RetryCause.DAILY_LIMIT, "enough", status=429)
    bench.judge(refusal)
    assert bench.wait_out() == 100.0 + SPREAD_S
    bench.judge(refusal)
    assert bench.wait_out() == QUARTER_HOUR_S
    bench.judge(dataclasses.replace(refusal, wait_s=7_000.0))
    assert bench.wait_out() == 7_000.0


def test_offline_is_waited_for_ever_longer_but_never_given_up() -> None:
    """1 s doubling to 15 min, on the breaker and not on the row."""
    bench = Bench()
    offline = RetryLater(RetryCause.NETWORK, "refused", counts_as_attempt=False)
    waits = []
    for _ in range(14):
        assert bench.judge(offline).wait_s == 0.0
        waits.append(bench.wait_out())
    assert waits[:4] == [1.0, 2.0, 4.0, 8.0]
    assert waits[-1] == BACKOFF_MOST_S


@pytest.mark.parametrize(
    "outcome",
    [
        RetryLater(RetryCause.NETWORK, "refused", counts_as_attempt=False),
        Doubtful(RetryCause.NETWORK, "no answer"),
    ],
)
def test_what_was_under_way_together_fails_as_one(outcome: DeliveryOutcome) -> None:
    """A lost network with eight requests under way is one trouble, not eight: a wait of seconds."""
    bench = Bench()
    for _ in range(8):
        bench.judge(outcome)
    assert bench.wait_out() <= 2.0


@pytest.mark.parametrize(
    "refusal",
    [
        RetryLater(RetryCause.RATE_LIMIT, "slow", status=429, wait_s=10.0),
        RetryLater(RetryCause.SERVER, "busy", status=503, wait_s=60.0),
        RetryLater(RetryCause.MOVING, "moving", status=477, wait_s=3600.0),
        AuthNeeded("revoked", status=401),
        Rejected(404, "nowhere", systemic=True),
    ],
)
def test_what_left_before_a_refusal_does_not_end_its_pause(refusal: DeliveryOutcome) -> None:
    """Three that were under way arrive after the fourth was refused: the pause stays."""
    bench = Bench()
    bench.judge(refusal)
    held = bench.held_by()
    bench.now_s += 0.1
    for took_s in (0.2, 0.1):
        # Also one that leaves at the very moment was decided on before.
        bench.judge(Delivered(200), took_s=took_s)
    assert bench.held_by() is held is not None
    bench.wait_out()
    bench.now_s += 0.1
    bench.judge(Delivered(200), took_s=0.05)
    assert bench.held_by() is None


def test_a_person_in_a_hurry_ends_what_nobody_asked_for() -> None:
    """An own backoff, yes; a pause that the server asked for, no."""
    bench = Bench()
    bench.judge(AuthNeeded("no", status=403))
    bench.judge(RetryLater(RetryCause.SERVER, "busy", status=503, wait_s=60.0))
    bench.breakers.clear_unasked()
    assert bench.held_by() is BreakerName.SERVER
    assert bench.breakers.needing_a_person() is None


def test_an_answer_of_any_kind_shows_that_the_network_is_back() -> None:
    """Even a refusal came over the wire."""
    bench = Bench()
    bench.judge(RetryLater(RetryCause.NETWORK, "refused", counts_as_attempt=False))
    bench.judge(Rejected(400, "bad"))
    assert bench.held_by() is None


def test_success_closes_every_breaker() -> None:
    """One event that arrived proves that nothing holds the others."""
    bench = Bench()
    bench.judge(AuthNeeded("no"))
    bench.now_s += 1.0
    bench.judge(Delivered(200))
    assert bench.held_by() is None


def test_a_doubtful_row_is_resent_at_once_and_then_ever_more_rarely() -> None:
    """Delivery, 3.4: at once, 1, 5, 30 minutes."""
    bench = Bench()
    doubt = Doubtful(RetryCause.SERVER, "500", status=500)
    waits = [
        bench.judge(doubt, dataclasses.replace(row(), maybe_sent=sent)).wait_s for sent in range(6)
    ]
    assert waits == [*DOUBT_WAITS_S, DOUBT_WAITS_S[-1], DOUBT_WAITS_S[-1]]


def test_doubts_in_a_row_are_the_servers_trouble() -> None:
    """Three in a row hold the queue; a success in between does not."""
    bench = Bench()
    doubt = Doubtful(RetryCause.SERVER, "500", status=500)
    for _ in range(TROUBLES_IN_A_ROW - 1):
        bench.judge(doubt)
    bench.judge(Delivered(200))
    bench.judge(doubt)
    assert bench.held_by() is None
    for _ in range(TROUBLES_IN_A_ROW - 1):
        bench.judge(doubt)
    assert bench.held_by() is BreakerName.SERVER


def test_refusals_of_many_sessions_in_a_row_are_our_own_fault() -> None:
    """The last of them is kept, as are all that come after it."""
    bench = Bench()
    verdicts = [
        bench.judge(
            Rejected(400, "bad"), row(dataclasses.replace(HALF, session_id=f"session-{number}"))
        )
        for number in range(REFUSALS_IN_A_ROW)
    ]
    systemic = [v.outcome.systemic for v in verdicts if isinstance(v.outcome, Rejected)]
    assert systemic == [False] * (REFUSALS_IN_A_ROW - 1) + [True]
    assert bench.held_by() is BreakerName.CONTRACT


def test_refusals_of_one_session_are_its_own_fault() -> None:
    """However many of its events are refused."""
    bench = Bench()
    for _ in range(3 * REFUSALS_IN_A_ROW):
        bench.judge(Rejected(400, "bad"))
    assert bench.held_by() is None


def test_a_moving_account_is_waited_for_as_long_as_it_says() -> None:
    """477 comes with Retry-After, up to a day."""
    bench = Bench()
    bench.judge(RetryLater(RetryCause.MOVING, "moving", status=477, wait_s=86_400.0))
    worst = bench.breakers.worst()
    assert worst is not None
    assert worst.retry_at_s == NOW_S + 86_400.0


def test_a_missing_permission_is_probed_every_quarter_of_an_hour() -> None:
    """A person has to mend it; nothing dies meanwhile."""
    bench = Bench()
    bench.judge(AuthNeeded("no", status=403))
    person = bench.breakers.needing_a_person()
    assert person is not None
    assert person.retry_at_s == NOW_S + PROBE_S
