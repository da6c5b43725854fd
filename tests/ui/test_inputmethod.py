"""Chinese input on Linux: fcitx asked for, its plug-in absent, IBus's taken; nobody there is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yuetan_desktop.ui.inputmethod import InputMethod, choose, plugins

WHEEL = frozenset({"ibus", "compose"})


@pytest.mark.parametrize(
    "asked",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULES": "fcitx"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=ibus"},
    ],
    ids=lambda asked: ";".join(f"{name}={value}" for name, value in asked.items()),
)
def test_ibus_is_taken_where_fcitx_has_no_plugin(asked: dict[str, str]) -> None:
    assert choose(asked, WHEEL, bus_is_known=True) == InputMethod("ibus")


@pytest.mark.parametrize("plugin", ["fcitx", "fcitx5"])
@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_fcitx_with_a_plugin_is_left_to_qt(asked: str, plugin: str) -> None:
    told = {"QT_IM_MODULE": asked}
    assert choose(told, WHEEL | {plugin}, bus_is_known=False) == InputMethod()


def test_fcitx_named_to_x_programs_only_is_told_to_qt() -> None:
    named = {"XMODIFIERS": "@im=fcitx"}
    assert choose(named, WHEEL | {"fcitx5"}, bus_is_known=False) == InputMethod("fcitx")


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"QT_IM_MODULE": "compose"},
        {"QT_IM_MODULES": "wayland;fcitx;ibus"},
        {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"},
    ],
)
def test_other_choices_are_left_alone(environment: dict[str, str]) -> None:
    assert choose(environment, WHEEL, bus_is_known=False) == InputMethod()


def test_when_nobody_answers_the_clerk_is_told_what_to_install() -> None:
    found = choose({"QT_IM_MODULE": "fcitx"}, WHEEL, bus_is_known=False)
    assert found.module == "ibus"
    assert "fcitx5" in found.warning
    assert "安装" in found.warning


def test_without_any_plugin_the_clerk_is_told_and_qt_is_left_alone() -> None:
    found = choose({"QT_IM_MODULE": "fcitx"}, frozenset({"compose"}), bus_is_known=True)
    assert found.module == ""
    assert "没有可用的中文输入法插件" in found.warning


def test_plugins_are_known_by_their_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in (
        "libcomposeplatforminputcontextplugin.so",
        "libfcitx5platforminputcontextplugin.so",
        "libfcitxplatforminputcontextplugin-qt6.so",
        "libibusplatforminputcontextplugin.so",
        "readme.txt",
    ):
        (folder / name).touch()
    assert plugins([tmp_path, tmp_path / "absent"]) == {"compose", "fcitx5", "fcitx", "ibus"}


@pytest.mark.skipif(sys.platform != "linux", reason="input method modules are Linux's")
def test_the_application_starts_with_ibus_where_fcitx_is_asked_for(tmp_path: Path) -> None:
    """In a fresh process, as the variable is read once: with the plug-ins that the wheel holds."""
    program = (
        "import os, sys; from pathlib import Path; from yuetan_desktop import app; "
        "app.make_application(Path(sys.argv[1])); print(os.environ['QT_IM_MODULE'])"
    )
    environment = {**os.environ, "QT_IM_MODULE": "fcitx", "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("QT_IM_MODULES", None)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "ibus"
