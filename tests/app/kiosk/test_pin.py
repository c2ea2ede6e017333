"""The PIN: hashed by scrypt, compared, and guarded by a wait that grows."""

import pytest

from tracker.app.kiosk.pin import LONGEST_DELAY_S, delay_after, hash_pin, is_hash, matches
from tracker.model.errors import SettingsError


def test_a_hash_knows_its_pin_and_no_other() -> None:
    """Two hashes of one PIN differ, and neither says what it is."""
    first, second = hash_pin("4711"), hash_pin("4711")
    assert first != second
    assert is_hash(first)
    assert "4711" not in first.split("$")
    assert matches("4711", first)
    assert not matches("4712", first)


@pytest.mark.parametrize("text", ["", "4711", "scrypt$40$8$1$" + "0" * 32 + "$" + "0" * 64])
def test_what_is_no_hash_matches_nothing(text: str) -> None:
    """One that would ask for more memory than a machine has is no hash either."""
    assert not is_hash(text)
    assert not matches("4711", text)


@pytest.mark.parametrize("pin", ["", "123", "12a4", "1" * 13, "１２３４"])
def test_what_is_no_pin_is_refused_without_being_repeated(pin: str) -> None:
    """The keypad has ten digits."""
    with pytest.raises(SettingsError) as caught:
        hash_pin(pin)
    assert not pin or pin not in f"{caught.value} {caught.value.hint}"


def test_wrong_pins_make_the_wait_grow_to_a_bound() -> None:
    """A slip costs nothing; trying them all would take years."""
    waits = [delay_after(wrong) for wrong in range(30)]
    assert waits[:4] == [0.0, 0.0, 5.0, 10.0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_DELAY_S
    assert 10_000 * LONGEST_DELAY_S > 100 * 24 * 3600
