"""Commands on the work itself: assess, cases, papers, workbooks for superiors."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
