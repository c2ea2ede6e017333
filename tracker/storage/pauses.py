"""The pause that the other side asked for, kept for whoever sends next (delivery, 3.4).

Knows: one entry of the table ``meta``.
Must never know: why there is a pause, or when it is over.
"""

import json
from dataclasses import asdict

from tracker.model.delivery import Pause
from tracker.storage.database import Database

_NAME = "pause"


def write_pause(database: Database, pause: Pause) -> None:
    """Keep a pause in place of any other, inside the caller's transaction."""
    database.change(
        "INSERT INTO meta(k, v) VALUES (?1, ?2) ON CONFLICT(k) DO UPDATE SET v=?2",
        (_NAME, json.dumps(asdict(pause))),
    )


def read_pause(database: Database) -> Pause | None:
    """Return the last pause that was kept, which may be long over."""
    found = database.row("SELECT v FROM meta WHERE k=?", (_NAME,))
    if found is None:
        return None
    with database.decoding():
        return Pause(**json.loads(found[0]))
