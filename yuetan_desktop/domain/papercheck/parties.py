"""Who: unit, interviewer and interviewee with their ranks, issuer, addressees and copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Spot,
    differs_by_one,
    doubt,
    plain,
    wrong,
)
from yuetan_desktop.domain.papercheck.roles import (
    ADDRESSED_TO_UNIT,
    CLUES,
    CLUES_GO_TO,
    COPIED_TO_OFFICE,
    SPAN_OF_REPORT,
    TOPICS,
    Topic,
)

_GENERIC = re.compile(r"(分管|主要)(负责人|负责同志|领导)|有关负责同志|负责人$")


def check_parties(case: CaseFacts) -> Iterator[Discrepancy]:
    """Who interviews, is interviewed, takes part, issues and receives: the same in every paper."""
    for topic in TOPICS:
        yield from _same(case, topic)
    for paper in case.papers:
        yield from _ranks(case, paper)
        yield from _issuer(paper)
        yield from _title(case, paper)
        yield from _recipients(case, paper)
        yield from _receives_clues(paper)
    yield from _notified(case)
    yield from _present(case)
    yield from _expected(case)
    yield from _told_of_minutes(case)
    yield from _contact(case)
    yield from _levels(case)


# -- the same thing in every paper --------------------------------------------------------------
def _same(case: CaseFacts, topic: Topic) -> Iterator[Discrepancy]:
    named = [
        paper.spot(key)
        for paper in case.papers
        for key in topic.keys
        if key in paper.fields and paper.text(key) and "【待填写】" not in paper.text(key)
    ]
    of_case = str(getattr(case, topic.of_case)) if topic.of_case else ""
    if of_case:
        second = Spot(CASE, topic.name, of_case)
    elif named:
        wordings = [plain(spot.says) for spot in named]
        second = max(named, key=lambda spot: wordings.count(plain(spot.says)))
    else:
        return
    for spot in named:
        if not _agree(spot.says, second.says, loose=topic.loose):
            yield wrong(
                topic.name, spot, second,
                f"{spot}是“{spot.says}”，{second}是“{second.says}”。",
            )  # fmt: skip


def _agree(first: str, second: str, *, loose: bool) -> bool:
    a, b = plain(first), plain(second)
    if a == b:
        return True
    if not loose:
        return False
    return a in b or b in a or bool(_GENERIC.search(first)) != bool(_GENERIC.search(second))


def _contact(case: CaseFacts) -> Iterator[Discrepancy]:
    """One issuer, one telephone: the same contact has the same number, and at one number there
    are no two names that differ in one character."""
    known: dict[tuple[str, str], Spot] = {}
    persons: dict[tuple[str, str], Spot] = {}
    for paper in case.papers:
        phone, name = paper.text("联系电话"), paper.text("联系人")
        if not phone or not name or "【" in phone + name:
            continue
        spot = paper.spot("联系电话")
        if not re.fullmatch(r"[\d\-－—()（）转、，/ ]{7,40}", phone):
            yield wrong("联系电话", spot, spot, f"{spot}“{phone}”不是完整的电话号码。")
            continue
        same_line = persons.setdefault((paper.text("发文机关"), plain(phone)), paper.spot("联系人"))
        if differs_by_one(name, same_line.says) or _is_cut(name, same_line.says):
            person = paper.spot("联系人")
            yield doubt(
                "联系人", person, same_line,
                f"{person}是{name}，{same_line}是{same_line.says}，电话都是{phone}。",
            )  # fmt: skip
        before = known.setdefault((paper.text("发文机关"), name), spot)
        if plain(before.says) != plain(phone):
            yield wrong(
                "联系电话", spot, before,
                f"{spot}是{phone}，{before}是{before.says}，联系人都是{name}。",
            )  # fmt: skip


def _is_cut(name: str, known: str) -> bool:
    """赵建 for 赵建国, either way."""
    return name != known and (name in known or known in name)


# -- ranks by level -----------------------------------------------------------------------------
_CHIEFS = re.compile(r"主要(负责人|负责同志|领导)")
_DEPUTIES = re.compile(r"分管(负责人|负责同志|领导)")
_CHIEF_TITLES = re.compile(r"(?<!副)(市长|县长|区长|局长|管委会主任)(?!助理)")
_DEPUTY_TITLES = re.compile(r"副(市长|县长|区长|局长|主任)")


def _rank(text: str) -> str:
    """主要 or 分管 as the words or the title say; empty where neither can be told."""
    if _DEPUTIES.search(text) or _DEPUTY_TITLES.search(text):
        return "分管"
    return "主要" if _CHIEFS.search(text) or _CHIEF_TITLES.search(text) else ""


def _ranks(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """第六条至第九条：who interviews and who is interviewed follows from the level."""
    interviewee, actor = paper.text("被约谈人"), paper.text("约谈人")
    expected = _rank(case.interviewee)
    if interviewee and expected and (found := _rank(interviewee)) and found != expected:
        second = Spot(CASE, "被约谈人级别", case.interviewee)
        spot = paper.spot("被约谈人")
        yield wrong(
            "被约谈人级别", spot, second,
            f"{spot}是“{interviewee}”，第{case.level}级约谈的是{case.interviewee}。",
        )  # fmt: skip
    if actor and case.actor and not _may_act(actor, case.actor):
        spot, second = paper.spot("约谈人"), Spot(CASE, "约谈人级别", case.actor)
        yield wrong(
            "约谈人级别", spot, second,
            f"{spot}是“{actor}”，第{case.level}级由{case.actor}约谈。",
        )  # fmt: skip


def _may_act(named: str, actor: str) -> bool:
    """Level 3 is the office's own, 5 may be delegated; otherwise the ranks have to agree."""
    of_office = "环境保护委员会" in actor or "环委办" in actor
    if of_office:
        return not re.search(r"市政府(分管|主要)领导|市长", named)
    if "环委办" in named or "环境保护委员会办公室" in named:
        return False
    found = _rank(named)
    return not found or "委托" in actor or found == _rank(actor)


