"""Words over the picture: what is kept of them is what they say now."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracker.desktop.icons import Glyph
from tracker.desktop.osd import NOTICE_MS, Words


class Counted(Words):
    """Words that count how often they are laid out anew."""

    laid_out = 0

    def _paint_plate(self, painter: QPainter) -> None:
        self.laid_out += 1
        super()._paint_plate(painter)


@pytest.fixture
def words(qtbot: QtBot) -> Counted:
    """Make words over a window."""
    window = QWidget()
    window.resize(800, 400)
    qtbot.addWidget(window)
    window.show()
    words = Counted(window, stays_ms=NOTICE_MS)
    words.say("…")
    effect = words.graphicsEffect()
    assert effect is not None
    qtbot.waitUntil(lambda: not effect.isEnabled())
    words.laid_out = 0
    return words


def picture(words: Words) -> QImage:
    """Return what is seen."""
    image = QImage(words.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    words.render(image)
    return image


def test_what_lies_over_a_film_is_laid_out_once(words: Counted) -> None:
    """However often a picture below it brings it up again."""
    words.say("No sound here", Glyph.MUTED)
    pictures = [picture(words) for _ in range(30)]
    assert words.laid_out == 1
    assert all(one == pictures[0] for one in pictures)


def test_other_words_are_seen_at_once(words: Counted) -> None:
    """Also where they need the same place, or only the icon, the font or the side has changed."""
    words.say("1:11", Glyph.PLAY)
    seen = [picture(words)]
    words.say("1:11", Glyph.PAUSE)
    seen.append(picture(words))
    words.say("1:17", Glyph.PAUSE)
    seen.append(picture(words))
    words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    seen.append(picture(words))
    font = words.font()
    font.setItalic(True)
    words.setFont(font)
    seen.append(picture(words))
    assert all(one != other for at, one in enumerate(seen) for other in seen[:at])
