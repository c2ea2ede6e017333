"""Fading something in and out, and hiding the controls when the pointer rests.

Knows: how long things stay.
Must never know: what is hidden, or what it is for.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QPropertyAnimation, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from tracker.desktop import theme

MOUSE_REST_MS = 2_500
TOUCH_REST_MS = 5_000


class Fade:
    """Shows and hides one widget softly. The effect costs nothing while nothing fades."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._effect = QGraphicsOpacityEffect(widget)
        self._effect.setOpacity(0.0)
        self._effect.setEnabled(False)
        widget.setGraphicsEffect(self._effect)
        self._motion = QPropertyAnimation(self._effect, b"opacity", widget)
        self._motion.setDuration(theme.FADE_MS)
        self._motion.finished.connect(self._arrived)
        self._wanted = False
        widget.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether the widget is shown, or on its way to be."""
        return self._wanted

    def show(self) -> None:
        """Fade in."""
        if not self._wanted:
            self._wanted = True
            self._widget.show()
            self._widget.raise_()
            self._run(1.0)

    def hide(self) -> None:
        """Fade out, then hide."""
        if self._wanted:
            self._wanted = False
            self._run(0.0)

    def _run(self, to: float) -> None:
        self._motion.stop()
        self._effect.setEnabled(True)
        self._motion.setStartValue(self._effect.opacity())
        self._motion.setEndValue(to)
        self._motion.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _arrived(self) -> None:
        self._effect.setEnabled(False)
        self._widget.setVisible(self._wanted)


class AutoHide(QObject):
    """Says when controls should be seen: from any stir until the pointer has rested.

    ``is_held`` is asked when the time is up; while it is true the controls stay.

    Signals:
        shown_changed(bool): the controls should be shown, or hidden.
    """

    shown_changed = Signal(bool)

    def __init__(self, is_held: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_held = is_held
        self._shown = False
        self.rest_timer = QTimer(self)
        self.rest_timer.setSingleShot(True)
        self.rest_timer.setInterval(MOUSE_REST_MS)
        self.rest_timer.timeout.connect(self._rested)

    @property
    def shown(self) -> bool:
        """Whether the controls should be seen now."""
        return self._shown

    def stir(self, *, by_touch: bool = False) -> None:
        """Show the controls and begin to wait again."""
        self.rest_timer.start(TOUCH_REST_MS if by_touch else MOUSE_REST_MS)
        self._set_shown(True)

    def dismiss(self) -> None:
        """Hide the controls at once."""
        self.rest_timer.stop()
        self._set_shown(False)

    def _rested(self) -> None:
        if self._is_held():
            self.rest_timer.start()
        else:
            self._set_shown(False)

    def _set_shown(self, shown: bool) -> None:
        if shown is not self._shown:
            self._shown = shown
            self.shown_changed.emit(shown)
