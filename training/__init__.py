"""How `sketch` is made: its data, its networks, their training and their examination. Not part of the package."""
