"""Commands are imported when they are asked for: none is lost by it, and the others are not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from yuetan_desktop import cli as package
from yuetan_desktop.cli.program import cli


def reached(group: click.Group) -> Iterator[click.Command]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None, name
        yield command
        if isinstance(command, click.Group):
            yield from reached(command)


def test_every_command_written_is_reached_by_its_name() -> None:
    modules = [
        import_module(f"{package.__name__}.{path.stem}")
        for path in Path(package.__file__).parent.glob("*.py")
        if not path.stem.startswith("__")
    ]
    written = [
        one for module in modules for one in vars(module).values() if isinstance(one, click.Command)
    ]
    assert {*map(id, written)} == {*map(id, reached(cli))} | {id(cli)}


def test_a_command_imports_no_other() -> None:
    probe = (
        "import sys; from yuetan_desktop.cli import main; main(['units', '--help']);"
        "print(*(name for name in sys.modules if name.startswith('yuetan_desktop.cli.')))"
    )
    told = subprocess.run(
        [sys.executable, "-c", probe], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    loaded = {name.rpartition(".")[2] for name in told.stdout.splitlines()[-1].split()}
    assert loaded == {"program", "chinese", "desk", "units"}
