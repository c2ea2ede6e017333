"""The desktop door: one window that shows a film and what is known of its viewing.

Knows: widgets, keys, themes and languages.
Must never know: SQLite, the network, libVLC, or how anything is counted; it never waits.
"""
