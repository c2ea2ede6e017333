"""What is stored proves itself, and every kind of tampering is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.builders import (
    ADA,
    WALL_MS,
    checkpoint,
    evidence,
    played,
    quartile,
    queue_events,
)
from tests.storage.viewings import HALF, WHOLE, deliver, record
from tracker.app.audit import RulesAuditor
from tracker.engagement.rules import EngagementRules
from tracker.model.delivery import Doubtful, Rejected, RetryCause
from tracker.model.media import ANONYMOUS
from tracker.storage import ledger
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.proof import Problem
from tracker.storage.rows import ImmutableColumns
from tracker.storage.verify import Verification, Verifier


def verify(profile: Path) -> tuple[list[Problem], Verification]:
    """Return the problems, and what was looked at."""
    verifier = Verifier(profile, RulesAuditor(EngagementRules()))
    steps: list[tuple[int, int]] = []
    problems = list(verifier.problems(lambda done, total: steps.append((done, total))))
    verifier.close()
    assert steps == sorted(steps)
    assert len({total for _, total in steps}) <= 1
    assert verifier.found.problems == len(problems)
    if not problems and steps:
        assert steps[-1][0] == steps[-1][1]
    return problems, verifier.found


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a queue with rows in several states, of four viewings."""
    record(tmp_path, "whole", WHOLE)
    record(tmp_path, "half", HALF)
    deliver(tmp_path)
    record(tmp_path, "waits", WHOLE)
    deliver(tmp_path, 3)
    record(tmp_path, "nobody", HALF, viewer=ANONYMOUS)
    return tmp_path


def change(profile: Path, sql: str, *arguments: object) -> int:
    """Change the database behind the program's back; return how many rows that met."""
    database = Database(profile)
    with database.transaction():
        count = database.change(sql, arguments)
    database.close()
    return count


def test_what_was_really_recorded_verifies(profile: Path) -> None:
    """All rows, entries, quartiles and maps, and every session once more from its samples."""
    problems, found = verify(profile)
    assert problems == []
    assert (found.rows, found.entries) == (7 + 5 + 7 + 5, 7 + 5 + 3)
    assert (found.quartiles, found.attention_spans) == (5 + 3 + 5 + 3, 4)
    assert (found.replayed, found.not_replayed) == (4, 0)
    database = Database(profile)
    assert found.head == ledger.head(database)[1].hex()
    database.close()


def test_an_empty_queue_verifies(tmp_path: Path) -> None:
    """There is nothing to find."""
    assert verify(tmp_path) == ([], Verification(head="00" * 32))


