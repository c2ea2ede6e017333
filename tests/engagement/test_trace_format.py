"""The form of a trace, both ways, and what is refused."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Take, count
from tests.engagement.walker import Walker
from tracker.engagement.trace import read_trace, trace_row
from tracker.model.errors import SettingsError
from tracker.model.units import MonotonicNs


@pytest.mark.parametrize("seed", range(20))
def test_a_written_trace_reads_as_the_same_samples(seed: int) -> None:
    """Every kind of row goes there and back."""
    samples = Walker(seed).run().samples
    rows = [trace_row(item, MonotonicNs(0)) for item in samples]
    assert list(read_trace(rows)) == samples


def test_a_trace_begins_at_zero_wherever_its_clock_stood() -> None:
    """``t`` counts from the opening, and gives the same count."""
    samples = Take(10_000).play(10_000).end().samples
    rows = [trace_row(item, MonotonicNs(0)) for item in samples]
    later = [json.dumps({**json.loads(row), "t": json.loads(row)["t"] + 9_000}) for row in rows]
    assert count(list(read_trace(later))).quartiles == count(samples).quartiles


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("nonsense", "Line 1"),
        ("[1]", "not a JSON object"),
        ('{"t": 1}', "kind"),
        ('{"t": 1, "e": "dance"}', "kind"),
        ('{"t": "1", "e": "play"}', "“t”"),
        ('{"t": true, "e": "play"}', "“t”"),
        ('{"t": -1, "e": "play"}', "out of range"),
        ('{"t": 1e99, "e": "play"}', "out of range"),
        ('{"t": NaN, "e": "play"}', "out of range"),
        ('{"t": 1, "e": "tick"}', "“pos”"),
        ('{"t": 1, "e": "seek", "to": null}', "“to”"),
        ('{"t": 1, "e": "rate", "rate": 0}', "“rate”"),
        ('{"t": 1, "e": "wall"}', "“wall_ms”"),
        ("[" * 100_000, "Line 1"),
    ],
)
def test_what_is_no_row_is_refused_by_its_line(row: str, complaint: str) -> None:
    """The sentence names the line, the hint says what a trace is."""
    with pytest.raises(SettingsError, match=complaint) as refused:
        list(read_trace([row]))
    assert "JSONL" in refused.value.hint


def test_time_that_goes_back_is_refused() -> None:
    """A trace is in order."""
    with pytest.raises(SettingsError, match="Line 2"):
        list(read_trace(['{"t": 5, "e": "play"}', '{"t": 4, "e": "pause"}']))


@given(st.lists(st.text(max_size=80), max_size=5))
def test_no_text_makes_the_reader_fall_over(lines: list[str]) -> None:
    """It yields samples, or refuses with a sentence; nothing else."""
    with suppress(SettingsError):
        list(read_trace(lines))
