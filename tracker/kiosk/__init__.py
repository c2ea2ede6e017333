"""The kiosk's door: a stand that visitors touch, full screen, for months.

Knows: what a visitor sees and touches.
Must never know: SQLite, the network, or a way to the desktop.
"""
