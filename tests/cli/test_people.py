"""People on the command line: named by address or badge, looked up, or waiting for a person."""

import time
from pathlib import Path

import pytest

from tests.builders import Take
from tests.cli.command import TOKEN, credential, tracker
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.samples import SampleKind
from tracker.model.units import MonotonicNs


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a place for a profile."""
    return tmp_path / "profile"


@pytest.fixture
def session_id(profile: Path, tmp_path: Path) -> str:
    """Return a session that waits for a viewer."""
    return viewed(profile, tmp_path)


def viewed(profile: Path, tmp_path: Path, *, days_ago: int = 0) -> str:
    """Store a viewing of so many days ago; return its session."""
    trace = tmp_path / f"hall-{days_ago}.jsonl"
    take = Take(20_000)
    if days_ago:
        take.add(SampleKind.WALL, wall_ms=round((time.time() - days_ago * 86_400) * 1000))
    samples = take.play(20_000).end().samples
    trace.write_text("".join(trace_row(item, MonotonicNs(0)) + "\n" for item in samples))
    found: str = tracker(profile, "replay", trace, "--store", "--json").lines[0]["session_id"]
    return found


def test_an_address_named_offline_is_delivered_later(
    profile: Path, session_id: str, tmp_path: Path
) -> None:
    """Looked up by the next sync, and sent with the contact's id."""
    named = tracker(profile, "identify", session_id, "--email", "ada@example.test")
    assert named.status == 0
    (stats,) = tracker(profile, "outbox", "stats", "--json").lines
    assert stats["held"] == 7
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN, contacts=["ada@example.test=101"]) as server:
        finished = tracker(
            profile, "sync", "--json", **token, TRACKER_HUBSPOT_BASE_URL=server.base_url
        )
    assert finished.status == 0
    assert finished.lines[-1]["delivered"] == 7
    assert {(entry.fields or {}).get("contactId") for entry in server.accepted} == {101}


def test_an_unknown_contact_is_seen_and_mended(
    profile: Path, session_id: str, tmp_path: Path
) -> None:
    """By the contact's id."""
    named = tracker(profile, "identify", session_id, "--badge", "H5-42")
    assert (named.status, "badge_property" in named.err) == (0, True)
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        reached = {**token, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        synced = tracker(profile, "sync", TRACKER_BADGE_PROPERTY="badge", **reached)
        assert synced.status == 0
        rows = tracker(profile, "outbox", "list", "--state", "held", "--json").lines
        assert [(row["state"], row["reason"]) for row in rows] == [("held", "unknown-contact")] * 7
        tracker(profile, "identify", session_id, "--contact-id", "9")
        finished = tracker(profile, "sync", "--json", **reached)
    assert finished.lines[-1]["delivered"] == 7


def test_a_contact_is_made_only_with_consent(
    profile: Path, session_id: str, tmp_path: Path
) -> None:
    """The text that was agreed to comes from the settings, and its absence is told."""
    arguments = ("identify", session_id, "--email", "eve@example.test", "--consent")
    refused = tracker(profile, *arguments)
    assert (refused.status, "consent_text" in refused.err) == (1, True)
    assert tracker(profile, *arguments, TRACKER_CONSENT_TEXT="Yes, write to me.").status == 0
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        reached = {**token, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        finished = tracker(
            profile, "sync", "--json", TRACKER_CREATE_CONTACTS="with-consent", **reached
        )
    assert finished.lines[-1]["delivered"] == 7
    assert [entry.method for entry in server.received][:2] == ["GET", "POST"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["identify", "s"], 2, "--email"),
        (["identify", "s", "--email", "ada"], 1, "not an email address"),
        (["identify", "s", "--email", "a@b", "--badge", "c"], 2, "one of"),
        (["identify", "s", "--badge", "a\tb"], 1, "badge"),
        (["play", "film.mp4", "--email", "a b@c"], 1, "not an email address"),
        (["sandbox", "--contact", "ada"], 1, "--contact"),
    ],
)
def test_a_person_named_wrongly_gets_a_sentence(
    profile: Path, arguments: list[str], status: int, words: str
) -> None:
    """2 for usage, 1 for the rest."""
    finished = tracker(profile, *arguments)
    assert (finished.status, words in finished.err) == (status, True)


def test_a_person_is_forgotten_by_address(profile: Path, session_id: str) -> None:
    """Nothing of theirs can be sent any more, and no file knows them."""
    tracker(profile, "identify", session_id, "--email", "planted@example.test")
    (done,) = tracker(profile, "forget", "--email", "planted@example.test", "--json").lines
    assert done == {"sessions": 1, "given_up": 7, "delivered": 0}
    (stats,) = tracker(profile, "outbox", "stats", "--json").lines
    assert (stats["held"], stats["dead"]) == (0, 7)
    files = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file())
    assert b"planted@example.test" not in files
    assert "nothing to forget" in tracker(profile, "forget", "--email", "nobody@b.test").out
    assert tracker(profile, "forget").status == 2
    assert tracker(profile, "forget", "nobody").status == 1


def test_people_of_long_ago_are_erased_and_the_proof_of_sending_stays(
    profile: Path, tmp_path: Path
) -> None:
    """Address, badge, consent and contact leave every file; verify agrees before and after."""
    old = viewed(profile, tmp_path, days_ago=40)
    badged = viewed(profile, tmp_path, days_ago=50)
    new = viewed(profile, tmp_path)
    told = {"TRACKER_CONSENT_TEXT": "planted consent text", "TRACKER_BADGE_PROPERTY": "badge"}
    for session_id, how, who in (
        (old, "--email", "planted.old@example.test"),
        (badged, "--badge", "planted-badge-17"),
        (new, "--email", "recent@example.test"),
    ):
        named = tracker(profile, "identify", session_id, how, who, "--consent", **told)
        assert named.status == 0, named.err
    token = credential(tmp_path / "credentials")
    known = ["planted.old@example.test=4711000333", "badge:planted-badge-17=4711000444"]
    with Sandbox(token=TOKEN, contacts=[*known, "recent@example.test=9"]) as server:
        reached = {**token, **told, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        sent = tracker(profile, "sync", "--json", **reached)
        assert sent.lines[-1]["delivered"] == 21
        (before,) = tracker(profile, "outbox", "verify", "--json").lines
        again = tracker(profile, "sync", "--json", TRACKER_PERSON_DAYS="30", **reached)
        assert (again.status, len(server.accepted)) == (0, 21)
    assert before["problems"] == 0
    verified = tracker(profile, "outbox", "verify", "--json")
    (after,) = verified.lines
    assert (verified.status, after["problems"]) == (0, 0)
    rows = tracker(profile, "outbox", "list", "--json").lines
    assert {row["state"] for row in rows} == {"delivered"}
    assert {row["session_id"]: row["contact_id"] for row in rows} == {
        old: None,
        badged: None,
        new: 9,
    }
    files = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file())
    planted = (b"planted.old", b"planted-badge", b"4711000333", b"4711000444")
    assert [text for text in planted if text in files] == []
    assert b"recent@example.test" in files


def test_people_of_long_ago_expire_with_the_next_sync(
    profile: Path, session_id: str, tmp_path: Path
) -> None:
    """Where a setting says so; recent ones stay."""
    tracker(profile, "identify", session_id, "--contact-id", "101")
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        reached = {**token, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        finished = tracker(profile, "sync", "--json", TRACKER_PERSON_DAYS="30", **reached)
    assert finished.lines[-1]["delivered"] == 7
    rows = tracker(profile, "outbox", "list", "--json").lines
    assert {row["contact_id"] for row in rows} == {101}
