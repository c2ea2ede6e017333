"""For every test: no hurry. For every test with a window: its thread must never wait."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.waiting import watch

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")

DOORS = ("tests/desktop/", "tests/kiosk/", "tests/qt/", "tests/e2e/")


@pytest.fixture(autouse=True)
def _the_main_thread_never_waits(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a door's main thread calls what may wait."""
    if not request.node.nodeid.startswith(DOORS):
        yield
        return
    watch.install()
    watch.faults.clear()
    watch.is_on = True
    try:
        yield
    finally:
        watch.is_on = False
    assert watch.faults == []
