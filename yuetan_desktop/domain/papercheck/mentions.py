"""Who and which place is named in words: people with their titles, units, bodies of the city."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Person,
    Spot,
    differs_by_one,
    doubt,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import FROZEN, Sentence, sentences

_TITLE = r"(?:管委会)?副?(?:市长|县长|区长|局长|主任|书记|秘书长)"
_NAMED = re.compile(rf"({_TITLE})([\u4e00-\u9fff]{{2,3}})$")
_GENERAL = "负责"  # 局长负责同志 names nobody


def check_mentions(case: CaseFacts) -> Iterator[Discrepancy]:
    """Units, people and offices named in sentences: those of the case, written as they are."""
    people = (*case.people, *_interviewers(case))
    # All that a paper's mentions are measured against: beside the same, they are read once.
    beside = (
        *(people, case.people, case.unit, case.other_units, bool(case.together)),
        *(case.proposer, case.office, case.regulation, _plan_name(case)),
    )
    for paper in case.papers:
        if paper.kept.get("mentions", ())[:1] != (beside,):
            paper.kept["mentions"] = beside, tuple(_in_paper(case, people, paper))
        yield from paper.kept["mentions"][1]


def _in_paper(
    case: CaseFacts, people: tuple[Person, ...], paper: PaperFacts
) -> Iterator[Discrepancy]:
    for key in paper.printed:
        if key not in FROZEN:
            yield from _people(people, paper, key)
            yield from _listed(case, people, paper, key)
    for sentence in sentences(paper):
        yield from _other_unit(case, sentence)
        yield from _almost_the_unit(case, sentence)
        yield from _wrong_kind(case, sentence)
        yield from _other_city(case, sentence)
        yield from _other_plan(case, sentence)


# -- people -------------------------------------------------------------------------------------
def _interviewers(case: CaseFacts) -> Iterator[Person]:
    """Whom most papers name as the interviewer; no register knows the city's leaders."""
    named = Counter(
        (found[2], found[1])
        for paper in case.papers
        if (found := _NAMED.search(paper.text("约谈人"))) and not found[2].startswith(_GENERAL)
    )
    yield from (Person(*known) for known, times in named.most_common(1) if times > 1)


