"""Our sign-in's requests and the stand-in's answers against HubSpot's schema, where it is at hand.

``TRACKER_OPENAPI_DIR`` names a folder with ``oauth-v3.json``, ``oauth-2026-03.json`` and
``oauth-2026-09.json``.
"""

import contextlib
import json
import os
import socket
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.raw_server import RawServer, serving
from tests.hubspot.sandbox.test_grants import names, valid_forms, values
from tests.hubspot.test_account import signing_in
from tracker.hubspot.api import OAuthFamily
from tracker.hubspot.grant import App, Grant
from tracker.hubspot.oauth import Issued, TokenEndpoint
from tracker.hubspot.sandbox.grants import Grants
from tracker.hubspot.settings import HubSpotSettings

jsonschema = pytest.importorskip("jsonschema")

BESIDE = Path(__file__).parents[2].parent / "shared" / "openapi"
FOLDER = Path(os.environ.get("TRACKER_OPENAPI_DIR") or BESIDE)

if not (FOLDER / "oauth-v3.json").is_file():
    pytest.skip("HubSpot's schema files are not here", allow_module_level=True)

FORM = "application/x-www-form-urlencoded"
GRANT = Grant(App("an-app", "a-secret"), "a-refresh-token")


def spec_of(family: OAuthFamily) -> dict[str, Any]:
    """Return a family's schema file."""
    found: dict[str, Any] = json.loads((FOLDER / f"oauth-{family.value}.json").read_text())
    return found


@pytest.mark.parametrize("family", OAuthFamily)
def test_each_request_has_only_fields_that_the_schema_names(family: OAuthFamily) -> None:
    """At a path that it names, as a form."""
    spec, answer = spec_of(family), b'{"access_token":"a","refresh_token":"b","scopes":[]}'
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer

    def script(server: RawServer, connection: socket.socket) -> None:
        while server.read_request(connection):
            connection.sendall(raw)

    with serving(script) as server:
        settings = HubSpotSettings(base_url=server.base_url)
        with contextlib.closing(TokenEndpoint(settings, family)) as endpoint:
            endpoint.by_code(GRANT.app, "c", verifier="v", redirect_uri="http://localhost:1/")
            endpoint.by_refresh(GRANT)
            endpoint.scopes(Issued(GRANT, "a-token", 1800))
            endpoint.revoke(GRANT)
    requests = [request for request in server.requests if b"POST" in request]
    assert len(requests) == 4
    for request in requests:
        head, _, body = request.decode().partition("\r\n\r\n")
        path = head.split()[1]
        schema = spec["paths"][path]["post"]["requestBody"]["content"][FORM]["schema"]
        fields = dict(parse_qsl(body, strict_parsing=True))
        assert set(fields) <= set(schema["properties"])
        jsonschema.Draft4Validator({**schema, "additionalProperties": False}).validate(fields)
        assert f"content-type: {FORM}" in head.lower()


@pytest.mark.parametrize("family", [OAuthFamily.V3, OAuthFamily.V2026_03])
def test_the_stand_in_answers_as_the_schema_says(family: OAuthFamily) -> None:
    """Tokens, and what is told of a refresh token; the newest file says nothing of these."""
    schemas = spec_of(family)["components"]

    def check(name: str, body: dict[str, Any]) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": schemas}
        jsonschema.Draft4Validator(schema).validate(body)

    grants = Grants()
    with signing_in(grants) as (_, _endpoint, issued):
        client = {"client_id": "an-app", "client_secret": "a-secret"}
        form = {"grant_type": "refresh_token", "refresh_token": issued.grant.refresh_token}
        status, body = grants.token(client | form)
        assert status == 200
        check("AccessTokenResponse", body)
        status, told = grants.introspect(client | {"token": body["refresh_token"]})
        assert status == 200
        check("PublicRefreshTokenInfoResponse", told)


@pytest.mark.parametrize("family", OAuthFamily)
@given(st.dictionaries(names, values, max_size=3), st.sets(names, max_size=1))
def test_the_stand_in_takes_no_form_that_the_schema_forbids(
    family: OAuthFamily, changed: dict[str, str], removed: set[str]
) -> None:
    """Near the valid ones; what it takes is in the schema, and so is its answer."""
    spec = spec_of(family)
    form_schema = spec["paths"][family.token_path]["post"]["requestBody"]["content"][FORM]["schema"]
    allowed = jsonschema.Draft4Validator(form_schema)
    for grants, valid in valid_forms():
        assert allowed.is_valid(valid)
        form = {name: value for name, value in (valid | changed).items() if name not in removed}
        status, body = grants.token(form)
        assert status == 200 or body["error"] in {
            "invalid_client", "invalid_grant", "unsupported_grant_type", "unauthorized_client",
        }  # fmt: skip
        if not allowed.is_valid(form):
            assert status == 400
        elif status == 200 and "AccessTokenResponse" in spec["components"]["schemas"]:
            answer = {"$ref": "#/components/schemas/AccessTokenResponse"}
            jsonschema.Draft4Validator(answer | {"components": spec["components"]}).validate(body)
