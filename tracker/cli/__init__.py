"""The command line: names, flags and JSON lines that other programs rely on.

Knows: arguments, how results and errors are shown on a terminal, and exit statuses.
Must never know: Qt or libVLC, for a command that shows no picture.
"""
