"""Small clips, made by ffmpeg when a test first asks for them; and which files are open."""

import subprocess
from contextlib import suppress
from pathlib import Path

CLIP_MS = 3000
FRAMES_PER_SECOND = 25

_PICTURE = ["-f", "lavfi", "-i", f"testsrc2=size=320x180:rate={FRAMES_PER_SECOND}:duration=3"]
_CORNERS = [
    "-filter_complex",
    "color=red:s=160x90:r=25:d=3[a];color=lime:s=160x90:r=25:d=3[b];[a][b]hstack[t];"
    "color=blue:s=160x90:r=25:d=3[c];color=yellow:s=160x90:r=25:d=3[d];[c][d]hstack[u];"
    "[t][u]vstack",
]
_SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=3"]
_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10"]
_VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"]

RECIPES: dict[str, list[str]] = {
    "film.mp4": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "film.webm": [*_PICTURE, *_SOUND, *_VP9, "-c:a", "libopus"],
    "film.mkv": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "film.ts": [*_PICTURE, *_SOUND, *_H264, "-c:a", "aac"],
    "silent.mp4": [*_PICTURE, *_H264],
    "sound-cbr.mp3": [*_SOUND, "-b:a", "64k"],
    "sound-vbr.mp3": [*_SOUND, "-q:a", "5", "-write_xing", "0"],
    "sound.ogg": [*_SOUND, "-c:a", "libvorbis"],
    "sound.opus": [*_SOUND, "-c:a", "libopus"],
    "sound.flac": [*_SOUND],
    "sound.wav": [*_SOUND],
    "blink.wav": ["-f", "lavfi", "-i", "sine=duration=0.2"],
    "wide-pixels.mp4": [*_PICTURE, *_H264, "-vf", "scale=240:180,setsar=2/1", "-t", "1"],
    # ffmpeg writes a turn only where it copies.
    "turned.mp4": ["-i", "silent.mp4", "-c", "copy", "-metadata:s:v:0", "rotate=90"],
    "corners.mp4": [*_CORNERS, *_H264],
    **{
        f"corners-{degrees}.mp4": [
            "-i", "corners.mp4", "-c", "copy", "-metadata:s:v:0", f"rotate={degrees}",
        ]
        for degrees in (90, 180, 270)
    },
    "tongues.mka": [
        *_SOUND, *_SOUND, "-map", "0", "-map", "1", "-c:a", "aac",
        "-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "language=eng",
        "-metadata:s:a:1", "title=Commentary",
    ],
}  # fmt: skip


class Clips:
    """A folder of clips; ``clips / "film.mp4"`` makes the clip if it is not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Path:
        path = self._folder / name
        if not path.exists():
            for needed in set(RECIPES[name]) & set(RECIPES):
                _ = self / needed
            command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *RECIPES[name], str(path)]
            subprocess.run(command, check=True, timeout=60, cwd=self._folder)
        return path


def open_files() -> set[Path]:
    """Return the files that this process has open."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(link.readlink())
    return found
