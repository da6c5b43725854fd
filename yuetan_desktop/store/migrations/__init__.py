"""The tables, step by step. A released migration is never edited; a later one mends it.

Each migration has a module with its statements and leaves its own number in `user_version`, so
that opening a database needs no more than that number to know whether there is anything to do.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from yuetan_desktop.store.migrations import (
    m001_first_tables,
    m002_layouts,
    m003_rectification,
    m004_paper_stages,
    m005_casework,
    m006_reading_versions,
    m007_retired,
    m008_day_rows,
    m009_joint_papers,
    m010_office_papers,
    m011_office_stages,
    m012_form_drafts,
    m013_audit_marks,
    m014_section_ends,
    m015_visits,
    m016_interpretations,
    m017_enterprises,
    m018_finding_reviews,
    m019_year_tasks,
    m020_rule_packs,
    m021_opinions,
    m022_dust_marks,
)

migrations = Migrations("yuetan")


def migrate(db: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Apply what is pending, each migration in one transaction."""
    migrations.apply(Database(db, execute_plugins=False), stop_before=stop_before)


@migrations(name="m001_first_tables")
def _m001(db: Database) -> None:
    db.execute("PRAGMA application_id = 0x59544442")
    _run(db, m001_first_tables.TABLES, 1)


@migrations(name="m002_layouts")
def _m002(db: Database) -> None:
    _run(db, m002_layouts.TABLES, 2)


@migrations(name="m003_rectification")
def _m003(db: Database) -> None:
    _run(db, m003_rectification.TABLES, 3)


@migrations(name="m004_paper_stages")
def _m004(db: Database) -> None:
    _run(db, m004_paper_stages.TABLES, 4)


@migrations(name="m005_casework")
def _m005(db: Database) -> None:
    _run(db, m005_casework.TABLES, 5)


@migrations(name="m006_reading_versions")
def _m006(db: Database) -> None:
    _run(db, m006_reading_versions.TABLES, 6)


@migrations(name="m007_retired")
def _m007(db: Database) -> None:
    _run(db, m007_retired.TABLES, 7)


@migrations(name="m008_day_rows")
def _m008(db: Database) -> None:
    _run(db, m008_day_rows.TABLES, 8)


@migrations(name="m009_joint_papers")
def _m009(db: Database) -> None:
    _run(db, m009_joint_papers.TABLES, 9)


@migrations(name="m010_office_papers")
def _m010(db: Database) -> None:
    _run(db, m010_office_papers.TABLES, 10)


@migrations(name="m011_office_stages")
def _m011(db: Database) -> None:
    _run(db, m011_office_stages.TABLES, 11)


@migrations(name="m012_form_drafts")
def _m012(db: Database) -> None:
    _run(db, m012_form_drafts.TABLES, 12)


@migrations(name="m013_audit_marks")
def _m013(db: Database) -> None:
    _run(db, m013_audit_marks.TABLES, 13)


@migrations(name="m014_section_ends")
def _m014(db: Database) -> None:
    _run(db, m014_section_ends.TABLES, 14)


@migrations(name="m015_visits")
def _m015(db: Database) -> None:
    _run(db, m015_visits.TABLES, 15)


@migrations(name="m016_interpretations")
def _m016(db: Database) -> None:
    _run(db, m016_interpretations.TABLES, 16)


@migrations(name="m017_enterprises")
def _m017(db: Database) -> None:
    _run(db, m017_enterprises.TABLES, 17)


@migrations(name="m018_finding_reviews")
def _m018(db: Database) -> None:
    _run(db, m018_finding_reviews.TABLES, 18)


@migrations(name="m019_year_tasks")
def _m019(db: Database) -> None:
    _run(db, m019_year_tasks.TABLES, 19)


@migrations(name="m020_rule_packs")
def _m020(db: Database) -> None:
    _run(db, m020_rule_packs.TABLES, 20)


@migrations(name="m021_opinions")
def _m021(db: Database) -> None:
    _run(db, m021_opinions.TABLES, 21)


@migrations(name="m022_dust_marks")
def _m022(db: Database) -> None:
    _run(db, m022_dust_marks.TABLES, 22)


def _run(db: Database, statements: str, number: int) -> None:
    """The statements stand apart by an empty line; triggers hold semicolons of their own."""
    for statement in statements.split(";\n\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {number}")
