"""The icons: each can be seen, stays in its box, and differs from every other."""

import pytest
from PySide6.QtCore import QRectF

from tracker.desktop.icon_strokes import GRID
from tracker.desktop.icons import Glyph, glyph_path


@pytest.mark.parametrize("glyph", list(Glyph))
def test_an_icon_fills_its_grid_without_leaving_it(glyph: Glyph) -> None:
    """At least half the grid wide or high, and inside it."""
    box = glyph_path(glyph).boundingRect()
    assert QRectF(0, 0, GRID, GRID).contains(box)
    assert max(box.width(), box.height()) >= GRID / 2


def test_no_two_icons_are_the_same() -> None:
    """A shape means one thing."""
    boxes = [glyph_path(glyph) for glyph in Glyph]
    assert all(one != other for index, one in enumerate(boxes) for other in boxes[:index])
