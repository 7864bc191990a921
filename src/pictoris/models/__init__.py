"""Models: which there are, under which licence, and which of them are on this machine."""
