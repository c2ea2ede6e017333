"""A stand that cannot begin: the brand on the screen, the reason in the journal."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from tests.cli.command import tracker
from tests.content.offers import Signer, offer
from tests.kiosk.stage import STAND, Display, Shown, until

BRAND = QColor(0, 160, 60)
MISTAKEN = STAND.replace("[brand]", '[brand]\ncolour = "#00a03c"\npicture = "brand.png"').replace(
    "idle_s = 30", 'idle_s = "soon"'
)


def test_a_mistake_in_its_file_shows_the_brand_until_it_is_mended(
    shown: Shown, display: Display
) -> None:
    """Keys and touches lead nowhere; the mistake is told with its line; then it begins anew."""
    picture = QImage(640, 360, QImage.Format.Format_RGB32)
    picture.fill(BRAND)
    picture.save(str(shown.folder / "brand.png"))
    shown.config.write_text(MISTAKEN, "utf-8")
    shown.start(WATCHDOG_USEC="6000000")
    shown.manager.wait("READY=1")
    since = shown.manager.mark()
    for keys in ("alt+F4", "Escape", "ctrl+q", "Menu"):
        display.do("key", keys)
    display.touch(0.01, 0.01, button=3)
    shown.manager.wait("WATCHDOG=1", since=since)
    until(lambda: middle(display, shown.folder) == BRAND)
    assert f"{shown.config}:{line_of('idle_s')}: " in shown.errors()
    assert "Traceback" not in shown.errors()
    shown.config.write_text(STAND, "utf-8")
    assert shown.process is not None
    assert shown.process.wait(30) == 1


def test_a_file_that_is_not_there_shows_whose_program_it_is(shown: Shown) -> None:
    """The service manager hears that it stands, and ends it as any other."""
    shown.config.unlink()
    shown.start()
    shown.manager.wait("READY=1")
    assert shown.end() == 1
    assert "The file cannot be read" in shown.errors()


def test_the_first_films_are_fetched_while_the_brand_is_shown(shown: Shown) -> None:
    """The stick may come hours after the machine was switched on; then the stand begins."""
    signer, stick = Signer(), shown.folder / "stick"
    table = f'[content]\nfolder = "content"\nsource = "{stick}"\npublic_key = "{signer.line}"\n'
    shown.config.write_text(STAND + table, "utf-8")
    shown.start(WATCHDOG_USEC="6000000")
    shown.manager.wait("READY=1")
    since = shown.manager.mark()
    shown.manager.wait("WATCHDOG=1", since=since)
    assert "There is no content yet" in shown.errors()
    films = {name: (shown.folder / name).read_bytes() for name in ("attract.mp4", "film.mp4")}
    offer(stick, films, 1, signer)
    assert shown.process is not None
    assert shown.process.wait(30) == 1, shown.errors()
    shown.start()
    shown.wait_for("attract")
    assert shown.end() == 0, shown.errors()


def test_somebody_at_a_terminal_is_told_at_once(tmp_path: Path) -> None:
    """There nobody is served by a picture."""
    (tmp_path / "kiosk.toml").write_text(MISTAKEN, "utf-8")
    done = tracker(tmp_path / "profile", "kiosk", tmp_path / "kiosk.toml")
    assert done.status == 1
    assert f"kiosk.toml:{line_of('colour') + 1}: " in done.err


def middle(display: Display, folder: Path) -> QColor:
    """Return the colour in the middle of the screen."""
    shot = QImage(str(display.picture(folder / "screen.png")))
    return shot.pixelColor(display.width // 2, display.height // 2)


def line_of(key: str) -> int:
    """Return the line of the mistaken file that a key stands in."""
    return next(n for n, line in enumerate(MISTAKEN.splitlines(), 1) if line.startswith(key))
