"""Units that LibreOffice would tear: it begins a new line behind the stroke of μg/m³.

Only the copy that it lays out is joined. Word and WPS keep such a unit together by themselves, and
not every face they may use has the joiner.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_WORD_JOINER = "\u2060"
_STROKE = re.compile(r"(?<=[μm]g/)(?=m³|L)")
_BODY = "word/document.xml"


def write_unbroken(document: Path, copy: Path) -> None:
    """A copy of a paper in which no line can begin inside μg/m³ or mg/L."""
    with ZipFile(document) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _BODY:
                content = _STROKE.sub(_WORD_JOINER, content.decode("utf-8")).encode("utf-8")
            target.writestr(name, content)
