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

_FLAGS = tuple(field.name for field in fields(SessionFlags))


def encode_passes(passes: Passes) -> bytes:
    """Return intervals packed, as many as there may be."""
    flat = [bound for interval in passes for bound in interval]
    return zlib.compress(struct.pack(f"<{len(flat)}q", *flat), 1)


def decode_passes(blob: bytes) -> tuple[tuple[MediaMs, MediaMs], ...]:
    """Return the intervals. Raise ValueError, struct's or zlib's error for what is none."""
    flat = [MediaMs(bound) for (bound,) in struct.iter_unpack("<q", zlib.decompress(blob))]
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
