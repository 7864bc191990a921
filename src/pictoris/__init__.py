"""Pictoris: the ImaginePro image API on machines of your own."""
