"""The sound of whatever plays: how loud, and what stands for it where nobody can hear it.

Knows: loudness, silence, and a machine without a sound output.
Must never know: when a medium opens or stops.
"""

from tracker.model.phrases import phrase
from tracker.playback.audio import SilentClock, has_sound_output
from tracker.playback.opening import Opening
from tracker.playback.player import MediaInfo
from tracker.playback.reporter import Reporter

NO_SOUND = phrase("Errors", "This machine has no sound output, so media play without sound.")


class Sound:
    """The loudness of this and every later medium of one player.

    ``is_heard`` says whether sound may be made; None asks the machine once. ``volume`` and
    ``is_muted`` may be set on any thread, all else belongs to the player's.
    """

    def __init__(self, is_heard: bool | None) -> None:
        self._is_heard = is_heard
        self._has_told_silence = False
        self.volume, self.is_muted = 100, False

    def prepare(self, opening: Opening, info: MediaInfo, reporter: Reporter) -> SilentClock | None:
        """Leave out what cannot be heard, with one notice ever.

        Return the clock that a medium of sound alone needs then.
        """
        opening.has_sound = info.has_audio
        is_heard = has_sound_output() if self._is_heard is None else self._is_heard
        if is_heard or not info.has_audio:
            return None
        if not self._has_told_silence:
            self._has_told_silence = True
            reporter.notice(NO_SOUND)
        if not info.has_video:
            return SilentClock()
        opening.has_sound = False
        opening.medium.leave_out_sound()
        return None

    def apply(self, opening: Opening) -> None:
        """Make it as loud as was asked for; without effect until it plays."""
        if opening.deck is not None and opening.is_playing:
            opening.deck.set_sound(self.volume, self.is_muted)
