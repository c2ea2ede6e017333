"""The sentences of an outcome: bounded, and known again when they come back from the queue."""

import json

import pytest

from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sentences import Failure, but_for_the_event, known_again
from tracker.model.delivery import Delivered
from tracker.model.phrases import Phrase


def body(**fields: object) -> bytes:
    """Return an error's body."""
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    "seen",
    [
        *(Exchange(started, failure=failure) for failure in Failure for started in (True, False)),
        *(Exchange(started, failure=Failure.CERTIFICATE, detail="it is old (1970); renew")
          for started in (True, False)),
        *(Exchange(True, status) for status in (400, 401, 403, 429, 503)),
        *(Exchange(True, status, body=body(message="no (really); {no}"))
          for status in (400, 401, 403, 503)),
        *(Exchange(True, status, body=body(message="no " * 500)) for status in (400, 401, 403)),
        Exchange(True, 400, body=body()),
        Exchange(True, 403, body=body(context={"missingScopes": ["a.read", "a.write"]})),
    ],
)  # fmt: skip
def test_a_stored_sentence_is_known_again(seen: Exchange) -> None:
    """In the same words, and with the same place for each value, so that it can be translated."""
    outcome = classify(seen)
    assert not isinstance(outcome, Delivered)
    said = outcome.message
    assert isinstance(said, Phrase)
    stored = said.encode().decode()
    assert not isinstance(stored, Phrase)
    again = known_again(stored)
    assert isinstance(again, Phrase)
    assert (again, again.template) == (said, said.template)


def test_a_strangers_sentence_stays_as_it_is() -> None:
    """Also one that has the shape of ours, but begins with no failure of ours."""
    for text in ("", "no", "It failed (badly)", "badly; the event may have", "x" * 300):
        assert known_again(text) == text
        assert not isinstance(known_again(text), Phrase)


def test_a_look_up_says_nothing_of_an_event() -> None:
    """Only the clause on the event is taken away."""
    outcome = classify(Exchange(True, failure=Failure.TIMEOUT))
    assert not isinstance(outcome, Delivered)
    assert outcome.message == "HubSpot did not answer in time; the event may have arrived"
    assert but_for_the_event(outcome.message) == "HubSpot did not answer in time"
    assert but_for_the_event("HubSpot answered 503: no") == "HubSpot answered 503: no"
