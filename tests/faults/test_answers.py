"""Every status with any body and any headers, in any order, while clocks leap and people hurry.

The program's own sender and queue against a server that obeys the test (delivery, section 4: the
status matrix). Seen to fail, in every run, with a sender that forgets a pause when another answer
comes, and one that takes a doubt for nothing.
"""

import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.faults.history import History
from tests.faults.simulation import Fate, World, simulated
from tests.faults.torn_disk import TornDisk
from tracker.hubspot.outcomes import Exchange, classify
from tracker.model.delivery import Doubtful, Rejected, RowState
from tracker.workers.breakers import Breakers
from tracker.workers.policy import SHOWN_BY_ANSWERS

BODIES = (
    b"",
    b"{}",
    b"[]",
    b"<html><h1>Bad gateway</h1>",
    b'{"status":"error","message":"no","category":"X"}',
    b'{"policyName":"TEN_SECONDLY_ROLLING"}',
    b'{"policyName":"SECONDLY"}',
    b'{"policyName":"DAILY"}',
    b'{"message":"You have reached your daily limit."}',
    b'{"message":',
    b"\xff\x00",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Retry-After": "7"},
    {"Retry-After": "1200"},
    {"Retry-After": "86400"},
    {"Retry-After": "soon"},
    {"X-HubSpot-RateLimit-Max": "190", "X-HubSpot-RateLimit-Remaining": "1"},
    {"X-HubSpot-RateLimit-Max": "0", "X-HubSpot-RateLimit-Remaining": "-1"},
    {"X-HubSpot-RateLimit-Max": "5", "X-HubSpot-RateLimit-Interval-Milliseconds": "1000"},
    {"Location": "https://elsewhere.test/"},
)
STATUSES = (*range(200, 209), *range(300, 309), *range(400, 432), 451, 477, *range(500, 531), 599)
FAMILIAR = (200, 400, 401, 403, 404, 408, 409, 422, 429, 477, 500, 502, 503, 504, 524)

fates = st.builds(
    Fate,
    status=st.none() | st.sampled_from(FAMILIAR) | st.sampled_from(STATUSES),
    body=st.sampled_from(BODIES),
    headers=st.sampled_from(HEADERS),
    left=st.booleans(),
    is_taken=st.booleans(),
    takes_s=st.sampled_from((0.01, 0.15, 0.4, 59.0)),
).filter(lambda fate: fate.left or fate.status is None)


class AnswersMachine(RuleBasedStateMachine):
    """A queue, a sender, a server that answers anything, and a clock that nobody minds."""

    @initialize(seed=st.integers(0, 1000))
    def start(self, seed: int) -> None:
        """Begin with a film in the queue."""
        self.stack = ExitStack()
        folder = tempfile.mkdtemp(prefix="answers-")
        self.stack.callback(shutil.rmtree, folder)
        disk = self.stack.enter_context(TornDisk(random.Random(seed)))
        self.world = self.stack.enter_context(simulated(Path(folder) / "profile", disk))
        self.world.enqueue()
        self.may_die = 0

    @rule(films=st.integers(1, 3))
    def watch(self, films: int) -> None:
        """Watch some films."""
        self.world.enqueue(films)

    @rule(coming=st.lists(fates, min_size=1, max_size=8))
    def answer(self, coming: list[Fate]) -> None:
        """Have the next requests end like this."""
        self.world.server.fates.extend(coming)

    @rule(fate=fates, times=st.integers(2, 12))
    def insist(self, fate: Fate, times: int) -> None:
        """Have many requests end alike."""
        self.world.server.fates.extend([fate] * times)

    @rule(patience_s=st.sampled_from((0.0, 60.0, 1800.0)))
    def deliver(self, patience_s: float) -> None:
        """Run a sender, as ``tracker sync`` does."""
        self.world.deliver(patience_s)

    @rule()
    def hurry(self) -> None:
        """Ask for a sync."""
        self.world.ask_for_sync()

    @rule(seconds=st.sampled_from((1.0, 60.0, 3600.0)))
    def suspend(self, seconds: float) -> None:
        """Close the lid for a while."""
        self.world.suspend(seconds)

    @rule(seconds=st.sampled_from((1.0, 600.0, 90_000.0)))
    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.world.clock.running_s += seconds

    @invariant()
    def nothing_was_done_in_haste(self) -> None:
        """No request within a pause, no busy loop, no endless sleep."""
        if hasattr(self, "world"):
            assert self.world.faults == []

    def teardown(self) -> None:
        """Let the server be well, and all must arrive; then ask the witnesses."""
        if not hasattr(self, "world"):
            return
        with self.stack:
            self.world.server.fates.clear()
            self.world.deliver_all(hours=100)
            assert problems(self.world) == []


def problems(world: World) -> list[str]:
    """Return what is wrong once all was delivered."""
    history = world.history()
    return world.breaks(history) + wrongly_ended(history)


def wrongly_ended(history: History) -> list[str]:
    """Return which rows are neither delivered, nor refused by an answer that refuses rows."""
    refused = {
        arrival.key
        for arrival in history.arrivals
        if arrival.status is not None
        and isinstance(classify(Exchange(True, arrival.status)), Rejected)
    }
    return [
        f"{row.session_id} {row.kind} is {row.state.value}"
        for row in history.rows
        if row.state is not RowState.DELIVERED
        and not (row.state is RowState.DEAD and (row.session_id, row.kind, row.percent) in refused)
    ]


AnswersMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=15)
TestAnswers = AnswersMachine.TestCase


class LongAnswersMachine(AnswersMachine):
    """The same for a hundred thousand steps."""


LongAnswersMachine.TestCase.settings = settings(max_examples=1_000, stateful_step_count=100)
TestLongAnswers = pytest.mark.long(pytest.mark.timeout(36_000)(LongAnswersMachine.TestCase))


def run(folder: Path) -> World:
    """Send six films at once to a server that is in trouble for a while."""
    with (
        TornDisk(random.Random(1)) as disk,
        simulated(folder / "profile", disk) as world,
    ):
        world.enqueue(6)
        world.server.fates.extend(
            [
                *[Fate(takes_s=1.0)] * 3,
                Fate(429, headers={"Retry-After": "30"}, takes_s=0.01),
                Fate(500, is_taken=True),
            ]
        )
        world.deliver_all()
        world.faults.extend(problems(world))
        return world


def test_a_sound_sender_passes_what_broken_ones_do_not(tmp_path: Path) -> None:
    """The run on which the broken builds are tried."""
    assert run(tmp_path).faults == []


def forgetful(patch: pytest.MonkeyPatch) -> None:
    """Let any good answer end any pause, whenever its request left."""

    def clear(breakers: Breakers, _: float, *__: object) -> None:
        breakers.clear(*SHOWN_BY_ANSWERS)

    patch.setattr(Breakers, "clear_tripped_before", clear)


def carefree(patch: pytest.MonkeyPatch) -> None:
    """Take what is in doubt for refused."""
    original = classify

    def judge(seen: Exchange) -> object:
        outcome = original(seen)
        return Rejected(500, "no") if isinstance(outcome, Doubtful) else outcome

    patch.setattr("tests.faults.simulation.classify", judge)


@pytest.mark.parametrize("breaks", [forgetful, carefree])
def test_a_broken_sender_is_noticed(
    breaks: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test of the test."""
    breaks(monkeypatch)
    assert run(tmp_path).faults != []
