"""Films of eight seconds in every container, made once by ffmpeg."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.halves import make_halves

SECONDS = 8
_PICTURE = ["-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=25:duration={SECONDS}"]
_SOUND = ["-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=44100:duration={SECONDS}"]
_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25"]

RECIPES: dict[str, list[str]] = {
    "film.mp4": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "film.webm": [
        *_PICTURE, *_SOUND, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8",
        "-g", "25", "-c:a", "libopus",
    ],
    "film.mkv": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "film.ts": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "sound.mp3": [*_SOUND, "-b:a", "96k"],
    "vbr.mp3": [*_SOUND, "-q:a", "4", "-write_xing", "0"],
    "sound.ogg": [*_SOUND, "-c:a", "libvorbis"],
    "sound.opus": [*_SOUND, "-c:a", "libopus"],
    "sound.flac": _SOUND,
    "sound.wav": _SOUND,
}  # fmt: skip


class Films:
    """A folder of films, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Path:
        path = self._folder / name
        if not path.exists():
            command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *RECIPES[name], str(path)]
            subprocess.run(command, check=True, timeout=60)
        return path


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    """Return the folder of films."""
    return Films(tmp_path_factory.mktemp("films"))


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """Make a film that is green on the left and red on the right."""
    return make_halves(tmp_path / "halves.mp4")
