"""PDF files as pictures, by PDFium: the only module that imports ``pypdfium2``.

Knows: how a file is opened and judged, and how a page is drawn into memory.
Must never know: players, listeners, or how long a page is shown.

PDFium bears one thread only in the whole process: everything here is called on the same one.
"""

import ctypes
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.playback.frames import Picture

MOST_PAGES = 2_000
"""Of a longer document only so many pages are shown."""

_USUAL_SIZE = (595.0, 842.0)
_WHITE = 0xFFFFFFFF


class PdfPages:
    """The pages of one PDF file.

    Raise PlaybackError for a file that is locked by a password, or whose pages cannot be read.
    ``page_count`` is at most ``MOST_PAGES``; ``pages_in_file`` is what the file says.
    """

    def __init__(self, path: Path, name: str) -> None:
        try:
            import pypdfium2
            import pypdfium2.raw
        except (ImportError, OSError) as error:
            raise PlaybackError(
                phrase("Errors", "pypdfium2 cannot be used, which shows documents: {why}.").format(
                    why=error
                ),
                hint=phrase("Errors", "Install it: pip install 'media-bridge-tracker[player]'"),
            ) from error
        # It has no types of its own.
        self._raw: Any = pypdfium2.raw
        self._error: type[Exception] = pypdfium2.PdfiumError
        self._name = name
        try:
            self._document: Any = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise self._unreadable(getattr(error, "err_code", None)) from error
        self.pages_in_file: int = len(self._document)
        self.page_count = min(self.pages_in_file, MOST_PAGES)

    def size(self, index: int) -> tuple[float, float]:
        """Return a page's width and height in points, turned as it is shown.

        Both are above zero: a page that cannot say is taken to be of a usual size.
        """
        try:
            width, height = map(float, self._document.get_page_size(index))
        except self._error:
            return _USUAL_SIZE
        is_sound = all(math.isfinite(side) and side > 0 for side in (width, height))
        return (width, height) if is_sound else _USUAL_SIZE

    def draw(self, index: int, picture: Picture, address: int, goes_on: Callable[[], bool]) -> None:
        """Draw a page on white, over all of a buffer at ``address`` with the picture's layout.

        ``goes_on`` is asked between the parts of the page; once it says no, the rest is left out.
        Raise PlaybackError for a page that cannot be read.
        """
        raw = self._raw
        try:
            page = self._document.get_page(index)
        except self._error as error:
            raise PlaybackError(
                phrase("Errors", "Page {number} of {name} cannot be read.").format(
                    number=index + 1, name=self._name
                ),
                hint=phrase("Errors", "Export the document again, whole, from where it was made."),
            ) from error
        place = (0, 0, picture.width, picture.height)
        buffer = ctypes.c_void_p(address)
        bitmap = raw.FPDFBitmap_CreateEx(
            picture.width, picture.height, raw.FPDFBitmap_BGRx, buffer, picture.pitch
        )
        pause = raw.IFSDK_PAUSE(version=1)
        must_stop = type(pause.NeedToPauseNow)(lambda _pause: not goes_on())
        pause.NeedToPauseNow = must_stop
        try:
            raw.FPDFBitmap_FillRect(bitmap, *place, _WHITE)
            state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *place, 0, raw.FPDF_ANNOT, pause)
            while state == raw.FPDF_RENDER_TOBECONTINUED and goes_on():
                state = raw.FPDF_RenderPage_Continue(page, pause)
        finally:
            raw.FPDF_RenderPage_Close(page)
            raw.FPDFBitmap_Destroy(bitmap)
            page.close()

    def close(self) -> None:
        """Let the file go."""
        self._document.close()

    def _unreadable(self, code: int | None) -> PlaybackError:
        if code in (self._raw.FPDF_ERR_PASSWORD, self._raw.FPDF_ERR_SECURITY):
            return PlaybackError(
                phrase("Errors", "{name} is locked by a password.").format(name=self._name),
                hint=phrase(
                    "Errors", "Save a copy of the document without a password, and open that."
                ),
            )
        return PlaybackError(
            phrase("Errors", "{name} is damaged: its pages cannot be read.").format(
                name=self._name
            ),
            hint=phrase("Errors", "Download it or export it again, whole, from where it was made."),
        )
