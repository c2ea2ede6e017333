"""Everything that is stored, recomputed: rows, ledger, evidence, raw samples.

Knows: what is stored where, and in which order it is read.
Must never know: the rules: an ``Auditor`` that knows them is handed in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import Protocol

from tracker.model.events import AttentionSpan, QuartileReached
from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage import counts, ledger
from tracker.storage.database import Database
from tracker.storage.facts import decode_event, has_whole_evidence
from tracker.storage.holdings import Holding, read_holdings
from tracker.storage.proof import CHANGED_CURE, Problem, check_ledger, erased_sessions
from tracker.storage.ring import read_samples
from tracker.storage.rows import CHECKED_COLUMNS, damage_of

_PAGE_ROWS = 500

_REPORT_CURE = "Export the queue with `tracker outbox export` and report it with that file."
_MENDED_CURE = (
    "When it is its turn it goes to the dead letters, or is built anew where only what was sent "
    "is damaged; the others are not touched."
)

Progress = Callable[[int, int], None]
"""Told of so many steps done of so many."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What raw samples come to under the rules of today.

    ``at_least`` has the quartiles (in percent) that they earn whatever the settings say,
    ``at_most`` those that they can have earned. ``covered_ms`` is what they say was watched,
    right up to ``tolerance_ms``.
    """

    at_least: frozenset[int]
    at_most: frozenset[int]
    covered_ms: int
    tolerance_ms: int


class Auditor(Protocol):
    """Whoever knows the rules. Each sentence says what does not agree; None means it does."""

    rules_version: int
    """The version of the rules that it knows."""

    def doubt_quartile(self, reached: QuartileReached) -> str | None:
        """Recompute a quartile from its evidence."""

    def doubt_attention(
        self, span: AttentionSpan, quartiles: Sequence[QuartileReached]
    ) -> str | None:
        """Compare an attention map with itself and with the session's quartiles."""

    def replay(self, asset: Asset, rows: Iterable[str], *, is_over: bool) -> Replayed | None:
        """Run raw samples again; None where they are not a whole session from its opening."""


@dataclass(slots=True)
class Verification:
    """What was looked at. ``other_rules`` were earned under rules of another version.

    ``unproven`` quartiles have more intervals than fit a row, and ``erased`` rows belong to
    people who were forgotten. ``head`` is the hash of the ledger's last entry, in hexadecimal.
    """

    rows: int = 0
    entries: int = 0
    quartiles: int = 0
    attention_spans: int = 0
    replayed: int = 0
    not_replayed: int = 0
    other_rules: int = 0
    unproven: int = 0
    erased: int = 0
    corrected_clocks: int = 0
    problems: int = 0
    head: str = ""


@dataclass(slots=True)
class _Session:
    """What the rows say of one session."""

    asset: Asset | None = None
    quartiles: dict[int, QuartileReached] = field(default_factory=dict)
    attention: AttentionSpan | None = None
    is_of_today: bool = True


