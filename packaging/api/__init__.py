"""The public surface of the package: its listing, and its reference page."""
