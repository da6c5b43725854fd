"""Commands on the data: create, import, look, take back, back up, check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PERIOD, PROBLEMS, Desk, Progress, print_json, print_table
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import observations, places, upkeep
from yuetan_desktop.services.judging import computed
from yuetan_desktop.services.judging.computed import ComputedValue
from yuetan_desktop.services.observations import Batch, StoredValue
from yuetan_desktop.services.workspace import Workspace


@click.command(cls=Command)
@click.option("--sample", is_flag=True, help="装入示例数据（虚构的城市）。")
@click.option("--no-units", is_flag=True, help="不登记资阳市的单位名单，从空名单开始（其他市用）。")
@click.option("--city", default="", help="空名单时：本市名称，印在汇总表的标题上。")
@click.option("--issuer", default="", help="空名单时：约谈通知的发文机关全称（第十二条）。")
@click.pass_obj
def init(desk: Desk, sample: bool, no_units: bool, city: str, issuer: str) -> None:
    """新建数据库。"""
    if sample and no_units:
        raise click.UsageError("示例数据自带单位，--sample 和 --no-units 不能同时写。")
    if (city or issuer) and not no_units:
        raise click.UsageError("--city、--issuer 用于其他市，与 --no-units 一起写。")
    if sample:
        progress = Progress()
        from yuetan_desktop.services.sample import samples

        samples.create_sample(desk.data, person=desk.person, progress=progress).close()
        progress.end()
    else:
        upkeep.create(
            desk.data, person=desk.person, with_units=not no_units, city=city, issuer=issuer
        ).close()
    click.echo(f"已建立数据库：{desk.data}")


@click.command(cls=Command)
@click.pass_obj
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def batches(desk: Desk, as_json: bool) -> None:
    """列出历次导入。"""
    with desk.reading() as ws:
        found = observations.list_batches(ws)
    if as_json:
        print_json([asdict(batch) for batch in found])
        return
    print_table(
        ("批次", "导入时间", "经办人", "文件", "数据", "状态"),
        (
            (
                batch.id,
                f"{batch.imported_at:%Y-%m-%d %H:%M}",
                batch.imported_by,
                batch.file_name,
                _brought(batch),
                f"已撤销：{batch.withdrawn_why}" if batch.withdrawn_at else "在用",
            )
            for batch in found
        ),
    )


def _brought(batch: Batch) -> str:
    """Values stored, and the targets and events that the file spoke of."""
    others = (("targets", "目标"), ("incidents", "事项"))
    said = [f"{name}{count}" for key, name in others if (count := batch.report.get(key))]
    return "、".join([str(batch.stored), *said] if batch.stored or not said else said)


@click.command("observations", cls=Command)
@click.option("--place", help="单位、断面名称或别名。")
@click.option("--indicator", help="指标键或中文名。")
@click.option("--period", type=PERIOD, help="时段，如 2026-10。")
@click.option("--computed", "with_computed", is_flag=True, help="并列出由日数据等计算的值。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def show_observations(
    desk: Desk,
    place: str | None,
    indicator: str | None,
    period: Period | None,
    with_computed: bool,
    as_json: bool,
) -> None:
    """列出在用的指标值及其来源单元格；--computed 须同时写 --period。"""
    if with_computed and period is None:
        raise click.BadParameter("--computed 须同时用 --period 写明时段。")
    with desk.reading() as ws:
        places_asked = [places.find_place(ws, place).id] if place else None
        asked = observations.find_indicator(ws, indicator).key if indicator else None
        found = observations.find_values(ws, places=places_asked, indicator=asked, period=period)
        made = _computed(ws, places_asked, asked, period) if with_computed and period else {}
        catalogue = ws.library.catalogue
        rows = [_row(value, catalogue) for value in found]
        if with_computed:
            rows = _beside(ws, rows, found, made)
    if as_json:
        print_json(rows)
        return
    heads = ["place", "name", "period", "value", "unit", "file", "sheet", "cell", "batch"]
    titles = ["单位", "指标", "时段", "值", "单位", "文件", "表", "单元格", "批次"]
    if with_computed:
        heads[4:4] = ["computed", "difference"]
        titles[4:4] = ["计算值", "相差"]
    print_table(titles, (tuple(row[head] for head in heads) for row in rows))


def _row(value: StoredValue, catalogue: Catalogue) -> dict[str, Any]:
    known = catalogue.get(value.indicator)
    return {
        "place": value.place_name,
        "indicator": value.indicator,
        "name": known.name if known else "",
        "period": value.period,
        "value": value.value,
        "unit": known.unit if known else "",
        "text": value.text,
        "file": value.source.file,
        "sheet": value.source.sheet,
        "cell": value.source.cell,
        "batch": value.source.batch,
        "audit": value.source.monitoring.audit.value,
        "owner": value.source.monitoring.owner.value,
        "dust": value.source.monitoring.dust.value,
        "list": value.list_name,
        "list_size": value.list_size,
    }


Made = dict[tuple[int, str], ComputedValue]


def _computed(
    ws: Workspace, asked: list[int] | None, indicator: str | None, period: Period
) -> Made:
    ids = [place.id for place in places.list_places(ws)] if asked is None else asked
    made = computed.computed_values(ws, ids, period)
    return {key: value for key, value in made.items() if indicator in (None, key[1])}


def _beside(
    ws: Workspace, rows: list[dict[str, Any]], found: list[StoredValue], made: Made
) -> list[dict[str, Any]]:
    """Computed values beside the published ones, then those that stand alone."""
    catalogue = ws.library.catalogue
    names = {place.id: place.name for place in places.list_places(ws)}

    def columns(key: tuple[int, str]) -> dict[str, Any]:
        one = made.get(key)
        value = catalogue[key[1]].rounded(one.value) if one else None
        return {
            "computed": value,
            "difference": one.difference if one else None,
            "method": one.method if one else "",
        }

    paired = {(value.place, value.indicator) for value in found}
    whole = [
        row | columns((value.place, value.indicator))
        for row, value in zip(rows, found, strict=True)
    ]
    for key, one in made.items():
        if key not in paired:
            source = one.sources[0] if one.sources else Source("", "", "")
            alone = StoredValue(key[0], names[key[0]], key[1], str(one.period), None, "", source)
            whole.append(_row(alone, catalogue) | columns(key))
    return whole


@click.command(cls=Command)
@click.option("--to", type=FILE, help="另存到这个文件；不写则存入备份文件夹。")
@click.option("--list", "only_list", is_flag=True, help="只列出已有的备份。")
@click.pass_obj
def backup(desk: Desk, to: Path | None, only_list: bool) -> None:
    """备份数据库，或列出备份。"""
    if only_list:
        print_table(
            ("时间", "原因", "大小", "指标值", "案件", "文件"),
            (
                (
                    f"{info.made_at:%Y-%m-%d %H:%M:%S}",
                    info.why,
                    f"{info.size / 1_000_000:.1f} MB",
                    info.contents.observations if info.contents else "读不出",
                    info.contents.cases if info.contents else "",
                    info.path.name,
                )
                for info in upkeep.list_backups(desk.data)
            ),
        )
        return
    with desk.reading() as ws:
        click.echo(f"已备份：{upkeep.back_up(ws, to)}")


@click.command(cls=Command)
@click.argument("file", type=FILE)
@click.pass_obj
def restore(desk: Desk, file: Path) -> None:
    """用备份恢复；恢复前先备份现有数据。FILE 是备份文件，或备份文件夹中的文件名。"""
    listed = [info.path for info in upkeep.list_backups(desk.data) if info.path.name == str(file)]
    before = upkeep.restore(desk.data, listed[0] if listed else file, person=desk.person)
    click.echo("已恢复。")
    if before:
        click.echo(f"恢复前的数据：{before}")


@click.command(cls=Command)
@click.pass_obj
def check(desk: Desk) -> int:
    """检查数据库、原始文件和已印发的文书。"""
    progress = Progress()
    with desk.reading() as ws:
        found = upkeep.check(ws, progress)
    progress.end()
    for problem in found:
        click.echo(problem)
    if found:
        return PROBLEMS
    click.echo("检查完成，没有发现问题。")
    return 0
