"""Heads that name no value: places, periods, rivers, the fields of a register, and the rest."""

from __future__ import annotations

import re

from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.results import PlaceRole

_MANY_OF = r"[{0}](?:[()、/]*[{0}])+\)?"  # 区、县, 市(县、区), 镇(街)
_WHOSE = r"(责任|所属|所在|所辖|考核|属地|涉及|各|(被)?(通报|考核|约谈))?"
_ROLES: tuple[tuple[str, PlaceRole, int], ...] = (
    (
        r"(交接|交界|跨界|出境|入境|河流|(水质)?监测|考核|水质|国省[控考]|[国省市][控考])?断面名?(名称)?|(水质(自动)?(监测)?|水)站(名称)?|断面\(点位\)(名称)?|断面/点位(名称)?",
        PlaceRole.SECTION,
        9,
    ),
    (r"(饮用水)?水源地?(断面|点位|测点)?名称.*|水源地(断面|点位)?|水源", PlaceRole.SOURCE, 9),
    (
        r"((自动)?监测|自动|空气|[国省市县]控|微型)?(点位|站点|测点|子站|监测站|微站|空气站)(名称?)?|监测点(名称?)?|站名|点位/县/城市名称",
        PlaceRole.STATION,
        8,
    ),
    (_WHOSE + r"(街道|" + _MANY_OF.format("乡镇街道办") + r")(名称)?", PlaceRole.TOWN, 7),
    (
        r"(被)?(考核|责任|约谈|被约谈|被通报|问题|归属)?(单位|主体)(名称)?|(被)?通报对象|"
        + _WHOSE
        + r"("
        + _MANY_OF.format("县区市旗")
        + r"|县级行政区域?|行政区域?|行政区划|区域名称|地区|地域|属地|县城|市?辖区|县级城市|开发区)"
        r"(名称)?"
        r"|(县区|区县|县\(区\)|区\(县\)|县\(市、?区\))(、园区|\(园区\))|园区(名称)?|(责任|所属|所在|控制)县区?|name|area|district|county",
        PlaceRole.UNIT,
        5,
    ),
    (r"(责任|所属|考核)?(城市|市\(州\)|市州|地市|地级市|市)(名称)?|city(name)?", PlaceRole.CITY, 4),
    (
        r"区域|片区|经济区|区域划分|涉及(单位|区县|县区|县\(市、?区\)|县\(区\)|地区)",
        PlaceRole.UNIT,
        1,
    ),
    (r"省份|省\(区、市\)|省", PlaceRole.CITY, 0),
)
_KEYS: tuple[tuple[str, Meaning], ...] = (
    (
        r"(统计|监测|数据|考核|发生|通报|采样|报告)?(月份|年月|日期|时间|时期|时段|期别|年份|年度|季度|月度|周期)(\(.*\))?|年|月|日|(整点|监测|时间)?(小时|时次)|整点|时刻|hour|time|date|timepoint|datatime|监测日期|month",
        Meaning.PERIOD,
    ),
    (r"(所在|所处|所属)?(河流|河湖|水体|湖库|水系|河湖库)(名称)?", Meaning.RIVER),
    (r"断面(级别|属性|性质|类型)|(控制|管控|考核)级别|控制属性|国控/省控", Meaning.GRADE),
    (r"(数据|监测数据)?审核(状态|情况|级别|阶段|进度)|数据状态", Meaning.AUDIT),
    (r"监测(归属|事权)|事权(归属|级别)?|(点位|站点|测点)(级别|属性|性质|类型)", Meaning.OWNER),
    (
        r"(行政)?(区划|区域|区县|县区|单位|断面|点位|站点|站|测点|城市|地区)(代码|编码|编号)",
        Meaning.CODE,
    ),
    (
        r"type|(指标|项目|监测项目|考核指标|污染物|(污染|评价|监测)?因子|污染(项目|指标))(名称)?",
        Meaning.INDICATOR,
    ),
    (r"(印发|来源|依据|文件|通报)?(文号|发文字号|文件号)|(依据|来源)文件", Meaning.DOCUMENT),
    (r"(签发|印发|发文|下达)(日期|时间)", Meaning.SIGNED_ON),
    (r"(事项|事件|问题)(类别|类型|种类)|类别\(事项\)", Meaning.KIND),
    (
        r"事项|事件|事由|(事项|问题|情况)(名称|描述|内容|概述|摘要|说明)|主要情况|主要问题",
        Meaning.TITLE,
    ),
    (r"对象|(涉及)?(企业|重点排污单位|排污单位|项目)(名称)?|当事人|涉及对象", Meaning.SUBJECT),
    (r"(是否)?认定(结果|结论|情况)?", Meaning.FOUND),
    (r"认定(人|单位|机关|机构)", Meaning.FOUND_BY),
    (r"认定(日期|时间)", Meaning.FOUND_ON),
    (  # 排名后3位区县, PM2.5浓度较高的县区
        r".*(较好|较差|较高|较低|最好|最差|最高|最低|靠前|靠后|[前后末][\d一二三四五十]+[位名]?)的?"
        r"(区县|县区|县\(市、?区\)|县\(区\)|区\(县\)|城市|市州|单位|乡镇|园区)(及.*)?",
        Meaning.LISTED,
    ),
    (r"佐证(材料)?|证据(材料)?|证明材料", Meaning.EVIDENCE),
    (
        r"(全省)?(参加?(与)?)?排名(个数|总数|单位数|的?县\(?市?、?区\)?数)|(排名|名单|单位|全省)总数|总个数|参[评排](个数|单位数)",
        Meaning.LIST_SIZE,
    ),
)
_IGNORED = re.compile(
    r"错误信息|(被)?(通报|点名)(的)?次数(\(次\))?|(被)?通报\(次\)|序号|编号|no\.?|代码|.*(编码|行政区划代码)|备注.*|说明|.*更新(时间|人)|联系人|.*电话|位置|所在地|经度|纬度|"
    r"(是否)?达标(情况|与否)?|是否(达标|超标|优良|完成)|水质状况(及条件)?|水质评价|空气质量(状况|级别|等级|类别|指数级别|指数类别)|"
    r"级别|等级|类别|颜色|状况|评价(结果|等级)?|站点情况|站点状态|水质定性评价|(河流|湖库)评价.*|风速|风向|压强|气压|(责任|联络|负责)人(及电话)?|流量|水位|水深|流速|"
    r"降水量|降雨量|温度|气温|湿度|能见度|天气|qualitytype|level|quality|河流评价类别|超标(因子|项目|指标|污染物)(及.*|\(.*\))?|"
    r"主要(超标|污染)(项目|因子)(.*)?|超标指标及超标倍数|水源地?类型|单独评价指标(超标项目)?|数据来源|填报(人|单位|日期|时间)|审核人|经办人|"
    r"[年月]?(取|供)水量(\(.*\))?|服务人口(\(.*\))?|提交(人|者|时间)|审批(编号|状态|结果)|发起(人.*|时间)|完成时间|"
    r"干流/支流|断面属性及.*|总计|合计|行标签|完成(情况|时限)|得分|分值|督办.*|整改(情况|措施|时限|要求)",
    re.IGNORECASE,
)

