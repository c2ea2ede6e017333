"""Small PDF files, written by hand."""

from collections.abc import Sequence
from pathlib import Path

RED, GREEN, BLUE = (1, 0, 0), (0, 1, 0), (0, 0, 1)
COLOURS = (RED, GREEN, BLUE)

LANDSCAPE = (200, 100)

LOCK = "/Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + ">"
"""The lock of a document whose password nobody knows."""


def paper(
    pages: int = 1,
    *,
    size: tuple[float, float] = LANDSCAPE,
    more: str = "",
    drawing: str = "",
    lock: str = "",
    kids: Sequence[int] | None = None,
) -> bytes:
    """Return a PDF whose pages are red, green, blue, and so on, with a margin of a tenth.

    ``more`` is put into each page's dictionary, ``drawing`` after each page's colour, ``lock``
    into the dictionary of the encryption. ``kids`` names the pages, where they are not all.
    """
    named = range(pages) if kids is None else kids
    listed = " ".join(f"{3 + 2 * index} 0 R" for index in named)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(named)} /Kids [{listed}] >>",
    ]
    width, height = size
    for index in range(pages):
        colour = " ".join(map(str, COLOURS[index % 3]))
        inner = f"{width * 0.1} {height * 0.1} {width * 0.8} {height * 0.8}"
        stream = f"{colour} rg {inner} re f\n{drawing}"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {more} "
            f"/Contents {4 + 2 * index} 0 R >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    locked = f"/Encrypt << {lock} >> /ID [<00> <00>]" if lock else ""
    count = len(parts) + 1
    end = (
        f"xref\n0 {count}\n0000000000 65535 f \n{rows}"
        f"trailer\n<< /Size {count} /Root 1 0 R {locked} >>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return (body + end).encode("ascii")


def write_paper(path: Path, data: bytes) -> str:
    """Write a file and return where."""
    path.write_bytes(data)
    return str(path)
