"""`python -m deliberate` is the command line, as `deliberate` is."""

from deliberate.cli import main

main()
