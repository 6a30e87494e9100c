"""A file -> its lines, with what layout says: `read(path) -> Source`. One module a format, chosen by content, never by suffix."""
