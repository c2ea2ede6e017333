"""Our bodies and the stand-in's judgement against HubSpot's published schema, where it is at hand.

The schema files are HubSpot's and not part of this project. ``TRACKER_OPENAPI_DIR`` names a
folder with ``media-bridge-events-v1.json`` and ``media-bridge-events-2026-03.json``.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.rows import rows
from tracker.hubspot.api import ApiFamily, PlayContext, event_path
from tracker.hubspot.payloads import build_body
from tracker.hubspot.sandbox.replies import event_answer, validation_error
from tracker.hubspot.sandbox.schema import Problem, problems_of
from tracker.hubspot.settings import HubSpotSettings, PercentUnit
from tracker.model.delivery import OutboxRow
from tracker.model.events import EventKind, kind_of

jsonschema = pytest.importorskip("jsonschema")

BESIDE = Path(__file__).parents[2].parent / "shared" / "openapi"
FOLDER = Path(os.environ.get("TRACKER_OPENAPI_DIR") or BESIDE)
FAMILIES = (ApiFamily.V1, ApiFamily.V2026_03)

if not (FOLDER / "media-bridge-events-v1.json").is_file():
    pytest.skip("HubSpot's schema files are not here", allow_module_level=True)


def _formats() -> Any:
    formats = jsonschema.FormatChecker(formats=())
    for name, bits in (("int32", 31), ("int64", 63)):
        formats.checks(name)(
            lambda value, top=2**bits: (
                not isinstance(value, int) or isinstance(value, bool) or -top <= value < top
            )
        )
    return formats


def _validator(family: ApiFamily, kind: EventKind, part: str) -> Any:
    spec = json.loads((FOLDER / f"media-bridge-events-{family.value}.json").read_text())
    operation = spec["paths"][event_path(family, kind)]["post"]
    if part == "request":
        content = operation["requestBody"]["content"]
    else:
        content = operation["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": spec["components"]}
    if part == "error":
        schema = {"$ref": "#/components/schemas/Error", "components": spec["components"]}
    # OpenAPI 3.0 stands on a draft in which 1.0 is no integer, as it is none to a Java long.
    return jsonschema.Draft4Validator(schema, format_checker=_formats())


VALIDATORS = {
    (family, kind, part): _validator(family, kind, part)
    for family in FAMILIES
    for kind in EventKind
    for part in ("request", "answer", "error")
}


@given(rows, st.sampled_from(PercentUnit), st.none() | st.sampled_from(PlayContext))
def test_every_body_that_we_build_is_in_the_schema(
    due: OutboxRow, unit: PercentUnit, context: PlayContext | None
) -> None:
    """Of each family that has one, and with no field that the schema does not name."""
    for family in FAMILIES:
        settings = HubSpotSettings(family=family, percent_unit=unit, play_context=context)
        fields = json.loads(build_body(due, settings))
        validator = VALIDATORS[family, kind_of(due.event), "request"]
        validator.validate(fields)
        reference = validator.schema["$ref"].rpartition("/")[2]
        known = validator.schema["components"]["schemas"][reference]["properties"]
        assert fields.keys() <= known.keys()


_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**65), 2**65),
    st.sampled_from([2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63 - 1, 2**63, -(2**63) - 1]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["VIDEO", "video", "STARTED", "VIEWED", "EMAIL", "EXTERNAL_PAGE", "", "1"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["0", "1", "totalPercentPlayed", "totalSecondsPlayed"]),
                    st.integers(-(2**32), 2**32) | st.floats(0, 2) | st.none(), max_size=3),
)  # fmt: skip
_names = st.sampled_from(
    ["mediaType", "occurredTimestamp", "sessionId", "state", "playedPercent", "rawDataMap",
     "rawDataString", "derivedValues", "iframeUrl", "contactId", "contactUtk", "_hsenc",
     "externalId", "externalPlayContext", "mediaBridgeId", "mediaName", "mediaUrl", "pageId",
     "pageName", "pageUrl", "somethingElse"]
)  # fmt: skip


@given(rows, st.dictionaries(_names, _values, max_size=3), st.sets(_names, max_size=2))
def test_the_stand_in_allows_and_forbids_what_the_schema_does(
    due: OutboxRow, changed: dict[str, Any], removed: set[str]
) -> None:
    """Bodies near the valid ones, in both directions, and the answers too."""
    kind = kind_of(due.event)
    fields = json.loads(build_body(due, HubSpotSettings())) | changed
    fields = {name: value for name, value in fields.items() if name not in removed}
    problems = problems_of(kind, fields)
    for family in FAMILIES:
        allowed = VALIDATORS[family, kind, "request"].is_valid(fields)
        assert allowed == (not problems), problems
        if problems:
            VALIDATORS[family, kind, "error"].validate(validation_error(problems))
        else:
            answer = event_answer(kind, {"contactId": 7} | fields)
            VALIDATORS[family, kind, "answer"].validate(answer)


def test_the_check_itself_can_fail() -> None:
    """A body with a wrong bound is refused by both, so that the comparison means something."""
    fields = {"mediaType": "VIDEO", "occurredTimestamp": 2**63, "sessionId": "s", "state": "VIEWED"}
    assert not VALIDATORS[ApiFamily.V1, EventKind.MEDIA_PLAYED, "request"].is_valid(fields)
    assert [type(problem) for problem in problems_of(EventKind.MEDIA_PLAYED, fields)] == [Problem]
