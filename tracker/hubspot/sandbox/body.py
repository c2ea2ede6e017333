"""What every desk of the stand-in does with a request first: whose name, and how much body.

Knows: the names that the stand-in answers to, and how much of a body is read.
Must never know: what the request asks for.
"""

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MAX_BODY_BYTES = 1024 * 1024

_OUR_NAMES = frozenset({"127.0.0.1", "localhost"})


def check_host(request: Request) -> None:
    """Refuse a request that was meant for another name."""
    # A web page elsewhere may point its own name at 127.0.0.1 and have a browser ask us.
    name = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    if name.lower() not in _OUR_NAMES:
        raise HTTPException(403, "This server answers for 127.0.0.1 and localhost only.")


async def read_body(request: Request) -> bytes:
    """Return the body, of a too long one a byte more than is allowed."""
    # One byte over the limit tells that it is exceeded; the rest is read and dropped.
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk[: MAX_BODY_BYTES + 1 - len(body)]
    except ClientDisconnect:
        pass
    return bytes(body)
