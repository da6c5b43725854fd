"""A bar chart of Word's own kind: drawn by Word, WPS and LibreOffice, sharp at every size.

Bars differ by pattern as well as by grey, so that a black-and-white copy still reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape  # that of xml.sax imports http and email
from typing import Any

from yuetan_desktop.documents.gbt9704 import TEXT_MM

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_EMU = 36000  # in a millimetre
_HEIGHT_MM = 70
# Fills told apart without colour: solid, stripes, empty.
_FILLS = (
    '<a:solidFill><a:srgbClr val="0F5F7A"/></a:solidFill>',
    '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="5F6D79"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
    '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
)


@dataclass(frozen=True, slots=True)
class Series:
    """One run of bars; None where there is no value."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side for each category. `says` is the chart in words."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    says: str


def place_chart(document: Any, token: str, chart: BarChart, face: str) -> bool:
    """Put the chart in place of the paragraph that holds just `token`; False if there is none."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    found = [p for p in document.paragraphs if p.text.strip() == token]
    if not found:
        return False
    package = document.part.package
    number = 1 + sum("/word/charts/" in str(part.partname) for part in package.iter_parts())
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        _TYPE,
        chart_xml(chart, face).encode("utf-8"),
        package,
    )
    key = document.part.relate_to(part, _RELATION)
    paragraph = found[0]._p
    for run in list(paragraph):
        if run.tag.endswith("}r"):
            paragraph.remove(run)
    paragraph.append(parse_xml(_drawing(chart, key, number)))
    return True


def _drawing(chart: BarChart, key: str, number: int) -> str:
    width, height = TEXT_MM[0] * _EMU, _HEIGHT_MM * _EMU
    says = escape(chart.says)
    title = escape(chart.title)
    return (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:a="{_DRAWING}" xmlns:c="{_CHART}"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{900 + number}" name="{title}" descr="{says}"/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="{key}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def chart_xml(chart: BarChart, face: str) -> str:
    """The chart part with its values, as every office program draws them."""
    series = "".join(_series(chart, n, one) for n, one in enumerate(chart.series))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}">'
        '<c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_text(12, face, bold=True)}</a:pPr>"
        f'<a:r><a:rPr lang="zh-CN" sz="1200" b="1">{_face(face)}</a:rPr>'
        f"<a:t>{escape(chart.title, quote=False)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        '<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="80"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="222222222"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9E0E5"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_text(9, face)}</a:pPr>"
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>'
    )


def _series(chart: BarChart, number: int, series: Series) -> str:
    fill = _FILLS[number % len(_FILLS)]
    labels = (
        '<c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{_ref(number)}$1</c:f>{_strings([series.name])}</c:strRef></c:tx>"
        f'<c:spPr>{fill}<a:ln w="9525"><a:solidFill><a:srgbClr val="1B2733"/></a:solidFill></a:ln>'
        f'</c:spPr><c:invertIfNegative val="0"/>{labels}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${1 + len(chart.categories)}</c:f>"
        f"{_strings(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_ref(number)}$2:${chr(ord('B') + number)}"
        f"${1 + len(chart.categories)}</c:f>{_numbers(series.values)}</c:numRef></c:val></c:ser>"
    )


def _ref(number: int) -> str:
    return f"Sheet1!${chr(ord('B') + number)}"


def _strings(texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(text, quote=False)}</c:v></c:pt>'
        for n, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(values: Sequence[Decimal | None]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    return (
        "<c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    )


def _text(points: int, face: str, *, bold: bool = False) -> str:
    return f'<a:defRPr sz="{points * 100}" b="{int(bold)}">{_face(face)}</a:defRPr>'


def _face(face: str) -> str:
    name = escape(face)
    return f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/>'
