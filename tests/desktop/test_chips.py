"""Chips in the bar: words where there is room, the icon always."""

from tests.desktop.stage import Stage
from tracker.desktop import theme
from tracker.desktop.chips import Chip
from tracker.desktop.icons import Glyph


def test_a_chip_shows_its_words_in_a_wide_bar_and_its_icon_in_a_narrow_one(stage: Stage) -> None:
    """It is a touch target at any width, and nothing of the bar is cut off."""
    stage.play()
    window, chip = stage.window, Chip()
    chip.show_face(Glyph.PIN, "ada@example.com", theme.GOOD)
    window.bar.chips.add_chip(chip)
    chip.show()
    for width, words in ((1280, True), (360, False)):
        window.resize(width, 640)
        assert chip.shows_words is words
        assert chip.height() == theme.TOUCH_TARGET_PX
        assert chip.width() >= theme.TOUCH_TARGET_PX
        last = window.bar.full_screen_button
        assert last.mapTo(window.bar, last.rect().bottomRight()).x() <= window.bar.width()


def test_very_long_words_are_cut_off_and_leave_room_for_the_timeline(stage: Stage) -> None:
    """A chip has a greatest width."""
    stage.play()
    chip = Chip()
    chip.show_face(Glyph.PIN, "x" * 4_000, theme.GOOD)
    stage.window.bar.chips.add_chip(chip)
    chip.show()
    stage.window.resize(1280, 640)
    assert chip.shows_words
    assert chip.width() < 260
    assert stage.window.bar.timeline.width() >= 200
