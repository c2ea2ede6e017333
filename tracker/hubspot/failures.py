"""Why a request failed, in words for a person: never an error's number or a library's own text.

Knows: what httpx raises, and the system's error underneath it.
Must never know: what follows from a failure for a row.
"""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx

from tracker.hubspot.sentences import Failure

_BY_NUMBER = {
    errno.ECONNREFUSED: Failure.REFUSED,
    errno.ENETUNREACH: Failure.NO_NETWORK,
    errno.ENETDOWN: Failure.NO_NETWORK,
    errno.EHOSTUNREACH: Failure.NO_NETWORK,
    errno.EADDRNOTAVAIL: Failure.NO_NETWORK,
    errno.ETIMEDOUT: Failure.UNANSWERED,
}
_BY_TYPE: tuple[tuple[type[httpx.HTTPError], Failure], ...] = (
    (httpx.PoolTimeout, Failure.NO_FREE_CONNECTION),
    (httpx.ConnectTimeout, Failure.UNANSWERED),
    (httpx.ConnectError, Failure.NO_CONNECTION),
    (httpx.TimeoutException, Failure.TIMEOUT),
    (httpx.ProxyError, Failure.PROXY),
)


def failure_of(error: httpx.HTTPError) -> tuple[Failure, str]:
    """Return what failed, and what more there is to say about it, which may be nothing."""
    kind = next((kind for type_, kind in _BY_TYPE if isinstance(error, type_)), Failure.BROKEN_OFF)
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return Failure.CERTIFICATE, cause.verify_message or ""
            case ssl.SSLError():
                reason = getattr(cause, "reason", None) or ""
                return Failure.NO_SECURE_CONNECTION, reason.replace("_", " ").lower()
            case socket.gaierror():
                is_known = cause.errno in (socket.EAI_AGAIN, socket.EAI_FAIL)
                return Failure.NO_NAMES if is_known else Failure.NO_SUCH_NAME, ""
            case OSError():
                # What broke off later did so whatever the number says.
                is_early = kind is Failure.NO_CONNECTION
                return _BY_NUMBER.get(cause.errno or 0, kind) if is_early else kind, ""
    is_told = kind in (Failure.PROXY, Failure.BROKEN_OFF)
    return kind, str(error) if is_told else ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
