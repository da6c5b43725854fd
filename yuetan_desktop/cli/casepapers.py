"""Commands on the papers of a case as a whole: do they agree, and the whole case file."""

from __future__ import annotations

from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PROBLEMS, Desk, Progress, print_json
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles


@click.command("check", cls=Command)
@click.argument("number", metavar="案件")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：每处不一致一个对象。")
@click.pass_obj
def check_papers(desk: Desk, number: str, as_json: bool) -> int:
    """文书互校：日期、人员、级别、文号、数值、抄送、要求与落实是否前后一致。"""
    from yuetan_desktop.services.papers import papercheck

    with desk.reading() as ws:
        file = casefiles.find_case(ws, number)
        found = papercheck.check_case(ws, file.id)
    if as_json:
        print_json(
            [
                {
                    "rule": one.rule,
                    "grade": one.grade,
                    "says": one.sentence,
                    "first": {"paper": one.first.paper, "field": one.first.field},
                    "second": {"paper": one.second.paper, "field": one.second.field},
                }
                for one in found
            ]
        )
    else:
        for one in found:
            click.echo(f"［{one.grade}］{one.sentence}")
        words = f"{len(found)} 处不一致" if found else "文书之间没有发现不一致"
        click.echo(f"{file.number}：{words}。")
    return PROBLEMS if found else 0


@click.command("folder", cls=Command)
@click.argument("numbers", metavar="案件…", nargs=-1, required=True)
@click.option("-o", "--out", type=FILE, required=True, help="案卷放在这个文件夹里。")
@click.option("--no-pdf", is_flag=True, help="只要 Word，不转换 PDF。")
@click.option("--drafts", is_flag=True, help="还没有生成而内容齐全的文书，也生成草稿放入案卷。")
@click.pass_obj
def make_folder(
    desk: Desk, numbers: tuple[str, ...], out: Path, no_pdf: bool, drafts: bool
) -> None:
    """制作案卷：每案一个文件夹和一个压缩包，有目录、证据目录、数据附表、打印清单和校验值。"""
    from yuetan_desktop.services.cases import casefolder

    progress = Progress()
    with desk.reading() as ws:
        ids = [casefiles.find_case(ws, number).id for number in numbers]
        try:
            made = casefolder.make_folders(
                ws, ids, out, pdf=not no_pdf, drafts=drafts, progress=progress
            )
        finally:
            progress.end()
    for one in made:
        click.echo(f"{one.case}：{one.papers} 件文书，{one.files} 个文件：{one.folder}")
        for note in one.notes:
            click.echo(note, err=True)


@click.command("transfer", cls=Command)
@click.argument("number", metavar="案件")
@click.option("-o", "--out", type=FILE, required=True, help="材料包放在这个文件夹里。")
@click.option("--set", "settings", multiple=True, metavar="字段=内容", help="填写移送函的字段。")
@click.option("--formal", is_flag=True, help="移送函正式编号；不写则为草稿。")
@click.pass_obj
def make_transfer(
    desk: Desk, number: str, out: Path, settings: tuple[str, ...], formal: bool
) -> None:
    """生成问题线索移送函及材料包：证据复制件、校验值，一个文件夹和一个压缩包（第十九条）。"""
    from yuetan_desktop.services import paperwork
    from yuetan_desktop.services.cases import transferpack

    given = pairs(settings)
    with desk.writing() as ws:
        case_id = casefiles.find_case(ws, number).id
        values = paperwork.draft(ws, case_id, transferpack.LETTER, given).values
        made = transferpack.make_pack(ws, case_id, values, out, formal=formal)
    click.echo(f"移送函和 {made.copies} 件证据材料：{made.folder}")
    if made.without_copy:
        click.echo(f"只有纸质的，请另附：{'、'.join(made.without_copy)}。", err=True)


@click.command("attach", cls=Command)
@click.argument("number", metavar="案件")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE)
@click.option("--step", metavar="环节", help="附在这个环节最近一次登记上，如 会商、送达。")
@click.option("--diligence", metavar="情形", help="作为尽责情况这一项的证明。")
@click.pass_obj
def attach_files(
    desk: Desk, number: str, files: tuple[Path, ...], step: str | None, diligence: str | None
) -> None:
    """添加附件：会签单、送达回证等扫描件附在环节上，尽责证明附在情形上；按内容校验值存档。"""
    from yuetan_desktop.services.cases import caseproofs

    if (step is None) == (diligence is None):
        raise AppError("请用 --step 或 --diligence 说明附在哪里。", kept="没有添加附件。")
    with desk.writing() as ws:
        file = casefiles.find_case(ws, number)
        if step is not None:
            found = file.state.last(casefiles.step_kind(step))
            kept = caseproofs.attach_to_step(ws, file.id, found.id if found else 0, files)
        else:
            kept = caseproofs.attach_to_circumstance(ws, file.id, str(diligence), files)
    click.echo(f"{file.number} {step or diligence}：附件 {len(kept)} 个")
