"""`demo`: the whole job once through, from the sample workbooks to papers and pictures."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import click

from yuetan_desktop import paths
from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, Desk, Progress, plain
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import workspace
from yuetan_desktop.services.workspace import Workspace

DATA, PAPERS, WORKBOOKS, PICTURES = "数据", "文书", "汇总表", "界面"

# What a clerk would type; everything else the program fills in from the case.
_TYPED = {
    "约谈通知": {"约谈地点": "市政府1号会议室（示例）"},
    "约谈纪要": {"表态情况": "认领问题，按期制定并落实整改方案（示例）。"},
    "整改方案审核意见": {
        "审核结论": "同意实施",
        "审核意见": "措施与触发事项对应，目标、时限、责任单位明确（示例）。",
    },
}


@click.command(cls=Command)
@click.argument("out", type=FILE, metavar="文件夹")
@click.option("--pictures/--no-pictures", default=True, help="是否给每个页面截图（默认是）。")
@click.pass_obj
def demo(desk: Desk, out: Path, pictures: bool) -> None:
    """用示例数据走完一遍：导入、研判、立案、三种文书、两种汇总表、每页一图。"""
    data = _fresh(out / DATA)
    with _sample(data, desk.person) as ws:
        _assess(ws, out)
        _open_a_case(ws)
        _make_papers(ws, out / PAPERS)
        _make_workbooks(ws, out / WORKBOOKS)
    if pictures:
        _take_pictures(data, out / PICTURES)
    click.echo(f"完成，结果在 {out}")


def _fresh(data: Path) -> Path:
    """An empty data folder; only our own sample of an earlier run is cleared away."""
    if workspace.exists(data):
        with workspace.open_workspace(data, read_only=True) as ws:
            if not ws.is_sample:
                raise AppError(
                    f"“{data}”中已有不是示例的数据库。", kept="没有改动。", hint="请换一个文件夹。"
                )
        shutil.rmtree(data)
    return data


def _sample(data: Path, person: str | None) -> Workspace:
    from yuetan_desktop.services.sample import samples

    progress = Progress()
    ws = samples.create_sample(data, person=person, progress=progress)
    progress.end()
    click.echo(f"已导入示例数据：{data}")
    return ws


def _assess(ws: Workspace, out: Path) -> None:
    from yuetan_desktop.services import assessing

    rows = assessing.assess_json(ws, ws.today())
    file = out / "研判.json"
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=2, default=plain), "utf-8")
    triggered = [row for row in rows if row["outcome"] == "触发"]
    units = len({row["place"] for row in triggered})
    click.echo(f"已研判：{len(rows)} 项，触发 {len(triggered)} 项，涉及 {units} 个单位：{file}")


def _open_a_case(ws: Workspace) -> None:
    """On the highest level of any unit that no case stands on yet."""
    from yuetan_desktop.services import assessing
    from yuetan_desktop.services.cases import caseopening

    assessments = list(assessing.assess_places(ws, ws.today()))
    for level in (6, 5, 4, 3, 2, 1):
        for assessment in assessments:
            if not any(found.rule.level.number == level for found in assessment.triggered):
                continue
            try:
                opened = caseopening.open_case(
                    ws, assessment.place.id, level=level, note="示例：数据已核对"
                )
            except AppError:
                continue  # triggered in an earlier month only
            if opened.is_new:
                click.echo(f"已立案：{opened.case.number} {opened.case.unit} {opened.case.title}")
                return
    raise AppError("示例数据中没有可以新立的案件。")


def _make_papers(ws: Workspace, folder: Path) -> None:
    """Each kind for the newest case that is at the point of it."""
    from yuetan_desktop.services import casefiles, paperwork

    folder.mkdir(parents=True, exist_ok=True)
    after = {
        "约谈通知": StepKind.APPROVAL,
        "约谈纪要": StepKind.INTERVIEW,
        "整改方案审核意见": StepKind.PLAN,
    }
    interviews = [file for file in casefiles.list_cases(ws) if file.row.level > 2]
    for kind, step in after.items():
        case = next(file for file in interviews if step in file.state.done and file.state.is_open)
        values = paperwork.draft(ws, case.id, kind).values
        values |= _TYPED[kind] | {"约谈时间": _interview_moment(ws, values.get("约谈时间", ""))}
        made = paperwork.issue(ws, case.id, kind, values, folder / f"{kind}.docx")
        click.echo(f"已生成{kind}（{made.state}）：{made.path}")


def _interview_moment(ws: Workspace, known: str) -> str:
    """The interview's own day, or the first lawful one for a notice of today (第十二条)."""
    from yuetan_desktop.services.cases import stepdays

    counting = stepdays.counting_in_force(ws)
    day = known or ws.calendar.earliest_interview_day(ws.today(), counting).isoformat()
    return f"{day} 09:30"


def _make_workbooks(ws: Workspace, folder: Path) -> None:
    from yuetan_desktop.services import summaries

    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in summaries.KINDS.items():
        made = summaries.make_summary(ws, name, folder / f"{name}{kind.suffix}")
        click.echo(f"已生成{name}：{made}")


def _take_pictures(data: Path, folder: Path) -> None:
    """By the window's own program: the command line knows no window."""
    if paths.is_frozen():
        window = Path(sys.executable).with_stem("yuetan")
        command = [str(window), "--shots", str(folder), "--data", str(data)]
    else:
        command = [
            *(sys.executable, "-m", "yuetan_desktop.shots", str(folder)),
            *("--data", str(data)),
        ]
    done = subprocess.run(command, capture_output=True, check=False)
    taken = len(list(folder.glob("*.png")))
    if done.returncode != 0 or taken == 0:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise AppError(
            "页面截图没有成功。",
            kept=f"其余结果已在 {data.parent}。",
            hint="可加 --no-pictures 跳过。",
            detail=words[-1] if words else "",
        )
    click.echo(f"已截图 {taken} 张：{folder}")
