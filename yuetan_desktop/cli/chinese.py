"""Click in Chinese: help pages, headings and usage errors."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class _Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _plain(args), "用法：")

    def section(self, name: str) -> Any:
        return super().section({"Options": "选项", "Commands": "命令"}.get(name, name))


def _plain(args: str) -> str:
    return args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]", "命令 [参数]")


class _Context(click.Context):
    formatter_class = _Help


class Command(click.Command):
    """A command whose help is Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助。"
        return option


class Group(Command, click.Group):
    """A group of such commands; those `elsewhere` (`module:name`) are imported when asked for."""

    command_class = Command
    group_class = type  # groups inside it are of the same class

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = self._elsewhere.get(cmd_name)
        if where and cmd_name not in self.commands:
            module, name = where.split(":")
            self.add_command(getattr(import_module(f"yuetan_desktop.cli.{module}"), name))
        return super().get_command(ctx, cmd_name)


def usage_sentence(error: click.UsageError) -> str:
    """One Chinese sentence for a wrongly written command; our own messages are Chinese already."""
    message = error.message
    named = message.split("'")[1] if message.count("'") >= 2 else ""
    match error:
        case click.NoSuchOption():
            words = f"没有选项 {error.option_name}。"
        case click.MissingParameter(param=click.Parameter() as param, ctx=click.Context() as ctx):
            words = f"缺少参数 {param.make_metavar(ctx)}。"
        case click.BadOptionUsage():
            words = f"选项 {error.option_name} 后面缺少值。"
        case click.BadParameter():
            words = message if not message.isascii() else "参数的值不对。"
        case _ if "No such command" in message:
            words = f"没有命令 {named}。"
        case _ if "unexpected extra argument" in message:
            words = "多写了参数。"
        case _ if not message.isascii():
            words = message
        case _:
            words = "没有写要做什么。"
    command = error.ctx.command_path if error.ctx else "yuetan-cli"
    return f"{words}用法见 {command} --help。"
