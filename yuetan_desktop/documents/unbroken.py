"""What LibreOffice would tear: it begins a new line behind the stroke of μg/m³, within a day and
within 2026年1—5月.

Only the copy that it lays out is joined: not every face that Word or WPS may use has the joiner.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_WORD_JOINER = "\u2060"
_TORN = re.compile(
    r"(?<=[μm]g/)(?=m³|L)"
    r"|(?<=\b20\d\d-)(?=\d\d-\d\d\b)|(?<=\b20\d\d-\d\d-)(?=\d\d\b)"
    r"|(?<=\d年)(?=\d{1,2}—\d{1,2}月)"
    r"|(?<=\d)(?=—\d{1,2}月)|(?<=\d—)(?=\d{1,2}月)|(?<=—\d)(?=月)|(?<=—1\d)(?=月)"
)
_BODY = "word/document.xml"


def write_unbroken(document: Path, copy: Path) -> None:
    """A copy of a paper in which no line can begin inside such a unit, day or span of months."""
    with ZipFile(document) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _BODY:
                content = _TORN.sub(_WORD_JOINER, content.decode("utf-8")).encode("utf-8")
            target.writestr(name, content)