def _levels(case: CaseFacts) -> Iterator[Discrepancy]:
    for paper in case.papers:
        if paper.levels and case.level not in paper.levels:
            spot = paper.spot("文种", paper.kind)
            yield wrong(
                "等级", spot, Spot(CASE, "等级", str(case.level)),
                f"案件是第{case.level}级，不制发{paper.kind}。",
            )  # fmt: skip


# -- issuer, title, addressees ------------------------------------------------------------------
def _issuer(paper: PaperFacts) -> Iterator[Discrepancy]:
    printed, imprint = paper.text("发文机关"), paper.text("印发机关")
    spot = paper.spot("发文机关")
    if paper.issuer and printed and not _same_body(printed, paper.issuer):
        yield wrong(
            "发文机关", spot, Spot(CASE, "发文机关", paper.issuer),
            f"{spot}是“{printed}”，{paper.kind}应以“{paper.issuer}”名义印发。",
        )  # fmt: skip
    if printed and imprint and plain(printed) != plain(imprint):
        second = paper.spot("印发机关")
        yield wrong("印发机关", second, spot, f"{second}“{imprint}”与发文机关“{printed}”不一致。")


def _same_body(first: str, second: str) -> bool:
    """市生态环境局 and 云岭市生态环境局 are one."""
    a, b = plain(first), plain(second)
    return a.endswith(b) or b.endswith(a)


