"""The workbench: a child process in which recipes run, and the line to it."""
