"""Chinese input on Linux, settled before Qt starts.

The Qt that the program carries has a plug-in for IBus and none for fcitx, and one that a system
holds for its own Qt does not load into ours. Asked for a plug-in that is not there, Qt falls
silent: keys arrive, Chinese does not. fcitx 5 answers IBus's clients too, so IBus's plug-in is
taken in its place; where nobody answers, the clerk is told what to install.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_PLUGIN = re.compile(r"lib(\w+?)platforminputcontextplugin")
_FRAMEWORKS = ("fcitx", "fcitx5", "ibus")
DOUBT = "可能无法输入中文"
_HINT = "请安装并启用 fcitx5（或 ibus）输入法，注销后重新登录，再打开本程序。"


@dataclass(frozen=True, slots=True)
class InputMethod:
    """`module` is set for Qt where it is not empty; `warning` is for the clerk."""

    module: str = ""
    warning: str = ""


_settled = InputMethod()


def settle() -> InputMethod:
    """Choose the input method and tell Qt; call before QApplication is made."""
    global _settled
    if sys.platform == "linux":
        from PySide6.QtCore import QCoreApplication

        folders = [Path(path) for path in QCoreApplication.libraryPaths()]
        _settled = choose(os.environ, plugins(folders), bus_is_known=_knows_bus(os.environ))
        if _settled.module:
            os.environ.pop("QT_IM_MODULES", None)  # Qt would ask this one first
            os.environ["QT_IM_MODULE"] = _settled.module
    return _settled


def settled() -> InputMethod:
    """What `settle` found at the start."""
    return _settled


def choose(
    environment: Mapping[str, str], available: frozenset[str], *, bus_is_known: bool
) -> InputMethod:
    """IBus's plug-in where fcitx is asked for and its own is absent; other choices are left."""
    told, wanted = _asked_for(environment)
    if not wanted or any(name not in _FRAMEWORKS for name in wanted):
        return InputMethod()
    present = [name for name in map(_key, wanted) if name in map(_key, available)]
    name = present[0] if present else "ibus"
    system = f"系统用的是 {wanted[0]}"
    if name not in map(_key, available):
        return InputMethod(warning=f"没有可用的中文输入法插件（{system}）。{_HINT}")
    # Qt finds what it was told to take; the framework named to X programs it does not read.
    module = "" if told and present else name
    if name == "ibus" and not bus_is_known:
        return InputMethod(module, f"没有找到正在运行的中文输入法（{system}）。{_HINT}")
    return InputMethod(module)


def _key(name: str) -> str:
    """fcitx 5's plug-in answers to either name."""
    return "fcitx" if name == "fcitx5" else name


def plugins(folders: Iterable[Path]) -> frozenset[str]:
    """Names of the input method plug-ins that Qt would find."""
    files = (path for folder in folders for path in folder.glob("platforminputcontexts/*"))
    return frozenset(found[1] for file in files if (found := _PLUGIN.match(file.name)))


def _asked_for(environment: Mapping[str, str]) -> tuple[bool, list[str]]:
    """Whether Qt was told, and the frameworks that the desktop names."""
    for name in ("QT_IM_MODULES", "QT_IM_MODULE"):
        if said := [part for part in environment.get(name, "").split(";") if part]:
            return True, said
    if environment.get("WAYLAND_DISPLAY"):
        return False, []  # the compositor brings the input method
    return False, re.findall(r"@im=(\w+)", environment.get("XMODIFIERS", ""))


def _knows_bus(environment: Mapping[str, str]) -> bool:
    """IBus, and fcitx 5 in its place, leave their address in this folder."""
    if environment.get("IBUS_ADDRESS"):
        return True
    config = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    folder = Path(config) / "ibus" / "bus"
    return folder.is_dir() and any(folder.iterdir())
