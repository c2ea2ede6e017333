"""What a source offers: folders of files with a list and a signature, in minisign's format."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tracker.content.manifest import MANIFEST_NAME, SIGNATURE_NAME
from tracker.content.signature import PublicKey

NUMBER = bytes(range(8))


class Signer:
    """A person with a key."""

    def __init__(self, number: bytes = NUMBER) -> None:
        self._number = number
        self._key = Ed25519PrivateKey.generate()
        self.public = PublicKey(number, self._key.public_key().public_bytes_raw())

    @property
    def line(self) -> str:
        """The public key as minisign prints it."""
        return b64encode(b"Ed" + self.public.number + self.public.key).decode()

    def sign(self, data: bytes, form: bytes = b"ED", comment: bytes = b"made by a test") -> bytes:
        """Return the signature file over some data."""
        signed = self._key.sign(hashlib.blake2b(data).digest() if form == b"ED" else data)
        over_all = self._key.sign(signed + comment)
        return b"\n".join(
            (
                b"untrusted comment: of a test",
                b64encode(form + self._number + signed),
                b"trusted comment: " + comment,
                b64encode(over_all),
                b"",
            )
        )


def listed(files: dict[str, bytes], version: int) -> bytes:
    """Return the list of some files."""
    return json.dumps(
        {
            "version": version,
            "files": [
                {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for path, data in files.items()
            ],
        }
    ).encode()


def offer(folder: Path, files: dict[str, bytes], version: int, signer: Signer) -> None:
    """Write a set of content as somebody would offer it."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    folder.mkdir(parents=True, exist_ok=True)
    data = listed(files, version)
    (folder / MANIFEST_NAME).write_bytes(data)
    (folder / SIGNATURE_NAME).write_bytes(signer.sign(data))
