"""Signatures in minisign's format: who vouches for a manifest.

Knows: Ed25519, and how a public key and a signature are written.
Must never know: what was signed. Secret keys never come here.
"""

import hashlib
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tracker.model.errors import ContentError, SettingsError
from tracker.model.records import dataclass

SIGNATURE_LIMIT = 2_000
"""The longest signature file that is read, in bytes."""

_TRUSTED = b"trusted comment: "
_HINT = "Sign manifest.json with minisign and the key of this kiosk; what is shown now stays."


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that content is signed with: its number (8 bytes), and the key (32 bytes)."""

    number: bytes
    key: bytes

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read a key as minisign prints it (``RW…``), or the whole file. Raise SettingsError."""
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            raw = _decoded(lines[-1].strip().encode())
        except (ValueError, IndexError):
            raw = b""
        if len(raw) != 42 or raw[:2] != b"Ed":
            raise SettingsError(
                "The public key for new content is none of minisign's.",
                hint="Use the line that begins with RW, from the .pub file of `minisign -G`.",
            )
        return cls(raw[2:10], raw[10:])

    def check(self, data: bytes, signature: bytes) -> None:
        """Raise ContentError unless ``signature`` is a minisign file over ``data`` by this key.

        Both forms are accepted: over the data itself, and over its BLAKE2b-512.
        """
        try:
            _, line, comment, line_over_all = signature.splitlines()[:4]
            raw = _decoded(line)
            over_all = _decoded(line_over_all)
        except ValueError:
            raise _refused("is not signed in minisign's format") from None
        form, number, signed = raw[:2], raw[2:10], raw[10:]
        if len(signed) != 64 or form not in (b"Ed", b"ED") or not comment.startswith(_TRUSTED):
            raise _refused("is not signed in minisign's format")
        if number != self.number:
            raise _refused("is signed with another key")
        message = hashlib.blake2b(data).digest() if form == b"ED" else data
        key = Ed25519PublicKey.from_public_bytes(self.key)
        try:
            key.verify(signed, message)
            key.verify(over_all, signed + comment[len(_TRUSTED) :])
        except InvalidSignature:
            raise _refused("has a signature that does not hold") from None


def _decoded(line: bytes) -> bytes:
    """Read base64, in its one right spelling. Raise ValueError.

    The last letter before the padding has bits that mean nothing: other letters there would be
    other files over which the same signature holds.
    """
    raw = b64decode(line, validate=True)
    if b64encode(raw) != line:
        raise ValueError("base64 that nobody writes")
    return raw


def _refused(what: str) -> ContentError:
    return ContentError(f"New content is refused: it {what}.", hint=_HINT)
