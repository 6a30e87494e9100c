"""travaux."""
