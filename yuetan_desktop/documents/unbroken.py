"""What LibreOffice would tear: it begins a new line behind the stroke of μg/m³ and within a day.

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
)
_BODY = "word/document.xml"


def write_unbroken(document: Path, copy: Path) -> None:
    """A copy of a paper in which no line can begin inside such a unit or day."""
    with ZipFile(document) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _BODY:
                content = _TORN.sub(_WORD_JOINER, content.decode("utf-8")).encode("utf-8")
            target.writestr(name, content)
