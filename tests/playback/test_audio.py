"""Whether there is sound, and the clock for sound that nobody hears."""

import socket
import threading
import time
from pathlib import Path

import pytest

from tracker.playback.audio import SILENT_SAMPLE_RATE, SilentClock, has_sound_output


@pytest.mark.skipif(any(Path("/dev/snd").glob("pcmC*D*p")), reason="this machine has a sound card")
def test_a_sound_server_counts_only_while_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket file that was left behind is no sound server."""
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    has_sound = has_sound_output.__wrapped__
    assert not has_sound()
    (tmp_path / "pulse").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "pulse" / "native"))
        server.listen()
        assert has_sound()
    assert not has_sound()
    monkeypatch.setenv("PULSE_SERVER", "tcp:sound.example.test")
    assert has_sound()


def test_the_silent_clock_takes_sound_no_faster_than_it_lasts() -> None:
    """A second of sound takes about a second, drained to its last sample."""
    clock = SilentClock()
    block, began = SILENT_SAMPLE_RATE // 20, time.monotonic()
    for number in range(10):
        clock.play(block, int((began + number * 0.05) * 1e6))
    assert time.monotonic() - began > 0.3
    clock.drain()
    assert 0.49 < time.monotonic() - began < 1.0


def test_a_halted_clock_lets_go_at_once() -> None:
    """Stopping does not wait for sound that is still due."""
    clock = SilentClock()
    began = time.monotonic()
    waiting = threading.Thread(target=clock.play, args=(10, int((began + 60) * 1e6)))
    waiting.start()
    clock.halt()
    waiting.join(2)
    assert not waiting.is_alive()
    clock.drain()
    assert time.monotonic() - began < 2


def test_flushed_sound_is_not_waited_for() -> None:
    """After a seek there is nothing left to drain."""
    clock = SilentClock()
    began = time.monotonic()
    clock.play(SILENT_SAMPLE_RATE * 5, int(began * 1e6))
    clock.flush()
    clock.drain()
    assert time.monotonic() - began < 1
