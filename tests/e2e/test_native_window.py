"""Films in a native window on a real X server: what is seen, keys and pointer, the count."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.cli.command import environment
from tests.e2e.conftest import Films
from tests.e2e.halves import LEFT, RIGHT, near
from tests.kiosk.stage import Display, until
from tests.playback.papers import paper
from tracker.desktop import theme
from tracker.storage.browse import OutboxBrowser

WIDTH, HEIGHT = 1400, 900
PATIENCE_S = 60.0
SIDES = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")


@pytest.fixture
def display() -> Iterator[Display]:
    """Switch a screen on that is larger than the window."""
    made = Display(f"{WIDTH}x{HEIGHT}")
    yield made
    made.close()


class Shown:
    """A player with a native window on a screen, seen and used from outside."""

    def __init__(self, folder: Path, display: Display, *words: str) -> None:
        self.display, self.folder = display, folder
        self.profile = folder / "profile"
        variables = environment(
            self.profile,
            DISPLAY=display.name,
            QT_QPA_PLATFORM="xcb",
            HOME=str(folder),
            TRACKER_VIDEO="native",
            TRACKER_HUBSPOT_BASE_URL="http://127.0.0.1:9",
        )
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "play", *words],
                env=variables,
                stdout=log,
                stderr=log,
            )

    def place(self) -> tuple[int, ...]:
        """Return where the window is: left, top, width, height."""
        said = subprocess.run(
            ["xwininfo", "-id", self.display.do("getactivewindow").strip()],
            env=self.display.environ,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        )
        place = dict(re.findall(r"(Absolute upper-left .|Width|Height):\s+(-?\d+)", said.stdout))
        return tuple(int(place[side]) for side in SIDES)

    def look(self) -> QImage:
        """Take a picture of the window."""
        picture = QImage(str(self.display.picture(self.folder / "shot.png")))
        return picture.copy(*self.place())

    def until_seen(self, is_so: Callable[[QImage], bool], *again: object) -> None:
        """Look until the window shows something; do ``again`` before each look, if it passes."""

        def seen() -> bool:
            assert self.process.poll() is None, self.said()
            try:
                if again:
                    self.display.do(*again)
                return is_so(self.look())
            except subprocess.CalledProcessError:
                return False  # no window yet

        try:
            until(seen, seconds=PATIENCE_S)
        except AssertionError:
            pytest.fail(f"not seen: {self.said()}")

    def said(self) -> str:
        """Return what was printed."""
        return (self.folder / "log").read_text(errors="replace")[-2_000:]

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)


def shows_film(picture: QImage) -> bool:
    """Whether both halves of the film are there."""
    middle = picture.height() // 2
    left = picture.pixelColor(picture.width() // 2 - 90, middle)
    right = picture.pixelColor(picture.width() // 2 + 90, middle)
    return near(left, LEFT) and near(right, RIGHT)


def shows_bar(picture: QImage) -> bool:
    """Whether the ground of the docked controls is along the foot."""
    foot = picture.height() - 3
    return all(picture.pixelColor(x, foot) == theme.DARK.page for x in (3, picture.width() // 2))


def is_full_screen(picture: QImage) -> bool:
    """Whether the window has the whole screen."""
    return (picture.width(), picture.height()) == (WIDTH, HEIGHT)


def test_the_picture_is_seen_above_the_bar_and_keys_and_pointer_are_ours(
    halves: Path, display: Display, tmp_path: Path
) -> None:
    """What libVLC draws is on the screen; nothing of what a viewer does is lost in its window."""
    shown = Shown(tmp_path, display, str(halves))
    try:
        shown.until_seen(lambda picture: shows_film(picture) and shows_bar(picture))
        left, top, width, _height = shown.place()
        display.do("mousemove", left + width // 2, top + 300)
        plate = (theme.MARGIN_PX + 20, theme.MARGIN_PX + 6)
        shown.until_seen(lambda picture: picture.pixelColor(*plate).lightness() < 60, "key", "Down")
        middle = (left + width // 2, top + 300)
        display.do("mousemove", *middle, "click", "--repeat", 2, "--delay", 60, 1)
        shown.until_seen(lambda picture: is_full_screen(picture) and shows_film(picture))
        shown.until_seen(lambda picture: not shows_bar(picture))
        shown.until_seen(shows_bar, "mousemove", 500, 500, "mousemove", 520, 520)
        display.do("key", "Escape")
        shown.until_seen(lambda picture: not is_full_screen(picture) and shows_bar(picture))
        display.do("key", "s")
        pictures = shown.folder / "Pictures"
        until(lambda: any(shown.folder.rglob("halves *.png")), seconds=PATIENCE_S)
        [kept] = list(pictures.glob("*.png")) or list(shown.folder.rglob("halves *.png"))
        assert QImage(str(kept)).size().toTuple() == (640, 360)
    finally:
        shown.end()


def test_a_turned_film_stands_upright_and_a_document_is_painted(
    halves: Path, display: Display, tmp_path: Path
) -> None:
    """The film by libVLC, the page by the canvas in its place, and the film again."""
    turned, page = tmp_path / "turned.mp4", tmp_path / "page.pdf"
    turn = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(halves), "-c", "copy"]
    subprocess.run([*turn, "-metadata:s:v:0", "rotate=90", str(turned)], check=True, timeout=60)
    page.write_bytes(paper())
    middle = (1280 // 2, (720 - 56) // 2)

    def is_upright(picture: QImage) -> bool:
        above, below = (picture.pixelColor(middle[0], middle[1] + by) for by in (-90, 90))
        return near(above, RIGHT) and near(below, LEFT)

    shown = Shown(tmp_path, display, str(turned), str(page))
    try:
        shown.until_seen(is_upright)
        display.do("key", "n")
        shown.until_seen(lambda picture: near(picture.pixelColor(*middle), QColor("#ff0000")))
        display.do("key", "p")
        shown.until_seen(is_upright)
    finally:
        shown.end()


def counted(profile: Path) -> list[tuple[str, int | None]]:
    """Return kind and percent of each event of a profile."""
    browser = OutboxBrowser(profile)
    try:
        return [(row.kind, row.percent) for row in browser.list_rows()]
    finally:
        browser.close()


def test_what_is_counted_is_what_the_canvas_counts(
    films: Films, display: Display, tmp_path: Path
) -> None:
    """The same film, whole, both ways."""
    path = str(films / "film.mp4")
    shown = Shown(tmp_path, display, path, "--exit-at-end")
    assert shown.process.wait(PATIENCE_S) == 0, shown.said()
    canvas = tmp_path / "canvas"
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "play", path, "--exit-at-end", "--headless"],
        env=environment(canvas, TRACKER_HUBSPOT_BASE_URL="http://127.0.0.1:9"),
        capture_output=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0
    native = counted(shown.profile)
    assert native == counted(canvas)
    assert [percent for kind, percent in native if kind == "quartile"] == [0, 25, 50, 75, 100]
