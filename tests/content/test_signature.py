"""Signatures: what holds, and what does not."""

import shutil
import string
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.content.offers import Signer, offer
from tracker.content.manifest import parse_manifest
from tracker.content.signature import PublicKey
from tracker.model.errors import ContentError, SettingsError

_LETTERS = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}+/".encode()


@pytest.fixture(scope="module")
def signer() -> Signer:
    """Return a person with a key."""
    return Signer()


@pytest.mark.parametrize("form", [b"Ed", b"ED"])
def test_a_signature_holds(signer: Signer, form: bytes) -> None:
    """In both forms."""
    signer.public.check(b"data", signer.sign(b"data", form))


def test_a_key_is_read_as_it_is_printed(signer: Signer) -> None:
    """As a line, and as a file with its comment."""
    assert PublicKey.parse(signer.line) == signer.public
    assert PublicKey.parse(f"untrusted comment: a key\n{signer.line}\n") == signer.public


@pytest.mark.parametrize("text", ["", "RW", "UldR", "not base64 at all", "\n\n", "ü"])
def test_what_is_no_key_is_refused(text: str) -> None:
    """It is a setting: the sentence says where to find a right one."""
    with pytest.raises(SettingsError):
        PublicKey.parse(text)


def test_nothing_else_holds(signer: Signer) -> None:
    """Whatever byte is changed, of the data, the signature or the comment that it covers."""
    good = signer.sign(b"data")
    other = Signer()
    for data, signature in (
        (b"date", good),
        (b"data", good.replace(b"made by", b"made for")),
        (b"data", other.sign(b"data")),
        (b"data", Signer(b"another!").sign(b"data")),
        (b"data", b""),
        (b"data", b"\n\n\n\n"),
        (b"data", b"\xff" * 500),
        (b"data", b"\n".join(good.splitlines()[:3])),
    ):
        with pytest.raises(ContentError):
            signer.public.check(data, signature)
    lines = good.splitlines()
    for at in (1, 3):
        for place in range(len(lines[at])):
            for letter in {*b"AB+/="} - {lines[at][place]}:
                changed = bytearray(lines[at])
                changed[place] = letter
                with pytest.raises(ContentError):
                    signer.public.check(
                        b"data", b"\n".join([*lines[:at], changed, *lines[at + 1 :]])
                    )


def test_there_is_one_spelling_of_a_signature(signer: Signer) -> None:
    """The bits that base64 leaves over before its padding are none to play with."""
    lines = signer.sign(b"data").splitlines()
    for at, padding in ((1, b"="), (3, b"==")):
        body = lines[at].removesuffix(padding)
        next_letter = _LETTERS[_LETTERS.index(body[-1]) + 1]
        other = body[:-1] + bytes([next_letter]) + padding
        assert b64decode(other, validate=True) == b64decode(lines[at])
        with pytest.raises(ContentError, match="format"):
            signer.public.check(b"data", b"\n".join([*lines[:at], other, *lines[at + 1 :]]))


@pytest.mark.parametrize("legacy", [[], ["-l"]], ids=["prehashed", "legacy"])
@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_what_minisign_signs_holds(tmp_path: Path, legacy: list[str]) -> None:
    """The program that people will use."""
    public, secret, data = tmp_path / "k.pub", tmp_path / "k.key", tmp_path / "manifest.json"
    data.write_bytes(b"data")
    keys = ["-p", str(public), "-s", str(secret)]
    for arguments in (
        ["-G", "-W", "-f", *keys],
        ["-S", *legacy, "-s", str(secret), "-m", str(data)],
    ):
        subprocess.run(["minisign", *arguments], check=True, timeout=30, capture_output=True)
    signature = data.with_name("manifest.json.minisig").read_bytes()
    PublicKey.parse(public.read_text()).check(b"data", signature)


def test_what_people_offer_is_what_a_kiosk_takes(tmp_path: Path, signer: Signer) -> None:
    """The script beside the kiosk's example makes a list that is understood."""
    folder = tmp_path / "offer"
    offer(folder, {"films/a film.mp4": b"abc", ".hidden": b"x"}, 4, signer)
    script = Path(__file__).parents[2] / "packaging/kiosk/offer_content.py"
    made = subprocess.run(
        [sys.executable, script, folder], check=True, timeout=30, capture_output=True, text=True
    )
    assert "version 5, 1 files" in made.stdout
    manifest = parse_manifest((folder / "manifest.json").read_bytes())
    assert (manifest.version, manifest.size_bytes) == (5, 3)
