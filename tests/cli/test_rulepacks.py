"""并行规则包 by the command line."""

from __future__ import annotations

from yuetan_desktop import paths

from .conftest import Run


def test_a_pack_is_loaded_compared_and_removed(sample: Run) -> None:
    example = paths.resources() / "rulepacks" / "示例规则包.toml"
    loaded = sample("packs", "--load", str(example)).out
    assert loaded.startswith("已载入：《云岭省环境质量改善不力约谈办法（示例）》")
    number = loaded.splitlines()[-1].split()[0]
    compared = sample("packs", "--compare", number, "--period", "2026-10").out
    assert "省分管领导约谈" in compared
    assert "没有第 99 号规则包" in sample("packs", "--compare", "99").err
    gone = sample("packs", "--remove", number, "--why", "不用了").out
    assert "示例" not in gone
