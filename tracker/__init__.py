"""A media player's tracker: what was really watched, told to HubSpot's Media Bridge."""

__version__ = "0.1.0"
