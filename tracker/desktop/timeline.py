"""The timeline: where the film stands, and what of it this session has watched.

Knows: how to paint and to read it, by eye, pointer, keyboard and screen reader.
Must never know: how watching is counted.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from tracker.desktop import theme
from tracker.desktop.playhead import Playhead, clock_text
from tracker.desktop.timeline_paint import (
    INSET_PX,
    MARK_DROP_PX,
    TRACK_PX,
    paint_handle,
    paint_mark,
    paint_pointer,
    paint_track,
)
from tracker.model.events import Quartile
from tracker.model.progress import SessionProgress
from tracker.model.units import MediaMs

_MS_PER_S = 1_000
STEP_MS = 5_000
PAGE_MS = 60_000
WHEEL_NOTCH = 120
"""What Qt calls one notch of a wheel, in eighths of a degree."""

_TICK_INTERVAL_MS = 50
_SPOKEN_EVERY_MS = 5_000
_MARKS = (Quartile.FIRST, Quartile.MIDPOINT, Quartile.THIRD, Quartile.COMPLETE)


class Timeline(QSlider):
    """A slider over the film; it stays left-to-right in every language.

    What Qt and screen readers know of as its value are seconds: such a number is read out where
    value texts are not, as on Linux. All else here is in media milliseconds.

    It fills where the session has watched, not up to the position, darker and hatched where it
    watched again. Four marks light up when a
    quartile of the *amount* watched is earned. What a screen reader hears (value and
    description) changes with the viewer's acts and every 5 s of film, so that it does not talk
    over it.

    Signals:
        seek_requested(int): the viewer wants to be at this position, in media milliseconds.
        pointed_at(object): the pointer is over this position (int), or has left (None).
        moved(): the shown position has changed by a pixel or a second.
    """

    seek_requested = Signal(int)
    pointed_at = Signal(object)
    moved = Signal()

    def __init__(
        self,
        playhead: Playhead,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._playhead = playhead
        self._clock = clock
        self.length_ms = MediaMs(0)
        self._tells_value = False
        self._hover_ms: int | None = None
        self._dragged_to_ms: int | None = None
        self._painted: tuple[int, int] | None = None
        self._spoken_ms = -_SPOKEN_EVERY_MS
        self._earned: frozenset[Quartile] = frozenset()
        self._popping: frozenset[Quartile] = frozenset()
        self._pop = QVariantAnimation(self, duration=600, startValue=0.0, endValue=1.0)
        self._pop.valueChanged.connect(lambda _value: self.update())
        self._ticks = QTimer(self, interval=_TICK_INTERVAL_MS)
        self._ticks.timeout.connect(self._follow)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumHeight(theme.TOUCH_TARGET_PX)
        self.setMinimumWidth(60)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSingleStep(STEP_MS // _MS_PER_S)
        self.setPageStep(PAGE_MS // _MS_PER_S)
        self.setRange(0, 0)
        self.actionTriggered.connect(self._act)
        self.valueChanged.connect(self._take_value)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.setAccessibleName(self.tr("Timeline"))
        self._speak()

    @property
    def is_dragged(self) -> bool:
        """Whether the viewer holds the handle now."""
        return self._dragged_to_ms is not None

    @property
    def is_animated(self) -> bool:
        """Whether the position is carried on between the session's words."""
        return self._ticks.isActive()

    @property
    def is_popping(self) -> bool:
        """Whether a mark is lighting up now."""
        return self._pop.state() is QVariantAnimation.State.Running

    def shown_ms(self) -> MediaMs | None:
        """Return the position that is shown now, in media milliseconds."""
        if self._dragged_to_ms is not None:
            return MediaMs(self._dragged_to_ms)
        return self._playhead.position_ms(self._clock())

    def value_text(self) -> str:
        """Return what a screen reader says, such as ``2:10 of 5:00, 62 percent watched``."""
        duration_ms = self._playhead.duration_ms
        if duration_ms is None:
            return self.tr("{position}, length unknown").format(
                position=clock_text(self.shown_ms())
            )
        text = self.tr("{position} of {duration}, {percent} percent watched").format(
            position=clock_text(self.shown_ms()),
            duration=clock_text(duration_ms),
            percent=self._playhead.percent_watched,
        )
        ahead = [int(mark) for mark in _MARKS if mark not in self._earned]
        if ahead and self._playhead.progress is not None and self._earned:
            text += self.tr(", {percent} percent next").format(percent=ahead[0])
        if not self._playhead.tracked:
            text += self.tr(", not counted now")
        return text

    def refresh(self) -> None:
        """Show what the playhead knows now; call it after every change there."""
        duration_ms = self._playhead.duration_ms or MediaMs(0)
        if self.length_ms != duration_ms:
            self.length_ms = duration_ms
            self._tells_value = True
            self.setRange(0, duration_ms // _MS_PER_S)
            self._tells_value = False
        self._light(self._playhead.progress)
        self._follow(spoken=not self._playhead.playing)
        self._animate_if_needed()
        self.update()

    def _light(self, progress: SessionProgress | None) -> None:
        earned = frozenset(progress.earned) if progress is not None else frozenset()
        new = earned - self._earned - {Quartile.START}
        if new and self._earned:
            self._popping = new
            self._pop.start()
        self._earned = earned

    def _animate_if_needed(self) -> None:
        wanted = self._playhead.playing and self.isVisible()
        if wanted and not self._ticks.isActive():
            self._ticks.start()
        elif not wanted:
            self._ticks.stop()

    def _follow(self, *, spoken: bool = False) -> None:
        shown = self.shown_ms()
        place = (round(self.x_of(shown or 0) * self.devicePixelRatioF()), (shown or 0) // 1000)
        if place != self._painted:
            self._painted = place
            self.update()
            self.moved.emit()
        if spoken or abs((shown or 0) - self._spoken_ms) >= _SPOKEN_EVERY_MS:
            self._speak()

    def _speak(self) -> None:
        shown = self.shown_ms() or 0
        self._spoken_ms = shown
        if not self.isSliderDown():
            self._tells_value = True
            self.setValue(shown // _MS_PER_S)
            self._tells_value = False
        text = self.value_text()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def x_of(self, position_ms: int) -> float:
        """Return where a position stands, in pixels from the left edge of the widget."""
        span = max(1.0, self.width() - 2 * INSET_PX)
        return INSET_PX + span * (position_ms / self.length_ms if self.length_ms else 0.0)

    def _ms_at(self, x: float) -> int:
        span = max(1.0, self.width() - 2 * INSET_PX)
        return round(min(1.0, max(0.0, (x - INSET_PX) / span)) * self.length_ms)

    def _ask(self, position_ms: int) -> None:
        wanted = MediaMs(min(max(0, position_ms), self.length_ms))
        self._playhead.wish(now_ns=self._clock(), position_ms=wanted)
        self.seek_requested.emit(int(wanted))
        self._follow(spoken=True)

    def _act(self, action: int) -> None:
        """Follow what acts on a slider make of it."""
        if action != QSlider.SliderAction.SliderMove.value:
            self._ask(self.sliderPosition() * _MS_PER_S)

    def _take_value(self, seconds: int) -> None:
        """Follow a value that assistive technology sets; one that is only told is none."""
        if not self._tells_value:
            self._ask(seconds * _MS_PER_S)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by 5 s, a minute, or to the ends, from the position that is shown."""
        here = self.shown_ms() or 0
        moves: dict[int, int] = {
            Qt.Key.Key_Left: here - STEP_MS,
            Qt.Key.Key_Right: here + STEP_MS,
            Qt.Key.Key_PageDown: here - PAGE_MS,
            Qt.Key.Key_PageUp: here + PAGE_MS,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.length_ms,
        }
        wanted = moves.get(event.key())
        if wanted is None or not self.length_ms:
            event.ignore()
            return
        self._ask(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move by 5 s a notch, upwards forward."""
        here, notches = self.shown_ms(), event.angleDelta().y() / WHEEL_NOTCH
        if self.length_ms and here is not None and notches:
            self._ask(here + round(notches * STEP_MS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle at the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or not self.length_ms:
            event.ignore()
            return
        self.setSliderDown(True)
        self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the time under the pointer."""
        if self.is_dragged:
            self._drag(event.position().x())
        else:
            self._point(self._ms_at(event.position().x()) if self.length_ms else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where the handle was let go."""
        if self._dragged_to_ms is None:
            event.ignore()
            return
        wanted, self._dragged_to_ms = self._dragged_to_ms, None
        self.setSliderDown(False)
        self._ask(wanted)

    def _drag(self, x: float) -> None:
        self._dragged_to_ms = self._ms_at(x)
        self._point(self._dragged_to_ms)
        self._follow()

    def _point(self, position_ms: int | None) -> None:
        self._hover_ms = position_ms
        self.pointed_at.emit(position_ms)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        if not self.is_dragged:
            self._point(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring what a screen reader will say up to date."""
        self._speak()
        super().focusInEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the film again."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        self._ticks.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, what was watched, the marks and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        span = self.width() - 2 * INSET_PX
        track = QRectF(INSET_PX, middle - TRACK_PX / 2, span, TRACK_PX)
        if not self.length_ms:
            paint_track(painter, track, (), ())
            return
        now_ns = self._clock()
        watched, repeated = (
            [(self.x_of(start), self.x_of(end)) for start, end in parts]
            for parts in (self._playhead.watched(now_ns), self._playhead.repeated(now_ns))
        )
        paint_track(painter, track, watched, repeated)
        for mark in _MARKS:
            centre = QPointF(self.x_of(self.length_ms * int(mark) // 100), middle + MARK_DROP_PX)
            grown = (
                float(self._pop.currentValue())
                if self.is_popping and mark in self._popping
                else 1.0
            )
            paint_mark(painter, centre, is_lit=mark in self._earned, grown=grown)
        if self._hover_ms is not None and not self.is_dragged:
            paint_pointer(painter, track, self.x_of(self._hover_ms))
        shown = self.shown_ms()
        if shown is not None:
            is_pointed_at = self.is_dragged or self.underMouse()
            centre = QPointF(self.x_of(shown), middle)
            paint_handle(
                painter,
                centre,
                is_large=is_pointed_at,
                is_focused=self.hasFocus(),
                is_counted=self._playhead.tracked,
            )
