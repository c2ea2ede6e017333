"""What the processes do that a fault test kills, and how they are broken on purpose.

They are forked from a server that has loaded all modules, so that thousands of them are cheap.
``python -m tests.faults.children insist|lie|drain PROFILE LOG|URL`` runs one by itself.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.faults.history import Key
from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, quartile
from tracker.app.delivery import DeliveryThread, deliver
from tracker.app.settings import Settings
from tracker.hubspot.client import HubSpotDestination
from tracker.model.crossings import Crossing
from tracker.model.delivery import Delivered, OutboxRow
from tracker.model.errors import StorageError
from tracker.model.events import Quartile
from tracker.model.units import UnixMs
from tracker.storage import schema
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

TOKEN = "token-of-a-test"

TRIES = 5
"""How often a stubborn writer tries."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.faults.children"])


def enqueue(profile: Path, log: Path, pause_s: float = 0.02, broken: str = "") -> None:
    """Queue quartiles for ever; write each into the log only once it was acknowledged."""
    break_on_purpose(broken)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    journal = Journal(profile)
    while True:
        session_id = str(uuid.uuid4())
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
        for percent in Quartile:
            line = f"{session_id} {int(percent)}\n".encode()
            if broken == "acknowledged-too-early":
                os.write(out, line)
                time.sleep(0.005)
            journal.append([quartile(session_id, percent)], checkpoint(session_id, 100 + percent))
            os.write(out, line)
        time.sleep(pause_s)


def insist(profile: Path, log: Path, *, lies: bool = False) -> None:
    """Queue twenty quartiles, each tried again where the disk fails; log what was acknowledged.

    A liar tries once, and logs it whatever came of it.
    """
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    journal: Journal | None = None
    for _ in range(4):
        session_id = str(uuid.uuid4())
        for percent in Quartile:
            is_kept, tries = False, 0
            while not is_kept and tries < TRIES:
                tries += 1
                with suppress(StorageError):
                    journal = journal or Journal(profile)
                    journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
                    earned = [quartile(session_id, percent)]
                    journal.append(earned, checkpoint(session_id, 100 + percent))
                    is_kept = True
                is_kept |= lies
            if is_kept:
                os.write(out, f"{session_id} {int(percent)}\n".encode())
    if journal is not None:
        with suppress(StorageError):
            journal.close()


def acknowledged(log: Path) -> set[Key]:
    """Return the events that a log holds whole."""
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    told = [line.split() for line in lines if line.endswith("\n")]
    return {(session_id, "quartile", int(percent)) for session_id, percent in told}


def send(profile: Path, url: str, moment: str = "", broken: str = "") -> None:
    """Be a sender, or stand by, for ever; or kill ourselves at a moment of the first rows."""
    break_on_purpose(broken)
    die_at(moment)
    settings = Settings(hubspot_base_url=url)
    DeliveryThread(profile, settings, lambda: TOKEN, on_status=_ignore).start()
    threading.Event().wait()


def drain(profile: Path, url: str) -> int:
    """Send all that is left, here, and return how many rows could not be settled."""
    settings = Settings(hubspot_base_url=url)
    stats, _ = deliver(profile, settings, lambda: TOKEN, patience_s=60.0, on_status=_ignore)
    return stats.unsettled


def start(deed: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Start a child; it ends with us, however we end."""
    process = _context.Process(target=_work, args=(deed, *arguments), daemon=True)
    process.start()
    return process


def _work(deed: Callable[..., None], *arguments: Any) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    deed(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def kill(process: ForkServerProcess) -> None:
    """End a child as a power cut of the process alone would: nothing of it runs any more."""
    process.kill()
    process.join(30)
    assert process.exitcode is not None
    process.close()


def die_at(moment: str) -> None:
    """Have this process kill itself at a named moment of a send, the third time it comes."""
    count = 0

    def die(*_: object) -> None:
        nonlocal count
        count += 1
        if count == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    match moment:
        case "after the claim":
            _wrap(Outbox, "claim_group", after=die)
        case "after the send":
            _wrap(HubSpotDestination, "send", after=die)
        case "before the settlement":
            _wrap(Outbox, "settle", before=die)
        case "after the settlement":
            _wrap(Outbox, "settle", after=die)
        case "":
            pass
        case _:
            raise ValueError(moment)


MOMENTS = ("after the claim", "after the send", "before the settlement", "after the settlement")


def _wrap(
    owner: type,
    name: str,
    *,
    before: Callable[..., None] | None = None,
    after: Callable[..., None] | None = None,
) -> None:
    original = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if before is not None:
            before(*args)
        result = original(*args, **kwargs)
        if after is not None:
            after(*args)
        return result

    setattr(owner, name, wrapped)


def _replace(owner: type, name: str, by: Callable[..., Any]) -> None:
    assert hasattr(owner, name)
    setattr(owner, name, by)


def break_on_purpose(how: str) -> None:
    """Break this process, so that the checker can be seen to notice."""
    match how:
        case "settled-before-sent":
            original = Outbox.claim_group

            def claim_group(
                outbox: Outbox, pairs: Sequence[tuple[OutboxRow, bytes]]
            ) -> list[OutboxRow]:
                claimed = original(outbox, pairs)
                for row in claimed:
                    now_ms = UnixMs(time.time_ns() // 1_000_000)
                    outbox.settle(row, Delivered(200), now_ms=now_ms, next_try_ms=now_ms)
                return claimed

            _replace(Outbox, "claim_group", claim_group)
        case "claims-unwritten":
            _replace(
                Outbox,
                "claim_group",
                lambda _, pairs: [replace(row, sent_body=body) for row, body in pairs],
            )
        case "doubts-forgotten":
            rows = "UPDATE outbox SET state=0, epoch=NULL, not_before_ms=0 WHERE state=1"
            _replace(Outbox, "_recover", lambda outbox: outbox._database.change(rows))
        case "no-epoch-check":
            _replace(Outbox, "_check_lead", lambda outbox: outbox._epoch or 0)
        case "no-flush":
            pragmas = schema.CONNECTION_PRAGMAS.replace("synchronous=FULL", "synchronous=NORMAL")
            schema.CONNECTION_PRAGMAS = pragmas
        case "" | "acknowledged-too-early":
            pass
        case _:
            raise ValueError(how)


def _ignore(_: Crossing | object) -> None:
    """Hear nothing."""


if __name__ == "__main__":
    if sys.argv[1] in ("insist", "lie"):
        insist(Path(sys.argv[2]), Path(sys.argv[3]), lies=sys.argv[1] == "lie")
    else:
        with suppress(StorageError):
            drain(Path(sys.argv[2]), sys.argv[3])
