"""A keyring backend for tests that writes secrets down as they are, as keyrings.alt does.

It is there only for those who name its file in PLAIN_FILE_KEYRING; "forgets" makes it lose all.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import PasswordDeleteError

VARIABLE = "PLAIN_FILE_KEYRING"
CHOICE = {"PYTHON_KEYRING_BACKEND": f"{__name__}.PlainFileKeyring"}
"""The environment in which a person has chosen it."""


class PlainFileKeyring(KeyringBackend):
    """Keeps everything in one file of JSON."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805
        """Say that it comes before all others, where it is there at all."""
        if VARIABLE not in os.environ:
            raise RuntimeError("no file is named")
        return 50

    @property
    def file_path(self) -> str:
        """Where the file is."""
        return os.environ[VARIABLE]

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        found: str | None = self._read().get(f"{service}/{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        if "forgets" not in self.file_path:
            self._write(self._read() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        kept = self._read()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError("nothing is kept")
        self._write(kept)

    def _read(self) -> dict[str, str]:
        path = Path(self.file_path)
        return json.loads(path.read_text()) if path.exists() else {}

    def _write(self, kept: dict[str, str]) -> None:
        Path(self.file_path).write_text(json.dumps(kept))
