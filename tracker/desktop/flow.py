"""Buttons side by side, in as many rows as the width needs.

Knows: sizes and the direction of reading.
Must never know: what is laid out.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places widgets in rows; hidden ones take no room.

    ``before`` is the share of a row's spare room that stands before its widgets: 0 puts them to
    the leading edge, 0.5 in the middle, 1 to the far edge.
    """

    def __init__(self, parent: QWidget | None = None, *, before: float = 0.0) -> None:
        super().__init__(parent)
        self._before = before
        self._items: list[QLayoutItem] = []
        self.setSpacing(8)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def add_first(self, widget: QWidget) -> None:
        """Take a widget before all others."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Need more height where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """Return the size of the largest item: everything else may stand below it."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def _place(self, rect: QRect, *, moves: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        y = 0
        for row in self._rows(rect.width()):
            sizes = [item.sizeHint() for item in row]
            taken = sum(size.width() for size in sizes) + self.spacing() * (len(row) - 1)
            x = max(0, int((rect.width() - taken) * self._before))
            for item, size in zip(row, sizes, strict=True):
                if moves:
                    left = rect.right() + 1 - x - size.width() if mirrored else rect.left() + x
                    item.setGeometry(QRect(left, rect.top() + y, size.width(), size.height()))
                x += size.width() + self.spacing()
            y += max(size.height() for size in sizes) + self.spacing()
        return max(0, y - self.spacing())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if not rows or needed > left:
                rows.append([])
                left = width
            rows[-1].append(item)
            left -= needed + self.spacing()
        return rows
