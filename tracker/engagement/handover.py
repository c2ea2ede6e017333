"""How one session hands over to the next of the same opening: the samples in between (R11).

Knows: how things stand when a session ends, and with which samples the next one begins.
Must never know: why a session ends, or when the next one begins.
"""

from dataclasses import replace

from tracker.engagement.session import Standing
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MonotonicNs


def opened(standing: Standing, at_ns: MonotonicNs, generation: int) -> tuple[PlaybackSample, ...]:
    """Return the samples of a session that begins where another stood."""
    opened = PlaybackSample(
        SampleKind.OPEN,
        at_ns,
        wall_ms=standing.wall_ms,
        position_ms=standing.position_ms,
        duration_ms=standing.duration_ms,
        canonical=standing.is_canonical,
        generation=generation,
    )
    samples = [opened]
    if standing.rate != 1.0:
        samples.append(
            PlaybackSample(SampleKind.RATE, at_ns, rate=standing.rate, generation=generation)
        )
    if standing.is_playing:
        samples.append(PlaybackSample(SampleKind.PLAY, at_ns, generation=generation))
    return tuple(samples)


def moved(standing: Standing, sample: PlaybackSample) -> Standing:
    """Return how things stand after a sample that belongs to no session."""
    match sample.kind:
        case SampleKind.SEEK if sample.position_ms is not None:
            return replace(standing, position_ms=sample.position_ms)
        case SampleKind.RATE if sample.rate is not None:
            return replace(standing, rate=sample.rate)
        case SampleKind.LENGTH if sample.duration_ms and not standing.is_canonical:
            return replace(standing, duration_ms=sample.duration_ms)
        case _:
            return replace(standing, is_playing=False)
