"""New content: whole and vouched for, or not at all, whatever is cut off when."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.content.offers import Signer, listed, offer
from tests.content.test_sources import serving
from tracker.content import fetching
from tracker.content.fetching import Offer, fetch
from tracker.content.manifest import MANIFEST_NAME, SIGNATURE_NAME
from tracker.content.sets import ContentSets
from tracker.content.sources import FolderSource, HttpsSource, Reading, Source
from tracker.model.errors import ContentError

OLD = {"films/a.mp4": b"a" * 3_000, "films/b.mp4": b"b" * 2_000, "empty.txt": b""}
NEW = {"films/a.mp4": b"a" * 3_000, "films/c.mp4": b"c" * 2_500, "logo/wide.png": b"w" * 10}


@pytest.fixture(scope="module")
def signer() -> Signer:
    """Return the person whom this kiosk believes."""
    return Signer()


def bring(source: Source, signer: Signer, sets: ContentSets) -> Offer:
    """Fetch, on a disk that has room."""
    return fetch(source, signer.public, sets, room_left_bytes=0)


def shown(sets: ContentSets) -> dict[str, bytes]:
    """Return what the kiosk would show."""
    current = sets.current()
    if current is None:
        return {}
    return {item.path: current.path(item.path).read_bytes() for item in current.manifest.items}


def with_old(tmp_path: Path, signer: Signer) -> ContentSets:
    """Return sets of which the old one is shown; what is new lies in ``offer``."""
    sets = ContentSets(tmp_path / "content")
    offer(tmp_path / "old", OLD, 1, signer)
    bring(FolderSource(tmp_path / "old"), signer, sets)
    sets.swap()
    offer(tmp_path / "offer", NEW, 2, signer)
    return sets


def test_new_content_waits_until_it_is_swapped_in(tmp_path: Path, signer: Signer) -> None:
    """Then it is shown, and what was shown before is kept for a while."""
    sets = with_old(tmp_path, signer)
    told: list[tuple[int, int]] = []
    source = FolderSource(tmp_path / "offer")
    found = fetch(
        source, signer.public, sets, on_progress=lambda *of: told.append(of), room_left_bytes=0
    )
    assert found == Offer(2, is_new=True)
    assert told == sorted(told)
    assert told[-1] == (5_510, 5_510)
    assert shown(sets) == OLD
    swapped = sets.swap()
    assert swapped is not None
    assert shown(sets) == NEW
    assert sets.swap() is None
    assert bring(source, signer, sets) == Offer(2, is_new=False)
    assert {path.name for path in (sets.root / "sets").iterdir()} == {"1", "2"}


def test_what_is_here_already_is_not_fetched_again(tmp_path: Path, signer: Signer) -> None:
    """A film that stays is taken from what is shown."""
    sets = with_old(tmp_path, signer)
    (tmp_path / "offer" / "films" / "a.mp4").unlink()
    assert bring(FolderSource(tmp_path / "offer"), signer, sets).is_new
    sets.swap()
    assert shown(sets) == NEW


def test_older_content_is_never_taken(tmp_path: Path, signer: Signer) -> None:
    """Rightly signed as it is: somebody may have kept it."""
    sets = with_old(tmp_path, signer)
    bring(FolderSource(tmp_path / "offer"), signer, sets)
    sets.swap()
    assert bring(FolderSource(tmp_path / "old"), signer, sets) == Offer(1, is_new=False)
    assert shown(sets) == NEW


def unsigned(folder: Path) -> None:
    """Forget the signature."""
    (folder / SIGNATURE_NAME).unlink()


def signed_by_another(folder: Path) -> None:
    """Let somebody else sign it."""
    data = (folder / MANIFEST_NAME).read_bytes()
    (folder / SIGNATURE_NAME).write_bytes(Signer().sign(data))


def relisted(folder: Path) -> None:
    """Change the list after it was signed."""
    (folder / MANIFEST_NAME).write_bytes(listed({"films/c.mp4": b"c"}, 3))


def exchanged(folder: Path) -> None:
    """Put another film in its place."""
    (folder / "films" / "c.mp4").write_bytes(b"x" * 2_500)


def shortened(folder: Path) -> None:
    """Leave out the last byte."""
    (folder / "films" / "c.mp4").write_bytes(b"c" * 2_499)


def lengthened(folder: Path) -> None:
    """Send far more than was said."""
    (folder / "films" / "c.mp4").write_bytes(b"c" * 3_000_000)


def taken_away(folder: Path) -> None:
    """List what is not there."""
    (folder / "films" / "c.mp4").unlink()


def endless_list(folder: Path) -> None:
    """List without end."""
    (folder / MANIFEST_NAME).write_bytes(b" " * 2_000_000)


@pytest.mark.parametrize(
    "spoil",
    [unsigned, signed_by_another, relisted, exchanged, shortened, lengthened, taken_away,
     endless_list],
)  # fmt: skip
def test_what_is_wrong_leaves_the_old_content(
    tmp_path: Path, signer: Signer, spoil: Callable[[Path], None]
) -> None:
    """And what is right, offered the next time, is taken."""
    sets = with_old(tmp_path, signer)
    spoil(tmp_path / "offer")
    with pytest.raises(ContentError) as caught:
        bring(FolderSource(tmp_path / "offer"), signer, sets)
    assert caught.value.hint
    assert (sets.waiting(), shown(sets)) == (None, OLD)
    shutil.rmtree(tmp_path / "offer")
    offer(tmp_path / "offer", NEW, 2, signer)
    assert bring(FolderSource(tmp_path / "offer"), signer, sets).is_new
    sets.swap()
    assert shown(sets) == NEW


def test_what_lacks_a_film_of_the_stand_leaves_the_old_content(
    tmp_path: Path, signer: Signer
) -> None:
    """Rightly signed as it is, there would be nothing to show; not a byte of it is fetched."""
    sets = with_old(tmp_path, signer)
    source = FolderSource(tmp_path / "offer")
    with pytest.raises(ContentError, match=r"version 2 has no file films/b\.mp4"):
        fetch(source, signer.public, sets, needs={"films/a.mp4", "films/b.mp4"}, room_left_bytes=0)
    assert (sets.waiting(), shown(sets)) == (None, OLD)
    needs = {"films/c.mp4"}
    assert fetch(source, signer.public, sets, needs=needs, room_left_bytes=0).is_new


def test_a_full_disk_is_seen_before_it_is_full(tmp_path: Path, signer: Signer) -> None:
    """The queue needs its room."""
    sets = with_old(tmp_path, signer)
    with pytest.raises(ContentError, match="MB are free"):
        fetch(FolderSource(tmp_path / "offer"), signer.public, sets, room_left_bytes=2**60)
    assert shown(sets) == OLD


def test_content_comes_over_the_network(tmp_path: Path, signer: Signer) -> None:
    """From any web server that hands out files."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    offer(tmp_path / "kiosk", NEW, 1, signer)
    sets = ContentSets(tmp_path / "content")
    with serving(partial(Quiet, directory=str(tmp_path))) as address:  # type: ignore[arg-type]
        source = HttpsSource(address)
        bring(source, signer, sets)
        source.close()
    sets.swap()
    assert shown(sets) == NEW


