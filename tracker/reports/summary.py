"""A period added up: by film, by day and hour, by visit.

Knows: what is a viewing, what is proof of play, and that the two are never mixed.
Must never know: files, or the form in which it is shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date, datetime, tzinfo

from tracker.model.events import Quartile
from tracker.model.history import CURVE_PARTS, PastViewing
from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit, VisitOutcome


@dataclass(slots=True)
class FilmFigures:
    """What people watched of one film.

    ``reached`` counts, for each quartile, the viewings that got so far. ``seen`` counts, for each
    of ``CURVE_PARTS`` parts, those that saw it; ``again`` the passes beyond the first.
    ``mapped`` are the viewings that these two are out of. ``shares`` has the covered share of
    each viewing whose length was known, 0 to 1.
    """

    name: str
    key: str
    viewings: int = 0
    identified: int = 0
    unattended: int = 0
    played_wall_ms: int = 0
    mapped: int = 0
    reached: Counter[Quartile] = field(default_factory=Counter)
    seen: list[int] = field(default_factory=lambda: [0] * CURVE_PARTS)
    again: list[int] = field(default_factory=lambda: [0] * CURVE_PARTS)
    shares: list[float] = field(default_factory=list)

    @property
    def average_share(self) -> float | None:
        """How much of the film a viewing covered on average, 0 to 1; None where none is known."""
        return sum(self.shares) / len(self.shares) if self.shares else None

    def add(self, viewing: PastViewing) -> None:
        """Count one viewing."""
        self.viewings += 1
        self.identified += viewing.is_identified
        self.unattended += viewing.is_unattended
        self.played_wall_ms += viewing.played_wall_ms
        if viewing.duration_ms:
            self.shares.append(min(viewing.covered_ms / viewing.duration_ms, 1.0))
        if viewing.quartile is not None:
            self.reached.update(q for q in Quartile if q <= viewing.quartile)
        if len(viewing.curve) == CURVE_PARTS:
            self.mapped += 1
            for part, count in enumerate(viewing.curve):
                self.seen[part] += count > 0
                self.again[part] += max(count - 1, 0)


@dataclass(slots=True)
class PlayFigures:
    """How often an item ran for nobody in particular. It is proof of play, and no view."""

    name: str
    key: str
    runs: int = 0
    full_runs: int = 0
    shown_ms: int = 0


@dataclass(slots=True)
class Summary:
    """A period. Days and hours are those of the place whose time zone was given.

    ``first_day`` and ``last_day`` (inclusive) are what was asked for. ``undated`` viewings began
    when no clock could be trusted: they are counted by film, and by no day.
    """

    first_day: date
    last_day: date
    viewings: int = 0
    identified: int = 0
    undated: int = 0
    played_wall_ms: int = 0
    films: list[FilmFigures] = field(default_factory=list)
    plays: list[PlayFigures] = field(default_factory=list)
    by_day: Counter[date] = field(default_factory=Counter)
    by_hour: Counter[int] = field(default_factory=Counter)
    visits: int = 0
    outcomes: Counter[VisitOutcome] = field(default_factory=Counter)
    devices: Counter[str] = field(default_factory=Counter)


def summarise(
    viewings: Iterable[PastViewing],
    visits: Iterable[Visit],
    plays: Sequence[ProofOfPlay],
    *,
    first_day: date,
    last_day: date,
    zone: tzinfo | None = None,
) -> Summary:
    """Add a period up. ``zone`` is the time zone of days and hours, the machine's if None."""
    summary = Summary(first_day, last_day)
    films: dict[str, FilmFigures] = {}
    for viewing in viewings:
        key = asset_key(viewing.asset)
        films.setdefault(key, FilmFigures(viewing.asset.name, key)).add(viewing)
        summary.viewings += 1
        summary.identified += viewing.is_identified
        summary.played_wall_ms += viewing.played_wall_ms
        summary.devices[viewing.device] += 1
        if viewing.opened_ms is None:
            summary.undated += 1
        else:
            moment = local(viewing.opened_ms, zone)
            summary.by_day[moment.date()] += 1
            summary.by_hour[moment.hour] += 1
    shown: dict[str, PlayFigures] = {}
    for play in plays:
        item = shown.setdefault(play.item, PlayFigures(play.name, play.item))
        item.runs += 1
        item.full_runs += play.is_full
        item.shown_ms += max(play.ended_ms - play.started_ms, 0)
    for visit in visits:
        summary.visits += 1
        summary.outcomes[visit.outcome] += 1
    summary.films = sorted(films.values(), key=lambda film: (-film.viewings, film.name))
    summary.plays = sorted(shown.values(), key=lambda item: (-item.runs, item.name))
    return summary


def asset_key(asset: Asset) -> str:
    """Return what makes two viewings viewings of the same film: its content, not its name."""
    if asset.media_bridge_id is not None:
        return str(asset.media_bridge_id)
    return asset.external_id or asset.media_url or asset.name


def local(moment_ms: UnixMs, zone: tzinfo | None = None) -> datetime:
    """Return a moment in a time zone, the machine's if None."""
    return datetime.fromtimestamp(moment_ms / 1000, zone).astimezone(zone)
