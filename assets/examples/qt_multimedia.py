"""A player of QtMultimedia, tracked by hand: python qt_multimedia.py FILM [CONTACT_ID].

QtMultimedia comes with PySide6-Addons. ``Tracked`` is all that a program of your own needs.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
from PySide6.QtMultimediaWidgets import QVideoWidget
from PySide6.QtWidgets import QApplication

import tracker


class Tracked:
    """Feeds a viewing from a player's signals, for as long as one film is watched."""

    def __init__(self, player: QMediaPlayer, film: str, viewer: tracker.Viewer) -> None:
        self._player = player
        self.viewing = tracker.Viewing(
            film,
            viewer=viewer,
            # Nobody tells us of seeks: they are found, and the evidence says so.
            seeks_announced=False,
            on_quartile=lambda quartile: print(f"{int(quartile)} %", flush=True),
        )
        player.playbackStateChanged.connect(self._state)
        player.mediaStatusChanged.connect(self._status)
        player.positionChanged.connect(self.viewing.tick)
        player.durationChanged.connect(self.viewing.length)
        player.playbackRateChanged.connect(self.viewing.rate)

    def seek(self, to_ms: int) -> None:
        """Jump, and say so: then the evidence is as good as our own player's."""
        self.viewing.seek(to_ms)
        self._player.setPosition(to_ms)

    def _state(self, state: QMediaPlayer.PlaybackState) -> None:
        if state == QMediaPlayer.PlaybackState.PlayingState:
            self.viewing.playing()
        elif state == QMediaPlayer.PlaybackState.PausedState:
            self.viewing.paused()

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self.viewing.ended()
        elif status == QMediaPlayer.MediaStatus.StalledMedia:
            self.viewing.stalled()
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self.viewing.failed()


def main(film: str, contact_id: int | None) -> int:
    """Play a film to its end and print each quarter that was watched."""
    app = QApplication(sys.argv[:1])
    player = QMediaPlayer()
    # Without a picture or sound to send somewhere, QMediaPlayer never tells the film's end.
    screen, sound = QVideoWidget(), QAudioOutput()
    player.setVideoOutput(screen)
    player.setAudioOutput(sound)
    tracked = Tracked(player, film, tracker.Viewer(contact_id=contact_id))
    end = QMediaPlayer.MediaStatus.EndOfMedia
    player.mediaStatusChanged.connect(lambda status: status == end and app.quit())
    player.errorOccurred.connect(lambda _error, text: (print(text, file=sys.stderr), app.exit(1)))
    screen.show()
    player.setSource(QUrl.fromLocalFile(str(Path(film).absolute())))
    player.play()
    status = app.exec()
    tracked.viewing.close()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None))
