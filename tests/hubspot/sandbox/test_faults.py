"""The stand-in's faults: by switch, reproducible, and real at the HTTP level."""

import httpx
import pytest

from tests.hubspot.sandbox.bodies import QUARTILE, QUARTILE_PATH
from tracker.hubspot.sandbox.faults import FaultPlan, parse_faults
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.errors import SettingsError

FAULTS: dict[str, tuple[int | None, set[bool]]] = {
    "400": (400, {False}),
    "401": (401, {False}),
    "403": (403, {False}),
    "429": (429, {False}),
    "477": (477, {False}),
    "503": (503, {False}),
    "500": (500, {False, True}),
    "502": (502, {False, True}),
    "html": (502, {False, True}),
    "reset": (None, {False, True}),
    "stall": (None, {False, True}),
    "cut": (200, {True}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_happens_for_real(fault: str) -> None:
    """At the HTTP level, and the log knows what was taken all the same."""
    status, taken = FAULTS[fault]
    with Sandbox(faults={fault: 1.0}, limit=None) as faulty:
        headers = {"Authorization": f"Bearer {faulty.token}"}
        times = httpx.Timeout(5, read=0.2)
        with httpx.Client(
            base_url=faulty.base_url, headers=headers, timeout=times, trust_env=False
        ) as client:
            for _ in range(4 if fault == "stall" else 16):
                seen: int | None = None
                try:
                    with client.stream("POST", QUARTILE_PATH, json=QUARTILE) as response:
                        seen = response.status_code
                        response.read()
                    assert fault != "cut"
                    assert fault == "html" or response.json()["status"] == "error"
                    if fault == "477":
                        assert int(response.headers["Retry-After"]) > 0
                    if fault == "403":
                        assert response.json()["context"]["missingScopes"] == ["media_bridge.write"]
                except httpx.ReadTimeout:
                    assert fault == "stall"
                except httpx.RemoteProtocolError:
                    assert fault in ("reset", "cut")
                assert seen == status
        results = [(entry.status, entry.accepted) for entry in faulty.received]
    assert {status for status, _ in results} == {status}
    assert {accepted for _, accepted in results} <= taken
    if fault != "stall":
        assert {accepted for _, accepted in results} == taken


def test_faults_are_reproducible_and_meet_their_rates() -> None:
    """The same seed, the same run."""
    rates = {"503": 0.2, "reset": 0.1}
    draws = [
        [plan.next() for _ in range(2000)]
        for plan in (FaultPlan(rates, seed=1), FaultPlan(rates, seed=1), FaultPlan(rates, seed=2))
    ]
    assert draws[0] == draws[1] != draws[2]
    assert 320 < draws[0].count("503") < 480
    assert 140 < draws[0].count("reset") < 260


@pytest.mark.parametrize(
    "text", ["", "reset", "reset=", "reset=x", "200=0.1", "600=0.1", "boom=0.1", "500=1.1",
             "500=-1", "500=nan", "²00=0.1"]
)  # fmt: skip
def test_a_fault_that_is_none_is_refused_with_an_example(text: str) -> None:
    """A clear sentence for the command line."""
    with pytest.raises(SettingsError) as caught:
        parse_faults([text])
    assert "--fault" in caught.value.hint


def test_faults_are_read_from_switches() -> None:
    """Several at once, as long as they leave a probability."""
    assert parse_faults(["503=0.1", "reset=0.05"]) == {"503": 0.1, "reset": 0.05}
    with pytest.raises(SettingsError):
        parse_faults(["503=0.6", "500=0.6"])
