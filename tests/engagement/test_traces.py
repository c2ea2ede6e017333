"""The traces beside the project: each must give what its expectation says."""

import json
import os
from pathlib import Path

import pytest

from tests.builders import count
from tracker.engagement.trace import read_trace

TRACES = Path(os.environ.get("TRACKER_TRACES_DIR", Path(__file__).parents[3] / "shared" / "traces"))
FOUND = sorted(TRACES.glob("*.jsonl"))


@pytest.mark.skipif(not FOUND, reason="no traces beside the project (TRACKER_TRACES_DIR)")
@pytest.mark.parametrize("trace", FOUND, ids=lambda path: path.stem)
def test_a_trace_gives_its_expected_count(trace: Path) -> None:
    """Quartiles and duration exactly, covered time within 100 ms (the contract allows 600)."""
    expected = json.loads(trace.with_suffix(".expect.json").read_text())
    with trace.open() as lines:
        counted = count(list(read_trace(lines)))
    assert counted.quartiles == expected["quartiles"]
    assert counted.session.duration_ms == expected["duration_ms"]
    assert abs(counted.covered_ms - expected["covered_ms"]) <= 100
