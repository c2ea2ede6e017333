"""Four requests at once, eight while replies are slow."""

from tracker.workers.slots import MOST_SLOTS, SLOTS, Slots


def after(*replies_ms: float) -> int:
    """Return how many slots there are after these replies."""
    slots = Slots()
    for reply_ms in replies_ms:
        slots.heed(reply_ms)
    return slots.count


def test_quick_replies_need_four() -> None:
    """Also before the first one."""
    assert after() == SLOTS
    assert after(*[150.0] * 50) == SLOTS


def test_slow_replies_get_eight_and_quick_ones_four_again() -> None:
    """At 300 ms; one slow reply among quick ones changes nothing."""
    assert after(*[300.0] * 5) == MOST_SLOTS
    assert after(*[80.0] * 10, 500.0) == SLOTS
    assert after(*[300.0] * 10, *[80.0] * 10) == SLOTS


def test_in_between_it_stays_as_it_was() -> None:
    """No to and fro at the border."""
    assert after(*[180.0] * 50) == SLOTS
    assert after(*[300.0] * 10, *[180.0] * 50) == MOST_SLOTS
