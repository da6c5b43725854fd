"""`python -m yuetan_desktop.cli`: the command line where no script was installed."""

import sys

from yuetan_desktop.cli.program import main

sys.exit(main())
