"""An invented case with every kind of content: what the template doctor renders templates with."""

from __future__ import annotations

from typing import Any

from yuetan_desktop.documents.context import Issue, Matter, PaperCase, SourceLine
from yuetan_desktop.documents.kinds import KINDS

CASE = PaperCase(
    number="资约〔2026〕1号",
    unit="示例县人民政府",
    short="示例县人民政府",
    level=4,
    actor="市政府分管领导",
    interviewee="分管负责人",
    regulation="资阳市生态环境保护行政约谈办法",
    regulation_number="资府办发〔2022〕42号",
    period="2026年上半年",
    matters=(
        Matter(
            cite="第七条第（一）项第1目",
            text="空气质量综合指数半年排名全省县级行政区域后30名，或PM2.5平均浓度和优良天数率"
            "半年未达到阶段目标的",
            facts=("2026年上半年PM2.5平均浓度38.4μg/m³，阶段目标36.0μg/m³，超2.4μg/m³",),
            readings=("“PM2.5平均浓度和优良天数率未达到”按两项同时未达到理解",),
            others=("按“按全省设区市排名”口径不成立",),
            sources=(
                SourceLine("2026年上半年PM2.5", "38.4μg/m³", "空气上半年.xlsx › 空气!C5"),
                SourceLine("2026年上半年PM2.5目标", "36.0μg/m³", "目标.xlsx › 目标!D9"),
            ),
        ),
        Matter(
            cite="第七条第（四）项",
            text="辖区内县、乡（镇）集中式饮用水水源地水质达标率同比下降的",
            facts=("2026年上半年达标率97.5%，同期100.0%，下降2.5点",),
            sources=(SourceLine("饮用水达标率", "97.5%", "水源地.xlsx › Sheet1!B12"),),
        ),
    ),
    also=(Matter("第四条第（二）项", "水质优良率单月同比下降的", ("6月水质优良率同比下降",)),),
    proposer="示例市生态环境局",
)

VALUES = {
    "被约谈单位": "示例县人民政府",
    "被约谈人": "示例县人民政府分管负责人",
    "约谈人": "市政府分管领导",
    "约谈时间": "2026-11-24 09:30",
    "约谈日期": "2026-11-24",
    "约谈地点": "市政府3号会议室",
    "约谈事由": "2026年上半年环境质量改善不力。",
    "约谈要求": "说明原因及责任落实情况\n提出整改措施，明确责任单位、责任人和完成时限",
    "参加人员": "市生态环境局、市住房城乡建设局有关负责同志",
    "联系人": "李＜某＞",
    "联系电话": "028-0000000",
    "主送": "示例县人民政府，市生态环境局",
    "抄送": "市政府办公室，市住房城乡建设局",
    "成文日期": "2026-11-16",
    "出席": "约谈人、被约谈人",
    "请假": "某某某",
    "列席": "市纪委监委",
    "通报情况": "通报上半年空气质量改善不力的问题。",
    "表态情况": "认真整改，按期完成。",
    "整改要求": "约谈后15个工作日内报送整改方案\n每月5日前书面报告进展",
    "方案名称": "示例县大气污染防治约谈整改方案",
    "报送日期": "2026-12-10",
    "审核结论": "修改完善后实施",
    "审核意见": "第三项措施应明确完成数量\n补充秸秆禁烧责任人",
    "后续要求": "每月5日前书面报告整改进展\n完成后提交整改报告",
}


def sample_context(kind: str) -> dict[str, Any]:
    """What the template of a kind gets when the doctor tries it."""
    return KINDS[kind].printed(
        CASE,
        {**VALUES, **KINDS[kind].sample},
        Issue("示例市生态环境保护委员会办公室", "示环委办〔2026〕　号", "草稿"),
    )
