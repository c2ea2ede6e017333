"""Documents through the whole line to the outbox."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Films
from tests.e2e.line import Line
from tests.playback.papers import LOCK, paper, write_paper
from tracker.hubspot.payloads import build_body
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.units import MediaMs, UnixMs
from tracker.storage.outbox import Outbox

VIEWED = [("media-played", None)]
FILM = [*VIEWED, *(("quartile", q) for q in (0, 25, 50, 75, 100)), ("attention-span", None)]


@pytest.fixture
def brochure(tmp_path: Path) -> str:
    """Return a document of two pages, under a name that says nothing."""
    return write_paper(tmp_path / "brochure", paper(2))


def bodies(profile: Path) -> list[dict[str, Any]]:
    """Return what would be sent to HubSpot first of each session."""
    outbox = Outbox(profile)
    try:
        assert outbox.take_lead()
        rows = outbox.due(100, now_ms=UnixMs(2**52))
        return [json.loads(build_body(row, HubSpotSettings())) for row in rows]
    finally:
        outbox.close()


def test_a_document_that_was_shown_is_viewed_once(brochure: str, tmp_path: Path) -> None:
    """All its pages, and one of them twice, are one row: VIEWED, a DOCUMENT."""
    with Line(tmp_path, page_seconds=1.0, viewed_after_s=1.0) as line:
        line.player.open(brochure)
        line.wait_until_at(1_200)
        line.player.seek(MediaMs(0))
        line.wait(lambda: bool(line.finished or line.failures))
    assert line.stored() == VIEWED
    (body,) = bodies(tmp_path)
    assert (body["state"], body["mediaType"]) == ("VIEWED", "DOCUMENT")
    assert (body["mediaName"], body["contactId"]) == ("brochure", 1)
    assert body["externalId"].isascii()
    assert not body.keys() & {"playedPercent", "rawDataMap", "mediaUrl"}


def test_a_glance_leaves_nothing(brochure: str, tmp_path: Path) -> None:
    """Neither a short look, nor one during which pages were only leafed through at rest."""
    with Line(tmp_path, viewed_after_s=1.5) as line:
        line.player.open(brochure)
        line.wait_until_at(250)
        line.player.pause()
        line.wait(lambda: not line.progress[-1].playing)
        for by in (1, -1) * 10:
            line.player.step_frame(by)
        line.player.stop()
        line.wait(lambda: line.progress[-1].is_over)
    assert line.stored() == []


def test_a_film_after_a_document_and_a_document_after_a_film(
    brochure: str, films: Films, tmp_path: Path
) -> None:
    """Each is counted by its own rules, in the order in which they were shown."""
    with Line(tmp_path, page_seconds=1.0, viewed_after_s=0.5) as line:
        line.player.open(brochure)
        line.wait_until_at(800)
        line.player.open(str(films / "film.mp4"))
        line.wait(lambda: bool(line.finished or line.failures))
        line.player.open(brochure)
        line.wait(lambda: len(line.finished) == 2)
    assert line.stored() == [*VIEWED, *FILM, *VIEWED]
    firsts = bodies(tmp_path)
    assert [body["mediaType"] for body in firsts] == ["DOCUMENT", "VIDEO", "DOCUMENT"]
    assert [body["state"] for body in firsts] == ["VIEWED", "STARTED", "VIEWED"]
    assert len({body["sessionId"] for body in firsts}) == 3
    assert not line.failures


@pytest.mark.parametrize(
    ("data", "said"), [(paper()[:250], "damaged"), (paper(lock=LOCK), "locked by a password")]
)
def test_what_cannot_be_shown_leaves_nothing_and_a_sentence(
    data: bytes, said: str, tmp_path: Path
) -> None:
    """And what comes after it is shown."""
    broken = write_paper(tmp_path / "broken.pdf", data)
    good = write_paper(tmp_path / "good.pdf", paper(1))
    with Line(tmp_path, page_seconds=1.0, viewed_after_s=0.5) as line:
        line.player.open(broken)
        line.wait(lambda: bool(line.failures))
        assert said in str(line.failures[0])
        assert line.failures[0].hint
        line.player.open(good)
        line.wait(lambda: bool(line.finished))
    assert line.stored() == VIEWED
