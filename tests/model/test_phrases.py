"""Phrases: plain texts to everybody, and templates to whoever translates."""

import copy
import json
from pathlib import Path

import pytest

from tracker.model.errors import SettingsError
from tracker.model.phrases import Phrase, from_data, phrase, to_data

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


def test_another_process_reads_it_whole() -> None:
    """By way of JSON; a plain text stays one, and whatever else came is refused."""
    path = phrase("Test", "{path} is gone").format(path=Path("/film"))
    for told in (TOLD, path, phrase("Test", "{left} alone"), "plain"):
        read = from_data(json.loads(json.dumps(to_data(told))))
        assert read == told
        assert type(read) is type(told)
    again = from_data(to_data(TOLD))
    assert isinstance(again, Phrase)
    assert again.values is not None
    assert isinstance(again.values["who"], Phrase)
    for data in (None, 7, {"context": "Test"}, {"context": "", "template": "", "values": 3}):
        with pytest.raises(ValueError, match="neither"):
            from_data(data)
