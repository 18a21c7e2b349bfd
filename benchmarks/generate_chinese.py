"""Writes a made-up bulletin in Chinese, as health commissions, websites and newspapers write them.

What may be worded in other ways is in `KINDS`; a `Damage` knows which ways are wanted in a text and notes those taken.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import opencc
from generate_facts import Bulletin, Claim, Damage, Item, decoy_lines

NOUN = {
    "confirmed_cases": "确诊病例", "asymptomatic_infections": "无症状感染者", "recoveries": "治愈出院病例",
    "deaths": "死亡病例", "suspected_cases": "疑似病例",
    "severe_cases": "重症病例", "close_contacts": "密切接触者", "contacts_under_observation": "密切接触者",
    "high_risk_areas": "高风险区", "medium_risk_areas": "中风险区", "conversions": "由无症状感染者转为确诊病例",
}  # fmt: skip
ORIGIN = {"local": "本土", "imported": "境外输入", "unspecified": ""}
_NUMERALS = "零一二三四五六七八九十"


def write(bulletin: Bulletin, damage: Damage) -> str:
    """The bulletin in Chinese."""
    lines = [title(bulletin), ""]
    for index, (kind, claims) in enumerate(bulletin.paragraphs):
        if kind in HEADINGS and damage.does("headings", 1):
            lines.append(f"{'一二三四五六七八九'[index]}、{HEADINGS[kind]}")
        lines.append(_WRITERS[kind](bulletin, claims, index == 0, damage))
    for kind in ("cases", "decoys"):
        if damage.does(kind, 1):
            lines += decoy_lines(kind, bulletin, damage.chance, chinese=True)
    text = "\n".join(lines) + "\n"
    for kind, change in TEXT_KINDS.items():
        changed = change(text, damage.chance) if kind in damage.wanted else text
        if changed != text:
            damage.done.add(kind)
        text = changed
    return text


def title(bulletin: Bulletin) -> str:
    """The headline: day and issuer, no counts."""
    day = bulletin.day
    who = "全国" if bulletin.level == "nation" else bulletin.issuer.full
    return f"{day.year}年{day.month}月{day.day}日{who}新冠肺炎疫情情况"


def period(day: date, first: bool, damage: Damage) -> str:
    """The whole day."""
    named = f"{day.year}年{day.month}月{day.day}日" if first else f"{day.month}月{day.day}日"
    if damage.does("hours"):
        return named + damage.chance.choice(["0时至24时", "0-24时", "0～24时", "零时至24时", "00:00-24:00"])
    return f"{named}0—24时"


def _as_of(day: date, damage: Damage) -> str:
    if damage.does("hours"):
        return damage.chance.choice([f"截止{day.month}月{day.day}日24时", f"截至{day.month}月{day.day}日24:00"]) + "，"
    return f"截至{day.month}月{day.day}日24时，"


def _who(bulletin: Bulletin) -> str:
    if bulletin.level == "nation":
        return "31个省（自治区、直辖市）和新疆生产建设兵团"
    return bulletin.issuer.full


def _all(bulletin: Bulletin) -> str:
    return "全" + bulletin.issuer.full[-1]


def _number(count: int, damage: Damage) -> str:
    if 0 < count < 100 and damage.does("numerals", 0.4):
        tens, ones = divmod(count, 10)
        return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
    return f"{count:,}" if count > 999 and damage.does("thousands", 0.7) else str(count)


def _cases(count: int, damage: Damage) -> str:
    return f"{_number(count, damage)}例"


def parts(claim: Claim, damage: Damage) -> str:
    """The breakdown of a claim, as its shape has it."""
    if not claim.parts:
        return ""
    if claim.shape == "all":
        where = _name(claim.parts[0]) + _inner(claim.parts[0], damage)
        return f"，均在{where}" if damage.does("all behind") else f"（均在{where}）"
    if claim.shape == "respectively":
        names = "、".join(_name(item) for item in claim.parts)
        return f"，{names}分别{'、'.join(_cases(item.count, damage) for item in claim.parts)}"
    if claim.shape == "among":
        return f"，其中{_listed(claim.parts, damage)}"
    if claim.shape == "rest" and len(claim.parts) > 1:
        *first, last = claim.parts
        return f"，其中{_listed(first, damage)}，其余{_cases(last.count, damage)}在{_name(last)}"
    if not claim.conversions and damage.does("lines", 1):
        return "：\n" + "\n".join(f"{_name(item)}{_cases(item.count, damage)}{_inner(item, damage)}；"
                                  for item in claim.parts)[:-1]  # fmt: skip
    if not claim.conversions and damage.does("counts in brackets") and all(not item.parts for item in claim.parts):
        return "，分布在" + "、".join(f"{_name(item)}（{_cases(item.count, damage)}）" for item in claim.parts)
    return f"（{_listed(claim.parts, damage)}）"


def _listed(items: list[Item], damage: Damage) -> str:
    """A list of places with counts, equal ones at the end together: A市3例，B市、C市各1例."""
    ends = [item for item in items if item.count == items[-1].count and not item.parts]
    together = ends if len(ends) > 1 else []
    single = [item for item in items if item not in together]
    pieces = [f"{_name(item)}{_cases(item.count, damage)}{_inner(item, damage)}" for item in single]
    if together:
        pieces.append(f"{'、'.join(_name(item) for item in together)}各{_cases(together[0].count, damage)}")
    return ("，" if damage.does("commas") else "、").join(pieces)


def _name(item: Item) -> str:
    return item.place.zh + (item.parts[0].place.zh if item.chained else "")


def _inner(item: Item, damage: Damage) -> str:
    if not item.parts or item.chained:
        return ""
    if len(item.parts) == 1:
        return f"（{item.parts[0].place.zh}）"
    return f"（{'其中' if damage.does('of which inside', 0.4) else ''}{_listed(item.parts, damage)}）"


def _count(claim: Claim, damage: Damage) -> str:
    noun, cases = ORIGIN[claim.origin] + NOUN[claim.measure], _cases(claim.count, damage)
    text = f"新增{noun}{cases}" if damage.chance.random() < 0.7 else f"新增{cases}{noun}"
    if claim.measure == "confirmed_cases" and claim.count > 1 and damage.does("severity"):
        mild = damage.chance.randint(1, claim.count - 1)
        text += f"（轻型{_cases(mild, damage)}、普通型{_cases(claim.count - mild, damage)}）"
    return text


def _found(claim: Claim, damage: Damage) -> str:
    """How the cases were found, behind the list of places."""
    if claim.count < 3 or claim.shape not in ("bracket", "all") or not damage.does("discovery"):
        return ""
    kept = damage.chance.randint(1, claim.count - 1)
    return f"，其中隔离管控人员中发现{_cases(kept, damage)}、社会面筛查发现{_cases(claim.count - kept, damage)}"


def _new(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    said = []
    for claim in claims:
        text = _count(claim, damage) + parts(claim, damage)
        if claim.conversions:
            number = _cases(claim.conversions.count, damage)
            text += damage.chance.choice(
                [f"，含{number}由无症状感染者转为确诊病例", f"（含{number}由无症状感染者转为确诊病例）"]
            )
        else:
            text += _found(claim, damage)
        said.append(text)
    joint = "。" if damage.does("sentences", 1) else "；"
    return f"{period(bulletin.day, first, damage)}，{_who(bulletin)}{joint.join(said)}。"


def _movement(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    said = []
    for claim in claims:
        if claim.measure == "recoveries":
            said.append(f"新增治愈出院病例{_cases(claim.count, damage)}")
        elif claim.measure == "released_from_observation":
            said.append(f"解除医学观察的无症状感染者{_cases(claim.count, damage)}")
    none = "无新增死亡病例，无新增疑似病例"
    if damage.does("none", 1):
        none = damage.chance.choice(
            ["无新增死亡病例和疑似病例", "新增死亡病例0例，新增疑似病例0例", "无新增死亡、疑似病例"]
        )
    return f"{period(bulletin.day, first, damage)}，{_all(bulletin)}{'，'.join(said)}。{none}。"


def _current(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    by = {(claim.measure, claim.origin): _cases(claim.count, damage) for claim in claims}
    local, imported = by["confirmed_cases", "local"], by["confirmed_cases", "imported"]
    text = f"现有本土确诊病例{local}，现有境外输入确诊病例{imported}"
    if damage.does("in hospital", 1):
        text = f"尚在院治疗的本土确诊病例{local}、境外输入确诊病例{imported}"
    if ("severe_cases", "unspecified") in by:
        text += f"。现有重症病例{by['severe_cases', 'unspecified']}"
    if ("asymptomatic_infections", "local") in by:
        text += f"。尚在医学观察的本土无症状感染者{by['asymptomatic_infections', 'local']}"
    return f"{_as_of(bulletin.day, damage)}{_all(bulletin)}{text}。"


def _cumulative(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    total, recovered, dead = (_cases(claim.count, damage) for claim in claims)
    text = f"累计报告确诊病例{total}，累计治愈出院病例{recovered}，累计死亡病例{dead}"
    if damage.does("of the total", 1):
        text = f"累计报告确诊病例{total}，其中治愈出院{recovered}、死亡{dead}"
    return f"{_as_of(bulletin.day, damage)}{_all(bulletin)}{text}。"


def _contacts(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    total, observed = (_number(claim.count, damage) for claim in claims)
    text = f"累计追踪到密切接触者{total}人，尚在医学观察的密切接触者{observed}人"
    return f"{_as_of(bulletin.day, damage)}{_all(bulletin)}{text}。"


def _risk(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    high, medium = (_number(claim.count, damage) for claim in claims)
    text = f"现有高风险区{high}个、中风险区{medium}个"
    if damage.does("areas first", 1):
        text = f"共有{high}个高风险区、{medium}个中风险区"
    return f"{_as_of(bulletin.day, damage)}{_all(bulletin)}{text}。"


_WRITERS: dict[str, Callable[[Bulletin, list[Claim], bool, Damage], str]] = {
    "new_local": _new, "new_imported": _new, "movement": _movement, "current": _current, "cumulative": _cumulative,
    "contacts": _contacts, "risk": _risk,
}  # fmt: skip
HEADINGS = {
    "new_local": "本土疫情", "new_imported": "境外输入疫情", "movement": "治愈出院情况", "cumulative": "累计情况",
}  # fmt: skip


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _traditional(text: str, chance: random.Random) -> str:
    converted: str = _converter().convert(text)
    return converted


def _full_width(text: str, chance: random.Random) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _blanks(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d+)(?=[例个人])", r" \1 ", text)


def _wrapped(text: str, chance: random.Random) -> str:
    """Lines of 52 columns, as from a narrow page; numbers are kept whole, and no sign opens a line."""
    if "：\n" in text:
        return text
    lines = []
    for line in text.split("\n"):
        column, cut = 0, ""
        for unit in re.findall(r"\d+|.", line):
            width = sum(1 + (char >= "\u2e80" or char == "—") for char in unit)
            if column + width > 52 and unit not in "，。、；）：":
                cut, column = cut + "\n", 0
            cut, column = cut + unit, column + width
        lines.append(cut)
    return "\n".join(lines)


def _marked_up(text: str, chance: random.Random) -> str:
    if max(map(len, text.splitlines())) < 40:  # it is wrapped
        return text
    return "".join(f"<p>&emsp;&emsp;{line}</p>\n" if line else "\n" for line in text.splitlines())


TEXT_KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "blanks": _blanks, "wrapped": _wrapped, "full width": _full_width, "marked up": _marked_up,
    "traditional": _traditional,
}  # fmt: skip
KINDS = (
    *TEXT_KINDS, "headings", "cases", "decoys", "hours", "numerals", "thousands", "all behind", "lines",
    "counts in brackets", "commas", "of which inside", "severity", "discovery", "sentences", "none", "in hospital",
    "of the total", "areas first",
)  # fmt: skip