_CUT = re.compile(r"[\\/|]")
_CORNERS = {Meaning.PLACE, Meaning.PERIOD, Meaning.INDICATOR}
_NOTHING = re.compile(  # never a value, whatever stands above
    r"是否(达标|超标|优良|完成)|达标(与否|情况)|(主要)?超标(因子|项目|指标|污染物)(及.*|\(.*\))?|备注|完成情况"
)
_WITH_UNIT = re.compile(r"\((m/s|hpa|kpa|m3/s|m|mm|%|°c|度)\)$", re.IGNORECASE)


def key_column(head: str, parts: list[str]) -> Column | None:
    last = _bare(parts[-1])
    for pattern, role, rank in _ROLES:
        if re.fullmatch(pattern, last, re.IGNORECASE):
            return Column(head, Meaning.PLACE, role=role, specificity=rank)
    if (corner := _corner(head, last)) is not None:
        return corner
    if last in ("流域", "汇入河流"):
        return Column(head, Meaning.RIVER)
    for pattern, meaning in _KEYS:
        if re.fullmatch(pattern, last, re.IGNORECASE):
            return Column(head, meaning)
    whole = "".join(map(_bare, parts))
    if any(map(_IGNORED.fullmatch, (whole, _WITH_UNIT.sub("", whole)))):
        return Column(head, Meaning.IGNORED)
    return None


def _corner(head: str, text: str) -> Column | None:
    """县区\\月份: a corner cut in two. With periods in it, its cells or the heads beside it hold
    them; else it is what stands first."""
    parts = _CUT.split(text)
    if len(parts) != 2:
        return None
    found = [column for part in parts if (column := key_column(head, [part])) is not None]
    meanings = {column.meaning for column in found}
    if len(meanings) < 2 or Meaning.PLACE not in meanings or meanings - _CORNERS:
        return None
    return next((k for k in found if k.meaning is Meaning.PERIOD), found[0])


def is_ignored(text: str) -> bool:
    """Whether a plain head is known to hold nothing that is stored: 序号, 备注, 是否达标."""
    return _IGNORED.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Whether a plain head says nothing to be stored under any group: 10月 over 是否达标."""
    return _NOTHING.fullmatch(text) is not None


def _bare(text: str) -> str:
    return re.sub(r"[*:：]+|\((必填|选填|单选|下拉选择)\)", "", text)
