"""What the sender sends, judged by a mock server that was generated from HubSpot's schema files.

Stoplight's Prism answers what the schema does not allow with the schema's error, as a 500, and all
else with an example of the schema. It is no part of this project:

    npm install --prefix prism @stoplight/prism-cli
    TRACKER_PRISM=prism/node_modules/.bin/prism pytest tests/contract/test_mock_server.py
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.storage.builders import attention, played, quartile, queue_events
from tracker.app.delivery import deliver
from tracker.app.settings import Settings
from tracker.hubspot.api import ApiFamily, event_path
from tracker.model.delivery import RowState
from tracker.model.events import EngagementEvent, EventKind, Quartile
from tracker.storage.browse import OutboxBrowser

PRISM = os.environ.get("TRACKER_PRISM", "")
BESIDE = Path(__file__).parents[2].parent / "shared" / "openapi"
FOLDER = Path(os.environ.get("TRACKER_OPENAPI_DIR") or BESIDE)
FAMILIES = (ApiFamily.V1, ApiFamily.V2026_03)
TOKEN = "token-of-a-test"
START_S = 60.0

if not PRISM:
    pytest.skip("TRACKER_PRISM names no mock server", allow_module_level=True)
if not (FOLDER / "media-bridge-events-v1.json").is_file():
    pytest.skip("HubSpot's schema files are not here", allow_module_level=True)


@contextmanager
def mock_server(family: ApiFamily) -> Iterator[str]:
    """Run Prism on loopback, and give its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [PRISM, "mock", "--host", "127.0.0.1", "--port", str(port),
         str(FOLDER / f"media-bridge-events-{family.value}.json")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline_s = time.monotonic() + START_S
    try:
        while True:
            assert process.poll() is None
            assert time.monotonic() < deadline_s
            try:
                httpx.get(address, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.value)
def test_all_that_is_queued_is_taken(family: ApiFamily, tmp_path: Path) -> None:
    """Three sessions: whole, with a long map, and begun only. None of them is refused."""
    queue_events(tmp_path, "whole")
    long_map: list[EngagementEvent] = [
        played("long"),
        quartile("long", 0),
        attention("long", *range(1_000)),
    ]
    queue_events(tmp_path, "long", long_map)
    queue_events(tmp_path, "begun", [played("begun"), quartile("begun", Quartile.START)])
    with mock_server(family) as address:
        stats, status = deliver(
            tmp_path,
            Settings(hubspot_base_url=address, hubspot_api=family.value),
            lambda: TOKEN,
            patience_s=20.0,
            on_status=lambda _: None,
        )
    browser = OutboxBrowser(tmp_path)
    refused = [row.last_error for row in browser.list_rows() if row.state is not RowState.DELIVERED]
    browser.close()
    assert (refused, stats.delivered, status.message) == ([], 12, "")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.value)
def test_what_the_schema_forbids_is_refused(family: ApiFamily) -> None:
    """The test of the test: a percent in words."""
    with mock_server(family) as address:
        answer = httpx.post(
            address + event_path(family, EventKind.QUARTILE),
            json={"playedPercent": "half"},
            headers={"Authorization": f"Bearer {TOKEN}"},
            trust_env=False,
        )
    assert answer.status_code == 500
