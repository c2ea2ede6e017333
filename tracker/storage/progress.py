"""How far the counting of a session has come, as columns of its checkpoint, and back again.

Knows: how passes, quartiles and flags are written.
Must never know: SQL, or what counts as watched.
"""

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import TypeAlias

from tracker.model.events import Quartile, SessionFlags
from tracker.model.units import MediaMs

Passes: TypeAlias = Sequence[tuple[MediaMs, MediaMs]]

_PACK_ABOVE = 512
"""Bytes from which intervals are compressed."""

_PLAIN = b"\0"
"""Before the checksum and the intervals that are not: zlib writes nothing that begins with it."""

_FLAGS = tuple(field.name for field in fields(SessionFlags))


def encode_passes(passes: Passes) -> bytes:
    """Return intervals packed, as many as there may be; a few stay as they are.

    Whatever packs them makes tables of its own first, which costs more than a short flush.
    """
    flat = [bound for interval in passes for bound in interval]
    data = struct.pack(f"<{len(flat)}q", *flat)
    if len(data) > _PACK_ABOVE:
        return zlib.compress(data, 1)
    return _PLAIN + zlib.crc32(data).to_bytes(4) + data


def decode_passes(blob: bytes) -> tuple[tuple[MediaMs, MediaMs], ...]:
    """Return the intervals. Raise ValueError, struct's or zlib's error for what is none."""
    if blob.startswith(_PLAIN):
        crc, data = blob[1:5], blob[5:]
        if zlib.crc32(data).to_bytes(4) != crc:
            raise ValueError("the intervals' checksum does not hold")
    else:
        data = zlib.decompress(blob)
    flat = [MediaMs(bound) for (bound,) in struct.iter_unpack("<q", data)]
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def encode_earned(earned: Sequence[Quartile]) -> str:
    """Return quartiles as percentages."""
    return " ".join(str(int(quartile)) for quartile in earned)


def decode_earned(text: str) -> tuple[Quartile, ...]:
    """Return the quartiles. Raise ValueError for what is none."""
    return tuple(Quartile(int(percent)) for percent in text.split())


def encode_flags(flags: SessionFlags) -> str:
    """Return a session's flags as JSON."""
    return json.dumps({name: getattr(flags, name) for name in _FLAGS}, separators=(",", ":"))


def decode_flags(text: str) -> SessionFlags:
    """Return a session's flags. Raise ValueError or TypeError for what is none."""
    return SessionFlags(**json.loads(text))
