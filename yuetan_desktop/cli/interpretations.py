"""口径请示与答复: questions to the interpreting office, and what it answered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import DAY, Desk, print_json, print_table
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import interpretations


@click.command("questions", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def questions(desk: Desk, as_json: bool) -> None:
    """列出口径请示和答复；答复对期末在答复当日及以后的数据期有效。"""
    with desk.reading() as ws:
        found = interpretations.questions(ws)
        today = ws.today()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("序号", "口径", "请示内容", "请示", "答复", "选项"),
        (
            (
                q.id,
                q.reading,
                q.question,
                f"{q.asked_by} {q.asked_on}",
                f"{q.answer.answered_by} {q.answer.answered_on} {q.answer.document}"
                if q.answer
                else f"未答复，已 {q.waiting_days(today)} 天",
                q.answer.option if q.answer else "",
            )
            for q in found
        ),
    )


@click.command("ask", cls=Command)
@click.argument("reading", metavar="口径")
@click.argument("question", metavar="请示内容")
@click.option("--who", help="请示单位；不写则为本单位。")
@click.option("--on", type=DAY, help="请示日期；不写则为今天。")
@click.option("--document", default="", help="请示文号。")
@click.pass_obj
def ask(
    desk: Desk, reading: str, question: str, who: str | None, on: date | None, document: str
) -> None:
    """登记一项口径请示，如 R1 “和”须同时未达到吗。"""
    with desk.writing() as ws:
        own = office.read_office(ws)
        number = interpretations.ask(
            ws,
            reading,
            question,
            asked_by=who or own.name or own.issuer,
            asked_on=on or ws.today(),
            document=document,
        )
    click.echo(f"已登记口径请示，序号 {number}。")


@click.command("answer", cls=Command)
@click.argument("number", metavar="序号", type=int)
@click.argument("words", metavar="答复内容")
@click.option("--option", default="", help="理解为哪个选项；不写则只作说明。")
@click.option("--who", help="答复单位；不写则为通知的发文机关。")
@click.option("--on", type=DAY, help="答复日期；不写则为今天。")
@click.option("--document", required=True, help="答复文号。")
@click.pass_obj
def answer(
    desk: Desk,
    number: int,
    words: str,
    option: str,
    who: str | None,
    on: date | None,
    document: str,
) -> None:
    """登记答复：选定的选项自答复当日起作为口径，以前的数据期不变。"""
    with desk.writing() as ws:
        day = on or ws.today()
        interpretations.answer(
            ws,
            number,
            words,
            option=option,
            answered_by=who or interpretations.interpreter(ws),
            answered_on=day,
            document=document,
        )
    click.echo(f"已登记答复；{'自' + str(day) + '起按答复理解。' if option else '只作说明。'}")


@click.command("void-answer", cls=Command)
@click.argument("number", metavar="序号", type=int)
@click.option("--why", required=True, help="作废原因。")
@click.pass_obj
def void_answer(desk: Desk, number: int, why: str) -> None:
    """作废一项请示最近的答复；此前的口径恢复。"""
    with desk.writing() as ws:
        newest = interpretations.find(ws, number).answer
        if newest is not None:
            interpretations.void_answer(ws, newest.id, why)
    click.echo("已作废答复。" if newest else "还没有答复。")
