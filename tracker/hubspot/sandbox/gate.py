"""What every request to the stand-in's API passes: bearer token, rate limit, switched faults.

Knows: which tokens are let in, and the headers that each answer carries.
Must never know: what a request asks for. The token is in no answer and in no log.
"""

import hmac
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tracker.hubspot.api import (
    HEADER_LIMIT_INTERVAL_MS,
    HEADER_LIMIT_MAX,
    HEADER_LIMIT_REMAINING,
    LimitPolicy,
)
from tracker.hubspot.sandbox import replies
from tracker.hubspot.sandbox.broken import BrokenAnswers, fault_reply
from tracker.hubspot.sandbox.faults import FaultPlan
from tracker.hubspot.sandbox.limits import RollingWindow


class Gate:
    """Used on the server's thread only.

    ``token`` is the one that is let in; None lets every bearer token in. ``is_granted`` says
    whether another one was given out by the stand-in's own sign-in.
    """

    def __init__(
        self,
        *,
        token: str | None,
        is_granted: Callable[[str], bool],
        window: RollingWindow | None,
        faults: FaultPlan,
        broken: BrokenAnswers,
    ) -> None:
        self._token = token
        self._is_granted = is_granted
        self._window = window
        self._faults = faults
        self._broken = broken

    def judge(self, request: Request, answer: Callable[[], Response]) -> tuple[Response, bool]:
        """Return what the request gets, and whether what it asked for was done."""
        if not self._is_authorized(request):
            return _unauthorized(), False
        if self._window and not self._window.take(time.monotonic()):
            refusal = replies.limit_reached(LimitPolicy.TEN_SECONDLY_ROLLING)
            return JSONResponse(refusal, 429, headers=self._limit_headers()), False
        response = answer()
        response.headers.update(self._limit_headers())
        is_good = response.status_code < 300
        fault = self._faults.next()
        if fault is None:
            return response, is_good
        taken = is_good and self._faults.processed(fault)
        return fault_reply(fault, response, self._broken, self._limit_headers()), taken

    def _is_authorized(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            return False
        if self._token is None or hmac.compare_digest(given.encode(), self._token.encode()):
            return True
        return self._is_granted(given)

    def _limit_headers(self) -> dict[str, str]:
        if self._window is None:
            return {}
        return {
            HEADER_LIMIT_MAX: str(self._window.maximum),
            HEADER_LIMIT_REMAINING: str(self._window.remaining),
            HEADER_LIMIT_INTERVAL_MS: str(int(self._window.seconds * 1000)),
        }


def _unauthorized() -> JSONResponse:
    message = "The bearer token is missing or is not the one that this server was given."
    return JSONResponse(replies.error_body("INVALID_AUTHENTICATION", message), 401)
