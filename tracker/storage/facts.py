"""An event and its asset as the bytes of a row, and back again.

The payload is JSON, version 1, keys sorted, nothing that is None or a default. It holds neither
the wall time (the row has it, where a late clock can still correct it) nor the viewer (who may
be identified later). Long lists travel as short strings, see ``_packed``.

Knows: the form of a payload and its limit.
Must never know: SQL, or the request that will be built from it.
"""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import chain, groupby, pairwise
from typing import Any, TypeAlias

from tracker.model.events import (
    AttentionSpan,
    DurationSource,
    EngagementEvent,
    Evidence,
    MediaPlayed,
    PlayedState,
    Quartile,
    QuartileReached,
    kind_of,
)
from tracker.model.media import Asset, MediaType
from tracker.model.units import ElapsedMs, MediaMs, UnixMs

PAYLOAD_VERSION = 1
PAYLOAD_LIMIT = 16_384
"""Bytes of a payload at most (delivery, 3.1)."""

_NAME_LIMIT = 1_200
_ADDRESS_LIMIT = 2_048
"""Bytes of a name and of an address in a payload at most: an event's facts must fit beside them."""

_PACK_ABOVE = 1_024
"""Characters from which a list is compressed; shorter ones stay readable."""

_UNPACKED_LIMIT = 1 << 20
"""Characters a compressed list may unfold to; the longest that is written has far fewer."""

Interval: TypeAlias = tuple[MediaMs, MediaMs]
Facts: TypeAlias = dict[str, Any]
"""A JSON object; its members are checked where they are read."""


def encode_asset(asset: Asset) -> str:
    """Return the asset's facts as JSON text.

    What is too long for a payload must not cost the event: a name is cut short, and an address
    or an id, of which a part is worth nothing, is left out.
    """
    return _json(_asset_facts(asset))


def decode_asset(text: str) -> Asset:
    """Return the asset of ``encode_asset``. Raise ValueError if the text is none."""
    return _asset(json.loads(text))


def encode_event(event: EngagementEvent, asset: Asset) -> bytes:
    """Return the payload of an event, at most ``PAYLOAD_LIMIT`` bytes.

    The intervals of a quartile's evidence are kept whole while they fit (some 2,000 always do);
    beyond that their number and their digest remain, against which a list that is computed again
    from the stored samples can be checked. An attention map that does not fit breaks the
    engagement core's own cap on spans and raises ValueError.
    """
    facts: Facts = {"v": PAYLOAD_VERSION, "asset": _asset_facts(asset), "t_ms": event.t_ms}
    match event:
        case MediaPlayed():
            facts["played"] = event.state.value
        case QuartileReached():
            facts["quartile"] = int(event.quartile)
            facts["evidence"] = evidence = _evidence_facts(event.evidence)
            if len(payload := _json(facts).encode()) <= PAYLOAD_LIMIT:
                return payload
            del evidence["intervals"]
        case AttentionSpan():
            runs = (f"{count}x{len(list(run))}" for count, run in groupby(event.spans))
            facts["spans"] = _packed(",".join(runs))
            facts["covered_ms"] = event.covered_ms
            facts["duration_ms"] = event.duration_ms
    payload = _json(facts).encode()
    if len(payload) > PAYLOAD_LIMIT:
        raise ValueError(f"a payload of {len(payload)} bytes: the attention map has no cap")
    return payload


def decode_event(
    payload: bytes, *, session_id: str, occurred_ms: UnixMs
) -> tuple[EngagementEvent, Asset]:
    """Return the event and the asset of a payload.

    Evidence whose intervals did not fit comes back without any. Raise ValueError if the payload
    is none of ``encode_event``.
    """
    facts = json.loads(payload)
    try:
        if facts["v"] != PAYLOAD_VERSION:
            raise ValueError(f"payload version {facts['v']}")
        return _event(facts, session_id, occurred_ms), _asset(facts["asset"])
    except (KeyError, TypeError, AttributeError, zlib.error) as error:
        raise ValueError("not a payload") from error


def has_whole_evidence(payload: bytes) -> bool:
    """Whether a quartile's intervals are all there, as their digest says.

    Raise ValueError for what is no payload of a quartile.
    """
    try:
        noted = json.loads(payload)["evidence"]
        found = tuple(_intervals(_unpacked(noted.get("intervals", ""))))
        return (len(found), intervals_digest(found)) == (noted["count"], noted["digest"])
    except (KeyError, TypeError, AttributeError, zlib.error) as error:
        raise ValueError("not a quartile's payload") from error


def intervals_digest(intervals: Sequence[Interval]) -> str:
    """Return the digest by which evidence vouches for its list of intervals."""
    return _digest(_deltas(intervals))