def _title(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    title = paper.text("标题").replace("\n", "")
    if paper.text("通报单位"):
        return  # a circular may name several units
    spot = paper.spot("标题", title)
    span, month = paper.spot(SPAN_OF_REPORT), re.search(r"\d{4}年\d{1,2}月", title)
    if span.says and month and month[0] not in span.says:
        yield wrong("标题", spot, span, f"{spot}写的是{month[0]}，{span}是{span.says}。")
    for other in case.other_units:
        if other in title and other not in case.unit:
            yield wrong(
                "标题", spot, Spot(CASE, "被约谈单位", case.unit),
                f"{spot}写的是{other}，本案的单位是{case.unit}。",
            )  # fmt: skip


def parties_of(text: str) -> list[str]:
    """The bodies named in an addressee line, without what they send."""
    found = re.split(r"[，,、；;：:\n]", text)
    tails = r"(有关|相关|分管|主要)?(负责同志|负责人|领导|人员)等?$"
    return [name for part in found if (name := re.sub(tails, "", part.strip("。 　")))]


_RECEIVERS = ("主送", "抄送", "受送达单位")


def _recipients(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    to, copies = parties_of(paper.text("主送")), parties_of(paper.text("抄送"))
    served = parties_of(paper.text("受送达单位"))
    unit = Spot(CASE, "被约谈单位", case.unit)
    if paper.kind in ADDRESSED_TO_UNIT and to and not _among(case.unit, to):
        spot = paper.spot("主送")
        yield wrong("主送", spot, unit, f"{spot}没有本案的单位{case.unit}。")
    reached = [*to, *copies, *served]
    governments = [one for one in case.other_units if one.endswith(("人民政府", "管理委员会"))]
    strangers = [one for one in governments if one in reached]
    if strangers and not case.together and not _among(case.unit, reached):
        spot = paper.spot(
            next(key for key in _RECEIVERS if strangers[0] in parties_of(paper.text(key)))
        )
        yield doubt("抄送", spot, unit, f"{spot}有{strangers[0]}，没有本案的单位{case.unit}。")
    for key, names in (("主送", to), ("抄送", copies)):
        if twice := next((name for name in names if names.count(name) > 1), ""):
            spot = paper.spot(key)
            yield wrong(key, spot, spot, f"{spot}写了两次{twice}。")
    for name in to:
        if _among(name, copies):
            first, second = paper.spot("抄送"), paper.spot("主送")
            yield wrong("抄送", first, second, f"{paper.kind}的主送和抄送都有{name}。")
    cite = COPIED_TO_OFFICE.get(paper.kind, "")
    from_office = _same_body(paper.text("发文机关") or case.office, case.office)
    if cite and not from_office and not any("环境保护委员会" in n or "环委办" in n for n in copies):
        spot = paper.spot("抄送")
        yield wrong(
            "抄送", spot, Spot(CASE, cite, case.office),
            f"{spot}没有市生态环境保护委员会办公室（{cite}）。",
        )  # fmt: skip


def _receives_clues(paper: PaperFacts) -> Iterator[Discrepancy]:
    kind, key = CLUES
    to = paper.text("主送")
    if paper.kind != kind or not to:
        return
    bodies = next(who for what, who in CLUES_GO_TO.items() if what in paper.text(key))
    if not any(one in to for one in bodies):
        spot = paper.spot("主送")
        second = Spot(CASE, "第十九条", "、".join(bodies))
        yield wrong("主送", spot, second, f"{spot}没有{'、'.join(bodies)}（第十九条）。")


def _among(name: str, parties: list[str]) -> bool:
    return any(_same_body(name, party) for party in parties)


def _notified(case: CaseFacts) -> Iterator[Discrepancy]:
    """第十二条：书面通知被约谈方和约谈参加方."""
    notice = case.paper("约谈通知")
    if notice is None or not notice.text("主送"):
        return
    reached = parties_of(notice.text("主送")) + parties_of(notice.text("抄送"))
    for name in parties_of(notice.text("参加人员")):
        if re.search(r"(局|委|办|厅|院|政府|管委会|中心)$", name) and not _among(name, reached):
            first, second = notice.spot("参加人员"), notice.spot("主送")
            yield doubt(
                "主送", second, first, f"{second}没有约谈参加方{name}，参加方也须书面通知。"
            )


def _present(case: CaseFacts) -> Iterator[Discrepancy]:
    """第十五条：the minutes name interviewer and interviewee among those present."""
    minutes = case.paper("约谈纪要")
    if minutes is None or not minutes.text("出席") or "【" in minutes.text("出席"):
        return
    present = plain(minutes.text("出席"))
    for key in ("约谈人", "被约谈人"):
        name = plain(minutes.text(key))
        body = re.sub(r"(主要|分管)?(负责人|负责同志|领导)$", "", name)
        if name and name not in present and body not in present and f"、{key}" not in present:
            if key in parties_of(minutes.text("出席")):
                continue
            first, second = minutes.spot("出席"), minutes.spot(key)
            yield wrong("出席", first, second, f"{first}没有{key}“{minutes.text(key)}”。")


_BODY = re.compile(r"(局|委|委员会|办公室|厅|院|管委会|中心)$")


def _expected(case: CaseFacts) -> Iterator[Discrepancy]:
    """A body that the minutes name was notified, on the agenda or on the sign-in sheet."""
    minutes = case.paper("约谈纪要")
    before = [case.paper(kind) for kind in ("约谈通知", "会议议程与主持词", "签到表")]
    called = [paper for paper in before if paper is not None]
    if minutes is None or not called:
        return
    keys = ("主送", "参加人员", "列席", "签到栏")
    known = plain("".join(paper.text(key) for paper in called for key in keys))
    own = [case.unit, case.proposer, case.office, *parties_of(minutes.text("约谈人"))]
    for key in ("出席", "列席"):
        for name in parties_of(minutes.text(key)):
            if _BODY.search(name) and plain(name) not in known and not _among(name, own):
                first, second = minutes.spot(key, name), called[0].spot("参加人员")
                says = f"{first}有{name}，{'、'.join(one.kind for one in called)}中都没有。"
                yield doubt("出席", first, second, says)


def _told_of_minutes(case: CaseFacts) -> Iterator[Discrepancy]:
    """Minutes have no addressee: copies that go to the unit go to who proposed the interview
    too, and the other way about."""
    minutes = case.paper("约谈纪要")
    copies = parties_of(minutes.text("抄送")) if minutes is not None else []
    sides = [name for name in (case.unit, case.proposer) if name]
    left_out = [name for name in sides if not _among(name, copies)]
    if minutes is not None and len(left_out) == 1 < len(sides):
        spot, second = minutes.spot("抄送"), Spot(CASE, "抄送", left_out[0])
        yield doubt("抄送", spot, second, f"{spot}没有{left_out[0]}。")
