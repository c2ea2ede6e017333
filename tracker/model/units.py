"""Units as types, so that the type checker refuses to mix two clocks.

Knows: which integer means what.
Must never know: how to read a clock.
"""

from typing import NewType

MediaMs = NewType("MediaMs", int)
"""A position in, or a length of, a film in milliseconds of the film's own time."""

UnixMs = NewType("UnixMs", int)
"""Wall-clock time in milliseconds since 1970-01-01T00:00:00Z."""

MonotonicNs = NewType("MonotonicNs", int)
"""A reading of the monotonic clock in nanoseconds; only differences mean anything."""

ElapsedMs = NewType("ElapsedMs", int)
"""Monotonic milliseconds since a session's opening: the ``t`` of a trace."""

NS_PER_MS = 1_000_000
"""Nanoseconds in a millisecond."""
