"""The control bar, which floats over the picture or is docked below it.

Knows: which controls there are, and which give way when it gets narrow.
Must never know: the player; it tells wishes and shows what the transport knows.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import (
    OverlayButton,
    VolumeSlider,
    colour_text,
    paint_overlay_ground,
)
from tracker.desktop.chips import ChipRow
from tracker.desktop.fading import Fade
from tracker.desktop.floating import Floating
from tracker.desktop.icons import Glyph
from tracker.desktop.playhead import clock_text
from tracker.desktop.status import SyncIndicator
from tracker.desktop.timeline import Timeline
from tracker.desktop.transport import Stage, Transport, rate_text
from tracker.model.records import dataclass

TIMELINE_LEAST_PX = 270
"""The least width of the timeline beside the buttons; with less it gets a row of its own."""

_SIDE_PX, _GAP_PX, _TIME_GAP_PX = 10, 8, 4


@dataclass(frozen=True, slots=True)
class _Fit:
    """What the bar shows at some width, from all of it to the least."""

    one_row: bool = False
    volume: bool = False
    words: bool = False
    speed: bool = True
    lists: bool = True
    films: bool = True


_FITS = (
    _Fit(one_row=True, volume=True, words=True),
    _Fit(one_row=True, words=True),
    _Fit(one_row=True, volume=True),
    _Fit(one_row=True, volume=True, speed=False),
    _Fit(volume=True, words=True),
    _Fit(volume=True),
    _Fit(),
    _Fit(speed=False),
    _Fit(speed=False, lists=False),
    _Fit(speed=False, lists=False, films=False),
)


class ControlBar(Floating):
    """Play, previous, next; the timeline with its times; sync, sound, speed, full screen.

    Where it ``is_docked`` it has a window's whole width and an opaque ground.

    Signals:
        used(): the viewer points at the bar, so it must stay.
        full_screen_asked(): the full-screen button was pressed.
        sync_asked(): the sync indicator was pressed.
        playlist_asked(): the playlist's button was pressed.
        tracks_asked(), speed_asked(), more_asked(): the menu of that button is wanted.
    """

    used = Signal()
    full_screen_asked = Signal()
    sync_asked = Signal()
    playlist_asked = Signal()
    tracks_asked = Signal()
    speed_asked = Signal()
    more_asked = Signal()

    def __init__(self, transport: Transport, parent: QWidget, *, is_docked: bool = False) -> None:
        super().__init__(parent)
        self.is_docked = is_docked
        self.fade = Fade(self)
        self._transport = transport
        self._is_one_row: bool | None = None
        self._is_full_screen = False
        self.play_button = OverlayButton(Glyph.PLAY, self, icon_px=26)
        self.previous_button = OverlayButton(Glyph.PREVIOUS, self)
        self.next_button = OverlayButton(Glyph.NEXT, self)
        self.timeline = Timeline(transport.playhead, self, clock=transport.clock)
        self.elapsed = self._time_label()
        self.total = self._time_label()
        self.chips = ChipRow(self)
        self.sync = SyncIndicator(self)
        self.mute_button = OverlayButton(Glyph.VOLUME, self)
        self.volume = VolumeSlider(self)
        self.speed_button = OverlayButton(None, self)
        self.tracks_button = OverlayButton(Glyph.SUBTITLES, self)
        self.playlist_button = OverlayButton(Glyph.LIST, self)
        self.more_button = OverlayButton(Glyph.MORE, self)
        self.full_screen_button = OverlayButton(Glyph.FULL_SCREEN, self)
        self._has_tracks = False
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.speed_button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._build()
        self._connect()
        self.retranslate()

    def _time_label(self) -> QLabel:
        label = QLabel(clock_text(None), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        colour_text(label, theme.DARK.text)
        return label

    def _build(self) -> None:
        self._left, self._centre, self._right = QWidget(self), QWidget(self), QWidget(self)
        self._centre.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._left.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        groups: tuple[tuple[QWidget, tuple[QWidget, ...]], ...] = (
            (self._left, (self.previous_button, self.play_button, self.next_button)),
            (self._centre, (self.elapsed, self.timeline, self.total)),
            (
                self._right,
                (
                    self.chips,
                    self.sync,
                    self.mute_button,
                    self.volume,
                    self.speed_button,
                    self.tracks_button,
                    self.playlist_button,
                    self.more_button,
                    self.full_screen_button,
                ),
            ),
        )
        self._rows: list[QHBoxLayout] = []
        for group, members in groups:
            group.setMouseTracking(True)
            row = QHBoxLayout(group)
            self._rows.append(row)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(_TIME_GAP_PX if group is self._centre else 0)
            for member in members:
                row.addWidget(member, 1 if member is self.timeline else 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_SIDE_PX, 6, _SIDE_PX, 6)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        transport = self._transport
        self.play_button.clicked.connect(transport.toggle_play)
        self.previous_button.clicked.connect(lambda: transport.step_film(-1))
        self.next_button.clicked.connect(lambda: transport.step_film(1))
        self.timeline.seek_requested.connect(transport.seek_to)
        self.timeline.moved.connect(self._show_elapsed)
        self.mute_button.clicked.connect(transport.toggle_mute)
        self.volume.valueChanged.connect(self._take_volume)
        self.speed_button.clicked.connect(self.speed_asked)
        self.tracks_button.clicked.connect(self.tracks_asked)
        self.playlist_button.clicked.connect(self.playlist_asked)
        self.more_button.clicked.connect(self.more_asked)
        self.full_screen_button.clicked.connect(self.full_screen_asked)
        self.sync.clicked.connect(self.sync_asked)
        transport.changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.previous_button.set_label(self.tr("Previous film"))
        self.next_button.set_label(self.tr("Next film"))
        self.volume.setAccessibleName(self.tr("Volume"))
        self.elapsed.setAccessibleName(self.tr("Elapsed time"))
        self.total.setAccessibleName(self.tr("Total time"))
        self.setAccessibleName(self.tr("Controls"))
        self.tracks_button.set_label(self.tr("Sound and subtitles"))
        self.playlist_button.set_label(self.tr("Playlist"))
        self.more_button.set_label(self.tr("More"))
        self.timeline.retranslate()
        self.sync.retranslate()
        self.set_full_screen(self._is_full_screen)
        self.refresh()

    def order_focus(self) -> None:
        """Let Tab go through the controls as they stand; call it once all chips are there."""
        first = (self.previous_button, self.play_button, self.next_button, self.timeline)
        last = (self.sync, self.mute_button, self.volume, self.speed_button, self.tracks_button)
        end = (self.playlist_button, self.more_button, self.full_screen_button)
        for before, after in pairwise((*first, *self.chips.chips, *last, *end)):
            QWidget.setTabOrder(before, after)

    @property
    def is_in_use(self) -> bool:
        """Whether the viewer points at the bar, drags, has the focus in it, or a menu open."""
        focus = self.focusWidget()
        focused = focus is not None and focus.hasFocus()
        dragged = self.timeline.is_dragged or self.volume.isSliderDown()
        chooses = QApplication.activePopupWidget() is not None
        return self.underMouse() or focused or dragged or chooses

    def set_full_screen(self, is_full_screen: bool) -> None:
        """Show what the full-screen button does now."""
        self._is_full_screen = is_full_screen
        if is_full_screen:
            label = self.tr("Leave full screen")
            self.full_screen_button.set_face(Glyph.LEAVE_FULL_SCREEN, label)
        else:
            self.full_screen_button.set_face(Glyph.FULL_SCREEN, self.tr("Full screen"))

    def refresh(self) -> None:
        """Show what the transport knows now."""
        transport = self._transport
        if transport.stage is Stage.ENDED:
            self.play_button.set_face(Glyph.REPLAY, self.tr("Play again"))
        elif transport.is_playing:
            self.play_button.set_face(Glyph.PAUSE, self.tr("Pause"))
        else:
            self.play_button.set_face(Glyph.PLAY, self.tr("Play"))
        self.previous_button.setEnabled(transport.playlist.has_previous)
        self.next_button.setEnabled(transport.playlist.has_next)
        mute_label = self.tr("Sound on") if transport.muted else self.tr("Sound off")
        self.mute_button.set_face(transport.volume_glyph, mute_label)
        self.volume.blockSignals(True)
        self.volume.setValue(0 if transport.muted else transport.volume)
        self.volume.blockSignals(False)
        if self.speed_button.text() != rate_text(transport.rate):
            self.speed_button.setText(rate_text(transport.rate))
            self.speed_button.updateGeometry()
        self.speed_button.set_label(self.tr("Speed {rate}").format(rate=rate_text(transport.rate)))
        self.total.setText(clock_text(transport.playhead.duration_ms))
        self._widen_times()
        self.timeline.refresh()
        self._show_elapsed()

    def _widen_times(self) -> None:
        widest = clock_text(self._transport.playhead.duration_ms)
        metrics = self.elapsed.fontMetrics()
        width = max(metrics.horizontalAdvance("0" * len(widest)), 34) + 2
        self.elapsed.setFixedWidth(width)
        self.total.setFixedWidth(width)

    def _show_elapsed(self) -> None:
        self.elapsed.setText(clock_text(self.timeline.shown_ms()))

    def _take_volume(self, percent: int) -> None:
        self._transport.set_volume(percent)

    def show_tracks_button(self, has_tracks: bool) -> None:
        """Show the button for tracks where there is something to choose."""
        self._has_tracks = has_tracks

    def fit(self, available_px: int) -> None:
        """Take the width and the rows that suit a window of this inner width."""
        width = available_px if self.is_docked else min(theme.BAR_MAX_WIDTH_PX, available_px)
        fit = next((fit for fit in _FITS if self._needed_px(fit) <= width), _FITS[-1])
        self.chips.give_room(fit.words)
        self.volume.setVisible(fit.volume)
        self.speed_button.setVisible(fit.speed)
        self.tracks_button.setVisible(self._has_tracks and fit.lists)
        self.playlist_button.setVisible(fit.lists)
        several = len(self._transport.playlist) > 1
        self.previous_button.setVisible(several and fit.films)
        self.next_button.setVisible(several and fit.films)
        if fit.one_row is not self._is_one_row:
            self._is_one_row = fit.one_row
            self._arrange()
        # From the inside out and now: left to itself, Qt shows one frame of overlapping parts.
        for row in self._rows:
            row.activate()
        self._grid.invalidate()
        self.resize(width, self._grid.sizeHint().height())
        self._grid.activate()

    def _needed_px(self, fit: _Fit) -> int:
        buttons: list[QWidget] = [
            self.play_button,
            self.sync,
            self.mute_button,
            self.more_button,
            self.full_screen_button,
        ]
        if fit.films and len(self._transport.playlist) > 1:
            buttons += [self.previous_button, self.next_button]
        if fit.lists:
            buttons += [self.playlist_button, *([self.tracks_button] if self._has_tracks else [])]
        if fit.speed:
            buttons.append(self.speed_button)
        needed = sum(button.sizeHint().width() for button in buttons) + 2 * (_SIDE_PX + _GAP_PX)
        needed += self.chips.width_with(words=fit.words)
        if fit.volume:
            needed += self.volume.width()
        if fit.one_row:
            times = self.elapsed.width() + self.total.width() + 2 * _TIME_GAP_PX
            needed += times + TIMELINE_LEAST_PX
        return needed

    def _arrange(self) -> None:
        for group in (self._left, self._centre, self._right):
            self._grid.removeWidget(group)
        if self._is_one_row:
            self._grid.addWidget(self._left, 0, 0)
            self._grid.addWidget(self._centre, 0, 1)
            self._grid.addWidget(self._right, 0, 2)
        else:
            self._grid.addWidget(self._centre, 0, 0, 1, 3)
            self._grid.addWidget(self._left, 1, 0)
            self._grid.addWidget(self._right, 1, 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the bar is used."""
        self.used.emit()
        super().enterEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let it change the volume, as it does over the picture."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        if self.is_docked:
            QPainter(self).fillRect(self.rect(), theme.DARK.page)
        else:
            paint_overlay_ground(self, theme.RADIUS_PX)
