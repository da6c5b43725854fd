"""Where a database may lie: not on a network drive, where SQLite's locks do not hold."""

from __future__ import annotations

import sys
from pathlib import Path

from yuetan_desktop.errors import AppError

_NETWORK_FILE_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2",
}  # fmt: skip
_DRIVE_REMOTE = 4


def refuse_network_drive(path: Path) -> None:
    """Raise a sentence when the path lies on a share (UNC, mapped drive, NFS, SMB)."""
    if is_on_network(path):
        raise AppError(
            f"数据库不能放在网络盘上：{path}。",
            kept="没有改动任何文件。",
            hint="请放在本机硬盘上；备份可以存到网络盘。",
        )


def is_on_network(path: Path) -> bool:
    # Path() folds a leading double slash on POSIX, so look at what was written.
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _windows_drive_type(path) == _DRIVE_REMOTE
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return False
    return file_system_of(path, mounts.read_text("utf-8", "replace")) in _NETWORK_FILE_SYSTEMS


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the innermost mount that holds `path`, from the text of /proc/self/mounts."""
    target = f"{path.resolve()}/"
    innermost, kind = "", ""
    for line in mounts.splitlines():
        _, point, of_type, *_ = line.split()
        holder = point.replace("\\040", " ").rstrip("/") + "/"
        # A later mount lies over an earlier one of the same place.
        if target.startswith(holder) and len(holder) >= len(innermost):
            innermost, kind = holder, of_type
    return kind


def _windows_drive_type(path: Path) -> int:
    import ctypes

    root = path.resolve().anchor
    return int(ctypes.windll.kernel32.GetDriveTypeW(root))  # type: ignore[attr-defined]
