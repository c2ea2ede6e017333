"""The assets: what a file or address is to the CRM.

Knows: content keys, the registry of assets, names and pages.
Must never know: the player, the network or the database.
"""