def _people(people: tuple[Person, ...], paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """A title we know the holder of with almost the holder's name, or a known name with another
    title."""
    text = paper.text(key)
    for person in people:
        form = rf"({_TITLE})([\u4e00-\u9fff]{{{len(person.name)}}})"
        for found in re.finditer(form, text):
            yield from _person(person, paper, key, found[1], found[2])
        for found in re.finditer(
            rf"{person.name}({_TITLE})(?![\u4e00-\u9fff]{{2,3}}[、，。])", text
        ):
            yield from _person(person, paper, key, found[1], person.name)


def _listed(
    case: CaseFacts, people: tuple[Person, ...], paper: PaperFacts, key: str
) -> Iterator[Discrepancy]:
    """People in the rows of a sheet, name, title and unit in cells of their own."""
    at_home: dict[str, list[str]] = {}
    for person in case.people:
        at_home.setdefault(person.name, []).append(person.unit or case.unit)
    for row in _rows(paper.printed[key]):
        homes = at_home.get(str(row.get("姓名")), [])
        if homes and row.get("单位") in case.other_units and row["单位"] not in homes:
            spot = paper.spot(key, f"{row['单位']}{row['姓名']}")
            yield wrong(
                "单位", spot, Spot(CASE, "被约谈单位", case.unit),
                f"{spot}的{row['姓名']}写成{row['单位']}，登记在{'、'.join(homes)}。",
            )  # fmt: skip
        name, title = str(row.get("姓名", "")), str(row.get("职务", ""))
        if not name or not re.fullmatch(_TITLE, title):
            continue
        for person in people:
            yield from _person(person, paper, key, title, name)


def _rows(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _rows(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _rows(inner)


def _person(
    person: Person, paper: PaperFacts, key: str, title: str, name: str
) -> Iterator[Discrepancy]:
    spot, second = paper.spot(key, title + name), Spot(CASE, person.title, person.name)
    if name == person.name and not _same_title(title, person.title):
        yield wrong(
            "职务", spot, second, f"{spot}写作{title}{name}，{name}的职务登记为{person.title}。"
        )
    elif differs_by_one(name, person.name) and _same_title(title, person.title):
        yield wrong(
            "姓名", spot, second, f"{spot}写作{title}{name}，登记的{person.title}是{person.name}。"
        )


def _same_title(first: str, second: str) -> bool:
    """主任 stands for 管委会主任, 副主任 does not."""
    return ("副" in first) == ("副" in second) and (
        first.endswith(second) or second.endswith(first)
    )


# -- the plan -----------------------------------------------------------------------------------
_PLAN = re.compile(r"《([^《》]*整改[^《》]*方案)》")
_WHOSE = 3  # characters that name whose plan it is


def _plan_name(case: CaseFacts) -> str:
    plan = case.paper("整改方案")
    return plan.text("方案名称") if plan is not None else ""


def _other_plan(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """The plan that an interview asks for under nearly its name; a unit may have others too."""
    name = _plan_name(case)
    for found in _PLAN.finditer(sentence.text):
        near = "约谈" in found[1] and found[1][:_WHOSE] == name[:_WHOSE]
        meant = near or sentence.key == "审核结论"
        if name and found[1] != name and meant:
            yield doubt(
                "方案名称", sentence.spot, Spot("整改方案", "方案名称", name),
                f"{sentence.spot}写作《{found[1]}》，整改方案的名称是《{name}》。",
            )  # fmt: skip


# -- places -------------------------------------------------------------------------------------
_COUNTY = re.compile(r"^(.+[县区])人民政府$")
_ABOUT_THE_CASE = re.compile(
    r"约谈|整改方案|整改任务|整改报告|整改工作|表态|销号|核查|阶段目标|作(?:了)?(?:情况)?说明"
    r"|负(?:有|直接|主要|重要|监管|领导)?责任"
)
_BESIDE = re.compile(
    r"交界|相邻|毗邻|上游|下游|来水|跨界|联合|会商|排名|对比|参照|其他|另案|移交|传输"
)


def _other_unit(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """A sentence about the case that names another unit, and not the one it is about."""
    text, own = sentence.text, _own_names(case)
    if (
        case.together
        or not (sentence.key == "送达地点" or _ABOUT_THE_CASE.search(text))
        or _BESIDE.search(text)
        or sentence.key == "标题"
        or sentence.paper.text("通报单位")
        or any(name in text for name in own)
    ):
        return
    for other in case.other_units:
        if other in text and not any(other in name for name in (*own, case.proposer, case.office)):
            spot = sentence.paper.spot(sentence.key, other)
            yield doubt(
                "单位", spot, Spot(CASE, "被约谈单位", case.unit),
                f"{spot}写的是{other}，本案的单位是{case.unit}，请核对。",
            )  # fmt: skip
            return


def _own_names(case: CaseFacts) -> tuple[str, ...]:
    county = _COUNTY.match(case.unit)
    return (case.unit, county[1]) if county else (case.unit,)


def _almost_the_unit(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """云鹿区 or 云麓县 for 云麓区; 云麓区政府 for 云麓区人民政府."""
    county = _COUNTY.match(case.unit)
    if county is None:
        return
    name, text = county[1], sentence.text
    meant = next((one[0] for one in _one_off(name).finditer(text) if one[0] != name), "")
    meant = meant or next(iter(_of_other_kind(name).findall(text)), "")
    if meant and not any(unit.startswith(meant) for unit in case.other_units):
        told = f"{meant}，是否{name}，请核对"
    elif f"{name}政府" in text:
        meant = f"{name}政府"
        told = f"{meant}，全称是{case.unit}"
    else:
        return
    spot = sentence.paper.spot(sentence.key, meant)
    yield doubt("单位", spot, Spot(CASE, "被约谈单位", case.unit), f"{spot}写作{told}。")


@cache
def _one_off(name: str) -> re.Pattern[str]:
    """A name with another character in one place but the last. The first may be the end of the
    word before, so it stands at the head of a sentence or clause."""
    inner = "|".join(f"{name[:n]}[\u4e00-\u9fff]{name[n + 1 :]}" for n in range(1, len(name) - 1))
    return re.compile(
        rf"(?:^|(?<=[，。；、：（]))[\u4e00-\u9fff]{name[1:]}" + (f"|{inner}" if inner else "")
    )


@cache
def _of_other_kind(name: str) -> re.Pattern[str]:
    """云麓县 for 云麓区; 云麓区域 is no unit of another kind."""
    other = "县" if name.endswith("区") else "区"
    return re.compile(rf"{name[:-1]}{other}(?![域级际划块段间])")


_OF_COUNTY = (
    r"(?:委|政府|住房|住建|生态环境|水务|农业|交通|经信|经济和信息化|自然资源|公安|纪委|河长办)"
)


def _wrong_kind(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """全县 in a paper of a district: left over from another paper."""
    county = _COUNTY.match(case.unit)
    if county is None:
        return
    kind = county[1][-1]
    other = "县" if kind == "区" else "区"
    form = (
        rf"(?<![\u4e00-\u9fff]){other}{_OF_COUNTY}"
        rf"|(?<![安完健齐])(?:全|我){other}(?![域级间划块（(、])"
    )
    if found := re.search(form, sentence.text):
        spot = sentence.paper.spot(sentence.key, found[0])
        yield doubt(
            "单位", spot, Spot(CASE, "被约谈单位", case.unit),
            f"{spot}写的是{found[0]}，本案的单位是{county[1]}。",
        )  # fmt: skip


_LEAD = r"(?:^|[，。、；：（《“\s]|报送|抄送|会同|[经由向和与致])"
_BODY = r"市(?=生态环境|人民政府|住房|水务局|农业农村|交通运输|经济和信息化|公安局|纪委)"
_NO_NAME = re.compile(
    r"[报送抄会同经由向和与致的各全本我以及在对请将把给为是并或其通知配联合召参加省]"
)


def _other_city(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """A body of another city, where nothing says that it has to do with the case."""
    city = re.match(r"(.{2,4}?)市", case.office)
    if city is None or _BESIDE.search(sentence.text):
        return
    text = re.sub(r"《[^《》]*》", "", sentence.text.replace(case.regulation, ""))
    for found in re.finditer(rf"{_LEAD}([\u4e00-\u9fff]{{2,3}}){_BODY}", text):
        if found[1] != city[1] and not _NO_NAME.search(found[1]):
            spot = sentence.paper.spot(sentence.key, f"{found[1]}市")
            yield doubt(
                "单位", spot, Spot(CASE, "发文机关", case.office),
                f"{spot}写的是{found[1]}市，本案由{city[1]}市办理。",
            )  # fmt: skip
