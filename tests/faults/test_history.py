"""The checker itself: a sound run passes, and each invariant is seen to be noticed when broken."""

from dataclasses import replace

import pytest

from tests.faults.history import Act, Arrival, History, broken, fullest_window
from tracker.model.delivery import RowState, RowView
from tracker.model.units import UnixMs

MS = 1_000_000
FIRST, SECOND = ("s", "quartile", 0), ("s", "quartile", 25)


def row(seq: int, percent: int, state: RowState = RowState.DELIVERED, attempts: int = 1) -> RowView:
    """Return a row of session s."""
    return RowView(
        seq, "s", "quartile", percent, state, None, UnixMs(1), attempts, None, 200, None, 5
    )


def came(at_ms: int, percent: int, status: int | None = 200) -> Arrival:
    """Return an arrival."""
    return Arrival(at_ms * MS, ("s", "quartile", percent), status, status == 200)


SOUND = History(
    acknowledged=frozenset({FIRST, SECOND}),
    arrivals=(came(0, 0), came(400, 0), came(500, 25)),
    rows=(row(1, 0, attempts=2), row(2, 25)),
    acts=(
        Act("claimed", 1, 1, 1, 0),
        Act("released", 1, 1, 2, 1),
        Act("claimed", 1, 2, 2, 1),
        Act("delivered", 1, 2, 2, 1),
        Act("claimed", 2, 2, 2, 0),
        Act("delivered", 2, 2, 2, 0),
    ),
    resent=1,
)


def test_a_sound_run_breaks_nothing() -> None:
    """A crash, a resend, a duplicate that it explains."""
    assert broken(SOUND, limit=3) == []
    assert SOUND.duplicates == 1
    assert fullest_window(SOUND) == 3


FAULTY = {
    "I1: lost": replace(SOUND, acknowledged=SOUND.acknowledged | {("t", "quartile", 0)}),
    "I2: never arrived": replace(SOUND, arrivals=SOUND.arrivals[:2]),
    "I2: invented": replace(SOUND, arrivals=(*SOUND.arrivals, came(600, 50))),
    "I3: no doubt": replace(
        SOUND, arrivals=(*SOUND.arrivals, came(600, 25)), rows=(SOUND.rows[0], row(2, 25))
    ),
    "I3: told wrong": replace(SOUND, resent=0),
    "I4: order": replace(SOUND, arrivals=(came(0, 25), came(1, 0), came(2, 0))),
    "I5: haste": replace(SOUND, arrivals=(*SOUND.arrivals, came(600, 25))),
    "I5: refused": replace(SOUND, arrivals=(SOUND.arrivals[0], came(1, 0, 429), came(2, 25))),
    "I6: stale claim": replace(SOUND, acts=(*SOUND.acts, Act("claimed", 3, 1, 2, 0))),
    "I6: stale lead": replace(
        SOUND, acts=(*SOUND.acts, Act("claimed", 3, 1, 1, 0), Act("delivered", 3, 1, 1, 0))
    ),
    "I6: not claimed": replace(SOUND, acts=(*SOUND.acts, Act("delivered", 3, 2, 2, 0))),
    "I7: damage": replace(SOUND, damage=("row 7 is damaged",)),
    "I8: poison": replace(
        SOUND,
        arrivals=(came(0, 0, 400), came(1_600, 25)),
        rows=(row(1, 0, RowState.DEAD, attempts=2), row(2, 25)),
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_each_break_is_noticed(name: str) -> None:
    """By the invariant that it breaks."""
    assert name.partition(":")[0] in {
        text.partition(":")[0] for text in broken(FAULTY[name], limit=3)
    }
