"""The tables, and the numbered steps that lead to them (delivery, 3.1 and 3.7).

Knows: SQL text and ``user_version``.
Must never know: files, locks, or what a row means to anybody.
"""

from functools import cache
from typing import Any

import apsw

from tracker.model.errors import StorageCorruptError, StorageTooNewError
from tracker.model.phrases import phrase

APPLICATION_ID = 0x4D42514F
"""Marks a database file as one of ours, in its header."""

FIRST_PRAGMAS = "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;"
"""Pragmas that only an empty file takes (the first) or that a file remembers (the second)."""

LOG_PAGES = 256
"""The log's length at which it is folded in: 1 MiB."""

CONNECTION_PRAGMAS = f"""
PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={LOG_PAGES}; PRAGMA journal_size_limit=4194304;
PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;
PRAGMA secure_delete=ON;
"""
"""Pragmas that every connection needs; the log never stays larger than 4 MiB.

What is deleted is overwritten, so that neither a curious reader nor a salvage finds it again.
"""

MACOS_PRAGMAS = "PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1;"
"""There a plain flush stops at the drive's own cache (delivery, 1.3)."""

# ``status`` is the one place that derives a row's state: held wins over all else, and doubtful
# is pending that may have been sent before. ``tally`` follows it by triggers, so that counting a
# million rows costs nothing, whoever changes them.
#
# ``crc`` covers dedupe, session_id, session_ord, kind, percent, occurred_ms, boot_id, boot_ms
# and payload. ``attempts`` counts the sends that left this machine or may have.
_FIRST = """
CREATE TABLE meta(k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID;

CREATE TABLE session(
  session_id TEXT PRIMARY KEY,
  opened_ms INTEGER NOT NULL, closed_ms INTEGER,
  boot_id BLOB NOT NULL, boot_ms INTEGER NOT NULL,
  device TEXT NOT NULL, asset TEXT NOT NULL,
  contact_id INTEGER, email TEXT, badge TEXT, contact_utk TEXT, hsenc TEXT,
  identified_ms INTEGER, identified_reason TEXT,
  consent TEXT, flags TEXT NOT NULL DEFAULT '{}',
  next_ord INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX session_opened ON session(opened_ms);
CREATE INDEX session_open ON session(session_id) WHERE closed_ms IS NULL;

CREATE TABLE checkpoint(
  session_id TEXT PRIMARY KEY,
  t_ms INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
  boot_id BLOB NOT NULL, boot_ms INTEGER NOT NULL,
  covered_ms INTEGER NOT NULL, duration_ms INTEGER, duration_source INTEGER NOT NULL,
  position_ms INTEGER, loops INTEGER NOT NULL, played INTEGER NOT NULL,
  earned TEXT NOT NULL, passes BLOB NOT NULL) STRICT;

CREATE TABLE sample(
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id TEXT NOT NULL, at_ms INTEGER NOT NULL, lines TEXT NOT NULL) STRICT;
CREATE INDEX sample_session ON sample(session_id, n);
CREATE INDEX sample_age ON sample(at_ms);

CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  dedupe BLOB NOT NULL UNIQUE CHECK(length(dedupe)=16),
  session_id TEXT NOT NULL, session_ord INTEGER NOT NULL,
  kind TEXT NOT NULL, percent INTEGER, occurred_ms INTEGER NOT NULL,
  boot_id BLOB NOT NULL, boot_ms INTEGER NOT NULL,
  payload BLOB NOT NULL CHECK(length(payload)<=16384),
  crc INTEGER NOT NULL,
  portal_id INTEGER,
  held TEXT CHECK(held IN ('no-viewer', 'unknown-contact')),
  state INTEGER NOT NULL DEFAULT 0 CHECK(state IN (0,1)),
  epoch INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0, maybe_sent INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER NOT NULL DEFAULT 0, last_status INTEGER, last_error TEXT,
  sent_body BLOB,
  status TEXT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN held IS NOT NULL THEN 'held' WHEN state=1 THEN 'in_flight'
    WHEN maybe_sent>0 THEN 'doubtful' ELSE 'pending' END) VIRTUAL,
  CHECK((state=1)=(epoch IS NOT NULL)),
  CHECK(state=0 OR sent_body IS NOT NULL)) STRICT;
CREATE INDEX outbox_session  ON outbox(session_id, session_ord);
CREATE INDEX outbox_inflight ON outbox(seq) WHERE state=1;
CREATE INDEX outbox_ready    ON outbox(seq) WHERE state=0 AND held IS NULL;
CREATE INDEX outbox_later    ON outbox(not_before_ms) WHERE not_before_ms>0;

CREATE TABLE delivered(
  seq INTEGER PRIMARY KEY, dedupe BLOB NOT NULL UNIQUE,
  session_id TEXT NOT NULL, kind TEXT NOT NULL, percent INTEGER, occurred_ms INTEGER NOT NULL,
  contact_id INTEGER, portal_id INTEGER,
  at_ms INTEGER NOT NULL, status INTEGER NOT NULL, sends INTEGER NOT NULL) STRICT;
CREATE TABLE dead(
  seq INTEGER PRIMARY KEY, dedupe BLOB NOT NULL UNIQUE, at_ms INTEGER NOT NULL,
  status INTEGER, reason TEXT NOT NULL, row_json TEXT NOT NULL) STRICT;

CREATE TABLE tally(name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES ('pending', 0), ('held', 0), ('in_flight', 0), ('doubtful', 0),
  ('delivered', 0), ('dead', 0), ('resent', 0);
CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
  UPDATE tally SET n=n+1 WHERE name=new.status; END;
CREATE TRIGGER outbox_changed AFTER UPDATE OF state, held, maybe_sent ON outbox
  WHEN old.status<>new.status BEGIN
  UPDATE tally SET n=n-1 WHERE name=old.status;
  UPDATE tally SET n=n+1 WHERE name=new.status; END;
CREATE TRIGGER outbox_gone AFTER DELETE ON outbox BEGIN
  UPDATE tally SET n=n-1 WHERE name=old.status; END;
CREATE TRIGGER delivered_added AFTER INSERT ON delivered BEGIN
  UPDATE tally SET n=n+1 WHERE name='delivered'; END;
CREATE TRIGGER delivered_gone AFTER DELETE ON delivered BEGIN
  UPDATE tally SET n=n-1 WHERE name='delivered'; END;
CREATE TRIGGER dead_added AFTER INSERT ON dead BEGIN
  UPDATE tally SET n=n+1 WHERE name='dead'; END;
CREATE TRIGGER dead_gone AFTER DELETE ON dead BEGIN
  UPDATE tally SET n=n-1 WHERE name='dead'; END;
"""

