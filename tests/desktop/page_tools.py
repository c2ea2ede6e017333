"""What the tests of the pages share: what a screen reader finds, and whether all of it fits."""

from contextlib import suppress

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from tracker.desktop.theme import TOUCH_TARGET_PX

SETTLE_MS = 5_000

Role = QAccessible.Role


def tree(part: QWidget) -> list[tuple[Role, str]]:
    """Return role and name of everything that is shown, as a screen reader walks it."""
    found: list[tuple[Role, str]] = []

    def walk(interface: object) -> None:
        if interface is None or interface.state().invisible:  # type: ignore[attr-defined]
            return
        name = interface.text(QAccessible.Text.Name)  # type: ignore[attr-defined]
        found.append((interface.role(), name))  # type: ignore[attr-defined]
        for number in range(interface.childCount()):  # type: ignore[attr-defined]
            walk(interface.child(number))  # type: ignore[attr-defined]

    walk(QAccessible.queryAccessibleInterface(part))
    return found


def labels_of(part: QWidget) -> list[str]:
    """Return the names of what labels a field, as screen readers ask for it."""
    interface = QAccessible.queryAccessibleInterface(part)
    found = interface.relations(QAccessible.RelationFlag.Label)
    return [label.text(QAccessible.Text.Name) for label, _ in found]


def unnamed(part: QWidget) -> list[Role]:
    """Return the roles of what can be used and has no name."""
    usable = (Role.Button, Role.EditableText, Role.ComboBox, Role.CheckBox, Role.List)
    return [role for role, name in tree(part) if role in usable and not name]


def focus_order(window: QWidget, first: QWidget, count: int) -> list[QWidget]:
    """Return the widgets that Tab leads to, beginning at one."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found = [first]
    for _ in range(count):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        if (now := window.focusWidget()) is not None:
            found.append(now)
    return found


def check_fit(page: QWidget, qtbot: QtBot) -> None:
    """Fail, with what does not fit, unless all does once the layouts have settled."""
    with suppress(TimeoutError):
        qtbot.waitUntil(lambda: misfits(page) == [], timeout=SETTLE_MS)
    assert misfits(page) == []


def misfits(page: QWidget) -> list[str]:
    """Return what is cut off at the page's sides, or too small for a finger."""
    found = []
    width = page.width()
    for part in page.findChildren(QWidget):
        if not part.isVisible() or not isinstance(
            part, QAbstractButton | QComboBox | QLineEdit | QLabel
        ):
            continue
        place = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
        what = f"{type(part).__name__} {part.accessibleName() or part.property('text')!r}"
        if place.left() < 0 or place.right() >= width:
            found.append(f"{what} is cut off: {place} in {width}")
        if isinstance(part, QLabel):
            if part.height() < part.heightForWidth(part.width()):
                found.append(f"{what} has no room for its words")
        elif place.height() < TOUCH_TARGET_PX:
            found.append(f"{what} is {place.height()} px high")
        elif isinstance(part, QAbstractButton) and part.width() < part.minimumSizeHint().width():
            found.append(f"{what} is too narrow")
    return found
