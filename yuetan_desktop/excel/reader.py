"""Files to sheets. What a file is, its first bytes say; its extension is not believed."""

from __future__ import annotations

import errno
import io
import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any

from yuetan_desktop.errors import AppError, DiskTrouble, disk_trouble
from yuetan_desktop.excel.files.biff import is_believable
from yuetan_desktop.excel.files.compound import MAGIC, Compound, Damaged
from yuetan_desktop.excel.files.extent import open_document_extent
from yuetan_desktop.excel.files.oldbiff import NotOldBiff, is_old_biff, read_old_biff
from yuetan_desktop.excel.files.package import Package, look_into
from yuetan_desktop.excel.files.textfiles import read_text
from yuetan_desktop.excel.sheet import MAX_CELLS, Area, Sheet, Workbook, position

MAX_FILE = 200_000_000
MAX_UNPACKED = 900_000_000
MAX_RATIO = 300  # a sheet of one repeated row packs about 1:50
SMALL = 20_000_000  # below this no ratio is dangerous

_MANIFEST = "META-INF/manifest.xml"
NOTHING = "没有导入任何数据。"
SAVE_AS = "请在 WPS 或 Excel 中打开它，另存为 xlsx 后再导入。"
# What a damaged package makes zipfile raise.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, IndexError, OverflowError),
)
_OTHER_KINDS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "文字文档"),
    (b"MZ", "程序"),
)


def read_bytes(path: Path) -> bytes:
    """The file's content; a sentence when it is missing, locked, empty or too large."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a folder, or a pipe that never ends
            kind = "文件夹" if stat.S_ISDIR(state.st_mode) else "设备或管道"
            raise _error(f"“{path.name}”是{kind}，不是文件。", "请选择其中的 Excel 或 CSV 表格。")
        size = state.st_size
        if size > MAX_FILE:
            raise _error(
                f"文件“{path.name}”有 {size / 1e6:.0f} MB，超过了 {MAX_FILE / 1e6:.0f} MB 的上限。",
                "请把它拆成几个文件后再导入。",
            )
        content = path.read_bytes()
    except OSError as error:
        raise _out_of_reach(path.name, error) from error
    except ValueError as error:  # a name that no file can have
        raise _out_of_reach(path.name, FileNotFoundError(str(error))) from error
    if not content.strip(b"\0 \r\n\t"):
        raise _error(f"文件“{path.name}”是空的。", "请确认选对了文件。")
    return content


def _out_of_reach(name: str, error: OSError) -> AppError:
    match disk_trouble(error):
        case DiskTrouble.HELD:
            words = "打不开，可能正被 WPS 或 Excel 占用，或者没有读取它的权限。"
            hint = "请先关闭它再导入；没有权限的，请向保管文件的人要一份复制件。"
            return _error(f"文件“{name}”{words}", hint, error)
        case DiskTrouble.MISSING:
            return _error(f"没有找到文件“{name}”。", "请确认它没有被移走或改名。", error)
    if error.errno == errno.ENAMETOOLONG:
        return _error(f"文件名“{name[:20]}…”太长，打不开。", "请把文件名改短后再导入。", error)
    if error.errno == errno.ELOOP:
        words = f"“{name}”是一个指向自己的链接，不是文件。"
        return _error(words, "请选择链接原来指向的表格。", error)
    return _error(f"文件“{name}”读不出来。", "请确认 U 盘或网络盘仍然连接，再试一次。", error)


def read_workbook(content: bytes, name: str) -> Workbook:
    """Every sheet of the file, whatever its extension says."""
    head = content[:8]
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic):
            raise _error(f"文件“{name}”是{kind}，不是表格。", "请选择 Excel 或 CSV 表格。")
    if head.startswith(b"PK"):
        return _zipped(content, name)
    if head == MAGIC:
        return _ole2(content, name)
    if is_old_biff(content):
        return _old_biff(content, name)
    if head[:2] == b"\x09\x08" and head[3:4] == b"\0":
        return _calamine(content, name, "xls")
    return read_text(content, name)


def _zipped(content: bytes, name: str) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _check_size(entries, name)
            members = {entry.filename for entry in entries}
            _check_entities(package, entries, name)
            if _MANIFEST in members and b"encryption-data" in package.read(_MANIFEST):
                raise _encrypted(name)  # an .ods with a password
            mimetype = package.read("mimetype")[:80] if "mimetype" in members else b""
            beside = look_into(package)
            if "content.xml" in members:
                _check_extent("", *open_document_extent(package.read("content.xml")), name)
    except _UNREADABLE as error:
        raise _broken(name, error) from error
    if "word/document.xml" in members:
        raise _error(
            f"文件“{name}”是 Word 文档，不是表格。", "请把其中的表格复制到 Excel 后再导入。"
        )
    if "ppt/presentation.xml" in members:
        raise _error(f"文件“{name}”是演示文稿，不是表格。", "请选择 Excel 或 CSV 表格。")
    if b"opendocument" in mimetype:
        if b"spreadsheet" not in mimetype:
            raise _error(f"文件“{name}”不是表格。", "请选择 Excel 或 CSV 表格。")
        return _calamine(content, name, "ods")
    if "xl/workbook.bin" in members:
        _check_extent(*beside.widest, name)
        return _with(beside, _calamine(content, name, "xlsb"))
    if any(member.endswith("workbook.xml") for member in members):
        _check_extent(*beside.widest, name)
        return _with(beside, _calamine(content, name, "xlsx"))
    raise _error(f"文件“{name}”是压缩包，不是表格。", "请先解压，再选择其中的表格。")


def _check_size(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked / packed > MAX_RATIO):
        raise _error(
            f"文件“{name}”解压后有 {unpacked / 1e6:.0f} MB，不像正常的表格，为安全起见没有打开。",
            "请在 Excel 中删除多余的空行空列，另存后再导入。",
        )


def _check_entities(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> None:
    """A workbook never declares XML entities; one that does is an attack (billion laughs)."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with package.open(entry) as file:
                if b"<!ENTITY" in file.read(4096) or b"<!DOCTYPE" in file.read(4096):
                    raise _error(f"文件“{name}”含有可疑的内容，为安全起见没有打开。", SAVE_AS)


