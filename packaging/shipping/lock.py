"""The part of the lock that is shipped: all but the build backend and what only that needs.

    PYTHONPATH=packaging python3 -m shipping.lock

prints it, hashes and all, as pip takes it. Needs nothing but Python itself.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).parents[1] / "lock" / "run.txt"

_ENTRY = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==(\S+)[^\n]*\n(?:[ ]{4}[^\n]*\n)*")
_BUILD_ONLY = "(pyproject.toml:build)"


@dataclass(frozen=True)
class Pin:
    """One entry of a lock: its own lines, and the names of those that ask for it."""

    name: str
    version: str
    text: str
    askers: frozenset[str]

    @property
    def is_asked_for_by_the_product(self) -> bool:
        """Whether the project itself names it, and not for building only."""
        return any("(pyproject.toml)" in asker for asker in self.askers)


def read_lock(text: str) -> list[Pin]:
    """Return the entries of a lock, in its order."""
    return [
        Pin(found[1], found[2], found[0], frozenset(_askers(found[0])))
        for found in _ENTRY.finditer(text)
    ]


def product(pins: Iterable[Pin]) -> list[Pin]:
    """Return the entries that are needed when the program runs, in the same order."""
    pins = list(pins)
    kept = {pin.name for pin in pins if pin.is_asked_for_by_the_product}
    while more := {pin.name for pin in pins if pin.askers & kept} - kept:
        kept |= more
    return [pin for pin in pins if pin.name in kept]


def _askers(entry: str) -> Iterator[str]:
    _, _, notes = entry.partition("# via")
    for line in notes.splitlines():
        asker = line.strip().removeprefix("#").strip()
        if asker and not asker.startswith("-c ") and _BUILD_ONLY not in asker:
            yield asker


if __name__ == "__main__":
    sys.stdout.writelines(pin.text for pin in product(read_lock(LOCK.read_text("utf-8"))))
