"""What a paper says happened, against the frozen basis: articles, words, numbers, readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    WRITTEN_DAY,
    CaseFacts,
    Cell,
    Discrepancy,
    MatterFacts,
    PaperFacts,
    Spot,
    differs_by_one,
    doubt,
    numbers_in,
    only_in,
    plain,
    row_text,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import Sentence, sentences
from yuetan_desktop.domain.papercheck.roles import BRIEF_FIELDS, PROBLEM_FIELDS

_ORDINALS = "一二三四五六七八九十"
CITE = re.compile(
    r"第[一二三四五六七八九十]+条(?:（[一二三四五六七八九十]+）\d*|(?:第（[一二三四五六七八九十]+）项)?(?:第\d+目)?)"
)
_ABOUT_PROBLEMS = re.compile(r"^第[四五六七八九]条(.+)")
_PERIOD = re.compile(
    r"\d{4}年(?:上半年|下半年|前三季度|[一二三四]季度|第[一二三四]季度|\d{1,2}[—\-至]\d{1,2}月|"
    r"\d{1,2}月(?!\d{1,2}日))"
)
_COUNT = re.compile(r"(?:下列|以下|上述|共|等)([一二两三四五六七八九十\d]+)项(?:情形|问题|触发)")
_DIGITS = {word: n for n, word in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}


def check_matters(case: CaseFacts) -> Iterator[Discrepancy]:
    """The facts a case stands on, wherever a paper tells them: cited, counted and worded alike."""
    yield from _headings(case)
    for paper in case.papers:
        yield from _matters(case, paper)
        for key, group in BRIEF_FIELDS.items():
            yield from _brief(paper, key, getattr(case, group))
        yield from _cells(case, paper)
        yield from _joined_cites(case, paper)
        yield from _reworded(paper)
        for key in paper.fields:
            if key in PROBLEM_FIELDS:
                yield from _told(case, paper, key)
        for sentence in sentences(paper):
            if sentence.key not in PROBLEM_FIELDS:
                yield from _retold(case, sentence)


def _reworded(paper: PaperFacts) -> Iterator[Discrepancy]:
    """Another article or day in words that are no field of their own."""
    for before, after in paper.reworded:
        for rule, form in (("条款", CITE), ("日期", WRITTEN_DAY)):
            old, now = ([one[0] for one in form.finditer(text)] for text in (before, after))
            lost, new = only_in(old, now), only_in(now, old)
            if lost and new:
                spot, second = Spot(paper.kind, new[0], after), Spot(paper.kind, "模板", before)
                told = f"{paper.kind}把固定文字里的{lost[0]}改成了{new[0]}：“{after}”。"
                yield wrong(rule, spot, second, told)


def _basis(field: str, says: str = "") -> Spot:
    return Spot(CASE, field, says)


def _headings(case: CaseFacts) -> Iterator[Discrepancy]:
    """An item stands under the same heading (机制责任, 污染突出) wherever there are headings."""
    first: dict[str, tuple[str, Spot]] = {}
    for paper in case.papers:
        heading = ""
        for row in paper.rows("触发事项"):
            heading, cite = str(row.get("分组") or heading), str(row.get("条款", ""))
            name = next((one for one in Family if one in heading), heading)
            spot = paper.spot("触发事项", f"{heading}：{cite}")
            known, there = first.setdefault(cite, (name, spot)) if name else (name, spot)
            if name != known:
                yield wrong(
                    "问题分类", spot, there, f"{spot}把{cite}列在{name}，{there}列在{known}。"
                )


def _matters(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    rows = paper.rows("触发事项")
    if "触发事项" not in paper.printed:
        return
    cited = [str(row.get("条款", "")) for row in rows]
    expected = [matter.cite for matter in case.matters]
    spot = paper.spot("触发事项", "、".join(cited))
    for cite in only_in(expected, cited):
        yield wrong("触发事项", spot, _basis("触发事项", cite), f"{spot}缺{cite}。")
    for cite in only_in(cited, expected):
        yield wrong("触发事项", spot, _basis("触发事项"), f"{spot}有案件依据中没有的{cite}。")
    by_cite = {matter.cite: matter for matter in case.matters}
    for row in rows:
        matter = by_cite.get(str(row.get("条款", "")))
        if matter is not None:
            yield from _matter(paper, row, matter)


def _matter(paper: PaperFacts, row: object, matter: MatterFacts) -> Iterator[Discrepancy]:
    assert isinstance(row, dict)
    text = str(row.get("原文", ""))
    if text and plain(text) != plain(matter.text):
        spot = paper.spot("触发事项", text)
        yield wrong(
            "条款原文", spot, _basis(matter.cite, matter.text),
            f"{spot}引用的{matter.cite}与办法原文不一致。",
        )  # fmt: skip
    pairs = (("事实", "数值", matter.facts), ("口径", "口径", matter.readings))
    for key, rule, expected in pairs:
        if key in row:
            yield from _sentences(paper, matter, rule, _as_lines(row[key]), expected)


def _as_lines(value: object) -> list[str]:
    return [str(line) for line in value] if isinstance(value, list | tuple) else [str(value)]


def _sentences(
    paper: PaperFacts, matter: MatterFacts, rule: str, said: Sequence[str], expected: Sequence[str]
) -> Iterator[Discrepancy]:
    bare = {plain(line) for line in expected}
    for line in said:
        if plain(line) in bare:
            continue
        spot = paper.spot("触发事项", line)
        meant = _nearest(line, expected)
        second = _basis(matter.cite, meant)
        off = only_in(numbers_in(line), numbers_in(meant))
        if rule == "数值" and off:
            yield wrong(
                rule, spot, second,
                f"{spot}写的{'、'.join(off)}与案件依据不一致：依据为“{meant}”。",
            )  # fmt: skip
        else:
            words = "口径" if rule == "口径" else "事实"
            yield wrong(rule, spot, second, f"{spot}的{words}“{line}”与案件依据不一致。")
    written = {plain(line) for line in said}
    lost = [line for line in expected if plain(line) not in written]
    if len(said) < len(expected):
        spot = paper.spot("触发事项")
        yield wrong(rule, spot, _basis(matter.cite, lost[0]), f"{spot}缺“{lost[0]}”。")


def _nearest(line: str, among: Sequence[str]) -> str:
    """The expected sentence that shares the most with what is written."""
    shared = set(plain(line))
    return max(among, key=lambda one: len(shared & set(plain(one))), default="")


def _brief(paper: PaperFacts, key: str, matters: Sequence[MatterFacts]) -> Iterator[Discrepancy]:
    """Each item once, with its numbers."""
    if key not in paper.printed:
        return
    lines = paper.lines(key)
    for matter in matters:
        here = [line for line in lines if line.startswith(matter.cite)]
        if not here:
            spot = paper.spot(key)
            yield wrong(key, spot, _basis(key, matter.cite), f"{spot}缺{matter.cite}。")
            continue
        expected = "；".join(matter.facts)
        known = numbers_in("；".join((matter.cite, expected, *matter.readings)))
        if off := only_in(numbers_in(here[0]), known):
            spot = paper.spot(key, here[0])
            yield wrong(
                "数值",
                spot,
                _basis(matter.cite, expected),
                f"{spot}写的{'、'.join(off)}与案件依据不一致：依据为“{expected}”。",
            )
        elif lost := [fact for fact in matter.facts if plain(fact) not in plain(here[0])]:
            spot = paper.spot(key, here[0])
            yield wrong(
                "事实",
                spot,
                _basis(matter.cite, lost[0]),
                f"{spot}与案件依据不一致：依据为“{lost[0]}”。",
            )


def _cells(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """The annex gives each number of the basis with its cell."""
    rows = paper.rows("数据来源")
    if "数据来源" not in paper.printed:
        return
    expected = [
        (matter.cite, cell) for matter in (*case.matters, *case.also) for cell in matter.cells
    ]
    left = list(dict.fromkeys(expected))
    for row in rows:
        cite, label = str(row.get("条款", "")), str(row.get("指标", ""))
        said = Cell(label, str(row.get("数值", "")), str(row.get("来源", "")))
        if (cite, said) in left:
            left.remove((cite, said))
            continue
        spot = paper.spot("数据来源", row_text(row))
        meant = next((cell for one, cell in left if (one, cell.label) == (cite, label)), None)
        if meant is None:
            yield wrong("数据来源", spot, _basis("依据"), f"{spot}的“{label}”不在案件依据中。")
            continue
        left.remove((cite, meant))
        yield from _cell(spot, said, meant)
    if rows and left:
        lost = left[0][1].label
        yield wrong(
            "数据来源",
            paper.spot("数据来源"),
            _basis(lost),
            f"{paper.spot('数据来源')}缺“{lost}”等{len(left)}行。",
        )


def _cell(spot: Spot, said: Cell, meant: Cell) -> Iterator[Discrepancy]:
    for head, here, there in (
        ("数值", said.value, meant.value),
        ("来源", said.source, meant.source),
    ):
        if plain(here) != plain(there):
            yield wrong(
                "数据来源",
                spot,
                _basis(meant.label, there),
                f"{spot}中{meant.label}的{head}是“{here}”，案件依据是“{there}”。",
            )


def _joined_cites(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    said = _cites_in_full(paper.text("条款合称"))
    if not said:
        return
    expected = [matter.cite for matter in case.matters]
    spot, second = paper.spot("条款合称"), _basis("触发事项", "、".join(expected))
    for cite in expected:
        if cite not in said:
            yield wrong("条款", spot, second, f"{spot}缺{cite}。")
    rest = said
    for cite in sorted(expected, key=len, reverse=True):
        rest = rest.replace(cite, "")
    for found in CITE.finditer(rest):
        yield wrong("条款", spot, second, f"{spot}有案件依据中没有的{found[0]}。")


def _cites_in_full(said: str) -> str:
    """第七条第（一）项第3目、第4目和第（四）项, each with the article it leaves out."""
    article = item = ""

    def full(found: re.Match[str]) -> str:
        nonlocal article, item
        article, item = found[1] or article, found[2] or ("" if found[1] else item)
        return f"{article}{item}{found[3] or ''}"

    return _CITE_OR_REST.sub(full, said)


_CITE_OR_REST = re.compile(
    rf"(?=第[{_ORDINALS}（\d])(第[{_ORDINALS}]+条)?(第（[{_ORDINALS}]+）项)?(第\d+目)?"
)


def _told(case: CaseFacts, paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """A free text about the problems: its count, articles, periods and numbers."""
    text, basis = paper.text(key), case.basis_text
    spot = paper.spot(key)
    for found in _COUNT.finditer(text):
        count = int(found[1]) if found[1].isdecimal() else _DIGITS.get(found[1], 0)
        with_lower = len(case.also) if "一并" in text else 0
        of_all = len(case.matters) + len(case.together)
        lawful = {len(case.matters), len(case.matters) + with_lower}
        if count not in lawful and not (case.together and count <= of_all):
            yield wrong(
                "合计", spot, _basis("触发事项", f"{len(case.matters)}项"),
                f"{spot}写{found[0]}，案件依据有{len(case.matters)}项。",
            )  # fmt: skip
    cites = [matter.cite for matter in (*case.matters, *case.also, *case.together)]
    for found in CITE.finditer(text):
        about = _ABOUT_PROBLEMS.match(found[0])
        if about and not any(cite.startswith(found[0]) for cite in cites):
            yield wrong(
                "条款", paper.spot(key, found[0]), _basis("触发事项", "、".join(cites)),
                f"{spot}写的{found[0]}不是案件依据的条款。",
            )  # fmt: skip
    for found in _PERIOD.finditer(text):
        if found[0] not in basis:
            yield wrong(
                "数据期", paper.spot(key, found[0]), _basis("数据期", case.period),
                f"{spot}写的{found[0]}与案件的数据期（{case.period}）不一致。",
            )  # fmt: skip
    known = set(numbers_in(basis))
    for clause in re.split(r"[，。；\n]", text):
        for number in numbers_in(clause):
            if "." in number and number not in known and _is_measured(clause):
                yield doubt(
                    "数值", paper.spot(key, clause), _basis("依据"),
                    f"{spot}写的{number}在案件依据中找不到：“{clause}”。",
                )  # fmt: skip


_MEASURED = re.compile(r"PM|浓度|优良|指数|达标率|排名|水质|目标|μg|mg|%|％|百分点")


def _is_measured(clause: str) -> bool:
    return bool(_MEASURED.search(clause))


# -- the basis told again in other words ----------------------------------------------------------
_LAW = re.compile(r"《([^》]+)》")
_UNDER = re.compile(r"(?:办法》?(?:（[^）]*）)?|依据|根据|按照|违反|触发)$")
_PERIOD_WORD = re.compile(r"上半年|下半年|前三季度|第?[一二三四]季度|全年")
_MISSED = re.compile(r"未达到|未完成|不达标|未能达到|没有达到")
_WITH_UNIT = re.compile(r"(\d+\.\d+)\s?(μg/m³|mg/m³|mg/L|%|％|个百分点)")
_THEN = re.compile(r"同期|上年|去年|目前|截至|以来|\d{1,2}月")


def _retold(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """Any other sentence: the articles and periods it names and the numbers it means."""
    yield from _article(case, sentence)
    text, basis = sentence.text, case.basis_text
    for clause in sentence.clauses if not case.together else ():
        for found in _PERIOD_WORD.finditer(clause):
            if _MISSED.search(clause) and found[0] not in basis:
                yield doubt(
                    "数据期", sentence.paper.spot(sentence.key, found[0]),
                    _basis("数据期", case.period),
                    f"{sentence.paper.spot(sentence.key)}写的{found[0]}与案件的数据期"
                    f"（{case.period}）不一致。",
                )  # fmt: skip
    said = _PERIOD_WORD.findall(text)
    about_basis = bool(said) or _names_a_number(text, basis)
    if about_basis and all(word in basis for word in said) and not _THEN.search(text):
        yield from _almost(case, sentence)


def _names_a_number(text: str, basis: str) -> bool:
    """It repeats a number of the basis with its unit, and so means the basis with the others."""
    known = {one.groups() for one in _WITH_UNIT.finditer(basis)}
    return any(one.groups() in known for one in _WITH_UNIT.finditer(text))


def _article(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """第四条 to 第九条 of the regulation; those of a law named just before are its own."""
    cites = [matter.cite for matter in (*case.matters, *case.also, *case.together)]
    for found in CITE.finditer(sentence.text):
        ahead = sentence.text[: found.start()]
        laws = _LAW.findall(ahead)
        ours = not laws or laws[-1] in {case.regulation, "办法"}
        about = re.match(r"第[四五六七八九]条", found[0])
        if not about or not ours or any(cite.startswith(found[0]) for cite in cites):
            continue
        if found[0] != about[0] or _UNDER.search(ahead):
            yield doubt(
                "条款", sentence.paper.spot(sentence.key, found[0]),
                _basis("触发事项", "、".join(cites)),
                f"{sentence.paper.spot(sentence.key)}写的{found[0]}不是案件依据的条款。",
            )  # fmt: skip


def _almost(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """A number of the basis with two digits changed about, one digit off, or another unit."""
    known = {(one[1], one[2]) for one in _WITH_UNIT.finditer(case.basis_text)}
    units = {unit for _, unit in known}
    for clause in sentence.clauses:
        for found in _WITH_UNIT.finditer(clause):
            number, unit = found[1], found[2]
            if (number, unit) in known or not _is_measured(clause):
                continue
            meant = [
                (n, u)
                for n, u in sorted(known)
                if (n == number and unit not in units)
                or (u == unit and (sorted(n) == sorted(number) or differs_by_one(n, number)))
            ]
            if meant:
                spot = sentence.paper.spot(sentence.key, clause)
                yield doubt(
                    "数值", spot, _basis("依据", "".join(meant[0])),
                    f"{spot}写的{found[0]}在案件依据中找不到，是否{''.join(meant[0])}，请核对。",
                )  # fmt: skip
