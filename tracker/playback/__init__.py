"""Playing media: one protocol, and libVLC behind it.

Knows: how to open, drive and watch a player, and how its pictures reach memory.
Must never know: sessions, quartiles, storage, HubSpot, or Qt.
"""
