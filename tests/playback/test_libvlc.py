"""Which libVLC is accepted, and what is said about the others."""

from typing import Any

import pytest
import vlc  # type: ignore[import-untyped]

from tracker.model.errors import PlaybackError
from tracker.playback import libvlc


@pytest.mark.parametrize("version", ["3.0.20 Vetinari", "3.0.21 Vetinari", "3.0.24", "3.0.107 X"])
def test_libvlc_3_0_is_accepted(version: str) -> None:
    """From the oldest that was tried on."""
    libvlc.check_version(version)


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("4.0.0-dev Otto Chriek", "too new"),
        ("3.1.0", "too new"),
        ("3.0.16 Vetinari", "too old"),
        ("2.2.8 Weatherwax", "too old"),
        ("", "too old"),
    ],
)
def test_any_other_is_refused_with_the_package_to_install(version: str, says: str) -> None:
    """The sentence names the version, the hint the cure."""
    with pytest.raises(PlaybackError, match=says) as refused:
        libvlc.check_version(version)
    assert version in str(refused.value)
    assert "sudo apt install libvlc5 vlc-plugin-base" in refused.value.hint


def test_a_wrong_version_is_refused_before_an_instance_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LibVLC 4 is never called with the arguments of libVLC 3."""

    def make(*_: Any) -> None:
        raise AssertionError("an instance of a wrong libVLC")

    monkeypatch.setattr(libvlc, "_instance", None)
    monkeypatch.setattr(vlc, "Instance", make)
    monkeypatch.setattr(vlc, "libvlc_get_version", lambda: b"4.0.0-dev Otto Chriek")
    with pytest.raises(PlaybackError, match=r"4\.0\.0-dev Otto Chriek is too new"):
        libvlc.instance()


def test_missing_plug_ins_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibVLC answers with nothing when it finds none."""
    monkeypatch.setattr(libvlc, "_instance", None)
    monkeypatch.setattr(vlc, "Instance", lambda *_: None)
    with pytest.raises(PlaybackError, match="plug-ins") as refused:
        libvlc.instance()
    assert "vlc-plugin-base" in refused.value.hint


def test_there_is_one_instance() -> None:
    """Asked for twice, it is the same."""
    assert libvlc.instance() is libvlc.instance()
