"""The application, in a process of its own: quiet, offscreen if need be, ended by signals."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PRELUDE = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from tracker.qt.application import make_application, run
"""


def start(code: str, home: Path, **changes: str) -> subprocess.Popen[str]:
    """Start a Python process without a display on a piece of code."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"}
    }
    environment.update(HOME=str(home), PYTHONPATH=str(Path.cwd()), LC_ALL="C.UTF-8", **changes)
    return subprocess.Popen(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_without_a_display_it_works_offscreen_and_in_silence(tmp_path: Path) -> None:
    """Not one line of Qt's own talk reaches stderr."""
    process = start(
        """
        app = make_application(["tracker"], headless=False)
        window = QWidget()
        window.setMinimumSize(100, 100)
        window.show()
        window.raise_()
        window.activateWindow()
        QTimer.singleShot(0, app.quit)
        print(run(app), QGuiApplication.platformName(), app.applicationName())
        """,
        tmp_path,
    )
    out, err = process.communicate(timeout=30)
    assert (out, err, process.returncode) == ("0 offscreen tracker\n", "", 0)


def test_headless_wins_over_a_display(tmp_path: Path) -> None:
    """``--headless`` needs no display even where one is named."""
    process = start(
        """
        make_application(["tracker"], headless=True)
        print(QGuiApplication.platformName())
        """,
        tmp_path,
        DISPLAY=":61999",
    )
    out, err = process.communicate(timeout=30)
    assert (out, err) == ("offscreen\n", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_windows_and_ends_the_loop(
    tmp_path: Path, number: signal.Signals
) -> None:
    """An idle loop wakes at once, and what follows it is still done."""
    process = start(
        """
        class Window(QWidget):
            def closeEvent(self, event):
                print("closed", flush=True)

        app = make_application(["tracker"], headless=True)
        window = Window()
        window.show()
        QTimer.singleShot(0, lambda: print("running", flush=True))
        status = run(app)
        print("saved", status, flush=True)
        """,
        tmp_path,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert (out, err, process.returncode) == ("closed\nsaved 0\n", "", 0)


def test_a_caller_may_decide_what_a_signal_does(tmp_path: Path) -> None:
    """The callable is called on the main thread, once a signal."""
    process = start(
        """
        import signal
        app = make_application(["tracker"], headless=True)

        def stop():
            print("asked", flush=True)
            app.exit(3)

        QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGTERM))
        print(run(app, stop), signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)
        """,
        tmp_path,
    )
    out, err = process.communicate(timeout=30)
    assert (out, err) == ("asked\n3 True\n", "")


def test_what_qt_warns_of_reaches_the_log(tmp_path: Path) -> None:
    """A real warning is a line of the log, under our own name."""
    process = start(
        """
        import logging, sys
        logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s %(message)s")
        from PySide6.QtCore import qWarning
        make_application(["tracker"], headless=True)
        qWarning("something is odd")
        """,
        tmp_path,
    )
    out, err = process.communicate(timeout=30)
    assert "WARNING tracker.qt default: something is odd\n" in out
    assert err == ""
