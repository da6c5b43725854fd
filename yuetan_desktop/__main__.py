"""`python -m yuetan_desktop` and the command `yuetan`: open the window."""

from __future__ import annotations

import sys

from yuetan_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
