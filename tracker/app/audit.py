"""The rules of the count, applied once more to what they left behind.

Knows: coverage, quartiles, attention maps and traces, as the engagement core has them.
Must never know: where any of it is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from tracker.engagement.attention import attention_spans
from tracker.engagement.coverage import Coverage
from tracker.engagement.rules import RULES_VERSION, EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.engagement.trace import read_trace
from tracker.model.errors import SettingsError
from tracker.model.events import AttentionSpan, EngagementEvent, Quartile, QuartileReached
from tracker.model.media import Asset, MediaType
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MonotonicNs, UnixMs
from tracker.storage.verify import Replayed

_LEAST_COMPLETE, _MOST_COMPLETE = 90.0, 100.0
"""R8: what may be set for the last quartile. Raw samples do not say what was."""

_TOLERANCE_MS, _TOLERANCE_SHARE = 600, 0.006
"""By how much two counts of one trace may differ: media milliseconds, or a share of the film."""

_STILLS = frozenset({MediaType.IMAGE, MediaType.DOCUMENT})


class RulesAuditor:
    """An ``Auditor`` by the rules of today."""

    rules_version = RULES_VERSION

    def __init__(self, rules: EngagementRules) -> None:
        self._lenient = replace(rules, complete_at_percent=_LEAST_COMPLETE)
        self._strict = replace(rules, complete_at_percent=_MOST_COMPLETE)

    def doubt_quartile(self, reached: QuartileReached) -> str | None:
        """Recompute a quartile from its evidence (R7, R8)."""
        evidence, quartile = reached.evidence, reached.quartile
        bounds = [bound for interval in evidence.intervals for bound in interval]
        if any(before >= after for before, after in pairwise(bounds)):
            return "its intervals overlap or are out of order."
        if quartile is Quartile.START:
            return None
        duration_ms = evidence.duration_ms
        if duration_ms is None:
            return "it was measured against no duration."
        covered_ms = Coverage(0, evidence.intervals).within(duration_ms)
        least_ms = most_ms = ceil(duration_ms * quartile / 100)
        if quartile is Quartile.COMPLETE:
            least_ms = ceil(self._lenient.complete_at_of(duration_ms))
        needed_ms = least_ms if evidence.needed_ms is None else evidence.needed_ms
        if not least_ms <= needed_ms <= most_ms:
            return f"it says that {needed_ms} ms were needed, which no setting asks for."
        if covered_ms < needed_ms:
            return (
                f"its intervals cover {covered_ms} ms of {duration_ms} ms, "
                f"{needed_ms} ms are needed."
            )
        return None

    def doubt_attention(
        self, span: AttentionSpan, quartiles: Sequence[QuartileReached]
    ) -> str | None:
        """Compare an attention map with itself and with the session's quartiles (R7)."""
        if not 0 < len(span.spans) <= span.duration_ms:
            return f"it has {len(span.spans)} spans for a film of {span.duration_ms} ms."
        if not 0 <= span.covered_ms <= span.duration_ms:
            return f"it covers {span.covered_ms} ms of a film of {span.duration_ms} ms."
        seen = sum(count > 0 for count in span.spans) / len(span.spans)
        if seen < span.covered_ms / span.duration_ms:
            return f"it shows less of the film than the {span.covered_ms} ms that were watched."
        rules = replace(self._lenient, span_ms=1, max_spans=len(span.spans))
        for reached in quartiles:
            watched = attention_spans((), reached.evidence.intervals, span.duration_ms, rules)
            if any(w and not s for w, s in zip(watched, span.spans, strict=True)):
                return f"it leaves out what the quartile {int(reached.quartile)} % rests on."
        return None

    def replay(self, asset: Asset, rows: Iterable[str], *, is_over: bool) -> Replayed | None:
        """Run raw samples again; None where they are not a whole session from its opening."""
        try:
            samples = list(_with_walls(read_trace(rows)))
        except SettingsError:
            return None
        if not samples or samples[0].kind is not SampleKind.OPEN or samples[0].at_ns != 0:
            return None
        is_still = asset.media_type in _STILLS
        at_least, strict = _run(self._strict, samples, is_still=is_still)
        if is_over:
            at_least |= _quartiles(strict.close())
        # How long it played on after the last sample is not known; nor is it longer than this.
        end_ns = MonotonicNs(samples[-1].at_ns + self._lenient.tail_cap_wall_ms * NS_PER_MS)
        ended = [*samples, PlaybackSample(SampleKind.STOP, end_ns)]
        at_most, lenient = _run(self._lenient, ended, is_still=is_still)
        tolerance_ms = max(_TOLERANCE_MS, round((strict.duration_ms or 0) * _TOLERANCE_SHARE))
        tail_ms = lenient.covered_ms - strict.covered_ms
        return Replayed(
            frozenset(at_least), frozenset(at_most), strict.covered_ms, tolerance_ms + tail_ms
        )


def _run(
    rules: EngagementRules, samples: Sequence[PlaybackSample], *, is_still: bool
) -> tuple[set[int], EngagementSession]:
    """Return what the samples earn, and the session after the last of them.

    A second opening goes on with what a crash cut off, from all that was kept of it (R11).
    """
    walls = (s.wall_ms - s.at_ns // NS_PER_MS for s in samples if s.wall_ms is not None)
    session = EngagementSession(
        "", anchor_wall_ms=UnixMs(next(walls, 0)), rules=rules, is_still=is_still
    )
    earned: set[int] = set()
    for index, sample in enumerate(samples):
        if index and sample.kind is SampleKind.OPEN:
            left_off = session.checkpoint()
            session = EngagementSession.resume(left_off, rules=rules, is_still=is_still)
        earned |= _quartiles(session.observe(sample))
    return earned, session


def _quartiles(events: Iterable[EngagementEvent]) -> set[int]:
    return {int(event.quartile) for event in events if isinstance(event, QuartileReached)}


def _with_walls(samples: Iterable[PlaybackSample]) -> Iterator[PlaybackSample]:
    """Give each sample the wall clock that a trace tells in a row of its own right after it."""
    waiting: PlaybackSample | None = None
    for sample in samples:
        if waiting is not None:
            if sample.kind is SampleKind.WALL and sample.at_ns == waiting.at_ns:
                yield replace(waiting, wall_ms=sample.wall_ms)
                waiting = None
                continue
            yield waiting
        waiting = sample
    if waiting is not None:
        yield waiting
