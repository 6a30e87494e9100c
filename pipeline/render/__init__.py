"""Changelogs and drafts -> pages and other formats; HTML stands in templates/ only."""
