"""The stand-in's server: loopback only, quick, quiet, and cleanly stopped."""

import logging
import socket
import threading
import time

import httpx
import pytest

from tests.hubspot.sandbox.bodies import QUARTILE, QUARTILE_PATH
from tracker.hubspot.sandbox.server import TOKEN_PREFIX, Sandbox
from tracker.model.errors import SettingsError


def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    """No other address of this machine leads to it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.2", sandbox.port))
    assert sandbox.base_url.startswith("http://127.0.0.1:")


def test_an_answer_takes_milliseconds(browser: httpx.Client) -> None:
    """On a kept connection: with Nagle's delay each would take 40."""
    browser.post(QUARTILE_PATH, json=QUARTILE)
    times = []
    for _ in range(21):
        began = time.perf_counter()
        assert browser.post(QUARTILE_PATH, json=QUARTILE).status_code == 200
        times.append(time.perf_counter() - began)
    assert sorted(times)[10] < 0.03


def test_the_token_is_new_for_each_run_and_unseen() -> None:
    """Random, marked as the stand-in's, in no representation."""
    first, second = Sandbox(), Sandbox()
    assert first.token.startswith(TOKEN_PREFIX)
    assert len(first.token) > len(TOKEN_PREFIX) + 30
    assert first.token != second.token
    assert first.token not in repr(first)


def test_a_taken_port_is_named_with_a_cure(sandbox: Sandbox) -> None:
    """And a port that is none."""
    for port in (sandbox.port, 99_999):
        with pytest.raises(SettingsError) as caught:
            Sandbox(port=port).start()
        assert str(port) in str(caught.value)
        assert "--port" in caught.value.hint


def test_it_can_be_stopped_twice_and_leaves_no_thread(caplog: pytest.LogCaptureFixture) -> None:
    """Quietly, at once, with an idle connection still open."""
    caplog.set_level(logging.INFO)
    before = threading.active_count()
    running = Sandbox()
    running.stop()
    running.start()
    with httpx.Client(base_url=running.base_url, trust_env=False) as client:
        assert client.get("/").status_code == 200
        began = time.monotonic()
        running.stop()
        running.stop()
    assert time.monotonic() - began < 2
    assert threading.active_count() == before
    assert not [record for record in caplog.records if record.name.startswith("uvicorn")]


def test_it_stops_at_once_although_a_request_is_stalled(caplog: pytest.LogCaptureFixture) -> None:
    """The silent connection is ended, without a word in the log."""
    stalling = Sandbox(faults={"stall": 1.0})
    stalling.start()
    headers = {"Authorization": f"Bearer {stalling.token}"}
    url = stalling.base_url + QUARTILE_PATH
    errors: list[Exception] = []

    def ask() -> None:
        try:
            httpx.post(url, json=QUARTILE, headers=headers, timeout=20, trust_env=False)
        except httpx.HTTPError as error:
            errors.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert stalling.log.wait_for(1, 30)
    began = time.monotonic()
    stalling.stop()
    asking.join(30)
    assert time.monotonic() - began < 2
    assert len(errors) == 1
    assert caplog.text == ""
