"""News that leaves the house: what is said, how it is signed, when it is tried again."""
