"""The stand-in's judgement over HTTP: statuses, answers and errors as HubSpot's."""

import json

import httpx
import pytest

from tests.hubspot.sandbox.bodies import (
    QUARTILE,
    QUARTILE_PATH,
    is_error_of_hubspots,
    whole_body,
)
from tracker.hubspot.api import ApiFamily, event_path
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.events import EventKind


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
    with_utk = {**QUARTILE, "contactUtk": "utk-\ud800", "mediaName": "\ud800"}
    del with_utk["contactId"]
    body = json.dumps(with_utk)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    ids = [
        browser.post(QUARTILE_PATH, content=body, headers=headers).json()["contactId"]
        for _ in range(2)
    ]
    assert ids[0] == ids[1]
    del with_utk["contactUtk"]
    refused = browser.post(QUARTILE_PATH, content=json.dumps(with_utk), headers=headers)
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
