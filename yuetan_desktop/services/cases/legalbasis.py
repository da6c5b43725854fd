"""法律依据库: citations that can be searched and put into a paper; only texts with an origin."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from yuetan_desktop.services.workspace import Workspace

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Citation:
    """《环境保护法》第十条. `is_verbatim`: `text` are the words of the issued text itself, which
    may be quoted; others are told second-hand and only cited."""

    name: str
    article: str = ""
    text: str = ""
    origin: str = ""
    is_verbatim: bool = False

    @property
    def cite(self) -> str:
        return f"《{self.name}》{self.article}"

    @property
    def quotation(self) -> str:
        """《…办法》第十二条规定：“…”."""
        return f"{self.cite}规定：“{self.text}”"


def citations(ws: Workspace) -> tuple[Citation, ...]:
    """The shipped ones, every article of the regulations, and the laws these name."""
    shipped = tomllib.loads((ws.library.folder / "legalbasis.toml").read_text("utf-8"))["basis"]
    found = [Citation(**row) for row in shipped]
    for regulation in ws.library.regulations:
        found += [
            Citation(
                regulation.title,
                article.number,
                "\n".join(article.paragraphs),
                f"{regulation.citation}原文",
                is_verbatim=True,
            )
            for article in regulation.articles
        ]
        found += [
            Citation(name, origin=f"{regulation.citation}第一条所列")
            for name in regulation.references
        ]
    return tuple(dict.fromkeys(found))


def find_citations(ws: Workspace, query: str) -> tuple[Citation, ...]:
    """Those that hold every word of the query, in name, article or text; 第10条 finds 第十条. Names
    and articles come before texts."""
    words = [_in_chinese(word) for word in query.split()]
    every = citations(ws)
    named = [one for one in every if all(word in one.cite for word in words)]
    told = [one for one in every if all(word in one.cite + one.text for word in words)]
    return tuple(dict.fromkeys((*named, *told)))


def _in_chinese(word: str) -> str:
    return re.sub(r"(?<=第)\d{1,2}(?=[条款项])", lambda m: _number(int(m[0])), word)


def _number(n: int) -> str:
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
