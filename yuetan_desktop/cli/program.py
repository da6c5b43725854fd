"""`yuetan-cli`: the group of commands, and one sentence for every way it can fail."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from yuetan_desktop import __version__, log, paths
from yuetan_desktop.cli.chinese import Group, usage_sentence
from yuetan_desktop.cli.desk import FILE, Desk
from yuetan_desktop.errors import AppError, Cancelled

# Exit codes, documented in docs/cli.md. 2 is for problems in files: see `importing.import_files`.
FAILED, WRONG_USE, PROGRAM_ERROR, INTERRUPTED = 1, 64, 70, 130


# Where each command is written: its module is imported when it is asked for.
COMMANDS = {
    "assess": "work:assess",
    "backup": "data:backup",
    "batches": "data:batches",
    "case": "case:case",
    "check": "data:check",
    "demo": "demo:demo",
    "enterprises": "enterprises:enterprises",
    "form": "importing:blank_form",
    "import": "importing:import_files",
    "init": "data:init",
    "layouts": "importing:known_layouts",
    "leaders": "leaders:leaders",
    "ledger": "ledger:ledger",
    "letters": "work:letters",
    "matters": "matters:matters",
    "observations": "data:show_observations",
    "packs": "rulepacks:packs",
    "paper": "work:paper",
    "readings": "readings:readings",
    "restore": "data:restore",
    "settings": "settings:settings",
    "stage": "paperstages:stage",
    "summary": "work:summary",
    "units": "units:units",
    "visits": "visits:visits",
    "withdraw": "importing:withdraw",
    "year-tasks": "yeartasks:year_tasks",
}


@click.group(
    cls=Group, elsewhere=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--data", "data_dir", type=FILE, help="数据文件夹；不写则用默认位置。")
@click.option("--person", help="经办人；不写则用设置中的经办人，没有设定的用系统登录名。")
@click.version_option(__version__, message="yuetan-cli %(version)s", help="显示版本号。")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None, person: str | None) -> None:
    """约谈管理桌面端的命令行：导入、研判、案件、文书、汇总表、备份。"""
    ctx.obj = Desk(data_dir or paths.default_data_dir(), person)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and never lets a traceback reach the clerk."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                encoding=None if stream.isatty() else "utf-8", errors="backslashreplace"
            )
    try:
        code = cli.main(arguments, prog_name="yuetan-cli", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except Cancelled as error:
        return _say(error.one_line(), INTERRUPTED)
    except AppError as error:
        return _say(error.one_line(), FAILED)
    except click.UsageError as error:
        return _say(usage_sentence(error), WRONG_USE)
    except click.ClickException as error:
        return _say(error.format_message(), FAILED)
    except (click.Abort, KeyboardInterrupt):
        return _say("已中断。未完成的操作没有写入。", INTERRUPTED)
    except BrokenPipeError:
        # `… | head` closed the pipe; nothing more can or need be said.
        sys.stderr.close()
        return 0
    except Exception as error:  # the last stop before the terminal
        file = log.install(paths.logs(_data_dir(arguments)))
        log.logger.error("command failed", exc_info=error)
        return _say(f"程序出错，未完成的操作没有写入。详情见日志：{file}。", PROGRAM_ERROR)


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _data_dir(arguments: Sequence[str] | None) -> Path:
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--data" in words[:-1]:
        return Path(words[words.index("--data") + 1])
    return paths.default_data_dir()
