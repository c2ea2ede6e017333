"""The hall: profile, settings, logs, and the wiring of the stations.

Knows: every station, and how they are put together.
Must never hold: logic that belongs to a station.
"""
