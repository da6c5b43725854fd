"""Commands are imported when they are asked for: none is lost by it, and the others are not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from yuetan_desktop import cli as package
from yuetan_desktop.cli.program import cli

DOCUMENT = Path(__file__).parents[2] / "docs" / "cli.md"


def reached(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command with the words that call it."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None, name
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from reached(command, f"{above}{name} ")


SINGLE = [(name, one) for name, one in reached(cli) if not isinstance(one, click.Group)]


def test_every_command_written_is_reached_by_its_name() -> None:
    modules = [
        import_module(f"{package.__name__}.{path.stem}")
        for path in Path(package.__file__).parent.glob("*.py")
        if not path.stem.startswith("__")
    ]
    written = [
        one for module in modules for one in vars(module).values() if isinstance(one, click.Command)
    ]
    assert {*map(id, written)} == {id(one) for _name, one in reached(cli)} | {id(cli)}


@pytest.mark.parametrize(("name", "command"), [pytest.param(*one, id=one[0]) for one in SINGLE])
def test_a_command_is_told_with_its_options(name: str, command: click.Command) -> None:
    """In docs/cli.md, in a section that names it."""
    sections = re.split(r"^##+ ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = "".join(one for one in sections if re.search(rf"(^|[/`] ?){name}\b", one))
    assert told
    untold = [
        option.opts
        for option in command.params
        if isinstance(option, click.Option)
        and not any(
            re.search(rf"(?<![-\w]){one}\b", told) for one in option.opts + option.secondary_opts
        )
    ]
    assert untold == []


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
