"""The stand's window: the canvas, the pages over it, and which of them is seen.

Knows: what each state of the stand shows.
Must never know: libVLC, storage, or why the stand is in a state.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsProxyWidget,
    QGraphicsScene,
    QGraphicsView,
    QVBoxLayout,
    QWidget,
)

from tracker.app.kiosk.config import KioskConfig, text_in
from tracker.kiosk.identify import IdentifyPage
from tracker.kiosk.look import paint_ground
from tracker.kiosk.menu import MenuPage
from tracker.kiosk.page import Page
from tracker.kiosk.pinpad import PinPad
from tracker.kiosk.resting import AttractPage, ClosedPage, FallbackPage
from tracker.kiosk.visiting import AfterPage, AskCard, PlayingPage, ThanksPage
from tracker.kiosk.vocabulary import Standing, State
from tracker.model.visits import VisitOutcome
from tracker.qt.canvas import VideoCanvas

CONTROLS_STAY_MS = 5_000
"""How long the way back stays over a film after a touch."""

HOLD_KEYS_EVERY_MS = 250


class StandView(QWidget):
    """All that is seen, as if the screen stood upright; ``Screen`` turns it."""

    def __init__(self, config: KioskConfig, canvas: VideoCanvas) -> None:
        super().__init__()
        self._config = config
        self._accent = QColor(config.brand.colour)
        self._shown: Page | None = None
        self.canvas = canvas
        canvas.setParent(self)
        brand = config.brand
        self.attract = AttractPage(self, brand)
        self.menu = MenuPage(self, config)
        self.playing = PlayingPage(self, brand)
        self.after = AfterPage(self, brand, offers_contact=config.identification.is_offered)
        self.identify = IdentifyPage(self, brand, config.identification)
        self.thanks = ThanksPage(self, brand)
        self.fallback = FallbackPage(self, brand)
        self.closed = ClosedPage(self, brand)
        self.ask = AskCard(self, brand)
        self.pin = PinPad(self, brand)
        self._pages: dict[State, Page] = {
            State.ATTRACT: self.attract,
            State.MENU: self.menu,
            State.PLAYING: self.playing,
            State.AFTER: self.after,
            State.IDENTIFY: self.identify,
            State.THANKS: self.thanks,
            State.FALLBACK: self.fallback,
            State.CLOSED: self.closed,
        }
        self._language = ""
        self._controls = QTimer(self, singleShot=True, interval=CONTROLS_STAY_MS)
        self._controls.timeout.connect(lambda: self.playing.show_controls(False))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def replace_canvas(self, canvas: VideoCanvas) -> None:
        """Show the pictures of another player."""
        old, self.canvas = self.canvas, canvas
        canvas.setParent(self)
        canvas.setGeometry(self.rect())
        canvas.setVisible(old.isVisible())
        canvas.lower()
        old.hide()
        old.deleteLater()

    def show_standing(self, standing: Standing) -> None:
        """Show the page of a state, in its language."""
        if standing.language != self._language:
            self._language = standing.language
            for page in [*self._pages.values(), self.ask, self.pin]:
                page.speak(standing.language)
        page = self._pages[standing.state]
        has_come = page is not self._shown
        if has_come:
            self._prepare(standing)
            before, self._shown = self._shown, page
            self.canvas.setVisible(page in (self.attract, self.playing))
            page.show()
            page.raise_()
            if before is not None:
                before.hide()
        self.identify.show_lead(standing.lead)
        self.menu.offer_contact(self._config.identification.is_offered and standing.films > 0)
        self.ask.setVisible(standing.asks)
        if standing.asks:
            self.ask.raise_()
        if self.pin.isVisible():
            self.pin.raise_()

    def wipe(self) -> None:
        """Forget all that a visitor left."""
        self.identify.clear()
        self.menu.reset()
        self.playing.begin("")

    def touch(self) -> None:
        """Show the way back for a while."""
        if self._shown is self.playing:
            self.playing.show_controls(True)
            self._controls.start()

    def show_picture(self, item_id: str, picture: QPixmap) -> None:
        """Show a film's picture, or (without an id) the brand's."""
        if item_id:
            self.menu.show_picture(item_id, picture)
        else:
            self.fallback.show_picture(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every page fill the window."""
        super().resizeEvent(event)
        for part in [self.canvas, *self._pages.values(), self.ask, self.pin]:
            part.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: seen for a moment before a film's first picture."""
        paint_ground(QPainter(self), QRectF(self.rect()), self._accent)

    def _prepare(self, standing: Standing) -> None:
        match standing.state:
            case State.PLAYING if standing.item_id is not None:
                item = self._config.item(standing.item_id)
                self.playing.begin(text_in(item.title, standing.language))
                self._controls.start()
            case State.IDENTIFY:
                self.identify.begin(standing.visit_id or "")
            case State.THANKS:
                left = standing.outcome in (VisitOutcome.EMAIL, VisitOutcome.BADGE)
                self.thanks.thank(has_lead=left)


class Screen(QWidget):
    """A window without a frame that fills one screen, and shows something, turned if need be."""

    def __init__(self, content: QWidget, rotation: int = 0) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.content = content
        self._rotation = rotation
        if QGuiApplication.platformName() == "xcb":
            keys = QTimer(self, interval=HOLD_KEYS_EVERY_MS)
            keys.timeout.connect(self._hold_keys)
            keys.start()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._view: QGraphicsView | None = None
        self._proxy: QGraphicsProxyWidget | None = None
        if rotation:
            scene = QGraphicsScene(self)
            self._proxy = scene.addWidget(content)
            self._proxy.setRotation(rotation)
            self._view = QGraphicsView(scene)
            self._view.setFrameShape(QFrame.Shape.NoFrame)
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self._view.setViewportUpdateMode(
                QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate
            )
            column.addWidget(self._view)
        else:
            column.addWidget(content)

    def to_content(self, place: QPointF) -> QPointF:
        """Return where in the content a place of the window is."""
        if self._proxy is None or self._view is None:
            return place
        return self._proxy.mapFromScene(self._view.mapToScene(place.toPoint()))

    def _hold_keys(self) -> None:
        """Take every key: a window manager of X11 has some that lead to its menus.

        Again and again, since they are not given to a window that is not seen yet, or while the
        manager itself holds them.
        """
        handle = self.windowHandle()
        if handle is not None and self.isActiveWindow():
            handle.setKeyboardGrabEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        """Come back where it was put away."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the content fill the window as it stands."""
        super().resizeEvent(event)
        if self._proxy is None or self._view is None:
            return
        size = self.size()
        turned = QSize(size.height(), size.width()) if self._rotation % 180 else size
        self.content.resize(turned)
        self._view.setSceneRect(self._proxy.sceneBoundingRect())
