"""The matters of the story: what was logged, and what a person has found about it.

`found` is 是 (因管控不力等, 已认定), 否 (已排除) or 待认定; the kinds are those of the regulation.
"""

from __future__ import annotations

from dataclasses import dataclass

OFFICE = "云岭市生态环境保护委员会办公室"


@dataclass(frozen=True)
class Event:
    day: str
    unit: str
    kind: str
    title: str
    subject: str = ""
    document: str = ""
    found: str = "是"
    found_by: str = ""
    found_on: str = ""
    evidence: str = ""


EVENTS = (
    Event(
        "2025-01-15",
        "岚溪县",
        "重度污染天",
        "1月15日AQI 212，区域传输过程",
        found="否",
        found_by=OFFICE,
        found_on="2025-02-10",
        evidence="市生态环境监测站来源解析报告（示例）",
    ),
    Event(
        "2025-08-20",
        "市交通运输局",
        "上级挂牌督办",
        "港区扬尘问题被挂牌督办",
        document="示例环督〔2025〕18号",
        found_by=OFFICE,
        found_on="2025-08-27",
        evidence="挂牌督办通知书（示例）",
    ),
    Event(
        "2026-01-17",
        "高新区",
        "重度污染天",
        "1月17日AQI 204，夜间施工扬尘",
        found="待认定",
    ),
    Event(
        "2026-02-16",
        "云麓区",
        "重度污染天",
        "2月16日AQI 209，外来传输",
        found="否",
        found_by=OFFICE,
        found_on="2026-03-06",
        evidence="市生态环境监测站来源解析报告（示例）",
    ),
    Event(
        "2026-02-25",
        "岚溪县",
        "重点排污单位超标被通报",
        "2月自动监控超标通报",
        subject="岚溪示例污水处理厂",
        document="示例环函〔2026〕31号",
        found_by=OFFICE,
        found_on="2026-03-02",
        evidence="省级通报（示例）",
    ),
    Event(
        "2026-03-25",
        "岚溪县",
        "重点排污单位超标被通报",
        "3月自动监控超标通报",
        subject="岚溪示例污水处理厂",
        document="示例环函〔2026〕47号",
        found_by=OFFICE,
        found_on="2026-04-01",
        evidence="省级通报（示例）",
    ),
    Event(
        "2026-07-08",
        "高新区",
        "一般环境污染事故",
        "山洪冲毁围堰泥浆入河",
        document="云环应急〔2026〕2号",
        found_by=OFFICE,
        found_on="2026-07-15",
        evidence="突发环境事件调查报告（示例）",
    ),
    Event(
        "2026-09-28",
        "市水务局",
        "督察整改滞后",
        "霁水河截污整改滞后",
        found="待认定",
    ),
    Event(
        "2026-10-18",
        "市住房城乡建设局",
        "重点任务逾期",
        "老城区污水管网项目逾期",
        document="云环委办〔2026〕9号",
        found_by=OFFICE,
        found_on="2026-10-26",
        evidence="项目调度表、现场核查照片（示例）",
    ),
    *(
        Event(
            day,
            "市农业农村局",
            "秸秆焚烧通报",
            f"秸秆焚烧通报（第{number}次）",
            document=f"云环委办通报〔2026〕{10 + number}号",
            found_by=OFFICE,
            found_on=day,
            evidence="卫星火点与现场照片（示例）",
        )
        for number, day in enumerate(
            (
                "2026-05-12",
                "2026-05-19",
                "2026-05-27",
                "2026-09-09",
                "2026-09-16",
                "2026-09-21",
                "2026-10-12",
                "2026-10-20",
                "2026-10-29",
            ),
            start=1,
        )
    ),
)
