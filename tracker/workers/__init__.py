"""The threads that carry an event along the line: the recorder and the sender.

Knows: queues, waiting, and the protocols of the stations.
Must never know: SQLite, HTTP, Qt or libVLC: stations arrive as arguments.
"""
