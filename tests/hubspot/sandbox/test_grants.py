"""The stand-in's judgement of sign-in forms and contact bodies: random ones, in both directions."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hubspot.sandbox.bodies import is_error_of_hubspots
from tracker.hubspot.api import CONTACTS_PATH, MEDIA_OBJECTS_PATH, OAuthFamily
from tracker.hubspot.sandbox.body import MAX_BODY_BYTES
from tracker.hubspot.sandbox.crm import Contacts
from tracker.hubspot.sandbox.grants import Asked, Grants

APP = {"client_id": "an-app", "client_secret": "a-secret"}
REDIRECT = "http://localhost:1/"

names = st.sampled_from(
    ["client_id", "client_secret", "grant_type", "code", "redirect_uri", "code_verifier",
     "refresh_token", "scope", "somethingElse"]
)  # fmt: skip
values = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["authorization_code", "refresh_token", "client_credentials", "password"]),
)

REFUSALS = {
    "BAD_CLIENT_ID": "invalid_client",
    "BAD_CLIENT_SECRET": "invalid_client",
    "BAD_GRANT_TYPE": "unsupported_grant_type",
    "BAD_AUTH_CODE": "invalid_grant",
    "MISMATCHED_REDIRECT_URI": "invalid_grant",
    "BAD_CODE_VERIFIER": "invalid_grant",
    "BAD_REFRESH_TOKEN": "invalid_grant",
}
"""HubSpot's statuses, and the error of RFC 6749, 5.2 that each comes with."""

BLAME = {
    "client_id": "BAD_CLIENT_ID",
    "client_secret": "BAD_CLIENT_SECRET",
    "grant_type": "BAD_GRANT_TYPE",
    "code": "BAD_AUTH_CODE",
    "redirect_uri": "MISMATCHED_REDIRECT_URI",
    "code_verifier": "BAD_CODE_VERIFIER",
    "refresh_token": "BAD_REFRESH_TOKEN",
}
"""What a form is refused for, by the field that is wrong, in the order of judgement."""


def valid_forms() -> Iterator[tuple[Grants, dict[str, str]]]:
    """Give forms that are right for a code and for a refresh token, each with its grants."""
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # RFC 7636, appendix B
    grants = Grants(client=("an-app", "a-secret"))
    code = grants.allow(Asked("an-app", REDIRECT, ("a.b",), "s", challenge))
    by_code = APP | {
        "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT,
        "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    }  # fmt: skip
    yield grants, by_code
    grants = Grants(client=("an-app", "a-secret"))
    code = grants.allow(Asked("an-app", REDIRECT, ("a.b",), "s", ""))
    _, issued = grants.token(by_code | {"code": code})
    yield grants, APP | {"grant_type": "refresh_token", "refresh_token": issued["refresh_token"]}


@pytest.mark.parametrize("which", [0, 1], ids=["code", "refresh"])
@given(st.dictionaries(names, values, max_size=3), st.sets(names, max_size=2))
def test_a_form_is_taken_exactly_if_every_field_that_counts_is_right(
    which: int, changed: dict[str, str], removed: set[str]
) -> None:
    """Near the valid ones, in both directions; the first wrong field says the category."""
    grants, valid = list(valid_forms())[which]
    form = {name: value for name, value in (valid | changed).items() if name not in removed}
    wrong = [name for name in BLAME if name in valid and form.get(name) != valid[name]]
    status, body = grants.token(form)
    if not wrong:
        assert (status, body["token_type"], body["expires_in"]) == (200, "bearer", 1800)
        assert grants.is_granted(body["access_token"])
        return
    assert status == 400
    expected = REFUSALS[body["status"]]
    if form.get("grant_type") == "client_credentials" and expected == "unsupported_grant_type":
        expected = "unauthorized_client"
    assert body["error"] == expected
    if wrong[0] != "grant_type":
        assert body["status"] == BLAME[wrong[0]]
    elif form.get("grant_type") not in ("authorization_code", "refresh_token"):
        assert body["status"] == "BAD_GRANT_TYPE"


@given(st.dictionaries(names | st.just("token"), values, max_size=4))
def test_nobody_learns_of_a_token_without_the_app(form: dict[str, str]) -> None:
    """Questions and revocations need id and secret; an unknown token is told as not active."""
    grants = Grants(client=("an-app", "a-secret"))
    for ask in (grants.introspect, grants.revoke):
        if form.get("client_id") != "an-app" or form.get("client_secret") != "a-secret":
            status, body = ask(form)
            assert (status, body["error"]) == (400, "invalid_client")
        status, body = ask(form | APP)
        assert (status, body.get("active", False)) == (200, False)


@pytest.mark.parametrize("leaf", ["", "/introspect", "/revoke"])
@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"", "", 415),
        (b"a=\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=1"] * 60), "application/x-www-form-urlencoded", 400),
        (b"a=1&a=2", "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * MAX_BODY_BYTES, "application/x-www-form-urlencoded", 413),
    ],
)
def test_what_is_no_form_is_refused_as_such(
    browser: httpx.Client, leaf: str, content: bytes, kind: str, status: int
) -> None:
    """By type, encoding, size, number of fields and repetition (RFC 6749, 3.2)."""
    path = OAuthFamily.V2026_03.token_path + leaf
    answer = browser.post(path, content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert is_error_of_hubspots(answer, "VALIDATION_ERROR")


segments = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20
).filter(lambda text: text not in (".", ".."))


