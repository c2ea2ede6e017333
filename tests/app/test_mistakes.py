"""What nobody caught: in the log with its traceback, nowhere else, and without a secret."""

import logging
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import environment
from tracker.app.logs import FILE_NAME
from tracker.app.mistakes import HidingFormatter

SECRETS = {
    "Authorization: Bearer planted.access-1": "planted.access-1",
    "{'access_token': 'planted-access-2', 'x': 1}": "planted-access-2",
    '{"refresh_token": "planted-refresh-3"}': "planted-refresh-3",
    "client_secret=planted-secret-4&grant_type=x": "planted-secret-4",
    "GET /?code=planted-code-7&state=x": "planted-code-7",
    "the token pat-na1-planted-5 was refused": "pat-na1-planted-5",
}

BREAK = """
import sys, threading
from pathlib import Path
from tracker.app.logs import start_log
from tracker.app.mistakes import watch_for_mistakes
start_log(Path(sys.argv[1]))
watch_for_mistakes()
def work():
    raise ValueError(sys.argv[2])
thread = threading.Thread(target=work)
thread.start()
thread.join()
work()
"""


@pytest.mark.parametrize("text", SECRETS)
def test_an_error_that_quotes_a_secret_is_logged_without_it(tmp_path: Path, text: str) -> None:
    """Of a thread and of the main one; the terminal stays clean, the traceback is whole."""
    done = subprocess.run(
        [sys.executable, "-c", BREAK, tmp_path, text], capture_output=True, text=True, check=False
    )
    log = (tmp_path / FILE_NAME).read_text()
    assert log.count("Traceback") == 2
    assert log.count("ValueError: ") == 2
    assert log.count("[secret]") == 2
    assert SECRETS[text] not in log + done.stdout + done.stderr
    assert done.stderr == ""
    assert done.returncode == 1


def test_what_is_no_secret_is_written_as_it_is() -> None:
    """A log that hides too much helps nobody."""
    text = "The bearer of code: 5, exit code=1, patience, access_token missing"
    record = logging.LogRecord("a", logging.INFO, "", 1, text, None, None)
    assert HidingFormatter("%(message)s").format(record) == text


def test_no_core_is_dumped_and_a_crash_report_holds_no_token(tmp_path: Path) -> None:
    """Python's own report names lines only; the image of the memory is not written."""
    code = (
        "import os, sys; from tracker.cli.main import main; sys.argv = ['tracker', 'status'];"
        "token = sys.stdin.readline(); main();"
        "print(open('/proc/self/limits').read(), flush=True); os.abort()"
    )
    environ = environment(tmp_path / "profile") | {"PYTHONFAULTHANDLER": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=tmp_path, input="pat-na1-planted-6\n",
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in done.stderr
    (line,) = [line for line in done.stdout.splitlines() if "core file" in line]
    assert line.split()[4] == "0"
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    said = [done.stdout.encode(), done.stderr.encode(), *(path.read_bytes() for path in written)]
    assert [text for text in said if b"planted" in text] == []
    assert [path for path in written if path.name.startswith("core")] == []
