"""A file that WPS holds and a drive that is pulled, with the errors Windows raises: when the file
is opened, in the middle of it, while it is looked at and while it is kept. A sentence says which of
the two it is; the database is as it was, and no half file lies in the archive."""

from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.excel.formats import xlsx
from tests.services.test_imports import everything
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import imports
from yuetan_desktop.services.importing import importfolder, importpreview
from yuetan_desktop.services.workspace import Workspace

ROWS = [["2025年10月空气质量"], ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40]]
HELD = "占用"
AWAY = "请确认 U 盘或网络盘仍然连接，再试一次。"
# What Python makes of the numbers of Windows: most become EACCES, the others EINVAL or ENOENT.
WINDOWS: dict[int, tuple[type[OSError], int, str]] = {
    32: (PermissionError, 13, HELD),  # another program holds the file
    33: (PermissionError, 13, HELD),  # a part of it is locked
    21: (PermissionError, 13, AWAY),  # the device is not ready
    53: (FileNotFoundError, 2, AWAY),  # the network path was not found
    64: (FileNotFoundError, 2, AWAY),  # the network name is no longer available
    1117: (OSError, 22, AWAY),  # an I/O device error
    1167: (OSError, 22, AWAY),  # the device is not connected
}
Fail = Callable[[Path, int, bool], None]


class _Breaking(io.BytesIO):
    """Some bytes, and then what Windows says."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path.read_bytes()[:100])
        self._error = error

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(10)
        if not found or size in (-1, None):
            raise self._error
        return found

    def readinto(self, _buffer: Any, /) -> int:
        raise self._error


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    """From now on a file fails as on Windows, when it is opened or in the middle of it."""
    really = builtins.open

    def switch_on(path: Path, number: int, in_the_middle: bool) -> None:
        kind, code, _ = WINDOWS[number]

        def opened(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            if Path(str(file)) != path:
                return really(file, mode, *rest, **options)
            error = kind(code, "as Windows says it", str(path))
            error.winerror = number  # type: ignore[attr-defined,unused-ignore]
            if not in_the_middle:
                raise error
            with monkeypatch.context() as back:
                back.setattr(io, "open", really)
                return _Breaking(path, error)

        monkeypatch.setattr(builtins, "open", opened)
        monkeypatch.setattr(io, "open", opened)

    return switch_on


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "月报2510.xlsx"
    path.write_bytes(xlsx(ROWS))
    return path


def left(ws: Workspace) -> list[Path]:
    return list(ws.folders.archive.glob("*"))


@pytest.mark.parametrize("in_the_middle", [False, True])
@pytest.mark.parametrize("number", WINDOWS)
def test_while_it_is_looked_at(
    ws: Workspace, path: Path, fail: Fail, number: int, in_the_middle: bool
) -> None:
    before = everything(ws)
    fail(path, number, in_the_middle)
    with pytest.raises(AppError) as refused:
        importpreview.preview(ws, path)
    assert "月报2510.xlsx" in refused.value.message
    assert WINDOWS[number][2] in refused.value.one_line()
    assert refused.value.kept == "没有导入任何数据。"
    assert everything(ws) == before
    assert not left(ws)


@pytest.mark.parametrize("in_the_middle", [False, True])
@pytest.mark.parametrize("number", WINDOWS)
def test_while_it_is_kept(
    ws: Workspace, path: Path, fail: Fail, number: int, in_the_middle: bool
) -> None:
    found = importpreview.preview(ws, path)
    before = everything(ws)
    fail(path, number, in_the_middle)
    with pytest.raises(AppError, match="无法保存原始文件“月报2510") as refused:
        imports.commit(ws, found)
    assert WINDOWS[number][2] in refused.value.one_line()
    assert refused.value.kept == "没有写入任何数据。"
    assert everything(ws) == before
    assert not left(ws)


@pytest.mark.parametrize("number", [32, 1117])
def test_one_file_of_a_folder_keeps_nothing_of_the_run_half(
    ws: Workspace, path: Path, fail: Fail, number: int
) -> None:
    other = path.with_name("月报2511.xlsx")
    other.write_bytes(xlsx([["2025年11月空气质量"], *ROWS[1:]]))
    looked = importfolder.look(ws, [path, other])
    before = everything(ws)
    fail(other, number, True)
    with pytest.raises(AppError, match="无法保存原始文件“月报2511"):
        importfolder.store(ws, looked)
    assert everything(ws) == before
    assert not [kept for kept in left(ws) if kept.suffix == ".part"]


def test_the_same_file_goes_in_once_it_can_be_read_again(
    ws: Workspace, path: Path, fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importpreview.preview(ws, path)
    fail(path, 1167, True)
    with pytest.raises(AppError):
        imports.commit(ws, found)
    monkeypatch.undo()
    assert imports.commit(ws, found).stored == 2
    assert len(left(ws)) == 1
