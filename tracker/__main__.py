"""``python -m tracker`` is the same as ``tracker``."""

from tracker.cli.main import run

run()
