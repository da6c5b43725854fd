"""One writing program per database; it is named with who and since when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.store.lock import DatabaseLock

from .conftest import NOW

FULL = Path("/dev/full")
HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from yuetan_desktop.store.lock import DatabaseLock
lock = DatabaseLock(Path(sys.argv[1]), person="李敏", now=datetime(2026, 11, 10, 8, 5))
print("held", flush=True)
sys.stdin.read()
"""


def test_another_program_gets_a_sentence_until_the_first_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(AppError, match="正在使用中（李敏，2026-11-10 08:05 起）"):
        DatabaseLock(path, person="王芳", now=NOW)
    holder.kill()  # the system releases the lock of a program that died
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    DatabaseLock(path, person="王芳", now=NOW).release()


def test_the_window_and_its_worker_share_one_claim(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    window = DatabaseLock(path, person="李敏", now=NOW)
    worker = DatabaseLock(path, person="李敏", now=NOW)
    worker.release()
    worker.release()
    assert _refused_elsewhere(path)
    window.release()
    assert not _refused_elsewhere(path)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_a_sentence_and_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    lock = tmp_path / "yuetan.db.lock"
    lock.symlink_to(FULL)
    with pytest.raises(AppError, match="无法在数据文件夹中写入"):
        DatabaseLock(path, person="李敏", now=NOW)
    lock.unlink()
    DatabaseLock(path, person="李敏", now=NOW).release()


def _refused_elsewhere(path: Path) -> bool:
    ended = subprocess.run(
        [sys.executable, "-c", HOLD, str(path)], input="", capture_output=True, text=True
    )
    return "held" not in ended.stdout
