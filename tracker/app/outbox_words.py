"""What a row's state means, why it is so, and what mends it, in plain words.

Knows: each state and reason, and the command that helps.
Must never know: how a row came there, or how to change it.
"""

import time

from tracker.hubspot.sentences import known_again
from tracker.model.delivery import DeadReason, HeldReason, RowState
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.repair import RowDetails
from tracker.workers.dispatch import MISTAKE, UNSENT


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
                phrase("OutboxWords", "It is being sent at this moment."),
                phrase(
                    "OutboxWords",
                    "Its request was noted before the first byte left, and no answer has come yet.",
                ),
                phrase(
                    "OutboxWords",
                    "Wait a minute. If its sender is gone, the next one sends it again.",
                ),
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


def _due(details: RowDetails) -> str:
    """Return when it is tried next, "" where that is now: a time that has passed misleads."""
    next_try_ms = details.view.next_try_ms
    is_ahead = next_try_ms is not None and next_try_ms > time.time_ns() // 1_000_000
    return when(next_try_ms) if is_ahead else ""


def last_answer(details: RowDetails) -> str:
    """Return the last answer in words, "" if there was none."""
    view = details.view
    status = "" if view.last_status is None else f"HTTP {view.last_status}"
    # The queue keeps sentences in English; known again, a window says them in its language.
    said = known_again(view.last_error or "", MISTAKE, UNSENT)
    if not status or not said:
        return status or said
    return phrase("OutboxWords", "{status}: {said}").format(status=status, said=said)


def _pending(details: RowDetails) -> Words:
    answer = last_answer(details)
    due = _due(details)
    return Words(
        phrase("OutboxWords", "It waits to be sent, again at {due}.").format(due=due)
        if due
        else phrase("OutboxWords", "It waits to be sent."),
        phrase("OutboxWords", "The last try did not get through: {answer}").format(answer=answer)
        if answer
        else phrase("OutboxWords", "It was not sent yet."),
        phrase("OutboxWords", "Nothing needs to be done. `tracker sync` sends what is due now."),
    )


def _held(details: RowDetails) -> Words:
    session_id = details.view.session_id
    if details.view.reason == HeldReason.UNKNOWN_CONTACT.value:
        who = _named(details)
        return Words(
            phrase("OutboxWords", "It is held until its viewer is a contact."),
            phrase("OutboxWords", "HubSpot has no contact for {who}.").format(who=who),
            phrase(
                "OutboxWords",
                "Create the contact in HubSpot, or name the right one: "
                "`tracker identify {session} --contact-id N`.",
            ).format(session=session_id),
        )
    if details.email or details.badge:
        return Words(
            phrase("OutboxWords", "It is held until its viewer is looked up."),
            phrase("OutboxWords", "{who} is named, and HubSpot has not answered yet.").format(
                who=_named(details)
            ),
            phrase("OutboxWords", "Nothing needs to be done: HubSpot is asked with the next sync."),
        )
    return Words(
        phrase("OutboxWords", "It is held until somebody says who watched."),
        phrase("OutboxWords", "Nobody is identified for its session, and nobody is made up."),
        phrase(
            "OutboxWords",
            "`tracker identify {session} --contact-id N` (or --email A, --badge B).",
        ).format(session=session_id),
    )


def _named(details: RowDetails) -> str:
    if details.email:
        return details.email
    if details.badge:
        return phrase("OutboxWords", "badge {badge}").format(badge=details.badge)
    return phrase("OutboxWords", "its viewer")


def _doubtful(details: RowDetails) -> Words:
    seq, sends = details.view.seq, details.view.attempts
    due, answer = _due(details), last_answer(details)
    cause: str = phrase(
        "OutboxWords",
        "It was saved from a damaged file, which cannot tell whether it was sent already.",
    )
    if sends:
        cause = phrase(
            "OutboxWords",
            "It was sent {sends}, and {unanswered} no answer came: whether HubSpot has it is "
            "unknown.",
        ).format(sends=_times(sends), unanswered=_times(details.maybe_sent))
    if answer:
        cause = phrase("OutboxWords", "{cause} The last that was heard: {answer}").format(
            cause=cause, answer=answer
        )
    return Words(
        phrase("OutboxWords", "It may have arrived, and is sent again at {due}.").format(due=due)
        if due
        else phrase("OutboxWords", "It may have arrived, and is sent again."),
        cause,
        phrase(
            "OutboxWords",
            "Nothing needs to be done: losing it is worse than telling it twice. To look first, "
            "`tracker outbox park {seq}`; for all such rows the setting `on_ambiguous` says "
            "“park”.",
        ).format(seq=seq),
    )


def _delivered(details: RowDetails) -> Words:
    sends, at = details.view.attempts, when(details.at_ms)
    if sends > 1:
        state = phrase("OutboxWords", "It was delivered on {at} after {sends} sends.")
    else:
        state = phrase("OutboxWords", "It was delivered on {at}.")
    return Words(
        state.format(at=at, sends=sends),
        phrase("OutboxWords", "HubSpot took it (HTTP {status}).").format(
            status=details.view.last_status
        ),
        phrase("OutboxWords", "Nothing needs to be done."),
    )


def _dead(details: RowDetails) -> Words:
    seq, reason = details.view.seq, details.view.reason
    at = when(details.at_ms)
    given_up = phrase("OutboxWords", "It was given up on {at}.").format(at=at)
    if reason == DeadReason.REJECTED.value:
        answer = last_answer(details) or phrase("OutboxWords", "it did not say why")
        return Words(
            given_up,
            phrase("OutboxWords", "HubSpot refuses this event: {answer}").format(answer=answer),
            phrase(
                "OutboxWords",
                "Mend what the answer names, then `tracker outbox retry {seq}`; "
                "or `tracker outbox drop {seq}`, which keeps a copy.",
            ).format(seq=seq),
        )
    if reason == DeadReason.AMBIGUOUS.value:
        return Words(
            given_up,
            phrase(
                "OutboxWords",
                "It was sent and no answer came. The setting `on_ambiguous` says not to send such "
                "events again by themselves.",
            ),
            phrase(
                "OutboxWords",
                "Look at the contact's timeline in HubSpot: if the event is missing there, "
                "`tracker outbox retry {seq}`; if it is there, `tracker outbox drop {seq}`.",
            ).format(seq=seq),
        )
    if reason == DeadReason.PARKED.value:
        return Words(
            phrase("OutboxWords", "It was put aside on {at}.").format(at=at),
            phrase("OutboxWords", "Somebody parked it by hand."),
            phrase(
                "OutboxWords",
                "`tracker outbox retry {seq}` puts it back; `tracker outbox drop {seq}` lets it "
                "go.",
            ).format(seq=seq),
        )
    if reason == DeadReason.DAMAGED.value:
        return Words(
            given_up,
            phrase("OutboxWords", "It was damaged on the disk: its checksum does not hold."),
            phrase(
                "OutboxWords",
                "It cannot be sent. `tracker outbox verify` looks for more damage, and "
                "`tracker outbox drop {seq}` lets it go. Check the disk.",
            ).format(seq=seq),
        )
    return Words(
        given_up,
        phrase("OutboxWords", "Its person was forgotten, and with the person what it told."),
        phrase("OutboxWords", "Nothing can be done, nor should it."),
    )


def _times(number: int) -> str:
    match number:
        case 1:
            return phrase("OutboxWords", "once")
        case 2:
            return phrase("OutboxWords", "twice")
    return phrase("OutboxWords", "{number} times").format(number=number)