class CutError(BaseException):
    """The power went."""


class Cut:
    """Cuts the power at the n-th step that would change something on the disk."""

    STEPS = ("fsync", "rename", "replace", "mkdir", "link", "symlink", "unlink")

    def __init__(self, after: int, monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
        self.left = after
        for name in steps or self.STEPS:
            self._guard(name, monkeypatch)

    def _guard(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(os, name)

        def step(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left < 0:
                raise CutError
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, step)


class CutSource:
    """A line that breaks off after so many bytes of films."""

    def __init__(self, source: Source, after_bytes: int) -> None:
        self._source, self._left = source, after_bytes

    @contextmanager
    def read(self, path: str, *, offset_bytes: int = 0) -> Iterator[Reading]:
        """Give what comes before the break, in small pieces."""
        with self._source.read(path, offset_bytes=offset_bytes) as reading:
            if path in (MANIFEST_NAME, SIGNATURE_NAME):
                yield reading
            else:
                yield Reading(reading.offset_bytes, self._broken(reading.chunks))

    def _broken(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            for at in range(0, len(chunk), 100):
                self._left -= 100
                if self._left < 0:
                    raise CutError
                yield chunk[at : at + 100]


def test_a_cut_at_any_step_leaves_one_whole_set(tmp_path: Path, signer: Signer) -> None:
    """The old one or the new one, never a mixture; and the next try goes through."""
    template = with_old(tmp_path, signer).root
    source = FolderSource(tmp_path / "offer")
    cuts = 0
    for after in range(10_000):
        sets = ContentSets(tmp_path / f"cut-{after}")
        shutil.copytree(template, sets.root)
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut = Cut(after, monkeypatch)
            try:
                bring(source, signer, sets)
                sets.swap()
            except CutError:
                cuts += 1
        assert shown(sets) in (OLD, NEW)
        bring(source, signer, sets)
        sets.swap()
        assert shown(sets) == NEW
        shutil.rmtree(sets.root)
        if cut.left >= 0:
            break
    assert cuts > 12


def test_a_line_that_breaks_anywhere_is_gone_on_with(tmp_path: Path, signer: Signer) -> None:
    """What had come is not fetched again."""
    template = with_old(tmp_path, signer).root
    for after_bytes in range(0, 2_500, 300):
        sets = ContentSets(tmp_path / f"line-{after_bytes}")
        shutil.copytree(template, sets.root)
        with pytest.raises(CutError):
            bring(CutSource(FolderSource(tmp_path / "offer"), after_bytes), signer, sets)
        assert shown(sets) == OLD
        rest = CutSource(FolderSource(tmp_path / "offer"), 2_700 - after_bytes)
        assert bring(rest, signer, sets).is_new
        sets.swap()
        assert shown(sets) == NEW


class Ranged(SimpleHTTPRequestHandler):
    """A server that sends files from where it is asked to, as servers do."""

    def do_GET(self) -> None:
        """Answer 206, and 416 to who asks for what lies behind the end."""
        data = Path(self.translate_path(self.path)).read_bytes()
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        is_there = start < len(data) or not start
        self.send_response((206 if start else 200) if is_there else 416)
        self.send_header("Content-Length", str(len(data[start:])))
        self.end_headers()
        self.wfile.write(data[start:])

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def test_a_file_that_had_come_whole_is_not_asked_for_again(tmp_path: Path, signer: Signer) -> None:
    """Cut off just before it got its name, it is all there; a server would answer 416."""
    offer(tmp_path / "kiosk", NEW, 1, signer)
    sets = ContentSets(tmp_path / "content")
    with serving(partial(Ranged, directory=str(tmp_path))) as address:  # type: ignore[arg-type]
        source = HttpsSource(address)
        with pytest.MonkeyPatch.context() as monkeypatch:
            Cut(0, monkeypatch, "rename")
            with pytest.raises(CutError):
                bring(source, signer, sets)
        assert bring(source, signer, sets).is_new
        source.close()
    sets.swap()
    assert shown(sets) == NEW


def test_a_set_that_lost_a_file_gives_way_to_the_one_before(tmp_path: Path, signer: Signer) -> None:
    """Until it is fetched again."""
    sets = with_old(tmp_path, signer)
    source = FolderSource(tmp_path / "offer")
    bring(source, signer, sets)
    sets.swap()
    (sets.root / "sets" / "2" / "films" / "c.mp4").unlink()
    assert shown(sets) == OLD
    sets.mend()
    assert (sets.root / "current").resolve().name == "1"
    offer(tmp_path / "offer", NEW, 3, signer)
    assert bring(source, signer, sets).is_new
    sets.swap()
    assert shown(sets) == NEW


@pytest.mark.parametrize("target", ["sets/x", "..", "sets/99", "/nowhere"])
def test_a_damaged_link_costs_nothing(tmp_path: Path, signer: Signer, target: str) -> None:
    """The newest whole set is shown, and the link mended."""
    sets = with_old(tmp_path, signer)
    link = sets.root / "current"
    link.unlink()
    link.symlink_to(target)
    assert shown(sets) == OLD
    mended = sets.mend()
    assert mended is not None
    assert link.resolve() == mended.folder
    assert sets.swap() is None


def test_a_folder_without_anything_shows_nothing(tmp_path: Path) -> None:
    """Until the first set has come."""
    sets = ContentSets(tmp_path)
    assert (sets.current(), sets.waiting(), sets.swap(), sets.mend()) == (None,) * 4


def test_only_the_list_says_what_a_set_holds(tmp_path: Path, signer: Signer) -> None:
    """A path of a configuration cannot lead anywhere else."""
    current = with_old(tmp_path, signer).current()
    assert current is not None
    with pytest.raises(ContentError, match="no file"):
        current.path("../../old/films/b.mp4")


def test_files_are_ours_alone(tmp_path: Path, signer: Signer) -> None:
    """0600, in folders of 0700."""
    sets = with_old(tmp_path, signer)
    modes = {path.stat().st_mode & 0o077 for path in (sets.root / "sets" / "1").rglob("*")}
    assert modes == {0}
    assert fetching.ROOM_LEFT_BYTES > 0
