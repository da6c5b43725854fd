"""The invented city of the sample data: who is judged, where is measured, who else is ranked.

None of these names is a county, city, town or sub-district of China (checked against the
administrative divisions of 2023); every number elsewhere in this folder is made up as well.
"""

from __future__ import annotations

CITY = "云岭市"
MARK = "示例数据"
NOTE = "示例数据：单位与数值均为虚构，与任何真实地区无关。"

COUNTIES = ("云麓区", "岚溪县", "青禾县")
ZONES = ("高新区", "临空经济区")
UNITS = COUNTIES + ZONES

# 断面：名称、河流、级别、责任单位、考核目标（1–6 = Ⅰ…劣Ⅴ）
SECTIONS = (
    ("望麓桥", "岚江", "国控", "云麓区", 3),
    ("砚台滩", "云溪河", "省控", "云麓区", 3),
    ("城南闸", "云溪河", "省控", "云麓区", 3),
    ("岚溪口", "岚江", "国控", "岚溪县", 2),
    ("柳荫渡", "岚江", "国控", "岚溪县", 3),
    ("双桅石", "霁水河", "省控", "岚溪县", 3),
    ("霁水库心", "霁水河", "省控", "岚溪县", 3),
    ("青禾桥", "青禾河", "国控", "青禾县", 3),
    ("白鹭滩", "青禾河", "省控", "青禾县", 3),
    ("石磨坝", "青禾河", "省控", "青禾县", 3),
    ("创新桥", "云溪河", "省控", "高新区", 3),
    ("云港闸", "霁水河", "省控", "临空经济区", 3),
)
CLASS_NAMES = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")

AIR_LIST = "全省县级行政区域"
WATER_LIST = "全省县（市、区）"

_STEMS = """
岑浦 芷谷 晞畈 砚原 瑶津 棠麓 蘅坪 菱湾 霁谷 黛麓 岫谷 荇陂 陌泽 鸢津 鹭塬 菱溪 漪原 岫泽 霁畈 砺湾
岫湾 菱屏 翎陂 荇浦 漪坪 樾原 岑湖 黛坪 荇原 鹭原 樾麓 蔚泽 砺陵 岑陂 槿谷 筠川 陌坪 棠湖 苕陵 槿坪
霁屏 槿原 砚陵 蘅陵 筠崖 蘅屏 筠陂 鸢原 芷津 陌原 苕陂 苕湖 霁渚 瑶畈 澹麓 苕川 莳浦 翎塬 澂溪 砺坪
荇谷 澹屏 莳麓 苕岭 鹭泽 晞汀 漪浦 岑原 砺汀 筠陵 葭湾 鸢浦 芷原 岑岭 黛塬 芷岭 蘅塬 荇坪 苕谷 晞谷
筠溪 蘅泽 岫屏 砺原 葭浦 漪塬 樵川 岑崖 鹭川 鸢溪 芷崖 黛浦 翎川 霖塬 霁津 蔚溪 鹭麓 黛畈 荇湖 岫畈
莳湾 岑泽 漪麓 莳泽 鸢塬 漪溪 霁麓 槿湖 澂浦 澹渚 樵湖 霖渚 鹭渚 筠谷 菱陂 澂陵 鹭汀 鸢屏 棠塬 笠浦
蔚津 霖川 棠汀 樵屏 鸢谷 澹湾 岫渚 莳溪 澂湾 翎岭 澹畈 漪屏 笠坪 葭溪 霁川 澂原 蘅崖 荇塬 陌陵 蘅汀
棠津 芷畈 樾塬 樵坪 蔚谷 翎泽 翎坪 莳汀 蔚岭 黛原 芷陵 笠崖 翎陵 晞泽 棠湾 槿崖 笠原 澹塬 菱汀 莳川
蔚原 砺泽 瑶泽 澹溪 岫崖 霖湾 砺崖 葭畈 黛陂 瑶原 筠麓 菱塬 砚汀 砚津 葭津 樵浦 瑶麓 槿塬 樾浦 陌渚
"""

# 全省183个县级行政区域中的其余180个；水质名单另有4个经开区，共187个。
OTHERS = tuple(
    stem + ("区" if number % 5 == 0 else "市" if number % 11 == 0 else "县")
    for number, stem in enumerate(_STEMS.split())
)
OTHER_ZONES = tuple(stem + "经济技术开发区" for stem in _STEMS.split()[176:])