@settings(max_examples=60)
@given(segments, segments)
def test_a_contact_is_read_by_exactly_its_own_text(
    browser: httpx.Client, email: str, other: str
) -> None:
    """Whatever characters an address or badge has; any other text is an unknown contact."""
    path = f"{CONTACTS_PATH}/{quote(email, safe='')}"
    made = browser.post(CONTACTS_PATH, json={"properties": {"email": email}})
    assert made.status_code in (201, 409)
    found = browser.get(path, params={"idProperty": "email"})
    assert found.status_code == 200
    assert found.json()["properties"]["email"].lower() == email.lower()
    unknown = browser.get(path, params={"idProperty": f"no-{other}"})
    assert unknown.status_code == 404
    assert is_error_of_hubspots(unknown, "OBJECT_NOT_FOUND")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@given(
    st.dictionaries(st.sampled_from(["properties", "associations", "x"]), json_values)
    | st.fixed_dictionaries({"properties": st.dictionaries(st.text(max_size=6), json_values)})
    | st.fixed_dictionaries({"properties": st.dictionaries(st.text(max_size=6), st.text())})
)
def test_a_contact_is_made_exactly_of_a_map_of_texts(fields: dict[str, object]) -> None:
    """All else is a validation error, and a second of the same address a conflict."""
    contacts = Contacts(["taken@example.test=5"])
    properties = fields.get("properties")
    is_right = isinstance(properties, dict) and all(
        isinstance(value, str) for value in properties.values()
    )
    status, body = contacts.create(fields)
    if is_right:
        assert (status, int(body["id"]) > 0) == (201, True)
    else:
        assert (status, body["category"]) == (400, "VALIDATION_ERROR")
    status, body = contacts.create({"properties": {"email": "TAKEN@example.test"}})
    assert (status, body["category"]) == (409, "CONFLICT")


@pytest.mark.parametrize("path", [CONTACTS_PATH, MEDIA_OBJECTS_PATH])
@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b" " * (MAX_BODY_BYTES + 1), "application/json", 413),
    ],
)
def test_what_is_no_json_object_makes_nothing(
    browser: httpx.Client, path: str, content: bytes, kind: str, status: int
) -> None:
    """As with events: a clear refusal of HubSpot's form."""
    answer = browser.post(path, content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert is_error_of_hubspots(answer, "VALIDATION_ERROR")
