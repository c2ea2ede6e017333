"""Which player a file gets: by what it holds, never by its name."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.media import Clips
from tests.playback.papers import paper, write_paper
from tracker.app.player import FrameStore, open_player
from tracker.model.samples import SampleKind


@pytest.mark.parametrize("is_url", [False, True])
def test_a_document_is_shown_whatever_its_name(is_url: bool, tmp_path: Path) -> None:
    """Page by page, each as long as was said; also where it is named by an address."""
    ear = Ear()
    path = tmp_path / "a film.mp4"
    place = write_paper(path, paper(2))
    player = open_player(ear, FrameStore(), page_seconds=1.5)
    player.open(path.as_uri() if is_url else place)
    ear.wait_for(SampleKind.TICK)
    player.close()
    assert ear.infos[1].duration_ms == 3_000


def test_a_film_is_played_whatever_its_name(clips: Clips, tmp_path: Path) -> None:
    """A film that calls itself a document is a film."""
    ear = Ear()
    named = tmp_path / "brochure.pdf"
    named.write_bytes((clips / "silent.mp4").read_bytes())
    player = open_player(ear, FrameStore())
    player.open(str(named))
    ear.wait_for(SampleKind.STOP)
    player.close()
    assert ear.kinds()[-2] is SampleKind.ENDED
    assert not ear.failures


def test_nothing_is_imported_beside_qt_while_libvlc_is_set_up() -> None:
    """Qt's binding ends a process in which another thread imports while it is loaded itself."""
    program = (
        "import sys, threading\n"
        "from tracker.app.player import warm_up\n"
        "warm_up()\n"
        "before = set(sys.modules)\n"
        "[one.join() for one in threading.enumerate() if one.name == 'warm-up']\n"
        "print(sorted(set(sys.modules) - before), 'vlc' in before)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.split() == ["[]", "True"]
