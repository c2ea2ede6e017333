"""What a file holds by its first bytes, where tracks alone do not tell: images and documents.

Knows: the signatures of still images and documents.
Must never know: names; a film called ``poster.png`` is still a film.
"""

from pathlib import Path

from tracker.model.media import MediaType

HEAD_BYTES = 32

_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_DOCUMENTS = (b"%PDF-",)


def still_type(path: Path) -> MediaType | None:
    """Return IMAGE or DOCUMENT for a file that shows without moving; None for all others.

    An animated GIF counts as an image. Raise OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return MediaType.IMAGE
    return MediaType.DOCUMENT if head.startswith(_DOCUMENTS) else None
