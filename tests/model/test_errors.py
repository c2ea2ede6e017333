"""Errors: one sentence and its cure, also in a form that a door can translate."""

from tracker.model.errors import PlaybackError
from tracker.model.phrases import Phrase, phrase


def test_an_error_remembers_how_its_sentence_was_made() -> None:
    """``str`` of an exception forgets it, so that logs and terminals see plain English."""
    sentence = phrase("Errors", "There is no file {shown}.").format(shown="a {b}.mp4")
    error = PlaybackError(sentence, hint="Look again.")
    assert str(error) == "There is no file a {b}.mp4."
    assert error.sentence is sentence
    assert error.whole == "There is no file a {b}.mp4. Look again."
    assert isinstance(error.whole, Phrase)