def _ole2(content: bytes, name: str) -> Workbook:
    damage: Damaged | None = None
    streams = Compound(content)
    try:
        streams = Compound.read(content)
    except Damaged as error:
        damage = error

    def holds(*parts: str) -> bool:
        """By the file's own directory; where that is broken, by any mention."""
        if damage is None:
            return any(part.lower() in streams.streams for part in parts)
        return any(part.encode("utf-16-le") in content for part in parts)

    if holds("EncryptedPackage", "EncryptionInfo"):
        raise _encrypted(name)
    if holds("WordDocument"):
        raise _error(
            f"文件“{name}”是 Word 文档，不是表格。", "请把其中的表格复制到 Excel 后再导入。"
        )
    if damage is not None:
        raise _broken(name, damage) from damage
    book, workbook = streams.stream("book"), streams.stream("workbook")
    if book is not None and workbook is None and is_old_biff(book):
        return _old_biff(book, name)
    if not is_believable(workbook or book or b""):
        raise _broken(name, None)
    return _calamine(content, name, "xls")


def _old_biff(records: bytes, name: str) -> Workbook:
    try:
        return read_old_biff(records)
    except NotOldBiff as error:
        if "encrypted" in str(error):
            raise _encrypted(name) from error
        raise _broken(name, error) from error


