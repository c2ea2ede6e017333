"""The HubSpot station: facts of a row in, the outcome of one send out.

Knows: HubSpot's paths, its spelling, its limits and its moods.
Must never know: the database, or when to try again; it never repeats an event on its own.
"""
