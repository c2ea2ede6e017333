"""The stand-in: a real server that judges as HubSpot's schema does, and fails on demand."""

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.rows import ALL_EVENTS, ANN, FILM, row, rows
from tracker.hubspot.api import EVENT_LEAVES, ApiFamily, event_path
from tracker.hubspot.payloads import build_body
from tracker.hubspot.sandbox import page
from tracker.hubspot.sandbox.faults import FaultPlan, parse_faults
from tracker.hubspot.sandbox.limits import RollingWindow
from tracker.hubspot.sandbox.received import Received, ReceivedLog
from tracker.hubspot.sandbox.schema import parse_object, problems_of
from tracker.hubspot.sandbox.server import TOKEN_PREFIX, Sandbox
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.delivery import OutboxRow
from tracker.model.errors import SettingsError
from tracker.model.events import EventKind, kind_of
from tracker.model.units import MonotonicNs, UnixMs

QUARTILE_PATH = event_path(ApiFamily.V1, EventKind.QUARTILE)
QUARTILE: dict[str, Any] = {
    "mediaType": "VIDEO",
    "sessionId": "s",
    "playedPercent": 50,
    "occurredTimestamp": 1,
    "contactId": 7,
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Give one stand-in without a limit for the tests that only ask."""
    with Sandbox(limit=None) as running:
        yield running


@pytest.fixture(scope="module")
def browser(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Give a client with the right token."""
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    with httpx.Client(base_url=sandbox.base_url, headers=headers, trust_env=False) as client:
        yield client


def is_error_of_hubspots(response: httpx.Response, category: str) -> bool:
    """Say whether an answer has HubSpot's error body, of this category."""
    body = response.json()
    right = body["status"] == "error" and body["message"] and len(body["correlationId"]) == 36
    return bool(right and body.get("category") == category)


# --- what it accepts and refuses -------------------------------------------------------------


@given(rows)
def test_every_body_that_we_build_is_allowed(due: OutboxRow) -> None:
    """Whatever the facts of the row."""
    fields = parse_object(build_body(due, HubSpotSettings()))
    assert fields is not None
    assert problems_of(kind_of(due.event), fields) == []


WRONG: dict[str, list[Any]] = {
    "string": [None, 1, True, [], {}],
    "integer": [None, "1", True, False, 1.0, 1.5, [], {}],
    "int32": [2**31, -(2**31) - 1],
    "int64": [2**63, -(2**63) - 1],
    "number": [None, "1", True, [], {}],
    "object": [None, 1, "x", []],
    "option": ["video", "", None, 1, []],
}
FIELDS: dict[str, list[str]] = {
    "mediaType": ["option"],
    "occurredTimestamp": ["integer", "int64"],
    "sessionId": ["string"],
    "contactId": ["integer", "int64"],
    "contactUtk": ["string"],
    "_hsenc": ["string"],
    "externalId": ["string"],
    "externalPlayContext": ["option"],
    "mediaBridgeId": ["integer", "int64"],
    "mediaName": ["string"],
    "mediaUrl": ["string"],
    "pageId": ["integer", "int64"],
    "pageName": ["string"],
    "pageUrl": ["string"],
}
OWN_FIELDS: dict[EventKind, dict[str, list[str]]] = {
    EventKind.MEDIA_PLAYED: {"state": ["option"], "iframeUrl": ["string"]},
    EventKind.QUARTILE: {"playedPercent": ["integer", "int32"]},
    EventKind.ATTENTION_SPAN: {
        "rawDataMap": ["object"],
        "rawDataMap.0": ["integer", "int32"],
        "rawDataString": ["string"],
        "derivedValues": ["object"],
        "derivedValues.totalPercentPlayed": ["number"],
        "derivedValues.totalSecondsPlayed": ["integer", "int32"],
    },
}
REQUIRED: dict[EventKind, list[str]] = {
    EventKind.MEDIA_PLAYED: ["state"],
    EventKind.QUARTILE: ["playedPercent"],
    EventKind.ATTENTION_SPAN: [
        "rawDataMap",
        "derivedValues.totalPercentPlayed",
        "derivedValues.totalSecondsPlayed",
    ],
}
CASES = [
    (kind, name, wrong)
    for kind in EventKind
    for name, sorts in (FIELDS | OWN_FIELDS[kind]).items()
    for sort in sorts
    for wrong in WRONG[sort]
]


def whole_body(kind: EventKind) -> dict[str, Any]:
    """Return a valid body of this kind."""
    event = next(event for event in ALL_EVENTS if kind_of(event) is kind)
    fields = json.loads(build_body(row(event), HubSpotSettings()))
    assert isinstance(fields, dict)
    return fields


def put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set a field, or remove it where the value is the ellipsis; dots go into objects."""
    *outer, last = name.split(".")
    for key in outer:
        fields = fields[key]
    if value is ...:
        del fields[last]
    else:
        fields[last] = value


@pytest.mark.parametrize("kind", EventKind)
def test_one_wrong_field_is_refused_by_name(kind: EventKind) -> None:
    """Each field with each wrong type, bound and value: exactly that one is named."""
    for case_kind, name, wrong in CASES:
        if case_kind is kind:
            fields = whole_body(kind)
            put(fields, name, wrong)
            assert {problem.field for problem in problems_of(kind, fields)} == {name}, (name, wrong)


@pytest.mark.parametrize("kind", EventKind)
def test_each_required_field_is_missed(kind: EventKind) -> None:
    """And no other field is."""
    required = {"mediaType", "occurredTimestamp", "sessionId", *REQUIRED[kind]}
    for name in FIELDS | OWN_FIELDS[kind]:
        fields = whole_body(kind)
        if "." not in name and name not in fields:
            continue
        put(fields, name, ...)
        missed = [problem.field for problem in problems_of(kind, fields)]
        assert missed == ([name] if name in required else []), name


@given(st.integers(-(2**31), 2**31 - 1), st.dictionaries(st.text(max_size=5), st.integers()))
def test_any_int32_is_a_percent_and_unknown_fields_are_ignored(
    percent: int, extra: dict[str, int]
) -> None:
    """The schema says no more than that."""
    unknown = {f"x{name}": value for name, value in extra.items()}
    assert problems_of(EventKind.QUARTILE, QUARTILE | {"playedPercent": percent} | unknown) == []


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b'"x"', b"{", b'{"a":NaN}', b'{"a":1e999}', b"\xff\xfe{}", b"[" * 50_000],
)
def test_what_is_no_json_object_is_refused(browser: httpx.Client, body: bytes) -> None:
    """A clear 400, whatever the garbage."""
    headers = {"Content-Type": "application/json"}
    response = browser.post(QUARTILE_PATH, content=body, headers=headers)
    assert response.status_code == 400
    assert is_error_of_hubspots(response, "VALIDATION_ERROR")


# --- over HTTP ---------------------------------------------------------------------------------


@pytest.mark.parametrize("family", ApiFamily)
@pytest.mark.parametrize("kind", EventKind)
def test_a_valid_event_is_answered_with_every_required_field(
    browser: httpx.Client, sandbox: Sandbox, family: ApiFamily, kind: EventKind
) -> None:
    """In each family of the API; what was sent comes back."""
    fields = whole_body(kind)
    response = browser.post(event_path(family, kind), json=fields)
    assert response.status_code == 200
    answer = response.json()
    own = {
        EventKind.MEDIA_PLAYED: {"state"},
        EventKind.QUARTILE: {"playedPercent"},
        EventKind.ATTENTION_SPAN: {"percentRange", "totalPercentPlayed"},
    }
    assert answer.keys() >= own[kind] | {
        "contactId", "mediaBridgeId", "mediaBridgeObjectCoordinates", "mediaBridgeObjectTypeId",
        "mediaName", "mediaType", "occurredTimestamp", "portalId", "providerId", "sessionId",
    }  # fmt: skip
    for name in ("contactId", "mediaName", "sessionId", "occurredTimestamp", "mediaUrl"):
        assert answer[name] == fields[name]
    entry = sandbox.received[-1]
    assert (entry.path, entry.status, entry.accepted) == (event_path(family, kind), 200, True)
    assert entry.fields == fields
    assert json.loads(entry.body) == fields


def test_a_user_token_stands_for_a_contact(browser: httpx.Client) -> None:
    """The answer names some contact, the same each time; with neither it is refused."""
    with_utk = {**QUARTILE, "contactUtk": "utk-\ud800"}
    del with_utk["contactId"]
    body = json.dumps(with_utk)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    ids = [
        browser.post(QUARTILE_PATH, content=body, headers=headers).json()["contactId"]
        for _ in range(2)
    ]
    assert ids[0] == ids[1]
    del with_utk["contactUtk"]
    refused = browser.post(QUARTILE_PATH, json=with_utk)
    assert refused.status_code == 400
    assert is_error_of_hubspots(refused, "VALIDATION_ERROR")
    assert refused.json()["errors"][0]["in"] == "contactId"


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer wrong", "Basic {}", "{}", "Bearer {}x"]
)
def test_without_its_token_nothing_is_taken(sandbox: Sandbox, authorization: str | None) -> None:
    """401 in HubSpot's form."""
    headers = (
        {} if authorization is None else {"Authorization": authorization.format(sandbox.token)}
    )
    url = sandbox.base_url + QUARTILE_PATH
    response = httpx.post(url, json=QUARTILE, headers=headers, trust_env=False)
    assert response.status_code == 401
    assert is_error_of_hubspots(response, "INVALID_AUTHENTICATION")
    assert not sandbox.received[-1].accepted


def test_where_any_token_is_let_in_some_token_is_still_wanted() -> None:
    """For trying things out by hand."""
    with Sandbox(any_token=True) as open_house:
        url = open_house.base_url + QUARTILE_PATH
        for authorization, status in (("Bearer x", 200), ("Bearer", 401), ("Basic x", 401)):
            headers = {"Authorization": authorization}
            response = httpx.post(url, json=QUARTILE, headers=headers, trust_env=False)
            assert response.status_code == status


def test_wrong_paths_methods_types_and_sizes_are_refused(browser: httpx.Client) -> None:
    """Each with its status, all in HubSpot's form."""
    for path in ("/nothing", "/media-bridge/v9/events/media-played", QUARTILE_PATH + "/",
                 "/media-bridge/v1/events/media-paused"):  # fmt: skip
        response = browser.post(path, json=QUARTILE)
        assert response.status_code == 404
        assert is_error_of_hubspots(response, "OBJECT_NOT_FOUND")
    response = browser.put(QUARTILE_PATH, json=QUARTILE)
    assert response.status_code == 405
    assert is_error_of_hubspots(response, "METHOD_NOT_ALLOWED")
    response = browser.post(QUARTILE_PATH, data={"a": "b"})
    assert response.status_code == 415
    assert is_error_of_hubspots(response, "VALIDATION_ERROR")
    response = browser.post(QUARTILE_PATH, json=QUARTILE | {"mediaName": "x" * 1_100_000})
    assert response.status_code == 413
    assert is_error_of_hubspots(response, "VALIDATION_ERROR")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_request_for_another_host_is_refused(browser: httpx.Client, host: str) -> None:
    """A web page elsewhere must not read the log through a person's browser."""
    for path in ("/", QUARTILE_PATH):
        response = browser.request("GET" if path == "/" else "POST", path, headers={"Host": host})
        assert response.status_code in (400, 403)


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


# --- limits and faults -------------------------------------------------------------------------


def test_the_rate_limit_answers_as_hubspot_does() -> None:
    """Headers with each answer, and a 429 that names its policy."""
    with Sandbox(limit=(2, 10)) as limited:
        headers = {"Authorization": f"Bearer {limited.token}"}
        with httpx.Client(base_url=limited.base_url, headers=headers, trust_env=False) as client:
            answers = [client.post(QUARTILE_PATH, json=QUARTILE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["X-HubSpot-RateLimit-Remaining"] for answer in answers] == list("100")
    for answer in answers:
        assert answer.headers["X-HubSpot-RateLimit-Max"] == "2"
        assert answer.headers["X-HubSpot-RateLimit-Interval-Milliseconds"] == "10000"
    refusal = answers[-1].json()
    assert refusal["policyName"] == "TEN_SECONDLY_ROLLING"
    assert refusal["errorType"] == "RATE_LIMIT"
    assert "category" not in refusal
    assert len(limited.accepted) == 2


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 5), st.floats(0.5, 10))
def test_no_window_ever_holds_more_than_its_limit(
    gaps: list[float], maximum: int, seconds: float
) -> None:
    """And a request is refused only if the window is full."""
    window, now = RollingWindow(maximum, seconds), 0.0
    taken: list[float] = []
    for gap in gaps:
        now += gap
        recent = [moment for moment in taken if now - moment < seconds]
        assert window.take(now) == (len(recent) < maximum)
        if len(recent) < maximum:
            taken.append(now)
        assert window.remaining >= 0


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
    assert stalling.log.wait_for(1, 5)
    began = time.monotonic()
    stalling.stop()
    asking.join(5)
    assert time.monotonic() - began < 2
    assert len(errors) == 1
    assert caplog.text == ""


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


def test_the_log_keeps_the_latest_within_its_bounds() -> None:
    """By number and by bytes; the count goes on."""

    def note(log: ReceivedLog, body: bytes) -> None:
        log.note(
            lambda seq: Received(seq, UnixMs(0), MonotonicNs(0), "POST", "/", body, None, 200, True)
        )

    log = ReceivedLog(max_entries=3, max_bytes=100)
    for _ in range(5):
        note(log, b"x")
    assert [entry.seq for entry in log.entries()] == [3, 4, 5]
    assert [entry.seq for entry in log.latest(2)] == [5, 4]
    note(log, b"x" * 99)
    assert [entry.seq for entry in log.entries()] == [5, 6]
    assert log.total == 6
    assert not log.wait_for(7, 0.01)


def test_the_rows_of_these_tests_cover_each_kind() -> None:
    """So that a new kind is not forgotten here."""
    assert {kind_of(event) for event in ALL_EVENTS} == set(EventKind) == set(EVENT_LEAVES)
    assert row().asset == FILM
    assert row().viewer == ANN
