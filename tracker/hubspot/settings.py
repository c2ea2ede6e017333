"""The settings of the HubSpot client, checked once so that nobody else has to.

Knows: which address may get a token, and how long each step of a request may take.
Must never know: where settings are stored, or the token.
"""

import ipaddress
from enum import Enum
from typing import TYPE_CHECKING

from tracker.hubspot.api import BASE_URL, ApiFamily, PlayContext
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

if TYPE_CHECKING:
    import httpx


class PercentUnit(Enum):
    """Unit of ``totalPercentPlayed``: HubSpot's formula gives a fraction, its prose a percent."""

    FRACTION = "fraction"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class RequestTimes:
    """How long a request may take, in seconds (delivery, 3.4).

    ``read_s`` is long because a late 200 that is seen is a duplicate avoided. ``total_s`` bounds
    the whole request, so that an answer that drips for ever ends too.
    """

    connect_s: float = 5.0
    pool_s: float = 5.0
    write_s: float = 30.0
    read_s: float = 60.0
    total_s: float = 90.0


@dataclass(frozen=True, slots=True)
class HubSpotSettings:
    """How events are spelt and where they go. Raise SettingsError for an unsafe address.

    ``play_context`` is sent only if it is given and the family knows the field.
    """

    base_url: str = BASE_URL
    family: ApiFamily = ApiFamily.V1
    percent_unit: PercentUnit = PercentUnit.FRACTION
    play_context: PlayContext | None = None
    times: RequestTimes = RequestTimes()

    def __post_init__(self) -> None:
        check_base_url(self.base_url)

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this machine, so that no proxy stands in between."""
        return self.base_url != BASE_URL and is_loopback_host(_parse(self.base_url).host)


def check_base_url(text: str) -> None:
    """Raise SettingsError unless ``text`` is an https address, or an http one of this machine.

    The text itself is never repeated: it may hold a password.
    """
    if text == BASE_URL:
        return
    url = _parse(text)
    port_is_sane = url.port is None or 0 < url.port < 65536
    if not url.host or url.scheme not in ("https", "http") or not port_is_sane:
        raise _bad(phrase("Errors", "The address set for HubSpot is not a web address."))
    if url.userinfo or url.query or url.fragment or "?" in text or "#" in text:
        raise _bad(
            phrase(
                "Errors",
                "The address set for HubSpot has a user name, a query or a fragment in it.",
            )
        )
    if url.scheme == "http" and not is_loopback_host(url.host):
        raise SettingsError(
            phrase(
                "Errors", "HubSpot's address would send the token unencrypted to {host}."
            ).format(host=url.host),
            hint=phrase(
                "Errors", "Use https://; plain http is allowed for this machine (127.0.0.1) only."
            ),
        )


def _parse(text: str) -> "httpx.URL":
    # By the parser of the client itself, so that both see the same host. The usual address
    # needs no parsing, and a film begins without an HTTP client.
    import httpx

    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, TypeError, ValueError):
        raise _bad(phrase("Errors", "The address set for HubSpot is not a web address.")) from None


def is_loopback_host(host: str) -> bool:
    """Say whether a host name or address is this machine: 127.0.0.0/8, ::1 or localhost."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback and not getattr(address, "ipv4_mapped", None)


def _bad(sentence: str) -> SettingsError:
    return SettingsError(
        sentence,
        hint=phrase(
            "Errors", "Use an address like {base_url}, or remove the setting to get that one."
        ).format(base_url=BASE_URL),
    )
