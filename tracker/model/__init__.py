"""The vocabulary of the house: frozen types, protocols, units and errors.

Knows: the words that more than one floor uses, and what a valid word is.
Must never know: Qt, libVLC, SQLite, HTTP, HubSpot's spelling, threads, clocks or files.
"""