class Verifier:
    """Checks one profile's database. Use it only in the thread that made it."""

    def __init__(self, profile: Path, auditor: Auditor) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)
        self._auditor = auditor
        self._sessions: defaultdict[str, _Session] = defaultdict(_Session)
        self.found = Verification()

    def problems(self, on_progress: Progress = lambda *_: None) -> Iterator[Problem]:
        """Yield what does not agree, as of one moment; ``found`` is complete at the end."""
        with self._database.snapshot():
            done, total = 0, self._total()
            for step in self._steps():
                if isinstance(step, Problem):
                    self.found.problems += 1
                    yield step
                else:
                    done += step
                    on_progress(min(done, total), total)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _total(self) -> int:
        database = self._database
        stats = counts.read_stats(database)
        queued = stats.unsettled + stats.held
        entries = ledger.head(database)[0] - ledger.anchor(database)[0]
        sessions = database.rows("SELECT count(DISTINCT session_id) FROM sample")[0][0]
        return queued + entries + queued + stats.delivered + stats.dead + int(sessions)

    def _steps(self) -> Iterator[Problem | int]:
        """Yield problems, and in between how many steps have been done."""
        erased = erased_sessions(self._database)
        yield from self._check_sums()
        number = ledger.anchor(self._database)[0]
        for step in check_ledger(self._database, erased):
            if isinstance(step, Problem):
                yield step
            else:
                yield step - number
                self.found.entries += step - number
                number = step
        self.found.head = ledger.head(self._database)[1].hex()
        for holding in read_holdings(self._database):
            yield from self._check_holding(holding, erased)
            yield 1
        for session_id, session in self._sessions.items():
            yield from self._check_session(session_id, session)
        yield from self._replay()

    def _check_sums(self) -> Iterator[Problem | int]:
        after = 0
        while page := self._database.rows(
            f"SELECT seq, session_id, {CHECKED_COLUMNS} FROM outbox WHERE seq>? "  # noqa: S608 - constants only
            "ORDER BY seq LIMIT ?",
            (after, _PAGE_ROWS),
        ):
            for seq, session_id, *columns in page:
                if damage := damage_of(columns):
                    message = f"Row {seq} is damaged: {damage}."
                    yield Problem("row", message, _MENDED_CURE, seq=seq, session_id=session_id)
            after = page[-1][0]
            yield len(page)

    def _check_holding(self, holding: Holding, erased: set[str]) -> Iterator[Problem]:
        """Recompute a row from its own evidence."""
        self.found.rows += 1
        self.found.corrected_clocks += holding.clock is not None
        if holding.payload is None:
            self.found.erased += holding.session_id in erased
            return
        told_ms = holding.occurred_ms if holding.told_ms is None else holding.told_ms
        try:
            event, asset = decode_event(
                holding.payload, session_id=holding.session_id, occurred_ms=UnixMs(told_ms)
            )
            is_whole = not isinstance(event, QuartileReached) or has_whole_evidence(holding.payload)
        except ValueError:
            yield _about(holding, f"The facts of row {holding.seq} cannot be read.", CHANGED_CURE)
            return
        session = self._sessions[holding.session_id]
        session.asset = asset
        if isinstance(event, AttentionSpan):
            session.attention = event
        elif isinstance(event, QuartileReached):
            yield from self._check_quartile(holding, event, session, is_whole=is_whole)

    def _check_quartile(
        self, holding: Holding, event: QuartileReached, session: _Session, *, is_whole: bool
    ) -> Iterator[Problem]:
        session.quartiles[int(event.quartile)] = event
        if int(event.quartile) != holding.percent:
            message = (
                f"Row {holding.seq} is listed as {holding.percent} %, its facts say otherwise."
            )
            yield _about(holding, message, CHANGED_CURE)
        if event.evidence.rules_version != self._auditor.rules_version:
            session.is_of_today = False
            self.found.other_rules += 1
        elif not is_whole and not event.evidence.intervals:
            self.found.unproven += 1
        elif not is_whole:
            message = f"The intervals of row {holding.seq} are not those that it was made of."
            yield _about(holding, message, CHANGED_CURE)
        else:
            self.found.quartiles += 1
            if (doubt := self._auditor.doubt_quartile(event)) is not None:
                message = f"Row {holding.seq}, quartile {holding.percent} %: {doubt}"
                yield _about(holding, message, _REPORT_CURE)

    def _check_session(self, session_id: str, session: _Session) -> Iterator[Problem]:
        span = session.attention
        if span is None or not session.is_of_today:
            return
        self.found.attention_spans += 1
        doubt = self._auditor.doubt_attention(span, list(session.quartiles.values()))
        if doubt is not None:
            message = f"Session {session_id}, attention map: {doubt}"
            yield Problem("evidence", message, _REPORT_CURE, session_id=session_id)

    def _replay(self) -> Iterator[Problem | int]:
        """Run what the ring still has through the rules, and compare with what was queued."""
        was_shed = self._database.row("SELECT 1 FROM meta WHERE k='shed' AND v>0") is not None
        after = ""
        while found := self._database.row(
            "SELECT s.session_id, s.closed_ms IS NOT NULL FROM session s WHERE s.session_id="
            "(SELECT min(session_id) FROM sample WHERE session_id>?)",
            (after,),
        ):
            after, is_over = found
            yield from self._replay_session(after, is_over=bool(is_over), may_lack=was_shed)
            yield 1

    def _replay_session(
        self, session_id: str, *, is_over: bool, may_lack: bool
    ) -> Iterator[Problem]:
        session = self._sessions.get(session_id)
        if session is None or session.asset is None or not session.is_of_today:
            self.found.not_replayed += 1
            return
        rows = read_samples(self._database, session_id)
        replayed = self._auditor.replay(session.asset, rows, is_over=is_over)
        if replayed is None:
            self.found.not_replayed += 1
            return
        self.found.replayed += 1
        queued = set(session.quartiles)
        # What was delivered long ago may be let go of; the first of a session goes first.
        lacking = frozenset[int]() if may_lack or 0 not in queued else replayed.at_least - queued
        for more, what in ((queued - replayed.at_most, "do not earn"), (lacking, "earn also")):
            if more:
                message = f"Session {session_id}: its samples {what} {_percentages(more)}."
                yield Problem("samples", message, _REPORT_CURE, session_id=session_id)
        span = session.attention
        if span and abs(span.covered_ms - replayed.covered_ms) > replayed.tolerance_ms:
            message = (
                f"Session {session_id}: its samples say that {replayed.covered_ms} ms were "
                f"watched, its attention map says {span.covered_ms} ms."
            )
            yield Problem("samples", message, _REPORT_CURE, session_id=session_id)


def _about(holding: Holding, message: str, cure: str) -> Problem:
    return Problem("evidence", message, cure, seq=holding.seq, session_id=holding.session_id)


def _percentages(quartiles: Iterable[int]) -> str:
    return ", ".join(f"{percent} %" for percent in sorted(quartiles))
