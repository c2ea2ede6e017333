"""The credentials station: one token for each profile, kept where the system keeps secrets.

Knows: the OS keyring, systemd's credentials, and in which of five states such a place can be.
Must never know: what the token opens. It logs none, caches none, and writes none to a file.
"""