def dedupe_key(event: EngagementEvent, asset: Asset) -> bytes:
    """Return the 16 bytes that make an event one and the same (delivery, 3.1; R13).

    It covers session, medium, kind and bucket, each with its length before it. The bucket is
    STARTED or VIEWED, the percentage, or ``final``.
    """
    match event:
        case MediaPlayed():
            bucket = event.state.value
        case QuartileReached():
            bucket = str(int(event.quartile))
        case AttentionSpan():
            bucket = "final"
    medium = asset.external_id or asset.media_url or asset.name
    if asset.media_bridge_id is not None:
        medium = str(asset.media_bridge_id)
    return length_prefixed_digest(event.session_id, medium, kind_of(event).value, bucket)


def length_prefixed_digest(*parts: str) -> bytes:
    """Return BLAKE2b-128 over the parts, so that no two lists of parts are mistaken."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.digest()


def _json(facts: Facts) -> str:
    # Escaped to ASCII: a file name may hold bytes that are no text, which UTF-8 would refuse.
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))


def _asset_facts(asset: Asset) -> Facts:
    facts: Facts = {
        "name": _shortened(asset.name),
        "type": asset.media_type.value,
        "external_id": _if_short(asset.external_id),
        "media_bridge_id": asset.media_bridge_id,
        "media_url": _if_short(asset.media_url),
        "page_id": asset.page_id,
        "page_name": None if asset.page_name is None else _shortened(asset.page_name),
        "page_url": _if_short(asset.page_url),
        "canonical_ms": asset.canonical_duration_ms,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _shortened(text: str) -> str:
    while not _fits(text, _NAME_LIMIT):
        text = text[: len(text) * 9 // 10]
    return text


def _if_short(text: str | None) -> str | None:
    return text if text is None or _fits(text, _ADDRESS_LIMIT) else None


def _fits(text: str, limit: int) -> bool:
    # A character takes 12 bytes at most: most texts need not be written out to know.
    return len(text) * 12 < limit or len(json.dumps(text)) <= limit


def _asset(facts: Facts) -> Asset:
    return Asset(
        name=facts["name"],
        media_type=MediaType(facts["type"]),
        external_id=facts.get("external_id"),
        media_bridge_id=facts.get("media_bridge_id"),
        media_url=facts.get("media_url"),
        page_id=facts.get("page_id"),
        page_name=facts.get("page_name"),
        page_url=facts.get("page_url"),
        canonical_duration_ms=facts.get("canonical_ms"),
    )


def _evidence_facts(evidence: Evidence) -> Facts:
    deltas = _deltas(evidence.intervals)
    return {
        "rules": evidence.rules_version,
        "error_ms": evidence.error_bound_ms,
        "needed_ms": evidence.needed_ms,
        "duration_ms": evidence.duration_ms,
        "source": int(evidence.duration_source),
        "count": len(evidence.intervals),
        "digest": _digest(deltas),
        "intervals": _packed(deltas),
    }


def _event(facts: Facts, session_id: str, occurred_ms: UnixMs) -> EngagementEvent:
    t_ms = ElapsedMs(facts["t_ms"])
    if "played" in facts:
        return MediaPlayed(session_id, t_ms, occurred_ms, PlayedState(facts["played"]))
    if "quartile" in facts:
        noted = facts["evidence"]
        evidence = Evidence(
            intervals=tuple(_intervals(_unpacked(noted.get("intervals", "")))),
            duration_ms=noted["duration_ms"],
            duration_source=DurationSource(noted["source"]),
            rules_version=noted["rules"],
            error_bound_ms=noted["error_ms"],
            needed_ms=noted.get("needed_ms"),
        )
        quartile = Quartile(facts["quartile"])
        return QuartileReached(session_id, t_ms, occurred_ms, quartile, evidence)
    return AttentionSpan(
        session_id,
        t_ms,
        occurred_ms,
        spans=tuple(_counts(_unpacked(facts["spans"]))),
        covered_ms=MediaMs(facts["covered_ms"]),
        duration_ms=MediaMs(facts["duration_ms"]),
    )


def _digest(deltas: str) -> str:
    return hashlib.blake2b(deltas.encode(), digest_size=16).hexdigest()


def _deltas(intervals: Sequence[Interval]) -> str:
    """Write ascending, disjoint intervals as gap, length, gap, length."""
    bounds = list(chain((0,), chain.from_iterable(intervals)))
    return ",".join(str(after - before) for before, after in pairwise(bounds))


def _intervals(deltas: str) -> Iterable[Interval]:
    at = 0
    steps = [int(step) for step in deltas.split(",")] if deltas else []
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start = at + gap
        at = start + length
        yield MediaMs(start), MediaMs(at)


def _counts(runs: str) -> Iterable[int]:
    """Unfold ``0x12,1x300``: twelve spans that nobody saw, then 300 seen once."""
    for run in runs.split(",") if runs else ():
        count, _, length = run.partition("x")
        yield from [int(count)] * min(int(length), _UNPACKED_LIMIT)


def _packed(text: str) -> str:
    if len(text) <= _PACK_ABOVE:
        return text
    return "z" + b64encode(zlib.compress(text.encode(), 9)).decode()


def _unpacked(text: str) -> str:
    if not text.startswith("z"):
        return text
    data = zlib.decompressobj().decompress(b64decode(text[1:], validate=True), _UNPACKED_LIMIT)
    return data.decode()
