"""One stand-in without a limit for the tests that only ask."""

from collections.abc import Iterator

import httpx
import pytest

from tracker.hubspot.sandbox.server import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Give one stand-in without a limit for the tests that only ask."""
    with Sandbox(limit=None) as running:
        yield running


@pytest.fixture(scope="module")
def browser(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Give a client with the right token."""
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    with httpx.Client(base_url=sandbox.base_url, headers=headers, trust_env=False) as client:
        yield client
