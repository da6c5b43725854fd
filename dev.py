"""Developer entry: sets up .venv from requirements.lock, then runs one command.

Standard library only, so that a fresh machine needs nothing but Python.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

USAGE = """用法：python3 dev.py 命令

  run         打开窗口（示例数据）；没有显示器时在命令行走完一遍，结果放在 out/
  test        代码检查、类型检查和全部测试（其余参数交给 pytest）
  shots OUT   用示例数据给每个页面截图，存到 OUT
  pictures    重新截取 README 和文档里的图片
  bench       性能测试
  fuzz [N]    用 N 个（默认 10000）随机改坏的表格文件试读取
  build       打包成免安装文件夹 dist/yuetan/

第一次运行会自动建立 .venv 并安装 requirements.lock 中的依赖。"""

# What Qt's xcb and Wayland plugins link to but the wheel does not carry.
QT_LIBRARIES = [
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
]
# 宋体 and 黑体 from Noto, 楷体 from AR PL; the papers are laid out and previewed with these.
FONTS = ["fonts-noto-cjk", "fonts-arphic-ukai"]
# Word papers to PDF, recalculated workbooks, PDF to pictures; a screen for tests; for `build`.
OFFICE = ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils"]
TOOLS = ["xvfb", "xauth", "binutils"]
ROOM = 4 * 2**30  # bytes in memory, more than all folders of a run
# Tests on every core; those of one file stay together, because they share what they made.
SPREAD = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"]


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a Windows code page
    if sys.version_info < (3, 11):  # noqa: UP036 - runs before anything checked the version
        print("需要 Python 3.11 或更新的版本。", file=sys.stderr)
        return 1
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(USAGE)
        return 2
    os.chdir(ROOT)
    install_system_packages()
    install_environment()
    return command(arguments[1:])


def run(_arguments: list[str]) -> int:
    if has_display():
        return call(PYTHON, "-m", "yuetan_desktop", "--sample")
    print("没有显示器，改为在命令行走完一遍……", flush=True)
    code = call(BIN / "yuetan-cli", "demo", "out", QT_QPA_PLATFORM="offscreen")
    if code == 0:
        print(f"结果在 {ROOT / 'out'}")
    return code


def test(arguments: list[str]) -> int:
    checks = {
        "代码检查": ["ruff", "check", "."],
        "代码格式": ["ruff", "format", "--check", "."],
        "测试": ["pytest", *SPREAD, *arguments],
    }
    # All of them, even after a failure: one run tells everything that is to be mended.
    failed = []
    # mypy works on one core only: beside the tests it keeps no other core waiting.
    with ThreadPoolExecutor(1) as beside:
        types = beside.submit(listen, PYTHON, "-m", "mypy")
        for title, check in checks.items():
            print(f"== {title}", flush=True)
            if call(PYTHON, "-m", *check, **test_folder()) != 0:
                failed.append(title)
        code, said = types.result()
    print(f"== 类型检查\n{said}", end="", flush=True)
    if code != 0:
        failed.append("类型检查")
    if failed:
        print("未通过：" + "、".join(failed), file=sys.stderr)
    return 1 if failed else 0


def test_folder() -> dict[str, str]:
    """In memory where there is room: hundreds of databases wait for no disk."""
    memory = Path("/dev/shm")
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not os.access(memory, os.W_OK):
        return {}
    return {"PYTEST_DEBUG_TEMPROOT": str(memory)} if shutil.disk_usage(memory).free > ROOM else {}


def shots(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("用法：python3 dev.py shots OUT")
        return 2
    # Off screen on Linux, so that pictures are the same with and without a display.
    platform = {"QT_QPA_PLATFORM": "offscreen"} if sys.platform == "linux" else {}
    with tempfile.TemporaryDirectory() as data:
        take = [PYTHON, "-m", "yuetan_desktop.shots", arguments[0], "--data", data]
        code = call(*take, **platform)
        for page in ("dashboard", "case"):
            only = [*take, "--page", page]
            code |= call(*only, "--text-size", "large", "--mark", "large", **platform)
            code |= call(*only, "--mark", "125", QT_SCALE_FACTOR="1.25", **platform)
    return code


def pictures(_arguments: list[str]) -> int:
    return call(PYTHON, Path("docs") / "pictures" / "refresh.py")


def bench(arguments: list[str]) -> int:
    return call(PYTHON, "-m", "benchmarks", *arguments)


def fuzz(arguments: list[str]) -> int:
    """The nightly run: the same test as in `test`, over many more files."""
    count = arguments[0] if arguments else "10000"
    if not count.isdigit():
        print("用法：python3 dev.py fuzz [文件个数]")
        return 2
    return call(PYTHON, "-m", "pytest", *SPREAD[:2], "tests/excel/test_fuzz.py", YUETAN_FUZZ=count)


def build(_arguments: list[str]) -> int:
    code = call(PYTHON, "-m", "PyInstaller", "--noconfirm", "build_installer.spec")
    if code == 0:
        write_checksums(ROOT / "dist" / "yuetan")
    return code


def write_checksums(folder: Path) -> None:
    """The list by which a receiver proves the copy whole: `sha256sum -c SHA256SUMS` in `folder`."""
    listed = folder / "SHA256SUMS"
    listed.unlink(missing_ok=True)
    with listed.open("w", encoding="utf-8", newline="\n") as out:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path != listed):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            out.write(f"{digest}  {file.relative_to(folder).as_posix()}\n")


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "shots": shots,
    "pictures": pictures,
    "bench": bench,
    "fuzz": fuzz,
    "build": build,
}


def call(*command: str | Path, **environment: str) -> int:
    """Run a command with its output shown as it comes; returns its exit code."""
    # One encoding for all children, also in a Windows console of another code page.
    return subprocess.call(
        [str(part) for part in command], env=os.environ | {"PYTHONUTF8": "1"} | environment
    )


def listen(*command: str | Path) -> tuple[int, str]:
    """Run a command and keep what it says; returns its exit code too."""
    done = subprocess.run(
        [str(part) for part in command],
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_environment() -> None:
    """Bring .venv to what requirements.lock says; does nothing when it is already there."""
    wanted = hashlib.sha256()
    for name in ("requirements.lock", "pyproject.toml"):
        wanted.update((ROOT / name).read_bytes())
    stamp = VENV / "installed.sha256"
    if stamp.exists() and PYTHON.exists() and stamp.read_text() == wanted.hexdigest():
        return
    print("正在安装依赖（第一次需要几分钟）……", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    pip.append("--no-compile")  # it would on one core, with the libraries' own tests
    for what in (["-r", "requirements.lock"], ["--no-build-isolation", "-e", "."]):
        if call(*pip, *what) != 0:
            sys.exit("依赖安装失败，原因见上。")
    # The first start is as quick as the next ones, also where Python may not write bytecode.
    compiling = [PYTHON, "-m", "compileall", "-qq", "-j", "0", "-x", r"[/\\]tests?[/\\]"]
    call(*compiling, VENV.name, "yuetan_desktop")
    stamp.write_text(wanted.hexdigest())


def install_system_packages() -> None:
    """On Debian-like systems install what Qt, the fonts and the previews need."""
    if shutil.which("dpkg-query") is None:
        return
    wanted = QT_LIBRARIES + FONTS + OFFICE + TOOLS
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    missing = [package for package in wanted if not is_installed(package)]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print("缺少系统软件包，部分功能可能不可用。安装命令：\nsudo " + " ".join(install))
        return
    print("正在安装系统软件包：" + " ".join(missing), flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-qq", **quiet)
    if call(*install, "-qq", **quiet) != 0:
        print("系统软件包没有装全，部分功能可能不可用。", file=sys.stderr)


def is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.endswith(" installed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
