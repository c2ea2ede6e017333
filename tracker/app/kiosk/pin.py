"""The exit PIN: never stored, only what scrypt makes of it.

Knows: the form of the hash, and the growing delay after wrong PINs.
Must never know: who asks. No PIN is in any text that this module makes.
"""

import hashlib
import hmac
import os
import re

from tracker.model.errors import SettingsError

LEAST_DIGITS, MOST_DIGITS = 4, 12

_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY_BYTES = 128 * 2**20
_FORM = re.compile(r"scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{64})")

FREE_TRIES, FIRST_DELAY_S, LONGEST_DELAY_S = 2, 5.0, 900.0
"""So many wrong PINs cost nothing; each further one doubles the wait, up to the longest."""


def hash_pin(pin: str) -> str:
    """Return what to write into the configuration. Raise SettingsError for what is no PIN."""
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise SettingsError(
            "That is not a PIN.", hint=f"It has {LEAST_DIGITS} to {MOST_DIGITS} digits."
        )
    salt = os.urandom(16)
    made = _derive(pin, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST.bit_length() - 1}${_BLOCK}${_LANES}${salt.hex()}${made.hex()}"


def is_hash(text: str) -> bool:
    """Whether a text has the form of a hash that can be checked here."""
    found = _FORM.fullmatch(text)
    if found is None:
        return False
    cost, block, lanes = (int(found[n]) for n in (1, 2, 3))
    return 14 <= cost <= 17 and 8 <= block <= 16 and 1 <= lanes <= 4 and cost + block <= 27


def matches(pin: str, hashed: str) -> bool:
    """Whether this is the PIN. It takes about a tenth of a second of a core, on purpose."""
    found = _FORM.fullmatch(hashed)
    if found is None or not is_hash(hashed):
        return False
    cost, block, lanes = 2 ** int(found[1]), int(found[2]), int(found[3])
    made = _derive(pin, bytes.fromhex(found[4]), cost, block, lanes)
    return hmac.compare_digest(made, bytes.fromhex(found[5]))


def delay_after(wrong: int) -> float:
    """Return how long to wait, in seconds, after so many wrong PINs in a row."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(FIRST_DELAY_S * 2.0 ** min(wrong - FREE_TRIES, 16), LONGEST_DELAY_S)


def _derive(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY_BYTES * 2, dklen=32
    )
