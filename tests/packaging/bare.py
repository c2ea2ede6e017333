"""A bare machine for the wheel: an environment that holds what the wheel asks for, and no more.

Nothing is fetched: the distributions are linked from the environment that runs the tests.
"""

import os
import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 100.0


def closure(requirements: list[str], extras: frozenset[str] = frozenset()) -> set[str]:
    """Return the names of all distributions that these requirements bring here."""
    found: set[str] = set()
    todo = [(Requirement(text), extras) for text in requirements]
    while todo:
        wanted, chosen = todo.pop()
        name = canonicalize_name(wanted.name)
        applies = wanted.marker is None or any(
            wanted.marker.evaluate({"extra": extra}) for extra in (*chosen, "")
        )
        if not applies or name in found:
            continue
        found.add(name)
        todo += [(Requirement(text), frozenset(wanted.extras)) for text in _asked_by(name)]
    return found


def _asked_by(name: str) -> list[str]:
    return distribution(name).requires or []


class BareMachine:
    """A virtual environment with the wheel installed by pip, and its dependencies linked."""

    def __init__(self, folder: Path, wheel: Path, *extras: str) -> None:
        self.folder = folder
        venv.create(folder, with_pip=False, symlinks=True)
        self._pip("install", "--no-deps", "--no-index", "--no-compile", str(wheel))
        ours = next(self._site().glob("media_bridge_tracker-*.dist-info"))
        asked = Distribution.at(ours).requires or []
        for name in sorted(closure(asked, frozenset(extras))):
            self._link(distribution(name))

    def run(
        self, *arguments: str, stdin: str = "", **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the installed command far from the checkout, with little of this environment."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return subprocess.run(
            [self.folder / "bin" / "tracker", *arguments],
            cwd=home,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environ},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )

    def has(self, module: str) -> bool:
        """Whether a module can be found there."""
        code = f"import importlib.util as u; print(u.find_spec({module!r}) is not None)"
        answer = subprocess.run(
            [self.folder / "bin" / "python", "-I", "-c", code],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=True,
        )
        return answer.stdout.strip() == "True"

    def _site(self) -> Path:
        return next((self.folder / "lib").glob("python*/site-packages"))

    def _pip(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "pip", "--python", str(self.folder / "bin" / "python")]
        subprocess.run(
            [*command, "--disable-pip-version-check", "--quiet", *arguments],
            env={**os.environ, "PIP_CONFIG_FILE": os.devnull},
            timeout=TIMEOUT_S,
            check=True,
        )

    def _link(self, found: Distribution) -> None:
        base = Path(str(found.locate_file("")))
        for top in {file.parts[0] for file in found.files or [] if file.parts[0] != ".."}:
            target = self._site() / top
            if top != "__pycache__" and not target.exists():
                target.symlink_to(base / top)