# The sessions of people of whom an address or a badge is known, and not yet the contact.
_PEOPLE = """
CREATE INDEX session_person ON session(session_id)
  WHERE contact_id IS NULL AND contact_utk IS NULL AND (email IS NOT NULL OR badge IS NOT NULL);
"""

# ``session.recorder`` names the lock of whoever records it. ``salt`` keys what the ledger says of
# its viewer; without it nobody can tell who that was.
#
# ``outbox.told_ms`` is the time that is told where it is not ``occurred_ms``: fixed together with
# ``sent_body``, and ``clock`` says why. ``clock`` the table has a row for each start of the
# machine: wall time less the machine's own clock, as last believed.
#
# ``ledger`` only grows; each entry's ``hash`` covers the one before it. ``entry`` is the ledger's
# ``n`` for a row, 0 for rows older than the ledger. ``evidence`` has the payloads of what was
# delivered. ``tally`` counts the bytes in ``sample``, too.
_EVIDENCE = """
ALTER TABLE session ADD COLUMN recorder TEXT;
ALTER TABLE session ADD COLUMN salt BLOB;
UPDATE session SET salt=randomblob(16);

ALTER TABLE outbox ADD COLUMN told_ms INTEGER;
ALTER TABLE outbox ADD COLUMN clock TEXT CHECK(clock IN ('corrected', 'bounded'));
ALTER TABLE delivered ADD COLUMN told_ms INTEGER;
ALTER TABLE delivered ADD COLUMN clock TEXT;
ALTER TABLE delivered ADD COLUMN entry INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dead ADD COLUMN entry INTEGER NOT NULL DEFAULT 0;
INSERT INTO meta(k, v)
  SELECT 'older_than_ledger', n FROM (SELECT sum(n) AS n FROM tally
    WHERE name IN ('delivered', 'dead')) WHERE n>0;

CREATE TABLE clock(
  n INTEGER PRIMARY KEY AUTOINCREMENT, boot_id BLOB NOT NULL UNIQUE,
  offset_ms INTEGER, seen_ms INTEGER NOT NULL) STRICT;

CREATE TABLE ledger(
  n INTEGER PRIMARY KEY, act TEXT NOT NULL, seq INTEGER, dedupe BLOB, session_id TEXT NOT NULL,
  kind TEXT, percent INTEGER, occurred_ms INTEGER, told_ms INTEGER,
  payload BLOB, body BLOB, viewer BLOB, status INTEGER, sends INTEGER, at_ms INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK(length(hash)=32)) STRICT;
CREATE TABLE evidence(seq INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;

INSERT INTO tally SELECT 'sample_bytes', coalesce(sum(octet_length(lines)), 0) FROM sample;
CREATE TRIGGER sample_added AFTER INSERT ON sample BEGIN
  UPDATE tally SET n=n+octet_length(new.lines) WHERE name='sample_bytes'; END;
CREATE TRIGGER sample_gone AFTER DELETE ON sample BEGIN
  UPDATE tally SET n=n-octet_length(old.lines) WHERE name='sample_bytes'; END;
"""

