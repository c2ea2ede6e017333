"""Draws and composes the demo clip, ``assets/demo.mp4``: 15 s, 1280x720, 30 pictures a second.

    QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/demo/make_clip.py

Pictures are painted by Qt, sound is computed, both go to ffmpeg. The same clip comes out each time,
but for ffmpeg's own version.
"""

import argparse
import math
import os
import subprocess
import tempfile
import wave
from array import array
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QRadialGradient,
)

WIDTH, HEIGHT = 1280, 720
FPS = 30
LENGTH_S = 15
SAMPLE_RATE = 44_100

CENTRE = QPointF(WIDTH / 2, 300)
RADIUS = 132
QUARTERS = (QColor("#7ce0d3"), QColor("#8fb8ff"), QColor("#c3a2ff"), QColor("#ffb59e"))
PALE = QColor("#f3f6fb")
TITLE = "What was really watched"
LINES = (
    "Every moment counts once.",
    "Skipped is not seen.",
    "Kept offline, told later.",
    "All of it, once.",
)
TARGET = Path(__file__).resolve().parents[2] / "assets" / "demo.mp4"


def eased(t: float, begin: float, end: float) -> float:
    """Go from 0 to 1 between two times, softly at both ends."""
    x = min(1.0, max(0.0, (t - begin) / (end - begin)))
    return x * x * (3 - 2 * x)


def faded(colour: QColor, alpha: float) -> QColor:
    """Return the colour with an opacity from 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(min(1.0, max(0.0, alpha)))
    return result


def font(size: int, weight: QFont.Weight = QFont.Weight.Normal, spacing: float = 0) -> QFont:
    """Return the clip's typeface in pixels."""
    result = QFont("DejaVu Sans")
    result.setPixelSize(size)
    result.setWeight(weight)
    result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return result


def paint_sky(painter: QPainter, t: float) -> None:
    """Paint a night sky whose colours drift, with three slow lights in it."""
    turn = t / LENGTH_S * math.tau
    sky = QLinearGradient(0, 0, WIDTH * 0.35, HEIGHT)
    sky.setColorAt(0, QColor.fromHsvF(0.66 + 0.03 * math.sin(turn), 0.62, 0.20))
    sky.setColorAt(0.55, QColor.fromHsvF(0.62 + 0.03 * math.cos(turn), 0.66, 0.30))
    sky.setColorAt(1, QColor.fromHsvF(0.54 + 0.03 * math.sin(turn), 0.62, 0.36))
    painter.fillRect(0, 0, WIDTH, HEIGHT, sky)
    for hue, x, y, reach, phase in (
        (0.48, 0.18, 0.30, 520, 0.0),
        (0.74, 0.80, 0.24, 560, 2.1),
        (0.92, 0.66, 0.86, 500, 4.2),
    ):
        middle = QPointF(
            WIDTH * (x + 0.05 * math.sin(turn + phase)),
            HEIGHT * (y + 0.06 * math.cos(turn + phase)),
        )
        light = QRadialGradient(middle, reach)
        light.setColorAt(0, QColor.fromHsvF(hue, 0.55, 0.85, 0.30))
        light.setColorAt(1, QColor.fromHsvF(hue, 0.55, 0.85, 0.0))
        painter.fillRect(0, 0, WIDTH, HEIGHT, light)


def paint_hills(painter: QPainter, t: float) -> None:
    """Paint three ranges of hills, the near one fastest."""
    painter.setPen(Qt.PenStyle.NoPen)
    for depth, (base, height, colour) in enumerate(
        ((560, 34, "#2b3f73"), (606, 30, "#22315f"), (654, 24, "#182449"))
    ):
        path = QPainterPath(QPointF(0, HEIGHT))
        shift = t * (9 + 8 * depth)
        for x in range(0, WIDTH + 16, 16):
            at = (x + shift) / 210 + depth * 1.7
            y = base - height * (math.sin(at) + 0.45 * math.sin(at * 2.3 + depth))
            path.lineTo(x, y)
        path.lineTo(WIDTH, HEIGHT)
        path.closeSubpath()
        painter.setBrush(faded(QColor(colour), 0.86))
        painter.drawPath(path)