TAMPERING: dict[str, tuple[str, str]] = {
    "an entry changed": ("UPDATE ledger SET status=204 WHERE n=3", "Entry 3"),
    "an entry's person exchanged": (
        "UPDATE ledger SET viewer=(SELECT viewer FROM ledger WHERE n=9) WHERE n=3",
        "Entry 3",
    ),
    "an entry removed": ("DELETE FROM ledger WHERE n=4", "entry 4 is missing"),
    "several entries removed": ("DELETE FROM ledger WHERE n IN (4, 5)", "4 to 5 is missing"),
    "the first entry removed": ("DELETE FROM ledger WHERE n=1", "entry 1 is missing"),
    "the last entry removed": ("DELETE FROM ledger WHERE n=15", "entry 15 of the ledger"),
    "a hash changed": ("UPDATE ledger SET hash=zeroblob(32) WHERE n=6", "Entry 6"),
    "a delivery removed": ("DELETE FROM delivered WHERE entry=2", "its record is gone"),
    "a delivery of another status": (
        "UPDATE delivered SET status=202 WHERE entry=2",
        "was changed: status",
    ),
    "a delivery at another time": (
        "UPDATE delivered SET told_ms=told_ms+1 WHERE entry=2",
        "was changed: told_ms",
    ),
    "a delivery to somebody else": (
        "UPDATE delivered SET contact_id=4712 WHERE entry=2",
        "was changed: contact_id",
    ),
    "a delivery to nobody": (
        "UPDATE delivered SET contact_id=NULL WHERE entry=2",
        "was changed: contact_id",
    ),
    "a delivery that never was": (
        "INSERT INTO delivered SELECT 999, randomblob(16), session_id, kind, percent, "
        "occurred_ms, contact_id, portal_id, at_ms, status, sends, told_ms, clock, 0 "
        "FROM delivered WHERE entry=2",
        "1 rows are delivered or dead without an entry",
    ),
    "a delivery that leans on another's entry": (
        "INSERT INTO delivered SELECT 999, randomblob(16), session_id, kind, percent, "
        "occurred_ms, contact_id, portal_id, at_ms, status, sends, told_ms, clock, 2 "
        "FROM delivered WHERE entry=2",
        "Row 999 is delivered, but entry 2",
    ),
    "evidence exchanged": (
        "UPDATE evidence SET payload=(SELECT payload FROM evidence WHERE seq=4) WHERE seq=3",
        "was changed: evidence",
    ),
    "evidence removed": ("DELETE FROM evidence WHERE seq=3", "evidence of row 3 is gone"),
    "a salt removed": (
        "UPDATE session SET salt=NULL WHERE session_id='whole'",
        "Session whole lost its salt",
    ),
    "a queued row changed": (
        "UPDATE outbox SET occurred_ms=occurred_ms+1 WHERE seq=17",
        "Row 17 is damaged",
    ),
    "a queued row of another percentage": ("UPDATE outbox SET percent=25 WHERE seq=17", "Row 17"),
    "samples removed": (
        "DELETE FROM sample WHERE n IN "
        "(SELECT n FROM sample WHERE session_id='waits' ORDER BY n DESC LIMIT 2)",
        "Session waits: its samples do not earn 100 %",
    ),
    "samples exchanged": (
        "UPDATE sample SET session_id=iif(session_id='whole', 'half', 'whole') "
        "WHERE session_id IN ('whole', 'half')",
        "Session half: its samples earn also 75 %, 100 %",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(profile: Path, what: str) -> None:
    """And named, with the cure."""
    sql, message = TAMPERING[what]
    assert change(profile, sql) > 0
    problems, _ = verify(profile)
    assert any(message in problem.message for problem in problems), problems
    assert all(problem.message.endswith(".") and problem.cure for problem in problems)


@pytest.mark.parametrize("change_of", ["sent_body=x'7b7d'", "told_ms=told_ms+1", "clock='bounded'"])
def test_what_was_sent_and_changed_since_is_found(profile: Path, change_of: str) -> None:
    """The body of a row in doubt, and the time that it told."""
    outbox = Outbox(profile)
    assert outbox.take_lead()
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b'{"n":1}')
    answer = Doubtful(RetryCause.NETWORK, "No answer.")
    outbox.settle(row, answer, now_ms=WALL_MS, next_try_ms=WALL_MS)
    outbox.close()
    assert verify(profile)[0] == []
    assert change(profile, f"UPDATE outbox SET {change_of} WHERE seq=?", row.seq) == 1  # noqa: S608
    [problem] = verify(profile)[0]
    assert "the checksum of what was sent does not hold" in problem.message


def test_two_entries_that_change_places_are_found(profile: Path) -> None:
    """Order is a part of the proof."""
    columns = "seq, dedupe, session_id, kind, percent, occurred_ms, told_ms, payload, body, hash"
    database = Database(profile)
    with database.transaction():
        first, second = (
            database.rows(f"SELECT {columns} FROM ledger WHERE n=?", (n,))[0]  # noqa: S608
            for n in (4, 5)
        )
        sets = ", ".join(f"{name}=?" for name in columns.split(", "))
        database.change(f"UPDATE ledger SET {sets} WHERE n=4", second)  # noqa: S608
        database.change(f"UPDATE ledger SET {sets} WHERE n=5", first)  # noqa: S608
    database.close()
    problems, _ = verify(profile)
    assert {problem.entry for problem in problems} >= {4, 5}


def forge(profile: Path, seq: int, edit: Callable[[dict[str, object]], None]) -> None:
    """Change a queued row's facts and make its checksum hold again."""
    database = Database(profile)
    names = "dedupe, session_id, session_ord, kind, percent, occurred_ms, boot_id, boot_ms, payload"
    with database.transaction():
        [row] = database.rows(f"SELECT {names} FROM outbox WHERE seq=?", (seq,))  # noqa: S608
        facts = json.loads(row[-1])
        edit(facts)
        payload = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
        crc = ImmutableColumns(*[*row[:-1], payload]).crc()
        database.change("UPDATE outbox SET payload=?, crc=? WHERE seq=?", (payload, crc, seq))
    database.close()


def quartile_facts(**changes: object) -> Callable[[dict[str, object]], None]:
    """Return an edit of a quartile's evidence."""

    def edit(facts: dict[str, object]) -> None:
        evidence = facts["evidence"]
        assert isinstance(evidence, dict)
        evidence.update(changes)

    return edit


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (quartile_facts(intervals="0,10"), "not those that it was made of"),
        (quartile_facts(duration_ms=60_000), "no setting asks for"),
        (quartile_facts(duration_ms=60_000, needed_ms=None), "are needed"),
        (quartile_facts(duration_ms=None), "no duration"),
        (lambda facts: facts.update(quartile=25), "its facts say otherwise"),
        (lambda facts: facts.update(v=2), "cannot be read"),
        (lambda facts: facts.pop("evidence"), "cannot be read"),
        (quartile_facts(intervals="zAAAA"), "cannot be read"),
    ],
)
def test_a_forged_quartile_is_found(
    profile: Path, edit: Callable[[dict[str, object]], None], message: str
) -> None:
    """Even with a checksum that holds: its evidence must earn it."""
    forge(profile, 17, edit)  # the quartile 75 of the session that waits
    problems, _ = verify(profile)
    assert [problem.seq for problem in problems if message in problem.message] == [17]


