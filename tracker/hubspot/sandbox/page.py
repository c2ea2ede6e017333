"""Readable pages for a person with a browser: what came, a contact's timeline, the consent.

Knows: HTML, and that everything received is hostile.
Must never know: how requests are judged.
"""

import html
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tracker.hubspot.api import AUTHORIZE_PATH
from tracker.hubspot.sandbox.received import Received
from tracker.hubspot.sandbox.timeline import Card

ROWS = 200
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_NOT_IN_A_POLICY = {ord(char): None for char in " ;,'\"\r\n\t"}

_TOP = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HubSpot stand-in</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2d3d; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem; }}
tr {{ border-bottom: 1px solid #dde; }}
td.body {{ font: 12px/1.4 monospace; overflow-wrap: anywhere; }}
tr.refused td {{ background: #fff1ee; }}
.card {{ border: 1px solid #dde; border-radius: .5rem; padding: .8rem 1.2rem; margin: 1rem 0; }}
.card small {{ color: #567; }}
.map i {{ display: inline-block; width: .6em; height: 1em; background: #0a8; }}
.map i.gap {{ background: #dde; }}
button {{ font: inherit; padding: .4rem 1.2rem; margin-right: 1rem; }}
</style></head>
<body>"""

_PAGE = """<h1>What this stand-in received</h1>
<p>{total} requests so far, the newest first. Timelines: {contacts}</p>
<table><thead><tr><th>No.</th><th>Time (UTC)</th><th>Contact</th><th>Event</th><th>Medium</th>
<th>Session</th><th>Answer</th><th>Body</th></tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""


_CONSENT = """<h1>Connect an app?</h1>
<p>The app <b>{client}</b> asks for: {scopes}</p>
<form id="ask" method="post" action="{action}">
<input type="hidden" name="ticket" value="{ticket}">
<button name="decision" value="allow" id="allow">Connect</button>
<button name="decision" value="deny">Cancel</button>
</form>
{script}</body></html>
"""

_SHOWN_SPANS = 120


def render(entries: Sequence[Received], total: int, contacts: Sequence[int] = ()) -> str:
    """Return the page for these entries, in their order, with links to timelines."""
    links = " ".join(f'<a href="/contacts/{int(number)}">{int(number)}</a>' for number in contacts)
    rows = "\n".join(_row(entry) for entry in entries)
    return _TOP.format() + _PAGE.format(total=total, rows=rows, contacts=links or "none yet")


def render_timeline(label: str, cards: Sequence[Card]) -> str:
    """Return a contact's timeline. Without a played event HubSpot shows nothing of a session."""
    shown = "\n".join(_card(card) for card in cards) or "<p>Nothing yet.</p>"
    back = '<p><a href="/">All requests</a></p></body></html>\n'
    return f"{_TOP.format()}<h1>{_escape(label)}</h1>\n{shown}\n{back}"


def render_consent(client: str, scopes: Sequence[str], ticket: str, *, nonce: str) -> str:
    """Return the page that asks a person; with a ``nonce`` its script says yes by itself."""
    script = f'<script nonce="{nonce}">document.getElementById("allow").click()</script>'
    return _TOP.format() + _CONSENT.format(
        client=_escape(client),
        scopes=_escape(", ".join(scopes) or "nothing"),
        action=AUTHORIZE_PATH,
        ticket=_escape(ticket),
        script=script if nonce else "",
    )


def consent_headers(nonce: str, redirect_uri: str) -> dict[str, str]:
    """Return the headers of the page that asks a person; its form leads to the app alone."""
    parts = urlsplit(redirect_uri)
    target = f"{parts.scheme}://{parts.netloc}".translate(_NOT_IN_A_POLICY)
    policy = (
        f"{HEADERS['Content-Security-Policy']}; script-src 'nonce-{nonce}'; "
        f"form-action 'self' {target}; frame-ancestors 'none'"
    )
    return {**HEADERS, "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}


def _card(card: Card) -> str:
    if card.played_ms is None:
        played = "no played event came: HubSpot would show nothing of this session"
    else:
        played = f"played {_clock(card.played_ms)} UTC"
    quartiles = " · ".join(f"{percent} %" for percent in card.quartiles) or "no quartile"
    seconds = "" if card.seconds is None else f", {card.seconds} s watched"
    spans = list(card.spans.values())[:_SHOWN_SPANS]
    bars = "".join("<i></i>" if times else '<i class="gap"></i>' for times in spans)
    return (
        f'<div class="card"><b>{_escape(card.medium)}</b> — {_escape(played)}<br>'
        f'{_escape(quartiles)}{_escape(seconds)}<br><span class="map">{bars}</span><br>'
        f"<small>session {_escape(card.session_id)}</small></div>"
    )


def _clock(at_ms: int) -> str:
    try:
        return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return f"at {at_ms} ms"


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
    is_good = entry.accepted or (entry.method == "GET" and entry.status == 200)
    look = "" if is_good else ' class="refused"'
    return f'<tr{look}>{plain}<td class="body">{_escape(body, 1000)}</td></tr>'


def _escape(value: object, limit: int = 200) -> str:
    text = str(value)
    short = text if len(text) <= limit else text[:limit] + "…"
    return html.escape(short).encode("utf-8", "replace").decode()
