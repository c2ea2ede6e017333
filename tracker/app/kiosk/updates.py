"""New films for a stand, fetched beside the show and swapped in when nobody watches.

Knows: how often a source is asked, and that only the stand says when the swap may be.
Must never know: what is on the screen.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from tracker.app.kiosk.config import ContentSource
from tracker.content.fetching import fetch
from tracker.content.sets import ContentSets
from tracker.content.signature import PublicKey
from tracker.content.sources import HttpsSource, Source, plugged_in
from tracker.model.errors import ContentError, SettingsError

SERVER_EVERY_S = 60.0

_log = logging.getLogger(__name__)

News = Callable[[int], None]
"""Told of the version of a set of content."""


def has_content(content: ContentSource) -> bool:
    """Whether there is a set to show; one that has lost a file gives way to the one before."""
    return ContentSets(content.folder).mend() is not None


def bring_first(content: ContentSource) -> None:
    """Fetch and show a first set where there is none, in the caller's thread.

    Raise SettingsError for an address or a key that cannot be used, ContentError where no set
    can be had.
    """
    if has_content(content):
        return
    updater = ContentUpdater(content)
    updater._look()
    if updater._sets.swap() is None:
        raise ContentError(
            f"There is no content yet, and {content.source} offers none.",
            hint="Plug the stick in, or put a signed manifest.json there.",
        )


class FirstFilms:
    """Fetches and shows the newest films for a stand that cannot begin without them.

    A stick is looked for whenever it is asked to, a server every ``SERVER_EVERY_S`` at most.
    """

    def __init__(self) -> None:
        self._content: ContentSource | None = None
        self._updater: ContentUpdater | None = None
        self._not_before_s = 0.0

    def bring(self, content: ContentSource) -> None:
        """Try, in the caller's thread; what goes wrong is logged once for each cause."""
        if content != self._content:
            self._content, self._updater, self._not_before_s = content, None, 0.0
            try:
                self._updater = ContentUpdater(content)
            except SettingsError as error:
                _log.warning("%s %s", error, error.hint)
        is_server = "://" in content.source
        if self._updater is not None and not (is_server and time.monotonic() < self._not_before_s):
            self._updater.take_newest()
            self._not_before_s = time.monotonic() + SERVER_EVERY_S


class ContentUpdater:
    """Fetches what is newer on a thread of its own; ``swap`` shows it.

    ``needs`` are the files without which the stand has nothing to show: content that lacks one is
    not taken. What goes wrong is logged once for each cause, and tried again the next time.
    """

    def __init__(self, content: ContentSource, needs: Collection[str] = ()) -> None:
        """Prepare. Raise SettingsError for an address or a key that cannot be used."""
        self._content, self._needs = content, needs
        self._key = PublicKey.parse(content.public_key)
        self._server = HttpsSource(content.source) if "://" in content.source else None
        self._sets = ContentSets(content.folder)
        self._on_ready: News = lambda _: None
        self._on_swapped: News = lambda _: None
        self._wishes: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._last_problem = ""
        self._thread = threading.Thread(target=self._run, name="content", daemon=True)

    def start(self, *, on_ready: News, on_swapped: News) -> None:
        """Look for new content now, and then as often as the configuration says.

        ``on_ready`` hears of a set that waits for ``swap``, ``on_swapped`` of one that is shown
        from then on; both on this updater's thread.
        """
        self._on_ready, self._on_swapped = on_ready, on_swapped
        self._thread.start()

    def swap(self) -> None:
        """Show what waits, as soon as can be; returns at once."""
        self._wishes.put("swap")

    def stop(self, timeout_s: float = 2.0) -> None:
        """End. A fetch that is under way is cut off, and gone on with at the next start."""
        self._wishes.put("stop")
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    @property
    def folder(self) -> Path:
        """Where the content lies that is in use."""
        return self._content.current

    def take_newest(self) -> bool:
        """Fetch and show what is newest, in the caller's thread; return whether that went well."""
        return self._try(self._look) and self._try(self._swap)

    def _run(self) -> None:
        wish = "look"
        while wish != "stop":
            self._try(self._swap if wish == "swap" else self._look_and_tell)
            wish = "look"
            with suppress(queue.Empty):
                wish = self._wishes.get(timeout=self._content.every_minutes * 60)
        if self._server is not None:
            self._server.close()

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except ContentError as error:
            self._say(f"{error} {error.hint}")
            return False
        except OSError as error:
            self._say(f"The content in {self._sets.root} cannot be changed: {error}")
            return False
        except Exception as mistake:
            # A mistake of our own must not end the looking for months.
            self._say(f"New content met a mistake of the program's own: {mistake!r}", mistake)
            return False
        self._last_problem = ""
        return True

    def _look_and_tell(self) -> None:
        self._look()
        self._tell_waiting()

    def _look(self) -> None:
        source = self._source()
        if source is None:
            return
        offer = fetch(source, self._key, self._sets, needs=self._needs)
        if offer.is_new:
            _log.info("Content of version %d has come", offer.version)

    def _tell_waiting(self) -> None:
        waiting = self._sets.waiting()
        if waiting is not None:
            # The stand's file may have changed since it was fetched.
            waiting.manifest.require(self._needs)
            self._on_ready(waiting.version)

    def _swap(self) -> None:
        shown = self._sets.swap()
        if shown is not None:
            _log.info("Content of version %d is shown from now on", shown.version)
            self._on_swapped(shown.version)

    def _source(self) -> Source | None:
        """Return the server, or the folder if it is there: a stick comes and goes."""
        return self._server or plugged_in([self._content.source])

    def _say(self, problem: str, mistake: Exception | None = None) -> None:
        if problem != self._last_problem:
            self._last_problem = problem
            _log.warning("%s", problem, exc_info=mistake)
