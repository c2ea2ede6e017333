"""What is seen at each stage of a film: the picture or the films, an error, the bar or nothing.

Knows: the stages, which parts each of them shows, and when the bar has to stay.
Must never know: how a part looks, or what the viewer may ask for.
"""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from tracker.desktop.bubble import TimeBubble
from tracker.desktop.controls import ControlBar
from tracker.desktop.fading import AutoHide
from tracker.desktop.osd import Words
from tracker.desktop.pages import MessageCard
from tracker.desktop.placing import Placing
from tracker.desktop.playlist_panel import PlaylistPanel
from tracker.desktop.transport import Stage, Transport
from tracker.desktop.welcome import WelcomePage

_WITHOUT_BAR = (Stage.IDLE, Stage.FAILED)


class Parts(Protocol):
    """The parts of a window that come and go with the stages."""

    transport: Transport
    welcome: WelcomePage
    bar: ControlBar
    bubble: TimeBubble
    card: MessageCard
    flash: Words
    panel: PlaylistPanel


class StageView(QObject):
    """Lets the parts of one window follow its transport."""

    def __init__(self, window: QWidget, canvas: QWidget, parts: Parts, placing: Placing) -> None:
        super().__init__(window)
        self._window, self._canvas, self._parts = window, canvas, parts
        self._placing = placing
        self._was_idle = True
        self.auto_hide = AutoHide(self._must_show_bar, self)
        self.auto_hide.shown_changed.connect(self._show_bar)
        parts.bar.used.connect(self.auto_hide.stir)

    def stir(self, by_touch: bool) -> None:
        """Show the bar, where there is anything to control."""
        if self._parts.transport.stage not in _WITHOUT_BAR:
            self.auto_hide.stir(by_touch=by_touch)

    def show_stage(self) -> None:
        """Show what the transport knows now."""
        parts, window = self._parts, self._window
        transport = parts.transport
        stage = transport.stage
        is_idle = stage is Stage.IDLE
        parts.panel.show_list(transport.playlist)
        if is_idle is not self._was_idle:
            self._was_idle = is_idle
            window.setFocus(Qt.FocusReason.OtherFocusReason)
        parts.welcome.setVisible(is_idle)
        self._canvas.setVisible(not is_idle)
        # Qt would take [*] in a name for its own mark of unsaved changes.
        title = transport.title.replace("[*]", "[*][*]")
        if window.windowTitle() != title:
            window.setWindowTitle(title)
        self._show_error()
        if stage is Stage.OPENING:
            opening = QCoreApplication.translate("PlayerWindow", "Opening {title} …")
            parts.flash.say(opening.format(title=transport.title), stays=True)
            self._placing.place_words()
        elif parts.flash.text and not parts.flash.timer.isActive():
            parts.flash.unsay()
        if stage in _WITHOUT_BAR:
            self.auto_hide.dismiss()
        elif self._must_show_bar() and not self.auto_hide.shown:
            self.auto_hide.stir()
        self._placing.place_bar()

    def _show_error(self) -> None:
        card, transport = self._parts.card, self._parts.transport
        if transport.error is None:
            if not card.isHidden():
                self._window.setFocus(Qt.FocusReason.OtherFocusReason)
                card.hide()
        elif card.isHidden():
            card.show_error(transport.error, has_next=transport.playlist.has_next)

    def _must_show_bar(self) -> bool:
        """Return whether the controls have to stay: nothing plays, or they are in use.

        Docked ones take nothing from the picture but the size of a full screen.
        """
        bar = self._parts.bar
        if bar.is_docked and not self._window.isFullScreen():
            return True
        return not self._parts.transport.is_playing or bar.is_in_use

    def _show_bar(self, shown: bool) -> None:
        bar = self._parts.bar
        if shown:
            bar.fade.show()
            self._window.unsetCursor()
            self._placing.place_picture()
            return
        bar.fade.hide()
        self._placing.place_picture()
        self._parts.bubble.hide()
        if self._window.isFullScreen():
            self._window.setCursor(Qt.CursorShape.BlankCursor)