def _calamine(content: bytes, name: str, kind: str) -> Workbook:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        workbook = Workbook([], kind)
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                workbook.notes.append(f"工作表“{meta.name}”是图表或宏，没有读取。")
                continue
            raw = book.get_sheet_by_name(meta.name)
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            workbook.sheets.append(_sheet(raw, meta.name, hidden, name))
            if hidden:
                workbook.notes.append(f"工作表“{meta.name}”是隐藏的，已一并读取。")
    except calamine.PasswordError as error:
        raise _encrypted(name) from error
    except AppError:
        raise
    except (calamine.CalamineError, OSError, ValueError, MemoryError, OverflowError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise _encrypted(name) from error
        raise _broken(name, error) from error
    except BaseException as error:
        # A panic inside the Rust reader arrives as a BaseException of its own.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name, None) from None
    if kind == "xls":
        _mend_texts(workbook)
    return workbook


def _mend_texts(workbook: Workbook) -> None:
    """Some programs put GBK bytes where Excel has half-width letters: 县区 is then read ÏØÇø.
    All of them are GBK, or none is touched. Whole numbers become what other formats give."""
    rows = [row for sheet in workbook.sheets for row in sheet.rows]
    for row in rows:
        row[:] = [float(value) if type(value) is int else value for value in row]
    texts = {value for row in rows for value in row if isinstance(value, str) and value}
    odd = {text for text in texts if any("\x80" <= sign <= "\xff" for sign in text)}
    if not odd or any(sign > "\xff" for text in texts for sign in text):
        return
    try:
        mended = {text: text.encode("latin-1").decode("gb18030") for text in odd}
    except UnicodeError:
        return
    if all(re.search("[\u4e00-\u9fff]", text) for text in mended.values()):
        for row in rows:
            row[:] = [mended.get(value, value) if type(value) is str else value for value in row]
        workbook.notes.append("文字按 GBK 编码重新识别。")


def _with(beside: Package, workbook: Workbook) -> Workbook:
    workbook.notes.extend(beside.notes)
    workbook.doubts.extend(beside.doubts)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for name, cell in beside.blank:
        if (sheet := sheets.get(name)) is not None:
            row, column = position(cell)
            sheet.blank(row - sheet.top, column - sheet.left)
    return workbook


def _check_extent(sheet_name: str, rows: int, columns: int, name: str) -> None:
    if rows * columns > MAX_CELLS:
        sheet = f"工作表“{sheet_name}”" if sheet_name else "一张工作表"
        raise _error(
            f"文件“{name}”的{sheet}有 {rows} 行、{columns} 列，"
            f"超过了 {MAX_CELLS // 10000} 万个单元格的上限。",
            "请删除多余的行列，或拆成几个文件后再导入。",
        )


def _sheet(raw: Any, sheet_name: str, hidden: bool, name: str) -> Sheet:
    _check_extent(sheet_name, raw.height, raw.width, name)
    top, left = raw.start or (0, 0)
    merged: list[Area] = [
        (first[0], first[1], last[0], last[1])
        for first, last in (raw.merged_cell_ranges or ())
        if last != first
    ]
    return Sheet(sheet_name, raw.to_python(), top, left, merged, hidden)


def _encrypted(name: str) -> AppError:
    return _error(f"文件“{name}”设了打开密码，无法读取。", "请先在 WPS 或 Excel 中取消密码。")


def _broken(name: str, error: BaseException | None) -> AppError:
    return _error(f"文件“{name}”已损坏或不完整，无法读取。", "请重新索取，或" + SAVE_AS[1:], error)


def _error(message: str, hint: str, cause: BaseException | None = None) -> AppError:
    return AppError(message, kept=NOTHING, hint=hint, detail=repr(cause) if cause else "")


# -- state secrets -------------------------------------------------------------------------------
_SECRET = re.compile(r"(绝密|机密|秘密)\s*[★☆*]")


def refuse_secrets(workbook: Workbook, name: str) -> None:
    """This is no classified system: a marked file is refused (第二十条)."""
    for sheet in workbook.sheets:
        for r, row in enumerate(sheet.rows[:200] + sheet.rows[-50:]):
            for c, value in enumerate(row):
                if isinstance(value, str) and (mark := _SECRET.search(value)):
                    where = f"“{sheet.name}”{sheet.cell(r, c)}" if r < 200 else f"“{sheet.name}”"
                    raise _error(
                        f"文件“{name}”的工作表{where}标有“{mark[1]}★”。本软件是非涉密系统，"
                        "不得录入国家秘密，已拒绝读取。",
                        "请按保密规定处理该文件。",
                    )
