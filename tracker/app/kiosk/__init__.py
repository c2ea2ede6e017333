"""What a kiosk is wired from: its configuration, its player, its log, its health.

Knows: the stand's line from a touch to the queue, without a single widget.
Must never know: Qt.
"""