# A stand's visits, from the first touch to the last; who came is known by the visit's sessions
# alone, so that forgetting a person stays one thing. ``proof_of_play`` has a row for each time
# that a film ran for nobody in particular, up to ``ended_ms`` as far as that is known.
_STAND = """
ALTER TABLE session ADD COLUMN visit_id TEXT;
CREATE INDEX session_visit ON session(visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE visit(
  visit_id TEXT PRIMARY KEY, device TEXT NOT NULL, language TEXT NOT NULL,
  opened_ms INTEGER NOT NULL, closed_ms INTEGER, outcome TEXT NOT NULL) STRICT;
CREATE INDEX visit_opened ON visit(opened_ms);

CREATE TABLE proof_of_play(
  play_id TEXT PRIMARY KEY, device TEXT NOT NULL, item TEXT NOT NULL, name TEXT NOT NULL,
  external_id TEXT, started_ms INTEGER NOT NULL, ended_ms INTEGER NOT NULL,
  is_full INTEGER NOT NULL CHECK(is_full IN (0, 1))) STRICT;
CREATE INDEX proof_of_play_started ON proof_of_play(started_ms);
"""

# A row for each session that is over, for as long as its session is kept: what it came to, and
# nothing of who it was. ``quartile`` is the highest that was earned.
_HISTORY = """
CREATE TABLE viewing(
  session_id TEXT PRIMARY KEY, covered_ms INTEGER NOT NULL, duration_ms INTEGER,
  played_wall_ms INTEGER NOT NULL, quartile INTEGER, curve BLOB NOT NULL) STRICT;
"""

# The checksum of what the first claim fixes: ``sent_body``, ``told_ms`` and ``clock``. A body that
# was kept before there was one has none.
_BODIES = """
ALTER TABLE outbox ADD COLUMN body_crc INTEGER;
"""

STEPS: tuple[str, ...] = (_FIRST, _PEOPLE, _EVIDENCE, _STAND, _HISTORY, _BODIES)
"""Step ``n`` (from 0) leads from ``user_version`` n to n + 1. A step is never changed again."""


_LISTING = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def version_of(connection: apsw.Connection, *, file_bytes: int, known: int = len(STEPS)) -> int:
    """Return the database's version, 0 for one that is still empty; change nothing.

    Raise StorageTooNewError for a version above ``known``, and StorageCorruptError for a file
    that is not ours. ``file_bytes`` is the file's size: a scrap too short to hold a page looks
    empty to SQLite and must not be taken for a new file.
    """
    application_id = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    if application_id != APPLICATION_ID:
        objects = connection.execute("SELECT count(*) FROM sqlite_schema").get
        pages = _pragma(connection, "page_count")
        if application_id or version or objects or (file_bytes and not pages):
            raise StorageCorruptError(
                phrase(
                    "Errors", "The file queue.db in the profile is not a queue of this program."
                ),
                hint=phrase(
                    "Errors", "Move the file away, or choose another profile with --profile DIR."
                ),
            )
        return 0
    if version > known:
        raise too_new(version, known=known)
    if version == 0:
        raise StorageCorruptError(
            phrase("Errors", "The file queue.db in the profile has no version."),
            hint=phrase("Errors", "Choose another profile with --profile DIR."),
        )
    return version


def too_new(version: int, *, known: int = len(STEPS)) -> StorageTooNewError:
    """Return what to say of a database that a newer version has written or upgraded."""
    return StorageTooNewError(
        phrase(
            "Errors",
            "The queue was written by a newer version of this program (format "
            "{version}, this version knows {known}).",
        ).format(version=version, known=known),
        hint=phrase(
            "Errors", "Install the newer version again; the queue has been left as it was."
        ),
    )


def is_as_made(connection: apsw.Connection) -> bool:
    """Whether the tables, indexes and triggers that the steps make are there, word for word."""
    try:
        found = connection.execute(_LISTING).fetchall()
    except (apsw.Error, UnicodeDecodeError):
        return False
    return _made() <= set(found)


@cache
def _made() -> frozenset[tuple[Any, ...]]:
    fresh = apsw.Connection(":memory:")
    try:
        for step in STEPS:
            fresh.execute(step).fetchall()
        return frozenset(fresh.execute(_LISTING).fetchall())
    finally:
        fresh.close()


def migrate(connection: apsw.Connection, version: int, steps: tuple[str, ...] = STEPS) -> None:
    """Lead the database from ``version`` to the newest, in one transaction.

    The caller has made sure that no other process migrates at the same time.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version:]:
            connection.execute(step).fetchall()
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _pragma(connection: apsw.Connection, name: str) -> int:
    value = connection.pragma(name)
    return int(value) if isinstance(value, int) else 0
