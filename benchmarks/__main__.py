"""Run the benchmarks, each in a process of its own: `python -m benchmarks [name …]`."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    known = [name for name in names if not name.startswith("_")]
    if unknown := set(wanted) - set(known):
        print(f"没有这项性能测试：{'、'.join(sorted(unknown))}。可选：{'、'.join(known)}")
        return 2
    failed = []
    for name in wanted or known:
        print(f"== {name}", flush=True)
        if subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0:
            failed.append(name)
    if failed:
        print("未达到要求：" + "、".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
