"""The native surface: its handle, as the player gets it."""

import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracker.playback.frames import FrameStore
from tracker.playback.outputs import Handle, NativeWindow, WindowSystem
from tracker.qt.native_surface import NativeSurface, window_system


def test_the_player_learns_the_window_once_it_is_made(qtbot: QtBot) -> None:
    """Not before there is one; and another one where it is made anew."""
    films = NativeWindow()
    surface = NativeSurface(FrameStore(), films, WindowSystem.X11)
    qtbot.addWidget(surface)
    assert films.handle(0) is None
    surface.show()
    first = films.handle(0)
    assert first is not None
    assert first.system is WindowSystem.X11
    assert first.number
    surface.destroy(True, True)
    assert films.handle(0) is None


def test_the_window_stays_the_same_for_as_long_as_it_is_shown(qtbot: QtBot) -> None:
    """In full screen, hidden and shown again: a film that is drawn into it goes on."""
    window = QWidget()
    qtbot.addWidget(window)
    films = NativeWindow()
    surface = NativeSurface(FrameStore(), films, WindowSystem.X11)
    surface.setParent(window)
    window.show()
    handle = films.handle(0)
    assert handle is not None
    window.showFullScreen()
    window.showMinimized()
    window.showNormal()
    surface.hide()
    surface.show()
    assert films.handle(0) == handle


def test_a_film_waits_for_its_window() -> None:
    """The player's thread is told when it is there."""
    window, told = NativeWindow(), []
    waiting = threading.Thread(target=lambda: told.append(window.handle(20)))
    waiting.start()
    made = Handle(WindowSystem.X11, 7)
    window.set_handle(made)
    waiting.join(20)
    assert told == [made]


def test_without_a_screen_there_is_no_window_system(qtbot: QtBot) -> None:
    """Offscreen, as on Wayland, libVLC has nowhere to draw."""
    assert window_system() is None
