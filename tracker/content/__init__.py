"""A kiosk's films and pictures: fetched, verified and swapped in whole.

Knows: manifests, signatures, sources, and sets of files on this disk.
Must never know: what is shown when, or who watches it.
"""