def test_evidence_that_is_consistent_but_never_was_is_found_by_the_samples(profile: Path) -> None:
    """A quartile that nobody watched, with intervals, digest and checksum made to fit."""
    event = replace(quartile("nobody", 100), evidence=evidence((0, 12_000)))
    journal = Journal(profile)
    journal.append([event], checkpoint("nobody"))
    journal.close()
    problems, _ = verify(profile)
    assert any("samples do not earn 100 %" in problem.message for problem in problems)


def test_a_quartile_that_was_lost_is_found_by_the_samples(profile: Path) -> None:
    """The samples earn it, and it is nowhere."""
    assert change(profile, "DELETE FROM outbox WHERE session_id='waits' AND percent=75") == 1
    [problem] = verify(profile)[0]
    assert problem.message == "Session waits: its samples earn also 75 %."
    assert (problem.kind, problem.session_id) == ("samples", "waits")


def test_a_map_that_leaves_out_what_was_watched_is_found(profile: Path) -> None:
    """Map and quartiles come from the same intervals, and cannot disagree."""

    def edit(facts: dict[str, object]) -> None:
        facts["spans"] = "1x19,0x1"

    [(seq,)] = look(profile, "SELECT seq FROM outbox WHERE session_id='waits' AND percent IS NULL")
    forge(profile, seq, edit)
    assert ["attention map" in problem.message for problem in verify(profile)[0]] == [True]


def look(profile: Path, sql: str) -> list[tuple[int, ...]]:
    """Read from the database."""
    database = Database(profile)
    found = database.rows(sql)
    database.close()
    return found


def test_who_was_forgotten_leaves_nothing_to_complain_of(profile: Path) -> None:
    """The erasure is in the ledger, so what is missing was taken away rightly."""
    forgetter = Forgetter(profile)
    forgetter.forget_session("whole")
    forgetter.forget_session("waits")
    forgetter.close()
    problems, found = verify(profile)
    assert problems == []
    assert found.erased == 14


def test_what_was_let_go_of_is_not_missed(profile: Path) -> None:
    """The chain goes on from its anchor, and a session that lost its first rows is no fraud."""
    database = Database(profile)
    [(at_ms,)] = database.rows("SELECT max(at_ms) FROM ledger")
    with database.transaction():
        assert ledger.prune(database, before_ms=at_ms, excess=13) == 13
    database.close()
    problems, found = verify(profile)
    assert problems == []
    assert found.entries == 2


def test_late_names_and_dead_rows_verify(profile: Path) -> None:
    """Each has an entry of its own."""
    browser = OutboxBrowser(profile)
    browser.identify("nobody", ADA, now_ms=WALL_MS, reason="badge")
    browser.close()
    outbox = Outbox(profile)
    assert outbox.take_lead()
    row = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], b"{}")
    assert row is not None
    outbox.settle(row, Rejected(400, "no"), now_ms=WALL_MS, next_try_ms=WALL_MS)
    outbox.close()
    deliver(profile)
    problems, found = verify(profile)
    assert problems == []
    assert found.entries == 15 + 1 + 1 + 4 + 4


def test_a_viewing_that_runs_is_not_complained_of(tmp_path: Path) -> None:
    """Its last quartile may be held back, its map comes at the end."""
    record(tmp_path, "running", WHOLE[:50], is_over=False)
    problems, found = verify(tmp_path)
    assert problems == []
    assert found.replayed == 1


def test_rows_without_samples_verify_by_their_evidence(tmp_path: Path) -> None:
    """The ring is short; the evidence is not."""
    queue_events(tmp_path, "s", [played("s")])
    record(tmp_path, "whole", WHOLE)
    change(tmp_path, "DELETE FROM sample WHERE n=1")
    problems, found = verify(tmp_path)
    assert problems == []
    assert (found.quartiles, found.not_replayed) == (5, 1)


def test_other_rules_are_not_recomputed(profile: Path) -> None:
    """What another version of the rules earned is not judged by today's."""
    RulesAuditor.rules_version, version = 2, RulesAuditor.rules_version
    try:
        problems, found = verify(profile)
    finally:
        RulesAuditor.rules_version = version
    assert problems == []
    assert (found.quartiles, found.other_rules, found.replayed) == (0, 16, 0)
