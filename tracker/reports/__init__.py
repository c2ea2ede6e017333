"""Reports: what a period came to, as figures, as a table and as a page with plots.

Knows: past viewings, visits and proof of play, and how they are added up.
Must never know: where they are stored, or who watched.
"""
