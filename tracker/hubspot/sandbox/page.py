"""A readable page of what the stand-in received, for a person with a browser.

Knows: HTML, and that everything received is hostile.
Must never know: how requests are judged.
"""

import html
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from tracker.hubspot.sandbox.received import Received

ROWS = 200
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HubSpot stand-in</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2d3d; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem; }}
tr {{ border-bottom: 1px solid #dde; }}
td.body {{ font: 12px/1.4 monospace; overflow-wrap: anywhere; }}
tr.refused td {{ background: #fff1ee; }}
</style></head>
<body><h1>What this stand-in received</h1>
<p>{total} requests so far, the newest first.</p>
<table><thead><tr><th>No.</th><th>Time (UTC)</th><th>Contact</th><th>Event</th><th>Medium</th>
<th>Session</th><th>Answer</th><th>Body</th></tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""


def render(entries: Sequence[Received], total: int) -> str:
    """Return the page for these entries, in their order."""
    return _PAGE.format(total=total, rows="\n".join(_row(entry) for entry in entries))


def _row(entry: Received) -> str:
    fields = entry.fields or {}
    clock = datetime.fromtimestamp(entry.at_ms / 1000, UTC).strftime("%H:%M:%S")
    percent = fields.get("playedPercent")
    event = entry.path.rpartition("/")[2] + ("" if percent is None else f" {percent} %")
    body = json.dumps(fields, ensure_ascii=False) if fields else repr(entry.body[:200])
    cells = [
        entry.seq, clock, fields.get("contactId", fields.get("contactUtk", "")), event,
        fields.get("mediaName", ""), fields.get("sessionId", ""),
        "no answer" if entry.status is None else entry.status,
    ]  # fmt: skip
    plain = "".join(f"<td>{_escape(cell)}</td>" for cell in cells)
    look = "" if entry.accepted else ' class="refused"'
    return f'<tr{look}>{plain}<td class="body">{_escape(body, 1000)}</td></tr>'


def _escape(value: object, limit: int = 200) -> str:
    text = str(value)
    short = text if len(text) <= limit else text[:limit] + "…"
    return html.escape(short).encode("utf-8", "replace").decode()
