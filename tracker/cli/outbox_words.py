"""What a row's state means, why it is so, and what mends it, in plain words.

Knows: each state and reason, and the command that helps.
Must never know: how a row came there, or how to change it.
"""

import time
from dataclasses import dataclass

from tracker.model.delivery import DeadReason, HeldReason, RowState
from tracker.model.repair import RowDetails


@dataclass(frozen=True, slots=True)
class Words:
    """What is, why it is so, and what can be done; each one or two sentences."""

    state: str
    cause: str
    cure: str


def words_of(details: RowDetails) -> Words:
    """Return a row's state in words."""
    match details.view.state:
        case RowState.PENDING:
            return _pending(details)
        case RowState.HELD:
            return _held(details)
        case RowState.IN_FLIGHT:
            return Words(
                "It is being sent at this moment.",
                "Its request was noted before the first byte left, and no answer has come yet.",
                "Wait a minute. If its sender is gone, the next one sends it again.",
            )
        case RowState.DOUBTFUL:
            return _doubtful(details)
        case RowState.DELIVERED:
            return _delivered(details)
        case RowState.DEAD:
            return _dead(details)


def when(wall_ms: int | None) -> str:
    """Return a moment in local time, "" for none."""
    if wall_ms is None:
        return ""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(wall_ms / 1000))


def last_answer(details: RowDetails) -> str:
    """Return the last answer in words, "" if there was none."""
    view = details.view
    status = "" if view.last_status is None else f"HTTP {view.last_status}"
    return ": ".join(part for part in (status, view.last_error or "") if part)


def _pending(details: RowDetails) -> Words:
    answer = last_answer(details)
    due = when(details.view.next_try_ms)
    return Words(
        f"It waits to be sent, again at {due}." if due else "It waits to be sent.",
        f"The last try did not get through: {answer}" if answer else "It was not sent yet.",
        "Nothing needs to be done. `tracker sync` sends what is due now.",
    )


def _held(details: RowDetails) -> Words:
    session_id = details.view.session_id
    if details.view.reason == HeldReason.UNKNOWN_CONTACT.value:
        who = details.email or (f"badge {details.badge}" if details.badge else "its viewer")
        return Words(
            "It is held until its viewer is a contact.",
            f"HubSpot has no contact for {who}.",
            f"Create the contact in HubSpot, or name the right one: "
            f"`tracker identify {session_id} --contact-id N`.",
        )
    return Words(
        "It is held until somebody says who watched.",
        "Nobody is identified for its session, and nobody is made up.",
        f"`tracker identify {session_id} --contact-id N` (or --email A, --badge B).",
    )


def _doubtful(details: RowDetails) -> Words:
    seq, sends = details.view.seq, details.view.attempts
    due = when(details.view.next_try_ms)
    cause = (
        f"It was sent {_times(sends)}, and {_times(details.maybe_sent)} no answer came: whether "
        "HubSpot has it is unknown."
        if sends
        else "It was saved from a damaged file, which cannot tell whether it was sent already."
    )
    if answer := last_answer(details):
        cause += f" The last that was heard: {answer}"
    return Words(
        f"It may have arrived, and is sent again{f' at {due}' if due else ''}.",
        cause,
        "Nothing needs to be done: losing it is worse than telling it twice. To look first, "
        f"`tracker outbox park {seq}`; for all such rows the setting `on_ambiguous` says “park”.",
    )


def _delivered(details: RowDetails) -> Words:
    sends = details.view.attempts
    again = f" after {sends} sends" if sends > 1 else ""
    return Words(
        f"It was delivered on {when(details.at_ms)}{again}.",
        f"HubSpot took it (HTTP {details.view.last_status}).",
        "Nothing needs to be done.",
    )


def _dead(details: RowDetails) -> Words:
    seq, reason = details.view.seq, details.view.reason
    given_up = f"It was given up on {when(details.at_ms)}."
    if reason == DeadReason.REJECTED.value:
        return Words(
            given_up,
            f"HubSpot refuses this event: {last_answer(details) or 'it did not say why'}",
            f"Mend what the answer names, then `tracker outbox retry {seq}`; "
            f"or `tracker outbox drop {seq}`, which keeps a copy.",
        )
    if reason == DeadReason.AMBIGUOUS.value:
        return Words(
            given_up,
            "It was sent and no answer came. The setting `on_ambiguous` says not to send such "
            "events again by themselves.",
            f"Look at the contact's timeline in HubSpot: if the event is missing there, "
            f"`tracker outbox retry {seq}`; if it is there, `tracker outbox drop {seq}`.",
        )
    if reason == DeadReason.PARKED.value:
        return Words(
            f"It was put aside on {when(details.at_ms)}.",
            "Somebody parked it by hand.",
            f"`tracker outbox retry {seq}` puts it back; `tracker outbox drop {seq}` lets it go.",
        )
    if reason == DeadReason.DAMAGED.value:
        return Words(
            given_up,
            "It was damaged on the disk: its checksum does not hold.",
            "It cannot be sent. `tracker outbox verify` looks for more damage, and "
            f"`tracker outbox drop {seq}` lets it go. Check the disk.",
        )
    return Words(
        given_up,
        "Its person was forgotten, and with the person what it told.",
        "Nothing can be done, nor should it.",
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