def paint_motes(painter: QPainter, t: float) -> None:
    """Paint points of light that rise slowly and twinkle."""
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(34):
        seed = number * 2.399963
        x = (math.sin(seed * 12.9) * 0.5 + 0.5) * WIDTH + 14 * math.sin(t * 0.5 + seed)
        y = (HEIGHT * (math.cos(seed * 7.3) * 0.5 + 0.5) - t * (6 + number % 5 * 3)) % HEIGHT
        glow = 0.10 + 0.22 * (0.5 + 0.5 * math.sin(t * 1.3 + seed * 3))
        painter.setBrush(faded(PALE, glow))
        size = 1.4 + number % 3 * 0.8
        painter.drawEllipse(QPointF(x, y), size, size)


def paint_ring(painter: QPainter, t: float) -> None:
    """Paint the four quarters of the film as arcs that fill while it plays, and a play mark."""
    shown = eased(t, 0.2, 1.4)
    box = QRectF(CENTRE.x() - RADIUS, CENTRE.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    halo = QRadialGradient(CENTRE, RADIUS * 1.9)
    halo.setColorAt(0, faded(PALE, 0.13 * shown))
    halo.setColorAt(1, faded(PALE, 0))
    painter.fillRect(0, 0, WIDTH, HEIGHT, halo)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    gap = 7.0
    for number, colour in enumerate(QUARTERS):
        start = 90 - 90 * number - gap / 2
        span = 90 - gap
        part = min(1.0, max(0.0, t / LENGTH_S * 4 - number))
        earned = eased(t, LENGTH_S * (number + 1) / 4 - 0.08, LENGTH_S * (number + 1) / 4 + 0.5)
        painter.setPen(round_pen(faded(PALE, 0.16 * shown), 10))
        painter.drawArc(box, round(start * 16), round(-span * 16))
        if part > 0:
            painter.setPen(round_pen(faded(colour, shown), 10 + 4 * math.sin(earned * math.pi)))
            painter.drawArc(box, round(start * 16), round(-span * part * 16))
    pulse = 1 + 0.025 * math.sin(t * math.tau / 3)
    mark = QPainterPath()
    for number in range(3):
        angle = math.tau * number / 3
        corner = CENTRE + QPointF(math.cos(angle), math.sin(angle)) * 50 * pulse
        mark.moveTo(corner) if number == 0 else mark.lineTo(corner)
    mark.closeSubpath()
    rounded = QPainterPathStroker(round_pen(PALE, 14)).createStroke(mark)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(PALE, shown))
    painter.drawPath(mark.united(rounded))


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round ends and corners."""
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def paint_words(painter: QPainter, t: float) -> None:
    """Paint the title, then below it one line for each quarter."""
    shown = eased(t, 0.8, 2.0)
    painter.setFont(font(50, QFont.Weight.DemiBold, 0.5))
    painter.setPen(faded(PALE, shown))
    centred(painter, TITLE, 514 + 10 * (1 - shown))
    quarter = LENGTH_S / 4
    painter.setFont(font(25, spacing=0.6))
    for number, line in enumerate(LINES):
        begin = number * quarter + (1.4 if number == 0 else 0.3)
        alpha = eased(t, begin, begin + 0.6) * (1 - eased(t, begin + 2.6, begin + 3.2))
        painter.setPen(faded(PALE, 0.82 * alpha))
        centred(painter, line, 562)


def paint_marks(painter: QPainter, t: float) -> None:
    """Paint the way through the film at the lower edge, with a mark for each quarter reached."""
    shown = eased(t, 0.6, 1.6)
    left, right, y = 240.0, WIDTH - 240.0, 640.0
    now = left + (right - left) * min(1.0, t / LENGTH_S)
    painter.setPen(round_pen(faded(PALE, 0.20 * shown), 4))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setPen(round_pen(faded(PALE, 0.85 * shown), 4))
    painter.drawLine(QPointF(left, y), QPointF(now, y))
    painter.setFont(font(21, QFont.Weight.DemiBold))
    for number, colour in enumerate(QUARTERS, 1):
        at = QPointF(left + (right - left) * number / 4, y)
        reached = eased(t, LENGTH_S * number / 4 - 0.1, LENGTH_S * number / 4 + 0.3)
        if number == len(QUARTERS):
            reached = eased(t, LENGTH_S - 0.7, LENGTH_S - 0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(PALE, 0.35 * shown))
        painter.drawEllipse(at, 5, 5)
        painter.setBrush(faded(colour, reached))
        painter.drawEllipse(at, 5 + 4 * reached, 5 + 4 * reached)
        painter.setPen(faded(colour, reached))
        box = QRectF(at.x() - 80, y + 16 + 8 * (1 - reached), 160, 34)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{25 * number} %")


def centred(painter: QPainter, text: str, y: float) -> None:
    """Write a line of text in the middle, at this height."""
    painter.drawText(QRectF(0, y - 40, WIDTH, 80), Qt.AlignmentFlag.AlignCenter, text)


def paint(image: QImage, t: float) -> None:
    """Paint the picture of this second."""
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for layer in (paint_sky, paint_motes, paint_hills, paint_ring, paint_words, paint_marks):
        layer(painter, t)
    dark = max(1 - eased(t, 0, 0.7), eased(t, LENGTH_S - 0.25, LENGTH_S) * 0.55)
    painter.fillRect(0, 0, WIDTH, HEIGHT, faded(QColor("#0a0e1f"), dark))
    painter.end()


CHORDS = (
    (146.83, 220.00, 277.18, 369.99),  # D major seventh
    (123.47, 220.00, 293.66, 369.99),  # B minor seventh
    (98.00, 246.94, 293.66, 369.99),  # G major seventh
    (110.00, 220.00, 277.18, 329.63),  # A major, and home
    (146.83, 220.00, 293.66, 369.99),
)
BELLS = (739.99, 880.00, 1108.73, 1174.66)


def sample(t: float) -> tuple[float, float]:
    """Return what both ears hear at this second: soft chords, and a bell at every quarter."""
    left = right = 0.0
    beat = 3.5
    for number, chord in enumerate(CHORDS):
        begin = number * beat - 0.3
        loud = eased(t, begin, begin + 1.2) * (1 - eased(t, begin + beat, begin + beat + 1.2))
        if loud <= 0:
            continue
        for voice, pitch in enumerate(chord):
            swell = 1 + 0.12 * math.sin(math.tau * (0.21 + 0.04 * voice) * t + voice)
            phase = math.tau * pitch * t
            tone = math.sin(phase) + 0.28 * math.sin(2 * phase) + 0.08 * math.sin(3 * phase)
            tone += 0.5 * math.sin(phase * 1.003)
            level = loud * swell * tone * 0.055
            side = (voice - 1.5) / 3 * 0.5
            left += level * (1 - side)
            right += level * (1 + side)
    for number, pitch in enumerate(BELLS, 1):
        since = t - (LENGTH_S * number / 4 - (0.0 if number < len(BELLS) else 0.7))
        if since > 0:
            rise = min(1.0, since / 0.004)
            ring = rise * math.exp(-2.6 * since) * math.sin(math.tau * pitch * since)
            ring += rise * 0.3 * math.exp(-5 * since) * math.sin(math.tau * 2.01 * pitch * since)
            left += 0.10 * ring
            right += 0.12 * ring
    whole = eased(t, 0, 1.2) * (1 - eased(t, LENGTH_S - 1.1, LENGTH_S - 0.02))
    return left * whole, right * whole


def write_sound(target: Path) -> None:
    """Write the music as a WAV file."""
    sound = array("h")
    for number in range(LENGTH_S * SAMPLE_RATE):
        for level in sample(number / SAMPLE_RATE):
            sound.append(round(max(-1.0, min(1.0, level)) * 32_000))
    with wave.open(str(target), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(sound.tobytes())


def make(target: Path) -> None:
    """Paint all pictures into ffmpeg, which joins them with the sound."""
    with tempfile.TemporaryDirectory() as folder:
        music = Path(folder) / "music.wav"
        write_sound(music)
        command = [
            *("ffmpeg", "-v", "error", "-y"),
            *("-f", "rawvideo", "-pix_fmt", "bgra", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS)),
            *("-i", "-", "-i", str(music)),
            *("-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p", "-preset", "slow"),
            *("-crf", "25", "-g", str(2 * FPS), "-bf", "2", "-t", str(LENGTH_S)),
            *("-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"),
            *("-map_metadata", "-1", "-metadata", f"title={TITLE}", "-fflags", "+bitexact"),
            str(target),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
            assert ffmpeg.stdin is not None  # noqa: S101
            image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
            for number in range(LENGTH_S * FPS):
                paint(image, number / FPS)
                ffmpeg.stdin.write(image.constBits())
        if ffmpeg.returncode:
            raise SystemExit(ffmpeg.returncode)


def main() -> None:
    """Make the clip, or one picture of it to look at."""
    parser = argparse.ArgumentParser(description="Makes the demo clip.")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the clip goes")
    parser.add_argument("--picture", type=float, help="write only the picture of this second")
    options = parser.parse_args()
    _application = QGuiApplication([])
    if options.picture is None:
        make(options.target)
        return
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    paint(image, options.picture)
    image.save(str(options.target))


if __name__ == "__main__":
    main()
