"""The attention map: how often each equal span of the film was watched.

Knows: passes (one interval for each time a part was played) and the healed coverage.
Must never know: HubSpot's form of the map.
"""

from collections.abc import Sequence

from tracker.engagement.coverage import Interval
from tracker.engagement.rules import EngagementRules
from tracker.model.units import MediaMs


def span_count(duration_ms: MediaMs, rules: EngagementRules) -> int:
    """Return how many equal spans a film of this duration is divided into."""
    return max(1, min(round(duration_ms / rules.span_ms), rules.max_spans))


def attention_spans(
    passes: Sequence[Interval],
    coverage: Sequence[Interval],
    duration_ms: MediaMs,
    rules: EngagementRules,
) -> tuple[int, ...]:
    """Count the passes over each span, zeros included.

    A span that coverage touches counts at least 1. Because the spans are equal, the share of
    non-zero ones is never below the covered share: map and quartiles cannot disagree.
    """
    count = span_count(duration_ms, rules)
    width = duration_ms / count
    played = _lengths(passes, count, width)
    touched = _lengths(coverage, count, width)
    return tuple(
        max(int(played[i] / width + 0.5), 1 if touched[i] > 0 else 0) for i in range(count)
    )


def _lengths(parts: Sequence[Interval], count: int, width: float) -> list[float]:
    """Return how many media ms of each span lie in the parts, counted once for each part."""
    partial = [0.0] * count
    whole = [0] * (count + 1)  # differences: +1 where full spans begin, -1 where they end
    limit = count * width
    for start, end in parts:
        end_ms = min(float(end), limit)
        if start >= end_ms:
            continue
        first = min(int(start / width), count - 1)
        last = min(int(end_ms / width), count - 1)
        if first == last:
            partial[first] += end_ms - start
            continue
        partial[first] += (first + 1) * width - start
        partial[last] += end_ms - last * width
        whole[first + 1] += 1
        whole[last] -= 1
    depth = 0
    for index in range(count):
        depth += whole[index]
        partial[index] += depth * width
    return partial
