"""Engines fill the ports; a folder each, and heavy libraries stay inside."""
