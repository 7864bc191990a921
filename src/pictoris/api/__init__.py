"""The HTTP edge: one file a dialect, and what all dialects share."""
