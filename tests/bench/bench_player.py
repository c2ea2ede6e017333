"""What playing costs beside VLC and mpv.

``python -m tests.bench.bench_player [ROUNDS] [--ours COMMAND]``

Plays one clip of 8 s, 1080p30, in each player in turn, all on one Xvfb of 1280 by 720 without
sound, as an ordinary user where this runs as root (VLC refuses root). Prints the medians of CPU,
peak memory and the time beyond the clip's length, and their ratios to VLC and mpv; then, of a
second play each, how many pictures were lost. Needs vlc,
mpv, ffmpeg, Xvfb and setpriv; a player that is missing is left out. CPU and memory are those of
the whole process with its children. The program's modules are compiled first, as pip does it for
an installed program: the ordinary user could not keep what Python compiles at each start.

``--ours`` names the command that is measured, as ``/usr/bin/tracker`` of the installed package:
a Python that was built without optimisation takes a fifth more for a start than Debian's.
"""

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import tracker
from tests.bench.losses import lost_by
from tests.ordinary import NOBODY, as_ordinary_user

ROUNDS = 5
CLIP_S = 8.0
PICTURES = round(CLIP_S * 30)
SCREEN = "1280x720x24"
LONGEST_RUN_S = 60.0
Child = subprocess.Popen[bytes]

TARGETS = {"cpu_s": {"vlc": 0.6, "mpv": 1.15}, "beyond_s": {"vlc": 1.0}, "peak_mib": {"vlc": 1.0}}


@dataclass(frozen=True)
class Cost:
    """What one run took; ``beyond_s`` is from start to exit, less the clip's length."""

    cpu_s: float
    peak_mib: float
    beyond_s: float


def make_clip(path: Path) -> None:
    """Make the clip: moving patterns and a tone."""
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=1920x1080:rate=30:duration={CLIP_S}"]
    sound = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={CLIP_S}"]
    codecs = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *picture, *sound, *codecs, str(path)]
    subprocess.run(command, check=True, timeout=120)


def players(ours: Path, clip: Path, work: Path) -> dict[str, list[str]]:
    """Return the command of each player that is installed."""
    profile = ["--profile", str(work / "profile")]
    found = {"ours": [str(ours), "play", str(clip), "--exit-at-end", *profile]}
    if shutil.which("vlc"):
        found["vlc"] = ["vlc", "--play-and-exit", "--no-audio", "--no-qt-privacy-ask", str(clip)]
    if shutil.which("mpv"):
        found["mpv"] = ["mpv", "--vo=x11", "--no-audio", "--no-config", "--really-quiet", str(clip)]
    return found


def run(command: list[str], environment: dict[str, str], log: Path) -> Cost:
    """Run a player once to its end."""
    with log.open("ab") as said:
        began = time.monotonic()
        child = subprocess.Popen(
            as_ordinary_user(*command), env=environment, stdout=said, stderr=said
        )
        deadline = began + LONGEST_RUN_S
        while True:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                child.kill()
            time.sleep(0.005)
        took = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, None):
        raise SystemExit(f"{command[0]} failed with {child.returncode}; see {log}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, took - CLIP_S)


def starter(environment: dict[str, str], log: Path) -> Callable[[list[str]], Child]:
    """Return what starts a player that is asked for its losses."""

    def start(command: list[str]) -> Child:
        with log.open("ab") as said:
            return subprocess.Popen(
                as_ordinary_user(*command), env=environment, stdout=subprocess.PIPE, stderr=said
            )

    return start


def screen(work: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start an Xvfb on a free display; return it and the display's name."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp", "-ac"],
        pass_fds=[writer],
        stderr=(work / "xvfb.log").open("wb"),
    )
    os.close(writer)
    with os.fdopen(reader) as lines:
        return server, f":{lines.readline().strip()}"


def main(rounds: int, ours: Path) -> None:
    """Measure and print."""
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-player-")))
        clip = work / "clip.mp4"
        make_clip(clip)
        compileall.compile_dir(Path(tracker.__file__).parent, quiet=2)
        home, runtime = work / "home", work / "runtime"
        for folder in (home, runtime, work / "profile"):
            folder.mkdir(mode=0o700)
            if os.geteuid() == 0:
                os.chown(folder, NOBODY, NOBODY)
        work.chmod(0o755)
        server, display = screen(work)
        stack.callback(server.wait)
        stack.callback(server.terminate)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "DISPLAY": display,
            "LANG": "C.UTF-8",
        }
        commands = players(ours, clip, work)
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        losses: dict[str, list[int]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                cost = run(command, environment, work / f"{name}.log")
                if turn:  # the first round fills the caches
                    costs[name].append(cost)
                    start = starter(environment, work / f"{name}.log")
                    losses[name].append(lost_by(name, command, start, runtime))
    report(costs)
    report_losses(losses)


def write(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def report(costs: dict[str, list[Cost]]) -> None:
    """Print medians, then how ours compares."""

    def median(name: str, what: str) -> float:
        return float(statistics.median(getattr(cost, what) for cost in costs[name]))

    write(f"{'':6}{'CPU s':>9}{'peak MiB':>11}{'beyond s':>11}")
    for name in costs:
        values = (median(name, "cpu_s"), median(name, "peak_mib"), median(name, "beyond_s"))
        write(f"{name:6}{values[0]:9.2f}{values[1]:11.0f}{values[2]:11.2f}")
    for what, targets in TARGETS.items():
        for other, target in targets.items():
            if other in costs:
                ratio = median("ours", what) / median(other, what)
                word = "met" if ratio <= target else "missed"
                write(f"{what} to {other}: {ratio:.2f} (wanted at most {target}: {word})")


def report_losses(losses: dict[str, list[int]]) -> None:
    """Print the medians of the pictures that were lost, and whether ours are more than VLC's."""
    for name, lost in losses.items():
        write(f"pictures lost by {name}: {statistics.median(lost):g} of {PICTURES} {sorted(lost)}")
    if "vlc" in losses:
        is_met = statistics.median(losses["ours"]) <= statistics.median(losses["vlc"])
        write(f"pictures lost: at most VLC's are wanted: {'met' if is_met else 'missed'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Compare what playing costs.")
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--ours", type=Path, default=Path(sys.executable).with_name("tracker"))
    asked = parser.parse_args()
    main(asked.rounds, asked.ours)
