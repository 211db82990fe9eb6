"""`python -m slakit`."""

import sys

from slakit.cli import main

if __name__ == "__main__":
    sys.exit(main())
