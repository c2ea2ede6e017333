"""A period as a table: a line for each viewing and for each time that something was shown.

Knows: the names of the columns, and what a spreadsheet must not be made to compute.
Must never know: persons; a line has the session's random id and nothing of who it was.
"""

import csv
from collections.abc import Iterable
from datetime import tzinfo
from typing import TextIO

from tracker.model.history import PastViewing
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit
from tracker.reports.cells import safe_cell
from tracker.reports.summary import asset_key, local

COLUMNS = (
    *("kind", "began", "device", "media", "key", "seconds", "length_seconds", "covered_seconds"),
    *("percent", "quartile", "full", "identified", "unattended", "outcome", "id", "visit_id"),
)
"""``kind`` is ``viewing``, ``proof-of-play`` or ``visit``; what a kind has not stays empty."""


def write_table(
    file: TextIO,
    viewings: Iterable[PastViewing],
    visits: Iterable[Visit],
    plays: Iterable[ProofOfPlay],
    *,
    zone: tzinfo | None = None,
) -> int:
    """Write the table with a head, times in ISO 8601 with their offset; return its lines."""
    # Texts in quotes, whatever is in them: a lone \r would otherwise end the line.
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    count = 0
    for rows in (map(_viewing, viewings), map(_play, plays), map(_visit, visits)):
        for began_ms, fields in rows:
            began = "" if began_ms is None else local(began_ms, zone).isoformat("T", "seconds")
            writer.writerow(
                {name: safe_cell(value) for name, value in (fields | {"began": began}).items()}
            )
            count += 1
    return count


Line = tuple[UnixMs | None, dict[str, object]]


def _viewing(viewing: PastViewing) -> Line:
    length_ms = viewing.duration_ms
    return viewing.opened_ms, {
        "kind": "viewing",
        "device": viewing.device,
        "media": viewing.asset.name,
        "key": asset_key(viewing.asset),
        "seconds": viewing.played_wall_ms / 1000,
        "length_seconds": "" if length_ms is None else length_ms / 1000,
        "covered_seconds": viewing.covered_ms / 1000,
        "percent": round(100 * viewing.covered_ms / length_ms, 1) if length_ms else "",
        "quartile": "" if viewing.quartile is None else viewing.quartile,
        "identified": int(viewing.is_identified),
        "unattended": int(viewing.is_unattended),
        "id": viewing.session_id,
        "visit_id": viewing.visit_id or "",
    }


def _play(play: ProofOfPlay) -> Line:
    return play.started_ms, {
        "kind": "proof-of-play",
        "device": play.device,
        "media": play.name,
        "key": play.external_id or play.item,
        "seconds": max(play.ended_ms - play.started_ms, 0) / 1000,
        "full": int(play.is_full),
        "id": play.play_id,
    }


def _visit(visit: Visit) -> Line:
    lasted_ms = None if visit.closed_ms is None else max(visit.closed_ms - visit.opened_ms, 0)
    return visit.opened_ms, {
        "kind": "visit",
        "device": visit.device,
        "seconds": "" if lasted_ms is None else lasted_ms / 1000,
        "outcome": visit.outcome.value,
        "id": visit.visit_id,
        "visit_id": visit.visit_id,
    }
