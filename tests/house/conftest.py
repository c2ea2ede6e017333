"""The tree that is surveyed, and a way to plant one."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def house() -> Path:
    """Return the root of this project."""
    return Path(__file__).resolve().parents[2]


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file into a small tree and returns the tree's root."""

    def write(where: str, text: str) -> Path:
        path = tmp_path / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return tmp_path

    return write
