"""What sets the project up, tried on this very checkout."""
