"""A short child process that says by what Qt would show windows here.

``python -P -m tracker.qt.probe`` prints the platform's name, such as ``xcb`` or ``offscreen``, or
on stderr why Qt cannot be loaded; then it ends with 1.

Knows: that Qt ends the whole process where it finds no screen, which is why a child asks.
Must never know: who asks.
"""

import sys

try:
    from PySide6.QtGui import QGuiApplication
except ImportError as error:
    sys.exit(str(error))

if __name__ == "__main__":
    sys.stdout.write(QGuiApplication([]).platformName() + "\n")
