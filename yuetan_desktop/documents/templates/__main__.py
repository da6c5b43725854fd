"""Write the shipped templates, to templates_docx/ or to the folder named."""

from __future__ import annotations

import sys
from pathlib import Path

from yuetan_desktop.documents.templates import write_all
from yuetan_desktop.paths import templates_docx

for made in write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else templates_docx()):
    print(made)
