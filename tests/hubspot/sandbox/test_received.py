"""The stand-in's log: bounded, and readable by other threads."""

from tracker.hubspot.sandbox.received import Received, ReceivedLog
from tracker.model.units import MonotonicNs, UnixMs


def test_the_log_keeps_the_latest_within_its_bounds() -> None:
    """By number and by bytes; the count goes on."""

    def note(log: ReceivedLog, body: bytes) -> None:
        log.note(
            lambda seq: Received(seq, UnixMs(0), MonotonicNs(0), "POST", "/", body, None, 200, True)
        )

    log = ReceivedLog(max_entries=3, max_bytes=100)
    for _ in range(5):
        note(log, b"x")
    assert [entry.seq for entry in log.entries()] == [3, 4, 5]
    assert [entry.seq for entry in log.latest(2)] == [5, 4]
    note(log, b"x" * 99)
    assert [entry.seq for entry in log.entries()] == [5, 6]
    assert log.total == 6
    assert not log.wait_for(7, 0.01)
