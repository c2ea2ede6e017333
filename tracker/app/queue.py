"""The queue, for people: look into it, attach viewers, ask for a sync.

Knows: how the calling thread gets at it.
Must never know: how it is shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.storage.browse import OutboxBrowser


@contextmanager
def open_browser(profile: Path) -> Iterator[OutboxBrowser]:
    """Open the profile's queue for the calling thread, for as long as the context lasts."""
    browser = OutboxBrowser(profile)
    try:
        yield browser
    finally:
        browser.close()
