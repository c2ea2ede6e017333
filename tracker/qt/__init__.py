"""What the desktop, the kiosk and plug-in hosts share of Qt.

Knows: how pictures and news reach a Qt program.
Must never know: SQLite, the network, or what one door alone needs.
"""
