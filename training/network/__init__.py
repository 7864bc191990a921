"""The two networks of `sketch`, and how they are fitted."""
