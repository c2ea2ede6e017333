"""The queue's database: sessions, checkpoints, rows that wait, the ledger, the dead letters.

Knows: SQLite, one profile directory, and the states of a row (delivery, 3.1 to 3.3).
Must never know: the CRM's words, HTTP, Qt, or the rules by which an event is earned.
"""
