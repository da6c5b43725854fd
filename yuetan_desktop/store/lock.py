"""One writing program per database: a lock file held open, naming who holds it since when."""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from yuetan_desktop.errors import AppError

# Windows forbids others to read a locked region, so the lock lies far behind the text.
_LOCKED_BYTE = 1 << 30


@dataclass(slots=True)
class _Held:
    file: IO[str]
    holders: int


_held: dict[Path, _Held] = {}
_guard = threading.Lock()


class DatabaseLock:
    """Held by a program that may write. The same program may hold it several times (the window
    and its worker); another program gets a sentence. The system releases it when a program ends.
    """

    def __init__(self, database: Path, *, person: str, now: datetime) -> None:
        self._path = database.with_name(database.name + ".lock").resolve()
        self._released = False
        with _guard:
            held = _held.get(self._path)
            if held is not None:
                held.holders += 1
                return
            _held[self._path] = _Held(_take(self._path, person, now), 1)

    def release(self) -> None:
        with _guard:
            if self._released:
                return
            self._released = True
            held = _held[self._path]
            held.holders -= 1
            if held.holders == 0:
                del _held[self._path]
                held.file.close()


def _take(path: Path, person: str, now: datetime) -> IO[str]:
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise _not_writable(path, error) from error
    try:
        _lock(file)
    except OSError as error:
        holder = _read_holder(file)
        file.close()
        raise AppError(
            f"这个数据库正在使用中{holder}。",
            kept="数据没有改动。",
            hint="请先关闭已打开的窗口再试。",
        ) from error
    claim = {"person": person, "since": f"{now:%Y-%m-%d %H:%M}", "pid": os.getpid()}
    try:
        file.seek(0)
        file.truncate()
        # Nothing stays in a buffer, whose writing would fail once more on a full disk.
        os.write(file.fileno(), json.dumps(claim).encode())
    except OSError as error:
        file.close()
        raise _not_writable(path, error) from error
    return file


def _not_writable(path: Path, error: OSError) -> AppError:
    return AppError(
        f"无法在数据文件夹中写入：{path.parent}。",
        kept="数据没有改动。",
        hint="请检查写入权限和磁盘空间。",
        detail=str(error),
    )


def _read_holder(file: IO[str]) -> str:
    """Who holds the lock, as part of a sentence; empty when it cannot be read."""
    try:
        file.seek(0)
        holder = json.loads(file.read())
        return f"（{holder['person']}，{holder['since']} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        os.lseek(file.fileno(), _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
