"""Addresses and badges: what may be looked up at all."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import MOST_EMAIL_CHARS, check_badge, check_email, read_viewer


@pytest.mark.parametrize(
    "text", ["ada@example.com", "a@b", "ada+fair@xn--mnchen-3ya.de", "jürgen@example.de"]
)
def test_an_address_passes(text: str) -> None:
    """Whether it exists is the CRM's to say."""
    assert check_email(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "ada", "@example.com", "ada@", "a@b@c", "a b@c", "a@b\n", "a@b\0", "a\u200b@b\u2028",
     "a@" + "b" * MOST_EMAIL_CHARS],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    """It is not repeated, either."""
    with pytest.raises(SettingsError) as caught:
        check_email(text)
    assert len(text) < 6 or text not in str(caught.value)


@pytest.mark.parametrize("text", ["", " ", ".", "..", "a\tb", " a", "x" * 121])
def test_what_is_no_badge_is_refused(text: str) -> None:
    """Dots alone would climb about in an address."""
    with pytest.raises(SettingsError):
        check_badge(text)


@given(st.text(max_size=300))
def test_any_text_is_judged_without_a_mistake_of_ours(text: str) -> None:
    """Either it is returned as it is, or refused in a sentence."""
    for check in (check_email, check_badge):
        with contextlib.suppress(SettingsError):
            assert check(text) == text


@pytest.mark.parametrize(
    ("text", "viewer"),
    [
        ("", ANONYMOUS),
        ("  ", ANONYMOUS),
        (" 101 ", Viewer(contact_id=101)),
        ("ada@example.com ", Viewer(email="ada@example.com")),
        ("H5-0042", Viewer(badge="H5-0042")),
        ("#0042", Viewer(badge="0042")),
        ("# 0042", Viewer(badge="0042")),
        ("٣٤", Viewer(badge="٣٤")),
    ],
)
def test_what_is_typed_names_a_person(text: str, viewer: Viewer) -> None:
    """Digits are an id, an @ makes an address, all else is a badge."""
    assert read_viewer(text) == viewer


@pytest.mark.parametrize("text", ["0", "9" * 19, "9" * 4_300, "a@", "#", "#..", "x" * 121])
def test_what_names_nobody_is_refused(text: str) -> None:
    """However long it is."""
    with pytest.raises(SettingsError):
        read_viewer(text)
