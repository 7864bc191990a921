"""`python -m pictoris`."""

from pictoris.cli.main import main

main()
