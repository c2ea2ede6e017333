"""The sender's thread, from its beginning to its end, whatever it finds at first."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.storage.builders import queue_events
from tracker.app import delivery
from tracker.app.delivery import DeliveryThread
from tracker.app.settings import Settings
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import SyncState, SyncStatus
from tracker.storage.outbox import Outbox

TOKEN = "token-of-a-test"


class Listener:
    """Hears what the thread says, and waits for it."""

    def __init__(self) -> None:
        self.heard: list[SyncStatus] = []
        self._changed = threading.Condition()

    def __call__(self, status: SyncStatus) -> None:
        """Take a status."""
        with self._changed:
            self.heard.append(status)
            self._changed.notify_all()

    def wait_for(self, is_it: Callable[[SyncStatus], bool]) -> bool:
        """Wait until a status is such."""
        with self._changed:
            return self._changed.wait_for(lambda: any(map(is_it, self.heard)), 30)


def block(profile: Path) -> Path:
    """Have a database in the queue's place that is none of ours."""
    path = profile / "queue.db"
    foreign = apsw.Connection(str(path))
    foreign.execute("CREATE TABLE recipes(name)")
    foreign.close()
    return path


def test_a_queue_that_cannot_be_opened_at_first_is_sent_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand runs for months: what was in the way at its start must not be so for ever."""
    monkeypatch.setattr(delivery, "OPEN_AGAIN_S", 0.05)
    path, listener = block(tmp_path), Listener()
    with Sandbox(token=TOKEN, limit=(1_000_000, 10)) as server:
        settings = Settings(hubspot_base_url=server.base_url)
        thread = DeliveryThread(tmp_path, settings, lambda: TOKEN, on_status=listener)
        thread.start()
        try:
            assert listener.wait_for(lambda status: status.state is SyncState.NEEDS_YOU)
            assert "not a queue of this program" in listener.heard[0].message
            path.unlink()
            queue_events(tmp_path, "s")
            assert listener.wait_for(lambda status: status.stats.delivered == 7)
        finally:
            thread.close(0.0)
        assert len(server.accepted) == 7


def test_a_thread_that_waits_for_its_queue_ends_at_once(tmp_path: Path) -> None:
    """Whoever closes the program need not wait for the next try."""
    block(tmp_path)
    listener = Listener()
    thread = DeliveryThread(tmp_path, Settings(), lambda: TOKEN, on_status=listener)
    thread.start()
    assert listener.wait_for(lambda status: status.state is SyncState.NEEDS_YOU)
    thread.close(5.0)
    assert not thread._thread.is_alive()


def test_a_mistake_of_our_own_does_not_end_delivery_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand runs for months: the sender begins anew, and what was in flight arrives."""
    monkeypatch.setattr(delivery, "OPEN_AGAIN_S", 0.05)
    queue_events(tmp_path, "s")
    settle, listener, stumbled = Outbox.settle, Listener(), threading.Event()

    def stumble(outbox: Outbox, *arguments: Any, **named: Any) -> Any:
        if not stumbled.is_set():
            stumbled.set()
            raise OSError(22, "Invalid argument")
        return settle(outbox, *arguments, **named)

    monkeypatch.setattr(Outbox, "settle", stumble)
    with Sandbox(token=TOKEN, limit=(1_000_000, 10)) as server:
        settings = Settings(hubspot_base_url=server.base_url)
        thread = DeliveryThread(tmp_path, settings, lambda: TOKEN, on_status=listener)
        thread.start()
        try:
            assert listener.wait_for(lambda status: "mistake" in status.message)
            assert listener.wait_for(lambda status: status.stats.delivered == 7)
        finally:
            thread.close(0.0)
    assert stumbled.is_set()
