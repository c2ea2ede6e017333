"""Phrases: plain texts to everybody, and templates to whoever translates."""

import copy
import json

import pytest

from tracker.model.errors import SettingsError
from tracker.model.phrases import Phrase, phrase

TOLD = phrase("Test", "{count} events for {who}").format(count=3, who=phrase("Test", "nobody"))


def test_a_phrase_is_its_english_sentence() -> None:
    """Printed, compared and written as JSON like any other text."""
    assert TOLD == "3 events for nobody"
    assert f"{TOLD}." == "3 events for nobody."
    assert json.dumps([TOLD]) == '["3 events for nobody"]'


def test_it_remembers_how_it_was_made() -> None:
    """Also the phrases that stand in it, and when it is copied."""
    for told in (TOLD, copy.deepcopy(TOLD)):
        assert (told.context, told.template) == ("Test", "{count} events for {who}")
        assert told.values is not None
        assert isinstance(told.values["who"], Phrase)
    assert copy.copy(phrase("Test", "{left} alone")).values is None


def test_an_errors_words_stay_a_phrase() -> None:
    """What a window makes of ``str(error)`` can be said in another language."""
    error = SettingsError(TOLD, hint=phrase("Test", "Name somebody."))
    assert isinstance(str(error), Phrase)
    assert isinstance(error.hint, Phrase)


def test_a_place_without_a_value_is_a_mistake() -> None:
    """It must not reach a person as a brace."""
    with pytest.raises(KeyError):
        phrase("Test", "{count} events").format(counted=3)
