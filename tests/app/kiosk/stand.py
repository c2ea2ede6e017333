"""A stand's configuration for tests: the commented example, with a PIN and films beside it."""

from pathlib import Path

from tracker.app.kiosk.pin import hash_pin

EXAMPLE = Path(__file__).resolve().parents[3] / "packaging" / "kiosk" / "kiosk.toml"

PIN = "4711"
_HASHED = hash_pin(PIN)


def example_text() -> str:
    """Return the example with a PIN."""
    return EXAMPLE.read_text("utf-8").replace('pin_hash = ""', f'pin_hash = "{_HASHED}"')


def write_stand(folder: Path, text: str | None = None) -> Path:
    """Write a configuration, by default the example, and empty files for its films."""
    for name in ("attract.mp4", "hall.mp4", "robot.mp4"):
        (folder / name).touch()
    path = folder / "kiosk.toml"
    path.write_text(example_text() if text is None else text, "utf-8")
    return path
