"""Imports go down, as the table of floors says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.survey import import_faults, sources

Plant = Callable[[str, str], Path]


def test_the_house_keeps_its_floors(house: Path) -> None:
    """No module of the program imports what its floor does not allow."""
    assert len(list(sources(house, "tracker"))) > 20
    assert import_faults(house) == []


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("tracker/storage/outbox.py", "import apsw\nfrom tracker.model import events\n"),
        ("tracker/storage/outbox.py", "from .schema import DDL\nfrom . import schema\n"),
        ("tracker/playback/libvlc.py", "def probe():\n    import vlc\n"),
        ("tracker/hubspot/sandbox/server.py", "import uvicorn\nfrom starlette import routing\n"),
        ("tracker/app/sandbox.py", "from tracker.hubspot.sandbox.server import Sandbox\n"),
        ("tracker/engagement/session.py", "from collections.abc import Iterable\n"),
        ("tracker/cli/play.py", "def play():\n    from tracker.desktop.main import run\n"),
        ("tracker/hubspot/client.py", "from tracker import __version__\n"),
        ("tracker/desktop/opening.py", "from urllib.parse import urlsplit\n"),
        ("tracker/__init__.py", "def __getattr__(n):\n    from tracker.app import viewing\n"),
        ("tracker/__init__.py", "if TYPE_CHECKING:\n    from tracker.app import viewing\n"),
        ("tracker/__main__.py", "from tracker.cli.main import main\n"),
    ],
)
def test_what_the_table_allows_passes(plant: Plant, where: str, text: str) -> None:
    """The survey is not simply against everything."""
    assert import_faults(plant(where, text)) == []


@pytest.mark.parametrize(
    ("where", "text", "word"),
    [
        ("tracker/model/units.py", "import tracker.storage.outbox\n", "tracker.storage.outbox"),
        ("tracker/model/units.py", "import time\n", "time"),
        ("tracker/engagement/session.py", "import threading\n", "threading"),
        ("tracker/engagement/session.py", "import time\n", "time"),
        ("tracker/engagement/session.py", "from datetime import datetime\n", "datetime"),
        ("tracker/engagement/session.py", "import logging\n", "logging"),
        ("tracker/engagement/session.py", "import os.path\n", "os.path"),
        ("tracker/engagement/session.py", "from pathlib import Path\n", "pathlib"),
        ("tracker/engagement/session.py", "from tracker.storage import outbox\n", "storage"),
        ("tracker/storage/outbox.py", "import sqlite3\n", "sqlite3"),
        ("tracker/storage/outbox.py", "import httpx\n", "httpx"),
        ("tracker/storage/outbox.py", "from ..hubspot import client\n", "tracker.hubspot"),
        ("tracker/storage/outbox.py", "from tracker import hubspot\n", "tracker.hubspot"),
        ("tracker/hubspot/client.py", "import apsw\n", "apsw"),
        ("tracker/hubspot/client.py", "import starlette.routing\n", "starlette"),
        ("tracker/hubspot/client.py", "from .sandbox import server\n", "sandbox"),
        ("tracker/cli/sandbox.py", "def f():\n    import tracker.hubspot.sandbox\n", "sandbox"),
        ("tracker/library/files.py", "from PySide6.QtCore import QUrl\n", "PySide6"),
        ("tracker/playback/attach.py", "import vlc\n", "vlc"),
        ("tracker/playback/attach.py", "if TYPE_CHECKING:\n    import vlc\n", "vlc"),
        ("tracker/playback/attach.py", "def f():\n    import_module('vlc')\n", "vlc"),
        ("tracker/playback/libvlc_player.py", "import vlc\n", "vlc"),
        ("tracker/workers/sync.py", "from tracker.hubspot import client\n", "tracker.hubspot"),
        ("tracker/app/wiring.py", "from tracker.desktop import window\n", "tracker.desktop"),
        ("tracker/app/wiring.py", "import PySide6\n", "PySide6"),
        ("tracker/qt/canvas.py", "from tracker.desktop import window\n", "tracker.desktop"),
        ("tracker/desktop/window.py", "import socket\n", "socket"),
        ("tracker/desktop/window.py", "from urllib import request\n", "urllib.request"),
        ("tracker/desktop/window.py", "import tracker.storage\n", "tracker.storage"),
        ("tracker/kiosk/state.py", "from tracker.desktop import window\n", "tracker.desktop"),
        ("tracker/cli/play.py", "from tracker.desktop.main import run\n", "desktop"),
        ("tracker/cli/play.py", "def f():\n    import PySide6\n", "PySide6"),
        ("tracker/cli/play.py", "def f():\n    import tracker.storage\n", "tracker.storage"),
        ("tracker/__init__.py", "import httpx\n", "httpx"),
        ("tracker/__init__.py", "from tracker.app import viewing\n", "app"),
        ("tracker/newroom/thing.py", "x = 1\n", "newroom"),
    ],
)
def test_a_planted_import_is_found(plant: Plant, where: str, text: str, word: str) -> None:
    """Each line of the table is refused where it does not belong, wherever the import hides."""
    faults = import_faults(plant(where, text))
    assert len(faults) == 1
    assert faults[0].startswith(f"{where}:")
    assert word in faults[0]
