"""The threads that send: their news comes, and nothing is waited for that cannot come."""

import pytest

from tracker.model.delivery import Delivered, OutboxRow
from tracker.model.people import ContactUnknown
from tracker.workers.dispatch import Dispatch


class Nowhere:
    """A destination that nothing reaches."""

    def path_for(self, row: OutboxRow) -> str:
        """Return a path."""
        return "/"

    def is_ready(self) -> bool:
        """Have all that is needed."""
        return True

    def prepare(self) -> None:
        """Be ready."""

    def build_body(self, row: OutboxRow) -> bytes:
        """Return a body."""
        return b"{}"

    def send(self, row: OutboxRow, body: bytes) -> Delivered:
        """Take it."""
        return Delivered(200)

    def close(self) -> None:
        """Nothing to let go of."""


def test_what_threads_that_have_ended_refuse_is_not_waited_for() -> None:
    """A program that ends closes them first; waiting for an answer would then never end."""
    dispatch = Dispatch(Nowhere(), None)
    dispatch.close()
    with pytest.raises(RuntimeError):
        dispatch.prepare()
    with pytest.raises(RuntimeError):
        dispatch.ask(ContactUnknown)
    assert not dispatch.is_busy
