"""Who watched: viewers attached to sessions, by hand or once the CRM knows them.

Knows: that a session is attached once, and never given to somebody else; why rows are held.
Must never know: how a contact is looked up, or what is sent.
"""

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

from tracker.model.delivery import HeldReason
from tracker.model.errors import SettingsError
from tracker.model.media import Viewer
from tracker.model.people import Consent, Person
from tracker.model.phrases import phrase
from tracker.model.units import UnixMs
from tracker.storage import ledger, sessions
from tracker.storage.database import Database

_HIGHEST_ID = 2**63 - 1

# The first terms are those of the partial index; the rest asks for rows that wait for a look-up.
_WAITING = f"""
SELECT s.session_id, s.email, s.badge, s.consent IS NOT NULL FROM session s
WHERE s.contact_id IS NULL AND s.contact_utk IS NULL
  AND (s.email IS NOT NULL OR s.badge IS NOT NULL)
  AND EXISTS(SELECT 1 FROM outbox o
             WHERE o.session_id=s.session_id AND o.held='{HeldReason.NO_VIEWER.value}')
ORDER BY s.opened_ms LIMIT ?
"""  # noqa: S608 - constants only


class People:
    """A ``PeopleQueue`` in the profile's database. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)

    def waiting(self, limit: int) -> list[Person]:
        """Return at most ``limit`` people who have not been looked up yet, the oldest first."""
        return [
            Person(session_id, Viewer(email=email, badge=badge), bool(has_consent))
            for session_id, email, badge, has_consent in self._database.rows(_WAITING, (limit,))
        ]

    def attach(self, person: Person, contact_id: int, *, now_ms: UnixMs, reason: str) -> int:
        """Attach a contact to the person's session alone; return how many rows that released."""
        with self._database.transaction():
            if not self._is_still(person):
                return 0
            viewer = Viewer(contact_id=contact_id)
            return attach_viewer(
                self._database, person.session_id, viewer, now_ms=now_ms, reason=reason
            )

    def mark_unknown(self, person: Person) -> int:
        """Hold the rows of a person of whom the CRM has no contact; return their number."""
        with self._database.transaction():
            if not self._is_still(person):
                return 0
            return self._database.change(
                "UPDATE outbox SET held=? WHERE session_id=? AND held IS NOT NULL",
                (HeldReason.UNKNOWN_CONTACT.value, person.session_id),
            )

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _is_still(self, person: Person) -> bool:
        """Whether nobody has named another viewer since the question was asked."""
        session = sessions.read_session(self._database, person.session_id)
        if session is None or session.viewer.is_deliverable:
            return False
        asked, known = person.viewer, session.viewer
        return (asked.email, asked.badge) == (known.email, known.badge)


def attach_viewer(
    database: Database,
    session_id: str,
    viewer: Viewer,
    *,
    now_ms: UnixMs,
    reason: str,
    consent: Consent | None = None,
) -> int:
    """Attach a viewer to a session, inside the caller's transaction; return the released rows.

    Naming the same viewer again changes nothing, except that one whom the CRM did not know is
    looked up once more; an address that the CRM does not know may be replaced.
    Raise SettingsError for an unknown session, one that belongs to somebody else, or a contact
    id that no contact can have.
    """
    if viewer.contact_id is not None and not 0 < viewer.contact_id <= _HIGHEST_ID:
        raise SettingsError(
            phrase("Errors", "{contact_id} cannot be the id of a contact.").format(
                contact_id=viewer.contact_id
            ),
            hint=phrase("Errors", "The id is the number in the address of the contact's page."),
        )
    session = sessions.read_session(database, session_id)
    if session is None:
        raise SettingsError(
            phrase("Errors", "There is no session {session_id}.").format(session_id=session_id),
            hint=phrase(
                "Errors", "`tracker outbox list --state held` shows the sessions that wait."
            ),
        )
    known = session.viewer
    if not viewer.is_deliverable and _ask_again(database, session_id):
        known = replace(known, email=None, badge=None)
    merged = _merged(known, viewer)
    if merged is None:
        raise SettingsError(
            phrase("Errors", "Session {session_id} already belongs to {who}.").format(
                session_id=session_id, who=_name(session.viewer)
            ),
            hint=phrase("Errors", "A session is attached once; what it holds is that viewer's."),
        )
    if consent is not None:
        database.change(
            "UPDATE session SET consent=? WHERE session_id=?",
            (json.dumps(asdict(consent), sort_keys=True), session_id),
        )
    if merged == session.viewer:
        return 0
    sessions.write_viewer(database, session_id, merged, now_ms=now_ms, reason=reason)
    ledger.enter_session(database, session_id, ledger.IDENTIFIED, at_ms=now_ms)
    if not merged.is_deliverable:
        return 0
    return database.change(
        "UPDATE outbox SET held=NULL WHERE session_id=? AND held IS NOT NULL", (session_id,)
    )


def _ask_again(database: Database, session_id: str) -> bool:
    """Make the rows of an unknown contact wait for a new look-up; False if there were none."""
    return (
        database.change(
            "UPDATE outbox SET held=? WHERE session_id=? AND held=?",
            (HeldReason.NO_VIEWER.value, session_id, HeldReason.UNKNOWN_CONTACT.value),
        )
        > 0
    )


def _merged(present: Viewer, named: Viewer) -> Viewer | None:
    """Return the viewer with what is newly known, or None if the two are not the same."""
    known = {
        field.name: value
        for field in fields(Viewer)
        if (value := getattr(named, field.name)) is not None
    }
    if any(getattr(present, name) not in (None, value) for name, value in known.items()):
        return None
    merged = replace(present, **known)
    return None if present.is_deliverable and merged != present else merged


def _name(viewer: Viewer) -> str:
    if viewer.contact_id is not None:
        return phrase("Errors", "contact {contact_id}").format(contact_id=viewer.contact_id)
    if viewer.email:
        return viewer.email
    if viewer.badge:
        return phrase("Errors", "badge {badge}").format(badge=viewer.badge)
    return phrase("Errors", "another viewer")
