"""A small picture of a film, on its way from whoever makes it to whoever keeps or paints it.

Knows: its size and the form of its pixels.
Must never know: which film it shows, or how it is painted.
"""

from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture of 32 bits a pixel (blue, green, red, unused), rows ``pitch`` bytes apart."""

    width: int
    height: int
    pitch: int
    pixels: bytes
