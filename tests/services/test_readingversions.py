"""口径版本: a named set of choices, never changed, and what one version does that another did not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import readingversions
from yuetan_desktop.services.workspace import Workspace, open_workspace

DAY = date(2026, 11, 10)
OCTOBER = Period.month(2026, 10)


def choose(ws: Workspace, reading: str, option: str) -> None:
    office.choose_reading(ws, Choice(reading, option, "市环委办", DAY, "答复函"))


def save(ws: Workspace, name: str) -> None:
    readingversions.save(ws, name, "市环委办", DAY, "会议纪要〔2026〕3号")


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(shutil.copytree(sample_folder, tmp_path / "sample")) as made:
        yield made


def test_a_version_keeps_the_choices_of_its_day_with_who_when_and_basis(ws: Workspace) -> None:
    choose(ws, "R1", "either")
    save(ws, "2026年版")
    choose(ws, "R1", "both")
    (saved,) = readingversions.versions(ws)
    version = saved.version
    assert (version.name, version.who, version.on) == ("2026年版", "市环委办", DAY)
    assert version.basis == "会议纪要〔2026〕3号"
    assert version.choices == {"R1": Choice("R1", "either", "市环委办", DAY, "答复函")}
    assert saved.recorded_by == "李敏"


def test_the_standing_names_the_newest_version_and_how_far_the_office_has_moved(
    ws: Workspace,
) -> None:
    assert readingversions.standing(ws) is None
    choose(ws, "R1", "either")
    save(ws, "2026年版")
    assert _words(ws) == "2026年版"
    choose(ws, "R1", "both")
    assert _words(ws) == "2026年版，其后改 1 项"
    choose(ws, "R1", "either")  # back to what the version says
    assert _words(ws) == "2026年版"
    choose(ws, "R1", "")  # taken back altogether
    assert _words(ws) == "2026年版，其后改 1 项"


def _words(ws: Workspace) -> str:
    found = readingversions.standing(ws)
    assert found is not None
    return found.words


@pytest.mark.parametrize(
    ("name", "who", "basis"), [(" ", "甲", "纪要"), ("版", "", "纪要"), ("版", "甲", " ")]
)
def test_a_version_without_name_decider_or_basis_is_refused(
    ws: Workspace, name: str, who: str, basis: str
) -> None:
    choose(ws, "R1", "either")
    with pytest.raises(AppError, match="名称、决定人和依据"):
        readingversions.save(ws, name, who, DAY, basis)
    assert readingversions.versions(ws) == []


def test_no_choice_no_version_and_no_second_of_the_same_name_or_content(ws: Workspace) -> None:
    with pytest.raises(AppError, match="还没有选定任何口径"):
        save(ws, "空版")
    choose(ws, "R1", "either")
    save(ws, "一版")
    with pytest.raises(AppError, match="与“一版”相同"):
        save(ws, "二版")
    choose(ws, "R1", "both")
    with pytest.raises(AppError, match="已经有名为“一版”"):
        save(ws, "一版")
    save(ws, "二版")
    assert [one.version.name for one in readingversions.versions(ws)] == ["一版", "二版"]


def test_the_database_refuses_to_change_or_drop_a_version(ws: Workspace) -> None:
    choose(ws, "R1", "either")
    save(ws, "一版")
    for act in ("UPDATE reading_version SET name = '改'", "DELETE FROM reading_version"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), ws.transaction():
            ws.db.execute(act)
    assert len(readingversions.versions(ws)) == 1


def test_two_versions_are_compared_by_the_units_that_come_out_otherwise(
    sample: Workspace,
) -> None:
    choose(sample, "R1", "both")
    save(sample, "一版")
    choose(sample, "R1", "either")
    save(sample, "二版")
    found = readingversions.compare(sample, "一版", "二版", OCTOBER)
    assert [one.reading.id for one in found.readings] == ["R1"]
    assert found.readings[0].before != found.readings[0].after
    moved = {
        (one.place.name, one.rule.id): (one.before.outcome.value, one.after.outcome.value)
        for one in found.outcomes
    }
    assert moved["岚溪县", "8.1.1"] == ("未触发", "触发")
    assert ("云麓区", "8.1.1") not in moved  # off both targets: caught either way
    assert found.triggered_after > found.triggered_before


def test_a_version_compared_with_itself_differs_in_nothing(sample: Workspace) -> None:
    choose(sample, "R1", "both")
    save(sample, "一版")
    found = readingversions.compare(sample, "一版", readingversions.NOW, OCTOBER)
    assert (found.readings, found.outcomes) == ((), ())


def test_deciding_for_the_default_is_a_difference_of_its_own(sample: Workspace) -> None:
    save(sample, "一版")  # the sample story has decided on some, not on R1
    choose(sample, "R1", "both")
    found = readingversions.compare(sample, "一版", readingversions.NOW, OCTOBER)
    (changed,) = found.readings
    assert changed.before == changed.after + "（默认，未确认）"
    moved = {one.place.name: one for one in found.outcomes if one.rule.id == "8.1.1"}
    assert moved["岚溪县"].before.outcome.value == "待认定"
    assert moved["岚溪县"].after.outcome.value == "未触发"


def test_a_version_that_does_not_exist_is_a_sentence(ws: Workspace) -> None:
    with pytest.raises(AppError, match="没有名为“三版”"):
        readingversions.compare(ws, "三版", readingversions.NOW, OCTOBER)
