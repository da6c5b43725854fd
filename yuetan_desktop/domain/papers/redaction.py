"""What may not stand in a paper for the public (第二十条): numbers of persons, names, secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BIRTH = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# Where a form keeps a group `kept`, that label stays and what follows it is taken out.
_FORMS = (
    (
        "银行账号",
        re.compile(
            r"(?P<kept>(?:银行)?(?:账号|账户|帐号|帐户|卡号)(?:为|是)?[：:  ]*)\d(?:[-  ]?\d){7,29}"
        ),
    ),
    ("银行账号", re.compile(r"(?<!\d)62\d{2}(?:[-  ]?\d{4}){3}(?:[-  ]?\d{1,3})?(?!\d)")),
    ("身份证号码", re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d\d{3}[\dXx](?!\d)")),
    ("身份证号码", re.compile(rf"(?<!\d)\d{{6}}{_BIRTH}\d{{3}}(?!\d)")),
    ("手机号码", re.compile(r"(?<!\d)1[3-9]\d[-  ]?\d{4}[-  ]?\d{4}(?!\d)")),
    ("电话号码", re.compile(r"(?<![\d.])[（(]?0\d{2,3}[）)]?[-—－  ]?\d{7,8}(?:转\d+)?(?!\d)")),
    ("电子邮箱", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "网络账号",
        re.compile(r"(?P<kept>(?:微信|QQ)(?:号码?)?(?:为|是)?[：:  ]*)[A-Za-z\d][\w-]{4,}"),
    ),
    (
        "车牌号码",
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
            r"[A-HJ-NP-Z][·•．. ]?(?=[A-Z\d]*\d)[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])"
        ),
    ),
    ("住址", re.compile(r"(?P<kept>(?:家庭|现|户籍)?住址(?:为|是)?[：:])(?!（略）)[^，。；;\n]+")),
)
# 联系人：张某某 — a name that the program does not know, told by the label before it.
_LABELLED = re.compile(
    r"(?:联系人|经办人|举报人|投诉人|信访人|当事人|证人|责任人|负责人|法定代表人|核查人员?|陪同人员?"
    r"|记录人|签收人|送达人|驾驶员|姓名)(?:为|是)?[：:]\s*(?P<names>[^，。；;\n（(]+)"
)
_FAMILIES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢"
    "莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧"
    "车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习容向古易慎戈廖庾终暨居衡步都耿满弘"
    "匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游权逯盖益桓公肖涂付代闫"
)
# What follows such a label just as often: a place, an office, a post.
_NO_PERSON = tuple("局府镇乡委办村科处厂司队站所部会组区县市员长任员位者方责")
_BETWEEN = re.compile(r"[、,  ]+|和|及")
# A paper that bears a mark of secrecy, 机密★10年, or is marked not for the public.
_SECRET = re.compile(r"(绝密|机密|秘密)\s*[★☆*]|(工作秘密|内部资料|不予公开)")


@dataclass(frozen=True, slots=True)
class Private:
    """One thing that is not for the public: its kind and the words."""

    kind: str
    words: str


def private_in(text: str, names: Iterable[str] = ()) -> list[Private]:
    """Numbers of persons and the given names as they stand in the text, each once."""
    found, rest = [], text
    for kind, form in _FORMS:  # what one form has found is no business of the next
        found += [Private(kind, _taken(hit)) for hit in form.finditer(rest)]
        rest = form.sub(_out, rest)
    known = [*names, *labelled_names(text)]
    found += [Private("姓名", name) for name in _by_length(known) if name in text]
    return list(dict.fromkeys(found))


def labelled_names(text: str) -> list[str]:
    """Persons told by the label before them, each once: 联系人：张三、李四."""
    found = [
        name
        for hit in _LABELLED.finditer(text)
        for name in _BETWEEN.split(hit["names"].strip())
        if _is_person(name)
    ]
    return list(dict.fromkeys(found))


def _is_person(words: str) -> bool:
    """Two to four ideographs that begin with a family name, not masked, no office and no post."""
    family = words[:2] in _DOUBLE or words[:1] in _FAMILIES
    written = 2 <= len(words) <= 4 and all(map(_is_ideograph, words)) and "某" not in words
    return family and written and not words.endswith(_NO_PERSON)


def _is_ideograph(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff" or one >= "\U00020000"


def _taken(hit: re.Match[str]) -> str:
    kept = hit.groupdict().get("kept") or ""
    return hit[0][len(kept) :].strip()


def _out(hit: re.Match[str]) -> str:
    return f"{hit.groupdict().get('kept') or ''}（略）"


def redacted(text: str, names: Iterable[str] = ()) -> str:
    """The text with numbers taken out and names shortened: 李敏 → 李某, 欧阳小敏 → 欧阳某某."""
    known = [*names, *labelled_names(text)]
    for _, form in _FORMS:
        text = form.sub(_out, text)
    for name in _by_length(known):
        text = text.replace(name, masked(name))
    return text


def masked(name: str) -> str:
    """Family name and 某 for each further character."""
    family = 2 if name[:2] in _DOUBLE and len(name) > 2 else 1
    return name[:family] + "某" * (len(name) - family)


def secrecy_mark(text: str) -> str:
    """The mark of secrecy a text bears, or nothing."""
    found = _SECRET.search(text)
    return (found[1] or found[2]) if found else ""


_DOUBLE = {"欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"}


def _by_length(names: Iterable[str]) -> list[str]:
    """Longest first: 李敏 inside 李敏华 must not spoil it. A single character is no name."""
    return sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
