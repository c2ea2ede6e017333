"""New films for a stand: they come beside the show, and are shown when the stand says so."""

import logging
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.kiosk.stand import example_text, write_stand
from tests.content.offers import Signer, offer
from tracker.app.kiosk import updates
from tracker.app.kiosk.config import ContentSource
from tracker.app.kiosk.reading import read_config
from tracker.app.kiosk.updates import ContentUpdater, FirstFilms, bring_first, has_content
from tracker.content import fetching
from tracker.model.errors import ContentError, SettingsError

PATIENCE_S = 30


class Stand:
    """A stand whose content comes from a stick."""

    def __init__(self, folder: Path, every_minutes: float = 0.001) -> None:
        self.signer = Signer()
        self.stick = folder / "stick"
        self.folder = folder / "content"
        self.ready: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.swapped: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.updater = ContentUpdater(
            ContentSource(self.folder, str(self.stick), self.signer.line, every_minutes)  # type: ignore[arg-type]
        )

    def start(self) -> None:
        """Look for new content."""
        self.updater.start(on_ready=self.ready.put, on_swapped=self.swapped.put)

    def bring_first(self) -> None:
        """Begin with a set."""
        bring_first(self.updater._content)

    def film(self) -> bytes:
        """Return what the stand would play."""
        return (self.updater.folder / "film.mp4").read_bytes()

    def offer(self, film: bytes, version: int) -> None:
        """Plug a stick in."""
        offer(self.stick, {"film.mp4": film}, version, self.signer)


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """Give a stand on a disk that has room."""
    monkeypatch.setattr(fetching, "ROOM_LEFT_BYTES", 0)
    stand = Stand(tmp_path)
    yield stand
    stand.updater.stop()


def test_new_content_is_shown_when_the_stand_says_so(stand: Stand) -> None:
    """Not while somebody watches."""
    stand.offer(b"old", 1)
    stand.bring_first()
    assert stand.film() == b"old"
    stand.start()
    stand.offer(b"new", 2)
    assert stand.ready.get(timeout=PATIENCE_S) == 2
    assert stand.film() == b"old"
    stand.updater.swap()
    assert stand.swapped.get(timeout=PATIENCE_S) == 2
    assert stand.film() == b"new"


def test_a_stick_may_be_missing_and_come(stand: Stand) -> None:
    """It is looked for again and again."""
    with pytest.raises(ContentError, match="offers none"):
        stand.bring_first()
    stand.start()
    stand.offer(b"first", 1)
    assert stand.ready.get(timeout=PATIENCE_S) == 1


def test_a_mistake_of_ours_is_not_the_end_of_new_content(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was to be looked for is looked for again."""
    whole, mistakes = fetching.fetch, list[str]()

    def stumbles(*args: Any, **named: Any) -> Any:
        if not mistakes:
            mistakes.append("a mistake")
            raise ValueError
        return whole(*args, **named)

    monkeypatch.setattr(updates, "fetch", stumbles)
    stand.offer(b"the first film", 1)
    stand.start()
    assert stand.ready.get(timeout=PATIENCE_S) == 1
    assert mistakes


def test_a_wrong_offer_is_said_once(stand: Stand, caplog: pytest.LogCaptureFixture) -> None:
    """Not every minute, for months; and the right one, later, is taken."""
    caplog.set_level(logging.WARNING)
    stand.offer(b"right", 1)
    stand.bring_first()
    offer(stand.stick, {"film.mp4": b"wrong"}, 2, Signer())
    with pytest.raises(ContentError):
        stand.updater._look()
    stand.start()
    looks = 0
    original = stand.updater._source

    def counted() -> object:
        nonlocal looks
        looks += 1
        if looks == 20:
            stand.offer(b"better", 3)
        return original()

    stand.updater._source = counted  # type: ignore[method-assign, assignment]
    assert stand.ready.get(timeout=PATIENCE_S) == 3
    said = [record.getMessage() for record in caplog.records]
    assert "does not hold" in said[0]
    assert said.count(said[0]) == 1
    assert stand.film() == b"right"


def test_what_the_stand_would_miss_is_not_shown(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither is it fetched, nor shown where another configuration had fetched it."""
    stand.offer(b"old", 1)
    stand.bring_first()
    stand.offer(b"new", 2)
    stand.updater._look()
    stand.updater._needs = {"film.mp4", "other.mp4"}
    assert not stand.updater._try(stand.updater._look_and_tell)
    assert stand.ready.empty()
    assert "version 2 has no file other.mp4" in caplog.text
    stand.offer(b"newer", 3)
    assert not stand.updater._try(stand.updater._look_and_tell)
    assert "version 3 has no file other.mp4" in caplog.text


def test_the_first_films_are_fetched_until_they_come(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    """From a stick that is not there so far, and from one of somebody else's."""
    first, content = FirstFilms(), stand.updater._content
    first.bring(content)
    assert not has_content(content)
    offer(stand.stick, {"film.mp4": b"wrong"}, 1, Signer())
    first.bring(content)
    assert "does not hold" in caplog.text
    assert not has_content(content)
    stand.offer(b"first", 1)
    first.bring(content)
    assert stand.film() == b"first"
    stand.offer(b"second", 2)
    first.bring(content)
    assert stand.film() == b"second"


def test_what_a_stand_needs_of_its_content_is_named_by_its_file(tmp_path: Path) -> None:
    """What lies elsewhere is none of it."""
    current = tmp_path / "content" / "current"
    current.mkdir(parents=True)
    films = {name: write_stand(current).parent / name for name in ("attract.mp4", "hall.mp4")}
    (tmp_path / "own.png").touch()
    (current / "logo").mkdir()
    (current / "logo" / "wide.png").touch()
    text = example_text().replace('file = "robot.mp4"', 'file = "https://example.com/robot.mp4"')
    text = text.replace('# picture = "hall.jpg" ', 'picture = "../../own.png" ')
    text = text.replace('# picture = "brand.png" ', 'picture = "logo/wide.png" ')
    text += f'[content]\nfolder = "content"\nsource = "/media"\npublic_key = "{Signer().line}"\n'
    config = read_config(write_stand(tmp_path, text))
    assert config.attract.location == str(films["attract.mp4"])
    assert config.files_of_content() == {"attract.mp4", "hall.mp4", "logo/wide.png"}
    assert read_config(write_stand(tmp_path)).files_of_content() == set()


def test_a_set_that_lost_a_film_gives_way_at_the_start(stand: Stand) -> None:
    """A stand never begins with a hole."""
    stand.offer(b"old", 1)
    stand.bring_first()
    stand.offer(b"new", 2)
    stand.updater._look()
    stand.updater._swap()
    (stand.updater.folder / "film.mp4").unlink()
    stand.bring_first()
    assert stand.film() == b"old"


def test_an_unsafe_source_is_refused_at_once(tmp_path: Path) -> None:
    """Before anything is shown."""
    for source, key in (("http://example.com/", Signer().line), ("/media", "RW")):
        with pytest.raises(SettingsError):
            ContentUpdater(ContentSource(tmp_path, source, key))
