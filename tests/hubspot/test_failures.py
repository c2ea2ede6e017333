"""Why a request failed, in words: by what httpx raises over what the system raised."""

import errno
import os
import socket
import ssl

import httpx
import pytest

from tracker.hubspot.failures import failure_of
from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sentences import Failure


def raised(error: httpx.HTTPError, cause: BaseException | None) -> httpx.HTTPError:
    """Return an error as the library raises it: two layers above the system's."""
    layer = RuntimeError("a layer in between")
    layer.__cause__ = cause
    error.__cause__ = layer
    return error


def system_error(number: int) -> OSError:
    """Return the system's error of a number."""
    return OSError(number, os.strerror(number))


def expired() -> ssl.SSLCertVerificationError:
    """Return what a certificate that is over comes to."""
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] verify failed")
    error.verify_message = "certificate has expired"
    return error


CASES = [
    (httpx.ConnectError, system_error(errno.ECONNREFUSED), Failure.REFUSED, ""),
    (httpx.ConnectError, system_error(errno.ENETUNREACH), Failure.NO_NETWORK, ""),
    (httpx.ConnectError, system_error(errno.EHOSTUNREACH), Failure.NO_NETWORK, ""),
    (httpx.ConnectError, system_error(errno.EACCES), Failure.NO_CONNECTION, ""),
    (httpx.ConnectError, socket.gaierror(socket.EAI_NONAME, "?"), Failure.NO_SUCH_NAME, ""),
    (httpx.ConnectError, socket.gaierror(socket.EAI_AGAIN, "?"), Failure.NO_NAMES, ""),
    (httpx.ConnectError, expired(), Failure.CERTIFICATE, "certificate has expired"),
    (httpx.ConnectError, ssl.SSLError(1, "[SSL] what"), Failure.NO_SECURE_CONNECTION, ""),
    (httpx.ConnectTimeout, TimeoutError("timed out"), Failure.UNANSWERED, ""),
    (httpx.ReadTimeout, TimeoutError("timed out"), Failure.TIMEOUT, ""),
    (httpx.PoolTimeout, None, Failure.NO_FREE_CONNECTION, ""),
    (httpx.ReadError, system_error(errno.ECONNRESET), Failure.BROKEN_OFF, ""),
    (httpx.ReadError, system_error(errno.ECONNREFUSED), Failure.BROKEN_OFF, ""),
    (httpx.RemoteProtocolError, None, Failure.BROKEN_OFF, "said by the library"),
    (httpx.ProxyError, None, Failure.PROXY, "said by the library"),
]


@pytest.mark.parametrize(("kind", "cause", "failure", "detail"), CASES)
def test_a_failure_is_told_in_words(
    kind: type[httpx.HTTPError], cause: BaseException | None, failure: Failure, detail: str
) -> None:
    """Refused, unanswered, no name, no network, no trust; never a number or an address of code."""
    error = raised(kind("said by the library" if cause is None else f"[{cause!r}]"), cause)
    assert failure_of(error) == (failure, detail)
    for body_started in (False, True):
        told = classify(Exchange(body_started, failure=failure, detail=detail))
        assert not {"[", "]", "_"} & set(told.message)  # type: ignore[union-attr]
