"""The first step of a stand: Qt's binding is put right before all of ours that stands on Qt.

Knows: that whatever is imported before that has its source read, and kept.
Must never know: what a stand is put together of.
"""

from pathlib import Path

from tracker.app.kiosk.config import KioskConfig
from tracker.app.settings import Settings
from tracker.qt.binding import import_plainly


def start_kiosk(config: KioskConfig, profile: Path, settings: Settings) -> int:
    """Do what ``show_kiosk`` does, sooner."""
    import_plainly()
    from tracker.kiosk.show import show_kiosk

    return show_kiosk(config, profile, settings)
