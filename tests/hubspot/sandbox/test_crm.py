"""The stand-in's contacts: seeded, read and made as HubSpot does."""

import httpx
import pytest

from tests.hubspot.sandbox.bodies import QUARTILE, QUARTILE_PATH, is_error_of_hubspots, whole_body
from tracker.hubspot.api import CONTACTS_PATH, ApiFamily, event_path
from tracker.hubspot.sandbox.crm import Contacts
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.errors import SettingsError
from tracker.model.events import EventKind


@pytest.mark.parametrize("seed", ["", "ada", "=5", "ada=", "ada=0", "ada=x", ":v=1", "p:=1"])
def test_a_seed_that_cannot_be_is_refused(seed: str) -> None:
    """With an example of a good one."""
    with pytest.raises(SettingsError) as caught:
        Contacts([seed])
    assert "--contact" in caught.value.hint


def test_one_contact_may_have_an_address_and_a_badge() -> None:
    """Found by each, and by its id."""
    contacts = Contacts(["ada@example.test=5", "badge:H5=5"])
    for key, name in (("ADA@example.test", "email"), ("h5", "badge"), ("5", "hs_object_id")):
        status, body = contacts.read(key, name)
        assert (status, body["id"], body["properties"]["email"]) == (200, "5", "ada@example.test")
    assert contacts.read("H6", "badge")[0] == 404
    assert contacts.read("H5", "email")[0] == 404


def test_a_contact_is_read_and_made_over_http(browser: httpx.Client) -> None:
    """A second one of the same address is refused with the first one's id."""
    made = browser.post(CONTACTS_PATH, json={"properties": {"email": "eve@example.test"}})
    assert made.status_code == 201
    number = made.json()["id"]
    found = browser.get(f"{CONTACTS_PATH}/eve%40example.test", params={"idProperty": "email"})
    assert (found.status_code, found.json()["id"]) == (200, number)
    again = browser.post(CONTACTS_PATH, json={"properties": {"email": "Eve@example.test"}})
    assert again.status_code == 409
    assert f"Existing ID: {number}" in again.json()["message"]
    assert is_error_of_hubspots(browser.get(f"{CONTACTS_PATH}/1"), "OBJECT_NOT_FOUND")
    assert browser.post(CONTACTS_PATH, json={"properties": [1]}).status_code == 400


def test_contacts_are_behind_the_same_token(sandbox: Sandbox) -> None:
    """Nobody reads them without."""
    answer = httpx.get(f"{sandbox.base_url}{CONTACTS_PATH}/1", trust_env=False)
    assert is_error_of_hubspots(answer, "INVALID_AUTHENTICATION")


def test_a_contacts_timeline_forms_card_by_card(browser: httpx.Client) -> None:
    """Played, quartiles and seconds of a session; nothing without a played event."""
    for kind in EventKind:
        fields = {**whole_body(kind), "contactId": 77, "sessionId": "s-77", "mediaName": "<i>Ada"}
        assert browser.post(event_path(ApiFamily.V1, kind), json=fields).status_code == 200
    browser.post(QUARTILE_PATH, json=QUARTILE | {"contactId": 77, "sessionId": "s-78"})
    shown = browser.get("/contacts/77").text
    assert "s-77" in shown
    assert "&lt;i&gt;Ada" in shown
    assert "played 2026-" in shown
    assert "50 %, 5 s watched" in shown
    assert shown.count("no played event came") == 1
    assert 'href="/contacts/77"' in browser.get("/").text
    assert "Nothing yet" in browser.get("/contacts/76").text
