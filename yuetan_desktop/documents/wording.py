"""How papers write dates, lists and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import combinations, pairwise

from yuetan_desktop.documents.gbt9704 import STYLES

_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"
TITLE_CHARACTERS = int(442.2 // STYLES["文件标题"].size)  # 20 on a line of 2号


def written_date(day: date) -> str:
    """2026年11月24日, Arabic numerals without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def written_weekday(day: date) -> str:
    """2026年11月24日（星期二）."""
    return f"{written_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def written_moment(moment: datetime) -> str:
    """2026年11月24日（星期二）上午9:30."""
    half = "上午" if moment.hour < 12 else "下午" if moment.hour < 18 else "晚上"
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    return f"{written_weekday(moment)}{half}{hour}:{moment.minute:02}"


def ordinal(n: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; up to 99."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "") if n else _DIGITS[0]


def numbered(items: Sequence[str]) -> list[dict[str, str]]:
    """（一）… ；（二）… 。 — a single item needs no number."""
    if len(items) == 1:
        return [{"序号": "", "内容": full_stop(items[0])}]
    return [
        {"序号": f"（{ordinal(n)}）", "内容": full_stop(item)}
        for n, item in enumerate(items, start=1)
    ]


def full_stop(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？")) else sentence.rstrip("；;，,") + "。"


# Chinese characters and their marks, then Latin letters, digits and signs of comparison.
_CHINESE = "[\u3001-\u3017\u4e00-\u9fff\uff01-\uff5e“”‘’—…Ⅰ-Ⅻ]"
_LATIN = "[0-9A-Za-z≤≥<>±]"
_LOOSE = re.compile(
    rf"(?<={_CHINESE})[ \xa0]+(?={_LATIN})|(?<={_LATIN})[ \xa0]+(?={_CHINESE})"
    r"|(?<=\d)[ \xa0]+(?=[μm]g/)"
)
_HALF_MARK = re.compile(rf"(?<={_CHINESE})[,;][ \xa0]*(?={_CHINESE})")


def closed(text: str) -> str:
    """Without the blanks that are typed between Chinese and Latin letters or before a unit, and
    with full-width commas between Chinese: papers set none apart (封闭 3 处 → 封闭3处)."""
    return _HALF_MARK.sub(lambda m: {",": "，", ";": "；"}[m[0][0]], _LOOSE.sub("", text))


def lines(text: str) -> list[str]:
    """The lines of an entry field, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def enumeration(items: Sequence[str]) -> str:
    """A、B和C."""
    return "、".join(items[:-1]) + f"和{items[-1]}" if len(items) > 1 else "".join(items)


_CITED = re.compile(r"(第[^条]+条)(第（[^）]+）项)?(.*)")


def cited(cites: Iterable[str]) -> str:
    """Articles together, each once, with what two share told once: 第七条第（一）项第3目和第4目."""
    told: list[str] = []
    before: tuple[str, str] = ("", "")
    for cite in dict.fromkeys(cites):
        found = _CITED.fullmatch(cite)
        article, item, rest = (found[1], found[2] or "", found[3]) if found else (cite, "", "")
        if rest and item and (article, item) == before:
            told.append(rest)
        else:
            told.append(item + rest if item and article == before[0] else cite)
        before = (article, item)
    return enumeration(told)


def title_lines(*words: str) -> list[str]:
    """A title as lines of at most 20 characters that break only between the given words.

    Few lines first, no line between two longer ones, 关于 with its words, then lines of like
    length (7.3.1: 词意完整、排列对称、长短适宜，排列应当使用梯形或菱形).
    """
    units = [piece for word in words for piece in _pieces(word)]
    choices = (
        ["".join(part) for part in _divided(units, cuts)]
        for count in range(len(units))
        for cuts in combinations(range(1, len(units)), count)
    )
    fitting = (lines for lines in choices if max(map(len, lines)) <= TITLE_CHARACTERS)
    return min(
        fitting,
        key=lambda lines: (
            len(lines),
            _has_waist(lines),
            _parts_about(lines),
            max(map(len, lines)),
        ),
    )


def before_number(words: str) -> tuple[str, ...]:
    """The first of several units apart from how many they are: 某县人民政府, 等3个单位的通知."""
    found = re.search(r"等\d+个单位", words)
    return (words[: found.start()], words[found.start() :]) if found else (words,)


def _has_waist(lines: Sequence[str]) -> bool:
    return any(
        len(line) < min(len(above), len(below))
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


def _parts_about(lines: Sequence[str]) -> bool:
    """Whether 关于 is parted from what it is about."""
    return any(line.endswith("关于") for line in lines)


def _divided(units: Sequence[str], cuts: Sequence[int]) -> list[Sequence[str]]:
    edges = [0, *cuts, len(units)]
    return [units[start:end] for start, end in pairwise(edges)]


_PARTS_END = (
    *("人民政府", "管理委员会", "管委会", "委员会", "领导小组", "指挥部", "级"),
    *("省", "州", "市", "县", "区"),
)
_PARTS_BEGIN = ("经济技术", "高新技术", "工业园", "产业园", "管理委员会", "管委会")


def seams(name: str) -> list[int]:
    """Where a long name may go on in the next line: behind a part of it, or before one."""
    inside = range(1, len(name))
    return [n for n in inside if name[:n].endswith(_PARTS_END) or name[n:].startswith(_PARTS_BEGIN)]


def _pieces(word: str) -> list[str]:
    """A word too long for a line, cut at its seams or else into about equal pieces."""
    count = -(-len(word) // TITLE_CHARACTERS)
    fitting = [n for n in seams(word) if max(n, len(word) - n) <= TITLE_CHARACTERS]
    if count == 2 and fitting:
        cut = min(fitting, key=lambda n: abs(2 * n - len(word)))
        return [word[:cut], word[cut:]]
    size = -(-len(word) // max(count, 1))
    return [word[start : start + size] for start in range(0, len(word), max(size, 1))]


def width(text: str) -> float:
    """Width in characters: Latin letters and digits count half."""
    return sum(0.5 if ord(character) < 0x2000 else 1.0 for character in text)
