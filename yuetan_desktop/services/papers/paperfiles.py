"""The files of papers: templates and their doctor, faces, opening, PDF, printing."""

from __future__ import annotations

import shutil
from pathlib import Path

from yuetan_desktop import paths
from yuetan_desktop.documents import fonts, printing
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import Office, read_office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.wholefile import writing

_STORED = "已生成的文书没有改动。"


def open_paper(path: Path) -> None:
    """Open with the program that the system has for it."""
    printing.open_in_system(path)


def save_copy(_ws: Workspace, path: Path, target: Path) -> Path:
    """The paper under another name; the stored one stays as it is."""
    with writing(target, kept=_STORED) as part:
        shutil.copyfile(path, part)
    return target


def save_pdf(ws: Workspace, path: Path, pdf: Path) -> Path:
    """The paper as PDF, by the office suite of this computer."""
    with writing(pdf, kept=_STORED) as part:
        printing.to_pdf(path, part, faces_of(read_office(ws)))
    return pdf


def printers() -> list[str]:
    """Printers of this computer, the default one first."""
    return printing.printers()


def print_paper(ws: Workspace, path: Path, printer: str, copies: int = 1) -> None:
    """Print on exactly this printer."""
    printing.print_document(path, printer, copies, faces_of(read_office(ws)))


# -- templates ----------------------------------------------------------------------------------
def template_path(ws: Workspace, kind: str) -> Path:
    """The office's own template if it keeps one, else the shipped one."""
    return own_or_shipped(ws, KINDS[kind].template if kind in KINDS else f"{kind}.docx")


def own_or_shipped(ws: Workspace, name: str) -> Path:
    """A template by its file name."""
    own = _own_templates(ws) / name
    return own if own.exists() else paths.templates_docx() / name


def template_names() -> tuple[str, ...]:
    """The papers whose template an office may word anew, in the order of a case."""
    from yuetan_desktop.documents import monthly

    return (*KINDS, monthly.NAME)


def edit_template(ws: Workspace, kind: str) -> Path:
    """The office's own copy of a template, made when there is none yet."""
    own = _own_templates(ws) / template_path(ws, kind).name
    if not own.exists():
        with writing(own, kept="随程序提供的模板没有改动。") as part:
            shutil.copyfile(paths.templates_docx() / own.name, part)
    return own


def check_templates(ws: Workspace) -> dict[str, list[str]]:
    """Problems of each kind's template; empty lists when papers can be made."""
    from yuetan_desktop.documents import monthly
    from yuetan_desktop.documents.doctor import check_template, check_words

    found = {
        name: [str(problem) for problem in check_template(template_path(ws, name), kind)]
        for name, kind in KINDS.items()
    }
    report = own_or_shipped(ws, monthly.TEMPLATE)
    must = f"{monthly.NAME}必须载明"
    problems = check_words(report, monthly.sample_month(), monthly.DEMANDED, must)
    return found | {monthly.NAME: [str(problem) for problem in problems]}


def refuse_broken_template(ws: Workspace, kind: str) -> None:
    """An office's own template may have lost what the regulation wants printed."""
    from yuetan_desktop.documents.doctor import check_template

    own = _own_templates(ws) / KINDS[kind].template
    if own.exists() and (problems := check_template(own, KINDS[kind])):
        raise AppError(
            f"本机关的模板“{own.name}”有问题：{problems[0]}",
            kept="没有生成文书，没有占用文号。",
            hint="请改正模板，或删去它以改用随程序提供的模板。",
            detail="\n".join(map(str, problems)),
        )


def _own_templates(ws: Workspace) -> Path:
    return ws.folders.data / "templates_docx"


# -- faces --------------------------------------------------------------------------------------
def missing_faces(ws: Workspace) -> list[str]:
    """A sentence for each face of the papers that this computer lacks."""
    return [one.says() for one in fonts.substitutes(faces_of(read_office(ws)))]


def faces_of(office: Office) -> fonts.Faces:
    """The typefaces the office prints its papers in."""
    return fonts.Faces(
        title=office.font_title,
        body=office.font_body,
        kai=office.font_subheading,
        hei=office.font_heading,
    )
