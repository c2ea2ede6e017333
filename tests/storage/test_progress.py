"""What a checkpoint keeps comes back as it was, and rubbish is refused."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.events import Quartile, SessionFlags
from tracker.model.units import MediaMs
from tracker.storage.progress import (
    decode_earned,
    decode_flags,
    decode_passes,
    encode_earned,
    encode_flags,
    encode_passes,
)

_bounds = st.integers(min_value=0, max_value=2**40).map(MediaMs)


@given(st.lists(st.tuples(_bounds, _bounds)), st.lists(st.sampled_from(Quartile)))
def test_it_comes_back_as_it_was(
    passes: list[tuple[MediaMs, MediaMs]], earned: list[Quartile]
) -> None:
    """In order, however many there are."""
    assert decode_passes(encode_passes(passes)) == tuple(passes)
    assert decode_earned(encode_earned(earned)) == tuple(earned)
    flags = SessionFlags(played_wall_ms=5, unattended=True, average_rate=1.5)
    assert decode_flags(encode_flags(flags)) == flags


@pytest.mark.parametrize("count", [3, 300])
@given(data=st.data())
def test_a_bit_turned_over_is_no_list_of_passes(count: int, data: st.DataObject) -> None:
    """Whether they were compressed or not, the count must not rest on what was damaged."""
    intervals = [(MediaMs(at * 977 % 4_099), MediaMs(at * 977 + 5)) for at in range(count)]
    blob = bytearray(encode_passes(intervals))
    blob[data.draw(st.integers(0, len(blob) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = decode_passes(bytes(blob))
    except (ValueError, zlib.error, struct.error):
        return
    assert found == tuple(intervals)


@pytest.mark.parametrize("blob", [b"", b"x", zlib.compress(b"123"), zlib.compress(bytes(8))])
def test_rubbish_is_no_list_of_passes(blob: bytes) -> None:
    """Neither what cannot be unpacked nor half a pass."""
    with pytest.raises((ValueError, zlib.error, struct.error)):
        decode_passes(blob)


@pytest.mark.parametrize("text", ["24", "x", "0 25 26"])
def test_rubbish_is_no_list_of_quartiles(text: str) -> None:
    """Only the five percentages are quartiles."""
    with pytest.raises(ValueError, match=r"."):
        decode_earned(text)
