"""A stand-in for HubSpot: a real HTTP server on this machine that judges as HubSpot's schema does.

Knows: the event endpoints, their fields, HubSpot's answers, errors, limits and failures.
Must never know: the client, the outbox, or any address but loopback.
"""
