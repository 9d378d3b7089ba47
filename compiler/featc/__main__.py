"""`python -m featc`: the command line."""

from featc.cli import main

main()
