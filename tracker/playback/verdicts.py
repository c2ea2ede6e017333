"""What is said of a medium that could not be played.

Knows: where it was looked for, and what a person can do about it.
Must never know: libVLC's commands or events.
"""

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.playback.location import Source


def unplayable(source: Source, *, waited_ms: int | None = None) -> PlaybackError:
    """Return the error for a source; ``waited_ms`` is how long an answer was waited for in vain."""
    if source.is_network:
        if waited_ms is not None:
            return PlaybackError(
                phrase("Errors", "{name} did not answer within {seconds} seconds.").format(
                    name=source.name, seconds=waited_ms // 1000
                ),
                hint=phrase("Errors", "Check the network, then try again."),
            )
        return PlaybackError(
            phrase("Errors", "Nothing that can be played was found at {name}.").format(
                name=source.name
            ),
            hint=phrase(
                "Errors",
                "Check the address and the network, and that it leads to a film or to sound.",
            ),
        )
    return PlaybackError(
        phrase("Errors", "{name} holds no picture and no sound that can be played.").format(
            name=source.name
        ),
        hint=phrase(
            "Errors", "Check that it is a whole media file, not something else under its name."
        ),
    )


def given_up(source: Source) -> PlaybackError:
    """Return the error for a source that a mistake of our own has ended."""
    return PlaybackError(
        phrase("Errors", "The player had to give up on {name}.").format(name=source.name),
        hint=phrase("Errors", "The log says why; please report it."),
    )
