"""The stand-in's page: readable, and nothing received runs in it."""

from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.sandbox.bodies import QUARTILE, QUARTILE_PATH
from tracker.hubspot.sandbox import page
from tracker.hubspot.sandbox.received import Received
from tracker.model.units import MonotonicNs, UnixMs


def test_the_page_shows_what_came_and_runs_none_of_it(browser: httpx.Client) -> None:
    """Everything received is hostile."""
    name = "<script>alert(1)</script>&\"'"
    browser.post(QUARTILE_PATH, json=QUARTILE | {"mediaName": name, "sessionId": "find-me"})
    shown = browser.get("/")
    assert shown.status_code == 200
    assert "find-me" in shown.text
    assert "&lt;script&gt;" in shown.text
    assert "<script" not in shown.text
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]


@given(
    st.binary(max_size=50),
    st.none() | st.dictionaries(st.sampled_from(sorted(QUARTILE)), st.text() | st.integers()),
)
def test_the_page_can_be_made_of_anything(body: bytes, fields: dict[str, Any] | None) -> None:
    """Any bytes, any fields: valid text, no tag of theirs."""
    entry = Received(1, UnixMs(0), MonotonicNs(0), "POST", "/<b>", body, fields, None, False)
    text = page.render([entry], 1)
    text.encode()
    assert "<b>" not in text
