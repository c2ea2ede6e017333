"""Qt's binding, without what a program of ours does not want of it.

Knows: that PySide6 puts an import of its own in the place of Python's.
Must never know: windows.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - it is what changes the import, and keeps the old one


def import_plainly() -> None:
    """Give Python its own import back, after PySide6 was loaded.

    PySide6's reads the source of every module that comes after it, and keeps it, in search of
    ``__feature__``, which we do not use. For programs of ours only: a host may use it.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
