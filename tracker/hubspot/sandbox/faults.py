"""Failures by switch: which request fails, and how.

Knows: the faults' names and their share of the requests.
Must never know: how a fault is carried out.
"""

import random
from collections.abc import Iterable, Mapping

from tracker.model.errors import SettingsError

RESET = "reset"
"""The connection is closed without an answer."""

CUT = "cut"
"""The answer's body breaks off."""

STALL = "stall"
"""No answer ever comes."""

HTML = "html"
"""A 502 with a web page, as a proxy gives it."""

NAMED = frozenset({RESET, CUT, STALL, HTML})
DOUBTFUL_STATUSES = frozenset({500, 502, 504, *range(520, 530)})


class FaultPlan:
    """Decides for each request, reproducibly by ``seed``; used by one thread.

    ``rates`` maps a fault's name (``reset``, ``cut``, ``stall``, ``html`` or a status from 400 to
    599) to its share of the requests, 0 to 1; all shares together are at most 1.
    Raise SettingsError for anything else.
    """

    def __init__(self, rates: Mapping[str, float], *, seed: int = 0) -> None:
        for name, rate in rates.items():
            if name not in NAMED and not (name.isdecimal() and 400 <= int(name) <= 599):
                raise _bad(f"There is no fault called {name[:40]!r}.")
            if not 0 <= rate <= 1:
                raise _bad(f"The rate of fault {name} is not between 0 and 1.")
        if sum(rates.values()) > 1:
            raise _bad("The rates of all faults together are above 1.")
        self._rates = dict(rates)
        self._dice = random.Random(seed)  # noqa: S311  a reproducible run is the point

    def next(self) -> str | None:
        """Return the fault of the next request, or None."""
        drawn = self._dice.random()
        for name, rate in self._rates.items():
            if drawn < rate:
                return name
            drawn -= rate
        return None

    def processed(self, fault: str) -> bool:
        """Say whether a request with this fault was processed all the same.

        A cut answer was; a doubtful one was by the toss of a coin; a refused one never was.
        """
        if fault == CUT:
            return True
        doubtful = fault in NAMED or int(fault) in DOUBTFUL_STATUSES
        return doubtful and self._dice.random() < 0.5


def parse_faults(texts: Iterable[str]) -> dict[str, float]:
    """Read ``NAME=RATE`` switches. Raise SettingsError."""
    rates: dict[str, float] = {}
    for text in texts:
        name, _, rate = text.partition("=")
        try:
            rates[name] = float(rate)
        except ValueError:
            raise _bad(f"The fault {text[:60]!r} is not of the form NAME=RATE.") from None
    FaultPlan(rates)
    return rates


def _bad(message: str) -> SettingsError:
    return SettingsError(
        message, hint="Write for example --fault 503=0.1, --fault reset=0.05 or --fault stall=0.01."
    )
