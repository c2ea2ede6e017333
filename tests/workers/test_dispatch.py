"""The threads that send: their news comes, and nothing is waited for that cannot come."""

import pytest

from tests.workers.sink import Sink
from tracker.model.people import ContactUnknown
from tracker.workers.dispatch import Dispatch


def test_what_threads_that_have_ended_refuse_is_not_waited_for() -> None:
    """A program that ends closes them first; waiting for an answer would then never end."""
    dispatch = Dispatch(Sink(), None)
    dispatch.close()
    with pytest.raises(RuntimeError):
        dispatch.prepare()
    with pytest.raises(RuntimeError):
        dispatch.ask(ContactUnknown)
    assert not dispatch.is_busy
