"""Times, sound, screens, memory and retention, as a kiosk's configuration says them.

Knows: the usual values and the bounds.
Must never know: what is done with them.
"""

from tracker.app.kiosk.config import Guard, Retention, Screens, Sound, Times
from tracker.app.kiosk.table import Table


def read_times(table: Table) -> Times:
    """Read the table ``times``."""
    usual = Times()
    read = Times(
        idle_s=table.seconds("idle_s", usual.idle_s, 30, 60),
        ask_s=table.seconds("ask_s", usual.ask_s, 5, 60),
        thanks_s=table.seconds("thanks_s", usual.thanks_s, 2, 60),
        retry_s=table.seconds("retry_s", usual.retry_s, 2, 3600),
    )
    table.finish()
    return read


def read_sound(table: Table) -> Sound:
    """Read the table ``sound``."""
    usual = Sound()
    read = Sound(
        volume=table.whole("volume", usual.volume, 0, 100, "percent"),
        attract_volume=table.whole("attract_volume", usual.attract_volume, 0, 100, "percent"),
        most=table.whole("most", usual.most, 0, 100, "percent"),
    )
    table.finish()
    return read


def read_screens(table: Table) -> Screens:
    """Read the table ``screens``."""
    rotation = table.whole("rotation", 0, 0, 270, "degrees")
    if rotation % 90:
        table.wrong("rotation", f"cannot be {rotation}.", "It is 0, 90, 180 or 270.")
    read = Screens(
        main=table.text("main"),
        rotation=rotation,
        power_off=table.strings("power_off"),
        power_on=table.strings("power_on"),
    )
    if bool(read.power_off) != bool(read.power_on):
        cure = "Name both commands, power_off and power_on, or neither."
        table.wrong("", "a screen could be switched off and never on, or never off.", cure)
    table.finish()
    return read


def read_guard(table: Table) -> Guard:
    """Read the table ``guard``."""
    usual = Guard()
    read = Guard(
        frozen_s=table.seconds("frozen_s", usual.frozen_s, 3, 120),
        restarts=table.whole("restarts", usual.restarts, 0, 100, "restarts a day"),
        memory_megabytes=table.whole(
            "memory_megabytes", usual.memory_megabytes, 300, 100_000, "megabytes"
        ),
        open_files=table.whole("open_files", usual.open_files, 100, 100_000, "files"),
    )
    table.finish()
    return read


def read_retention(table: Table) -> Retention:
    """Read the table ``retention``."""
    usual = Retention()
    read = Retention(
        history_days=table.whole("history_days", usual.history_days, 0, 3650, "days"),
        person_days=table.whole("person_days", usual.person_days, 0, 3650, "days"),
    )
    table.finish()
    return read
