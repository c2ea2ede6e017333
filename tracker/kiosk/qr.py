"""The QR code that leads a visitor on to their phone.

Knows: how a code is made and painted.
Must never know: where it leads.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.kiosk.look import unit_of

_QUIET_MODULES = 4


def qr_image(text: str) -> QImage:
    """Return a code as a picture of one pixel a module, its quiet zone around it."""
    # Only here: it takes as long to load as half of Qt, and the loop needs no code.
    import segno

    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = len(rows) + 2 * _QUIET_MODULES
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows, _QUIET_MODULES):
        for x, is_dark in enumerate(row, _QUIET_MODULES):
            if is_dark:
                image.setPixel(x, y, 0xFF000000)
    return image


class QrCode(QWidget):
    """Paints a code, sharp, as large as it fits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show the code of a text; none for an empty one."""
        self._image = qr_image(text) if text else QImage()
        self.setVisible(bool(text))
        self.update()

    def fit(self) -> None:
        """Take the size that fits the window."""
        side = round(unit_of(self) * 30)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint whole modules of whole pixels: a scanner likes nothing else."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        side = min(self.width(), self.height())
        module = max(1, side // self._image.width())
        used = module * self._image.width()
        place = QRectF((self.width() - used) // 2, (self.height() - used) // 2, used, used)
        painter.drawImage(place, self._image)
