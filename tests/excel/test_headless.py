"""Tables without a head: units and numbers, offered for mapping and never read by guessing."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.recognition.mapping import ColumnChoice, Mappings
from yuetan_desktop.excel.results import FileReading

from .conftest import Read, says, values

TITLE = ["2026年10月各县（市、区）空气质量"]
ROWS = [["云麓区", 30.3, 52], ["岚溪县", 26, 44], ["霁川新区", 28, 47]]


def choose(found: FileReading, **chosen: ColumnChoice) -> Mappings:
    """What the clerk says of the first unread table, by the letters of its columns."""
    (table,) = found.unread
    keys = {column.letter: column.key for column in table.columns}
    return {table.fingerprint: {keys[letter]: choice for letter, choice in chosen.items()}}


def test_nothing_is_read_before_somebody_says_what_it_is(read: Read) -> None:
    found = read([TITLE, *ROWS])
    assert not found.observations
    assert [(p.severity.value, p.cell) for p in found.problems] == [("警告", "A2"), ("错误", "")]
    (table,) = found.unread
    assert [(column.letter, column.meaning) for column in table.columns] == [
        ("A", "单位"), ("B", ""), ("C", ""),
    ]  # fmt: skip
    assert table.columns[0].confidence < 0.5
    assert table.data_range == "A2:C4"


def test_what_somebody_said_is_read_and_the_rest_is_told(read: Read) -> None:
    said = choose(read([TITLE, *ROWS]), B=ColumnChoice("value", "pm25"))
    found = read([TITLE, *ROWS], mappings=said)
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30.3),
        ("岚溪县", "pm25", "2026-10", 26),
        ("霁川新区", "pm25", "2026-10", 28),
    }
    assert [line[:5] for line in says(found)] == ["提示 C2"]


def test_next_month_s_table_of_the_same_form_is_known(read: Read) -> None:
    said = choose(read([TITLE, *ROWS]), B=ColumnChoice("value", "pm25"))
    november = [["2026年11月各县（市、区）空气质量"], ["云麓区", 40, 60], ["岚溪县", 36, 50]]
    assert {v[2] for v in values(read(november, mappings=said))} == {"2026-11"}


@pytest.mark.parametrize(
    "other",
    [
        [["2026年10月各县（市、区）水质"], *ROWS],
        [TITLE, *([*row, 1.5] for row in ROWS)],
        [TITLE, *([number, *row] for number, row in enumerate(ROWS, start=1))],
    ],
)
def test_another_table_without_a_head_is_another_form(
    read: Read, other: list[list[object]]
) -> None:
    said = choose(read([TITLE, *ROWS]), B=ColumnChoice("value", "pm25"))
    assert not read(other, mappings=said).observations


def test_a_title_of_one_indicator_is_a_proposal_only(read: Read) -> None:
    found = read([["2026年10月各县区PM2.5"], *([name, pm25] for name, pm25, _ in ROWS)])
    assert not found.observations
    assert "像是PM2.5平均浓度" in found.unread[0].columns[1].why


def test_classes_and_serial_numbers_are_told_by_their_looks(read: Read) -> None:
    rows = [["1", 1, "溪口", "Ⅱ类"], ["2", 2, "望麓桥", "Ⅲ类"], ["3", 3, "白石滩", "Ⅱ类"]]
    (table,) = read([["断面情况"], *(row[1:] for row in rows)]).unread
    assert [column.meaning for column in table.columns] == ["不入库", "单位", ""]
    assert "像是水质类别" in table.columns[2].why
    assert table.columns[1].role == "section"


@pytest.mark.parametrize(
    "rows",
    [
        [["附件1", 3]],
        [["说明：本表由各县区填报", 1], ["联系人：张三", 2]],
        [["各县区：", "云麓区"], ["编制", "张三"]],
    ],
)
def test_a_few_words_are_no_table(read: Read, rows: list[list[object]]) -> None:
    assert not read([TITLE, *rows]).unread


def test_a_note_sheet_beside_a_table_does_not_stop_the_import(read: Read) -> None:
    found = read({"数据": [TITLE, ["区县", "PM2.5"], ["云麓区", 30]], "草稿": ROWS})
    assert {v[3] for v in values(found)} == {30}
    assert not found.errors()
    assert [(p.severity.value, p.sheet, p.cell) for p in found.problems] == [("警告", "草稿", "A1")]


TWO = [
    *[TITLE, *ROWS],
    [],
    ["2026年9月各县（市、区）空气质量"],
    ["云麓区", 28.1, 55],
    ["岚溪县", 24, 49],
]


def test_every_run_of_a_sheet_is_offered_and_one_answer_holds_for_those_of_its_form(
    read: Read,
) -> None:
    found = read(TWO)
    assert [table.data_range for table in found.unread] == ["A2:C4", "A7:C8"]
    assert [p.cell for p in found.problems if p.severity.value == "警告"] == ["A2", "A7"]
    assert len({table.fingerprint for table in found.unread}) == 1
    first = found.unread[0]
    key = {column.letter: column.key for column in first.columns}["B"]
    again = read(TWO, mappings={first.fingerprint: {key: ColumnChoice("value", "pm25")}})
    assert values(again) == {
        ("云麓区", "pm25", "2026-10", 30.3), ("岚溪县", "pm25", "2026-10", 26),
        ("霁川新区", "pm25", "2026-10", 28),
        ("云麓区", "pm25", "2026-09", 28.1), ("岚溪县", "pm25", "2026-09", 24),
    }  # fmt: skip
    assert not again.unread


def test_a_run_of_another_form_keeps_its_own_question(read: Read) -> None:
    rows = [TITLE, *ROWS, [], ["断面水质"], ["溪口", "Ⅱ类"], ["望麓桥", "Ⅲ类"]]
    found = read(rows)
    assert [table.data_range for table in found.unread] == ["A2:C4", "A7:B8"]
    key = {column.letter: column.key for column in found.unread[0].columns}["B"]
    said = {found.unread[0].fingerprint: {key: ColumnChoice("value", "pm25")}}
    again = read(rows, mappings=said)
    assert len(again.observations) == 3
    assert [table.data_range for table in again.unread] == ["A7:B8"]


def test_blank_rows_part_nothing_and_a_single_row_is_no_table(read: Read) -> None:
    spaced = [TITLE, ROWS[0], [], ROWS[1], [], ROWS[2]]
    assert [table.data_range for table in read(spaced).unread] == ["A2:C6"]
    one = [TITLE, *ROWS, ["另附"], ["城东站", 31]]
    assert [table.data_range for table in read(one).unread] == ["A2:C4"]


BESIDE = [
    TITLE,
    ["区县", "PM2.5", None, None, None],
    ["云麓区", 30.3, None, "云麓区", 90.3],
    ["岚溪县", 26, None, "岚溪县", 93.5],
]
AT_LEFT = [[*row[3:], None, *row[:2]] if len(row) > 1 else row for row in BESIDE]
BELOW = [TITLE, ["区县", "PM2.5"], *(row[:2] for row in ROWS[:2]), [], ["优良天数率（%）"],
         ["云麓区", 90.3], ["岚溪县", 93.5]]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "data", "letter"),
    [(BESIDE, "D3:E4", "E"), (AT_LEFT, "A3:B4", "B"), (BELOW, "A7:B8", "B")],
)
def test_rows_without_a_head_beside_or_below_a_table_are_offered(
    read: Read, rows: list[list[object]], data: str, letter: str
) -> None:
    found = read(rows)
    of_the_head = {("云麓区", "pm25", "2026-10", 30.3), ("岚溪县", "pm25", "2026-10", 26)}
    assert values(found) == of_the_head
    assert not found.errors()
    (table,) = found.unread
    assert table.data_range == data
    assert [p.cell for p in found.problems] == [data.partition(":")[0]]
    again = read(rows, mappings=choose(found, **{letter: ColumnChoice("value", "good_day_rate")}))
    assert values(again) == of_the_head | {
        ("云麓区", "good_day_rate", "2026-10", 90.3), ("岚溪县", "good_day_rate", "2026-10", 93.5),
    }  # fmt: skip
    assert not again.unread


def test_a_run_below_with_a_period_of_its_own_is_of_that_period(read: Read) -> None:
    rows = [*BELOW[:5], ["2026年9月优良天数率（%）"], *BELOW[6:]]
    said = choose(read(rows), B=ColumnChoice("value", "good_day_rate"))
    found = values(read(rows, mappings=said))
    assert {v[2] for v in found if v[1] == "good_day_rate"} == {"2026-09"}


@pytest.mark.parametrize(
    "rows",
    [
        [TITLE, ["区县", "PM2.5"], ["云麓区", 30], [], ["注：PM10为实况值"], ["填表人", 3]],
        [TITLE, ["区县", "PM2.5", None, "制表"], ["云麓区", 30, None, "张三"], ["岚溪县", 26]],
        [TITLE, ["区县", "PM2.5"], ["云麓区", 30, "较好", 1], ["岚溪县", 26, "较好", 2]],
    ],
)
def test_words_beside_a_table_are_no_table(read: Read, rows: list[list[object]]) -> None:
    assert not read(rows).unread


def test_a_line_of_words_inside_a_table_takes_no_row_from_it(read: Read) -> None:
    rows = [[], ["其中臭氧为8小时值"], ["岚溪县", 26], ["霁川新区", 28]]
    found = read([TITLE, ["区县", "PM2.5"], ["云麓区", 30], *rows])
    assert {v[0] for v in values(found)} == {"云麓区", "岚溪县", "霁川新区"}


@pytest.mark.parametrize(
    "rows",
    [
        [[], ["优良天数率（%）"], ["岚溪县", 26]],
        [["优良天数率（%）"], ["岚溪县", 26], ["霁川新区", 28]],
    ],
)
def test_rows_under_the_name_of_another_indicator_are_not_taken_for_the_head_s(
    read: Read, rows: list[list[object]]
) -> None:
    found = read([TITLE, ["区县", "PM2.5"], ["云麓区", 30], *rows])
    assert {v[0] for v in values(found)} == {"云麓区"}
    label = next(n for n, line in enumerate(rows, start=4) if line == ["优良天数率（%）"])
    assert [line[:5] for line in says(found)] == [f"错误 A{label}"]


SPANS = ["优良天数比例（%）排名", None, None, "综合指数排名", None, None]
RANKED = [
    ["2026年10月各县（市、区）环境空气质量排名"],
    SPANS,
    [1, "云麓区", "90.3%", 1, "岚溪县", 3.1],
    [2, "岚溪县", "77.4%", 2, "云麓区", 3.6],
    [None, "霁川新区", "77.4%", None, "霁川新区", 3.6],
    [4, "清禾县", "70.9%", 4, "清禾县", 3.9],
]


def test_one_cell_over_a_whole_ranking_says_what_its_values_are(read: Read) -> None:
    for merged in (["A1:F1", "A2:C2", "D2:F2"], []):  # a csv has lost them
        found = read(RANKED, merged=merged)
        assert says(found) == [
            "提示 A2：“优良天数比例(%)排名”是优良天数率的名次，未入库。",
            "提示 D5：名次为空，按与上一行并列第2名读取。",
        ]
        rates = [("云麓区", 90.3), ("岚溪县", 77.4), ("霁川新区", 77.4), ("清禾县", 70.9)]
        ranks = [("岚溪县", 3.1, 1), ("云麓区", 3.6, 2), ("霁川新区", 3.6, 2), ("清禾县", 3.9, 4)]
        assert values(found) == {
            *((name, "good_day_rate", "2026-10", rate) for name, rate in rates),
            *((name, "air_index", "2026-10", index) for name, index, _ in ranks),
            *((name, "air_index_rank_city", "2026-10", rank) for name, _, rank in ranks),
        }


@pytest.mark.parametrize("head", ["优良天数比例（%）", "乡镇排名", "PM2.5和PM10排名"])
def test_a_cell_that_names_no_ranking_of_one_indicator_stands_over_nothing(
    read: Read, head: str
) -> None:
    found = read([*RANKED[:1], [head, *SPANS[1:]], *RANKED[2:]], merged=["A2:C2", "D2:F2"])
    assert not found.observations
    assert "错误 ：没有写明单位" in says(found)[0]
