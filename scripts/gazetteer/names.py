"""Takes Chinese names of divisions apart: stem, peoples, sides of banners, generic word."""

from __future__ import annotations

from dataclasses import dataclass

GENERICS = {
    "特别行政区": "Special Administrative Region",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "联合旗": "United Banner",
    "地区": "Prefecture",
    "矿区": "Mining District",
    "林区": "Forest District",
    "新区": "New Area",
    "特区": "Special District",
    "省": "Province",
    "盟": "League",
    "州": "Prefecture",
    "市": "City",
    "区": "District",
    "县": "County",
    "旗": "Banner",
}
# 万柏林区, 碑林区, 郊区, 矿区, 城区: there the last character alone is the generic word.
LONG_GENERICS = ("矿区", "林区", "新区", "特区")
NAMES_WITH_LONG_GENERICS = {
    "白云鄂博矿区",
    "井陉矿区",
    "峰峰矿区",
    "鹰手营子矿区",
    "神农架林区",
    "浦东新区",
    "滨海新区",
    "沈北新区",
    "六枝特区",
}
PEOPLES = {
    "蒙古族": "Mongol",
    "蒙古": "Mongol",
    "哈萨克族": "Kazak",
    "哈萨克": "Kazak",
    "柯尔克孜": "Kirgiz",
    "塔吉克": "Tajik",
    "锡伯": "Xibe",
    "维吾尔": "Uygur",
    "达斡尔族": "Daur",
    "鄂温克族": "Ewenki",
    "鄂伦春": "Oroqen",
    "朝鲜族": "Korean",
    "满族": "Manchu",
    "回族": "Hui",
    "藏族": "Tibetan",
    "羌族": "Qiang",
    "彝族": "Yi",
    "苗族": "Miao",
    "壮族": "Zhuang",
    "侗族": "Dong",
    "瑶族": "Yao",
    "土家族": "Tujia",
    "布依族": "Bouyei",
    "仡佬族": "Gelao",
    "水族": "Sui",
    "傣族": "Dai",
    "景颇族": "Jingpo",
    "哈尼族": "Hani",
    "拉祜族": "Lahu",
    "佤族": "Va",
    "布朗族": "Blang",
    "白族": "Bai",
    "纳西族": "Naxi",
    "傈僳族": "Lisu",
    "普米族": "Pumi",
    "独龙族": "Derung",
    "怒族": "Nu",
    "黎族": "Li",
    "畲族": "She",
    "仫佬族": "Mulao",
    "毛南族": "Maonan",
    "土族": "Tu",
    "撒拉族": "Salar",
    "东乡族": "Dongxiang",
    "保安族": "Bonan",
    "裕固族": "Yugur",
    "各族": "Multiethnic",
}
SIDES = {"左": "Left", "右": "Right", "前": "Front", "中": "Middle", "后": "Rear", "翼": "Wing", "联合": "United"}


@dataclass(frozen=True)
class Parts:
    """A name taken apart: 科尔沁左翼中旗 has the stem 科尔沁, the side 左翼中 and the generic 旗."""

    stem: str
    peoples: tuple[str, ...]
    side: str
    generic: str


def take_apart(name: str) -> Parts:
    """Split the full Chinese name of a division; the stem of an ethnic autonomous one is without its peoples."""
    generic = generic_of(name)
    rest = name.removesuffix(generic)
    peoples: list[str] = []
    if (generic.startswith("自治") and rest != "内蒙古") or rest.endswith("族"):
        while found := next((people for people in PEOPLES if rest.endswith(people)), ""):
            if rest == found:
                return Parts(rest.removesuffix("族"), (), "", generic)
            peoples.insert(0, found)
            rest = rest.removesuffix(found)
    side = ""
    if generic == "旗" or "翼" in rest:
        while len(rest) > 2 and rest[-1] in SIDES:
            side = rest[-1] + side
            rest = rest[:-1]
    return Parts(rest, tuple(peoples), side, generic)


def generic_of(name: str) -> str:
    """The generic word at the end of a name."""
    for generic in GENERICS:
        if generic in LONG_GENERICS:
            if name in NAMES_WITH_LONG_GENERICS and name.endswith(generic):
                return generic
        elif name.endswith(generic) and name != generic:
            return generic
    raise ValueError(f"no generic word in {name}")
