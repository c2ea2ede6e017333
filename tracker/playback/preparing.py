"""From an address to a deck that can be started: what libVLC is told of a medium before it plays.

Knows: in which order a medium is looked into, given its sound and its pictures, and bounded.
Must never know: listeners, and whether anybody has asked for the medium yet.
"""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from tracker.model.units import MediaMs
from tracker.playback.deck import Deck, DeckEvent
from tracker.playback.location import Source
from tracker.playback.medium import PARSE_TIMEOUT_MS, Contents, Medium, ParseOutcome
from tracker.playback.opening import Opening
from tracker.playback.outputs import Output
from tracker.playback.reporter import Reporter
from tracker.playback.sound import Sound

_PARSE_GRACE_S = 1.0

Hear: TypeAlias = Callable[[Opening, DeckEvent, float], None]
"""Hears an event of an opening's deck, on libVLC's threads."""


def look_into(
    generation: int,
    location: str,
    source: Source,
    start_ms: MediaMs,
    on_parsed: Callable[[Opening, ParseOutcome], None],
    *,
    repeats: bool = False,
) -> Opening:
    """Begin to look into a medium; ``on_parsed`` hears of the outcome on a thread of libVLC's.

    Raise PlaybackError where libVLC is missing or refuses the address.
    """
    medium = Medium(source.mrl)
    if repeats:
        medium.repeat()
    deadline_s = time.monotonic() + PARSE_TIMEOUT_MS / 1000 + _PARSE_GRACE_S
    opening = Opening(generation, location, source, medium, start_ms, deadline_s)
    medium.parse(partial(on_parsed, opening))
    return opening


def furnish(
    opening: Opening,
    contents: Contents,
    sound: Sound,
    output: Output | None,
    reporter: Reporter,
    hear: Hear,
) -> Deck:
    """Give an opening its deck, with the sound and the pictures that it is to have."""
    info = opening.info = contents.info
    if opening.start_ms >= (info.duration_ms or math.inf):
        opening.start_ms = MediaMs(0)
    opening.start_ms = MediaMs(max(0, opening.start_ms))
    opening.longest_ms = info.duration_ms or 0
    if opening.start_ms:
        opening.medium.start_at(opening.start_ms)
    silence = sound.prepare(opening, info, reporter)
    deck = opening.deck = Deck(opening.medium, partial(hear, opening))
    if silence is not None:
        deck.play_unheard(silence)
    if output is not None and info.has_video:
        in_window = output.receive(deck, contents.shown_size)
        opening.info = replace(info, in_window=in_window)
    return deck
