"""A player of python-vlc, tracked: python python_vlc.py FILM [CONTACT_ID].

The host keeps its own callbacks; the attachment does not disturb them.
"""

import sys
import threading

import vlc  # type: ignore[import-untyped]

import tracker


def main(film: str, contact_id: int | None) -> None:
    """Play a film to its end and print each quarter that was watched."""
    instance = vlc.Instance("--quiet")
    player = instance.media_player_new()
    player.set_media(instance.media_new(film))
    over = threading.Event()

    def end(event: vlc.Event) -> None:
        over.set()

    for kind in (vlc.EventType.MediaPlayerEndReached, vlc.EventType.MediaPlayerEncounteredError):
        player.event_manager().event_attach(kind, end)
    with tracker.attach(
        player,
        media=film,
        viewer=tracker.Viewer(contact_id=contact_id),
        on_quartile=lambda quartile: print(f"{int(quartile)} %", flush=True),
        on_problem=lambda text: print(text, file=sys.stderr),
    ):
        player.play()
        over.wait()
    player.stop()
    player.release()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
