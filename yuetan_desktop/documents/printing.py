"""The office suite of this computer: Word papers to PDF, to a printer, to the screen.

LibreOffice is driven by its command line; on Windows WPS or Word through COM. Which one is there
is found out once; everything else talks to `OfficeSuite`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from yuetan_desktop.documents.fonts import Faces, write_with_substitutes
from yuetan_desktop.documents.lostmarks import lost_characters, write_flush
from yuetan_desktop.documents.pages import count_pages
from yuetan_desktop.documents.rarechars import stand_ins
from yuetan_desktop.documents.unbroken import write_unbroken
from yuetan_desktop.errors import AppError

TIMEOUT = 120  # seconds without a paper laid out
_LOOK = 0.2  # seconds between two looks at what was made

Watch = Callable[[int], None]  # papers laid out so far; may raise, which ends the suite's work


def ignore(_done: int) -> None:
    """Nobody waits."""


class OfficeSuite(Protocol):
    """What any office suite can do for us."""

    name: str

    def to_pdf(self, document: Path, pdf: Path) -> None: ...

    def to_pdfs(self, documents: Sequence[Path], folder: Path, watch: Watch = ignore) -> None: ...

    def pages(self, document: Path) -> int: ...

    def print(self, document: Path, printer: str, copies: int) -> None: ...


class LibreOffice:
    """soffice without a window, in a profile of its own, so that an open LibreOffice is no harm."""

    name = "LibreOffice"

    def __init__(self, program: str) -> None:
        self._program = program

    def to_pdf(self, document: Path, pdf: Path) -> None:
        with _scratch("yuetan-pdf-") as folder:
            made = self._converted(document, Path(folder))
            self._keep_marks([made.with_suffix(".docx")], [made])
            shutil.move(made, pdf)

    def to_pdfs(self, documents: Sequence[Path], folder: Path, watch: Watch = ignore) -> None:
        """Each as a PDF of its own name; one start of the program for all of them."""
        with _scratch("yuetan-joined-") as joined:
            copies = [Path(joined) / one.name for one in documents]
            for document, copy in zip(documents, copies, strict=True):
                write_unbroken(document, copy)
            self._run(
                "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies),
                made=lambda: sum(1 for _ in folder.glob("*.pdf")), watch=watch,
            )  # fmt: skip
            self._keep_marks(copies, [folder / f"{one.stem}.pdf" for one in documents])

    def pages(self, document: Path) -> int:
        with _scratch("yuetan-count-") as folder:
            return count_pages(self._converted(document, Path(folder)))

    def _converted(self, document: Path, folder: Path) -> Path:
        # A plain name: soffice reads a leading dash or odd characters as its own.
        source = folder / "paper.docx"
        write_unbroken(document, source)
        self._run("--convert-to", "pdf", "--outdir", str(folder), str(source))
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise AppError(f"“{document.name}”转换为 PDF 没有成功。", hint=_TRY_BY_HAND)
        return made

    def _keep_marks(self, documents: Sequence[Path], pdfs: Sequence[Path]) -> None:
        """Papers that lost a mark at the end of a line are laid out once more, with it."""
        pairs = [pair for pair in zip(documents, pdfs, strict=True) if pair[1].exists()]
        lossy = [(document, pdf) for document, pdf in pairs if lost_characters(document, pdf)]
        if not lossy:
            return
        with _scratch("yuetan-marks-") as folder:
            copies = [Path(folder) / f"{n}.docx" for n in range(len(lossy))]
            for (document, pdf), copy in zip(lossy, copies, strict=True):
                write_flush(document, copy, pdf)
            self._run("--convert-to", "pdf", "--outdir", folder, *map(str, copies))
            for (_, pdf), copy in zip(lossy, copies, strict=True):
                if (made := copy.with_suffix(".pdf")).exists():
                    shutil.move(made, pdf)

    def print(self, document: Path, printer: str, copies: int) -> None:
        with _scratch("yuetan-print-") as folder:
            pdf = Path(folder) / "paper.pdf"
            self.to_pdf(document, pdf)
            print_pdf(pdf, printer, copies)

    def _run(
        self, *arguments: str, made: Callable[[], int] = lambda: 0, watch: Watch = ignore
    ) -> None:
        profile = profile_folder().as_uri()
        command = [self._program, "--headless", "--norestore", "--nolockcheck"]
        command += [f"-env:UserInstallation={profile}", *arguments]
        # A session of its own: soffice is a script whose children must end with it.
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        try:
            complaints = _wait(running, made, watch)
        except subprocess.TimeoutExpired as error:
            _end(running)
            raise AppError(
                "办公软件没有响应。", kept="文书未受影响。", hint=_TRY_BY_HAND
            ) from error
        except BaseException:  # cancelled: nothing goes on working behind the window
            _end(running)
            raise
        if running.returncode != 0:
            detail = complaints.decode(errors="replace")[-2000:]
            raise AppError(
                "办公软件报告错误。", kept="文书未受影响。", hint=_TRY_BY_HAND, detail=detail
            )


def _wait(running: subprocess.Popen[bytes], made: Callable[[], int], watch: Watch) -> bytes:
    """Its complaints when it has ended. It may take long over many papers, but not over one."""
    done, moved = 0, time.monotonic()
    while True:
        try:
            return running.communicate(timeout=_LOOK)[1]
        except subprocess.TimeoutExpired:
            now = made()
            if now != done:
                done, moved = now, time.monotonic()
            elif time.monotonic() - moved > TIMEOUT:
                raise
            watch(done)


class ComSuite:
    """WPS or Word on Windows, by their common object model."""

    def __init__(self, name: str, program: str) -> None:
        self.name = name
        self._program = program  # KWPS.Application, Word.Application

    def to_pdf(self, document: Path, pdf: Path) -> None:
        self._with(document, lambda opened: opened.ExportAsFixedFormat(str(pdf.resolve()), 17))

    def to_pdfs(self, documents: Sequence[Path], folder: Path, watch: Watch = ignore) -> None:
        for done, document in enumerate(documents):
            watch(done)
            self.to_pdf(document, folder / f"{document.stem}.pdf")

    def pages(self, document: Path) -> int:
        counted: list[int] = []
        self._with(document, lambda opened: counted.append(opened.ComputeStatistics(2)))
        return counted[0]

    def print(self, document: Path, printer: str, copies: int) -> None:
        def send(opened: object) -> None:
            application = opened.Application  # type: ignore[attr-defined]
            before = application.ActivePrinter
            application.ActivePrinter = printer
            try:
                opened.PrintOut(Background=False, Copies=copies)  # type: ignore[attr-defined]
            finally:
                application.ActivePrinter = before

        self._with(document, send)

    def _with(self, document: Path, act: object) -> None:
        import pythoncom
        import win32com.client

        pythoncom.CoInitialize()
        try:
            application = win32com.client.DispatchEx(self._program)
            application.Visible = False
            application.DisplayAlerts = 0
            try:
                opened = application.Documents.Open(
                    str(document.resolve()), ReadOnly=True, AddToRecentFiles=False
                )
                act(opened)  # type: ignore[operator]
                opened.Close(False)
            finally:
                application.Quit()
        except pythoncom.com_error as error:
            raise AppError(
                f"{self.name}没有完成操作。",
                kept="文书未受影响。",
                hint=_TRY_BY_HAND,
                detail=str(error),
            ) from error
        finally:
            pythoncom.CoUninitialize()


_TRY_BY_HAND = "请用“打开”在办公软件中查看并打印。"


@lru_cache(maxsize=1)
def find_suite() -> OfficeSuite | None:
    """The office suite of this computer; None when there is none that we can drive."""
    if sys.platform == "win32":
        for name, program in (("WPS 文字", "KWPS.Application"), ("Word", "Word.Application")):
            if _registered(program):
                return ComSuite(name, program)
    names = ("soffice", "libreoffice")
    under_windows = (
        rf"{os.environ.get(root, '')}\LibreOffice\program\soffice.exe"
        for root in ("ProgramFiles", "ProgramFiles(x86)")
    )
    on_a_mac = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    found = next(filter(None, map(shutil.which, (*names, on_a_mac, *under_windows))), None)
    return LibreOffice(found) if found else None


def suite() -> OfficeSuite:
    """The office suite of this computer; raises AppError where it has none."""
    found = find_suite()
    if found is None:
        raise AppError(
            "本机没有找到 WPS、Word 或 LibreOffice。",
            kept="Word 文书已经生成。",
            hint="请把文书拷到装有办公软件的电脑上打印。",
        )
    return found


def to_pdf(document: Path, pdf: Path, faces: Faces) -> None:
    """The paper as PDF; faces that this computer lacks are replaced by ours, not by chance."""
    with _printable(document, faces) as copy:
        suite().to_pdf(copy, pdf)


def to_pdfs(documents: Sequence[Path], faces: Faces, watch: Watch = ignore) -> dict[Path, int]:
    """Several papers as PDFs beside them, much faster than one by one; the pages of each. `watch`
    is told how many are laid out; what it raises ends the work, and no PDF stays."""
    with _scratch("yuetan-pdfs-") as made:
        copies = [Path(made) / f"{n}.docx" for n in range(len(documents))]
        for document, copy in zip(documents, copies, strict=True):
            write_with_substitutes(document, copy, stand_ins(document, faces))
        suite().to_pdfs(copies, Path(made), watch)
        for document, copy in zip(documents, copies, strict=True):
            pdf = copy.with_suffix(".pdf")
            if not pdf.exists():
                raise AppError(f"“{document.name}”转换为 PDF 没有成功。", hint=_TRY_BY_HAND)
            shutil.move(pdf, document.with_suffix(".pdf"))
    return {document: count_pages(document.with_suffix(".pdf")) for document in documents}


@contextmanager
def _printable(document: Path, faces: Faces) -> Iterator[Path]:
    with _scratch("yuetan-faces-") as folder:
        copy = Path(folder) / "paper.docx"
        write_with_substitutes(document, copy, stand_ins(document, faces))
        yield copy


def printers() -> list[str]:
    """Names of the printers of this computer, the default one first."""
    if sys.platform == "win32":
        import win32print

        flags = win32print.PRINTER_ENUM_LOCAL | win32print.PRINTER_ENUM_CONNECTIONS
        names = [entry[2] for entry in win32print.EnumPrinters(flags)]
        default = win32print.GetDefaultPrinter() if names else ""
    else:
        names = _lines("lpstat", "-e")
        default = "".join(_lines("lpstat", "-d")[:1]).rpartition(": ")[2]
    return sorted(names, key=lambda name: (name != default, name))


def print_document(
    document: Path, printer: str, copies: int = 1, faces: Faces | None = None
) -> None:
    """Print on exactly this printer; an unknown one is an error, never another printer."""
    known = printers()
    if printer not in known:
        listed = "、".join(known) or "无"
        raise AppError(f"没有名为“{printer}”的打印机。", hint=f"现有打印机：{listed}。")
    if not 1 <= copies <= 999:
        raise AppError("份数应在 1 到 999 之间。")
    with _printable(document, faces or Faces()) as copy:
        suite().print(copy, printer, copies)


def print_pdf(pdf: Path, printer: str, copies: int) -> None:
    """Send a PDF to a CUPS printer."""
    command = ["lp", "-d", printer, "-n", str(copies), "-o", "sides=two-sided-long-edge", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    if done.returncode != 0:
        raise AppError(
            f"打印机“{printer}”没有接受任务。", hint="请检查打印机是否联机。", detail=done.stderr
        )


def open_in_system(path: Path) -> None:
    """Open a file with the program the system has for it."""
    if not path.exists():
        raise AppError(f"文件“{path.name}”已不在原处。", hint="请重新生成。")
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    if shutil.which(opener) is None:
        raise AppError("系统没有可用的打开方式。", hint=f"请手工打开：{path}")
    subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _registered(program: str) -> bool:
    import winreg  # only on Windows

    try:
        winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, program).Close()  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the office suite with its children: what they still write would stand in the way of
    clearing up, so their end is waited for, half a second at most."""
    if os.name != "posix":
        running.kill()
        running.wait()
        return
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    until = time.monotonic() + 0.5
    with suppress(ProcessLookupError, PermissionError):  # nobody of the group is left
        while time.monotonic() < until:
            os.killpg(running.pid, 0)
            time.sleep(0.01)


def _scratch(prefix: str) -> tempfile.TemporaryDirectory[str]:
    """A folder to work in. One that cannot be cleared is the system's to clear, and no error of
    the papers."""
    return tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)


@lru_cache(maxsize=1)
def profile_folder() -> Path:
    """A profile kept for this process: making one costs LibreOffice two seconds."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="yuetan-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _lines(*command: str) -> Sequence[str]:
    if shutil.which(command[0]) is None:
        return []
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]
