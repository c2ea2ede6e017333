"""The whole sign-in as a person sees it: a real browser, a real keyring, and no secret anywhere."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.builders import Take
from tests.cli.command import Finished
from tests.credentials.secret_service import SecretService, secret_service
from tests.e2e.conftest import Films
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.grants import Grants
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.units import MonotonicNs

CLIENT_ID, SECRET = "planted-client-id", "planted-client-secret-4f1d"

_BROWSER = """#!/bin/sh
exec {chromium} --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \\
  --no-first-run --disable-background-networking --user-data-dir={folder}/browser \\
  --virtual-time-budget=20000 --dump-dom "$1&auto=1" >{folder}/page.html 2>{folder}/browser.log
"""


class Desk:
    """A profile, a keyring and a browser; notes the command line of every process it starts."""

    def __init__(self, folder: Path, service: SecretService, base_url: str) -> None:
        self.profile = folder / "profile"
        self.said = ""
        self.command_lines: set[str] = set()
        browser = folder / "browser.sh"
        browser.write_text(_BROWSER.format(chromium=shutil.which("chromium"), folder=folder))
        browser.chmod(0o700)
        self._environ = service.environ | {
            "TRACKER_PROFILE": str(self.profile),
            "TRACKER_HUBSPOT_BASE_URL": base_url,
            "BROWSER": f"{browser} %s",
        }

    def run(self, *arguments: object, stdin: str = "") -> Finished:
        """Run a command to its end, looking at its processes meanwhile."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker", *map(str, arguments)],
            env=self._environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(process.pid, ended))
        watcher.start()
        try:
            out, err = process.communicate(stdin, timeout=90)
        finally:
            process.kill()
            ended.set()
            watcher.join()
        self.said += out + err
        return Finished(process.returncode, out, err)

    def everything_written(self) -> bytes:
        """Return all that the program wrote and said, and how it was called."""
        files = [path.read_bytes() for path in self.profile.rglob("*") if path.is_file()]
        told = [self.said, *self.command_lines]
        return b"\n".join([*files, *(text.encode() for text in told)])

    def _watch(self, pid: int, ended: threading.Event) -> None:
        while not ended.wait(0.02):
            try:
                ours = psutil.Process(pid)
                for process in (ours, *ours.children(recursive=True)):
                    self.command_lines.add(" ".join(process.cmdline()))
            except psutil.Error:
                continue


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SecretService]:
    """Give an unlocked keyring of its own."""
    with secret_service(tmp_path / "keyring") as service:
        yield service


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """Return a trace of a film watched whole."""
    path = tmp_path / "hall.jsonl"
    samples = Take(20_000).play(20_000).end().samples
    path.write_text("".join(trace_row(item, MonotonicNs(0)) + "\n" for item in samples))
    return path


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_a_person_signs_in_by_browser_and_no_secret_is_left_behind(
    tmp_path: Path, service: SecretService, trace: Path, films: Films
) -> None:
    """Consent, delivery, a film, a report, logout with revocation; then everything is searched."""
    grants = Grants(client=(CLIENT_ID, SECRET))
    with Sandbox(grants=grants, contacts=["ada@example.test=101"]) as server:
        desk = Desk(tmp_path, service, server.base_url)
        signed_in = desk.run(
            "login", "--oauth", "--client-id", CLIENT_ID, "--port", 0, "--json", stdin=SECRET + "\n"
        )
        assert signed_in.status == 0, signed_in.err
        (line,) = signed_in.lines
        assert (line["account"], line["store"], line["missing_scopes"]) == (
            "connected", "the keyring", [],
        )  # fmt: skip
        session_id = desk.run("replay", trace, "--store", "--json").lines[0]["session_id"]
        desk.run("identify", session_id, "--email", "ada@example.test")
        synced = desk.run("sync", "--once", "--json")
        assert (synced.status, synced.lines[-1]["delivered"]) == (0, 7), synced.err
        played = desk.run(
            "play", films / "film.mp4", "--headless", "--exit-at-end", "--json", "--contact-id",
            "101", "--trace-out", desk.profile / "viewing.jsonl",
        )  # fmt: skip
        assert (played.status, played.lines[-1]["delivered"]) == (0, 7), played.err
        assert desk.run("status", "--json").lines[0]["account"] == "connected"
        told = desk.run("doctor", "--online", "--json")
        assert "a sign-in by your own app" in told.out
        secrets = [SECRET, *grants._access, *grants._refresh]
        assert len(secrets) >= 4
        out = desk.run("logout", "--json")
        assert (out.status, out.lines[0]["forgotten"], grants.revocations) == (0, True, 1)
        assert desk.run("status", "--json").lines[0]["account"] == "not-logged-in"
    everything = desk.everything_written()
    assert any("chromium" in line for line in desk.command_lines)
    assert session_id.encode() in everything
    assert [secret for secret in secrets if secret.encode() in everything] == []


def test_a_permission_that_was_not_granted_is_named_and_nothing_is_kept(
    tmp_path: Path, service: SecretService
) -> None:
    """The grant is given back."""
    grants = Grants(withheld=frozenset({"media_bridge.write"}))
    with Sandbox(grants=grants) as server:
        desk = Desk(tmp_path, service, server.base_url)
        if shutil.which("chromium") is None:
            pytest.skip("chromium is not installed")
        refused = desk.run("login", "--oauth", "--client-id", "a", "--port", 0, stdin=SECRET + "\n")
        assert refused.status == 1
        assert "media_bridge.write" in refused.err
        assert grants.revocations == 1
        assert desk.run("status", "--json").lines[0]["account"] == "not-logged-in"


def test_the_browser_stays_shut_where_nothing_could_be_kept(tmp_path: Path) -> None:
    """The place for the secret is tried first."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with Sandbox() as server:
        desk = Desk(tmp_path, SecretService(environ, 0), server.base_url)
        refused = desk.run("login", "--oauth", "--client-id", "a", "--port", 0, stdin=SECRET + "\n")
    assert refused.status == 1
    assert "keyring" in refused.err
    assert "oauth/authorize" not in refused.err
    assert not (tmp_path / "page.html").exists()
