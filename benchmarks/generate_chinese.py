"""Writes a made-up bulletin in Chinese, as a health commission would."""

from __future__ import annotations

import random
from datetime import date

from generate_facts import Bulletin, Claim, Item

NOUN = {
    "confirmed_cases": "确诊病例", "asymptomatic_infections": "无症状感染者", "recoveries": "治愈出院病例",
    "deaths": "死亡病例", "suspected_cases": "疑似病例",
    "severe_cases": "重症病例", "close_contacts": "密切接触者", "contacts_under_observation": "密切接触者",
    "high_risk_areas": "高风险区", "medium_risk_areas": "中风险区", "conversions": "由无症状感染者转为确诊病例",
}  # fmt: skip
ORIGIN = {"local": "本土", "imported": "境外输入", "unspecified": ""}


def write(bulletin: Bulletin, chance: random.Random) -> str:
    """The bulletin in Chinese."""
    lines = [title(bulletin), ""]
    for index, (kind, claims) in enumerate(bulletin.paragraphs):
        lines.append(_WRITERS[kind](bulletin, claims, index == 0, chance))
    return "\n".join(lines) + "\n"


def title(bulletin: Bulletin) -> str:
    """The headline: day and issuer, no counts."""
    day = bulletin.day
    who = "全国" if bulletin.level == "nation" else bulletin.issuer.full
    return f"{day.year}年{day.month}月{day.day}日{who}新冠肺炎疫情情况"


def period(day: date, first: bool) -> str:
    """The whole day."""
    return f"{day.year}年{day.month}月{day.day}日0—24时" if first else f"{day.month}月{day.day}日0—24时"


def _who(bulletin: Bulletin) -> str:
    if bulletin.level == "nation":
        return "31个省（自治区、直辖市）和新疆生产建设兵团"
    return bulletin.issuer.full


def _all(bulletin: Bulletin) -> str:
    return "全" + bulletin.issuer.full[-1]


def parts(claim: Claim, chance: random.Random) -> str:
    """The breakdown of a claim, as its shape has it."""
    if not claim.parts:
        return ""
    if claim.shape == "all":
        return f"（均在{_name(claim.parts[0])}{_inner(claim.parts[0])}）"
    if claim.shape == "respectively":
        names = "、".join(_name(item) for item in claim.parts)
        return f"，{names}分别{'、'.join(f'{item.count}例' for item in claim.parts)}"
    if claim.shape == "among":
        return f"，其中{_listed(claim.parts)}"
    if claim.shape == "rest" and len(claim.parts) > 1:
        *first, last = claim.parts
        return f"，其中{_listed(first)}，其余{last.count}例在{_name(last)}"
    return f"（{_listed(claim.parts)}）"


def _listed(items: list[Item]) -> str:
    """A list of places with counts, equal ones at the end together: A市3例，B市、C市各1例."""
    ends = [item for item in items if item.count == items[-1].count and not item.parts]
    together = ends if len(ends) > 1 else []
    single = [item for item in items if item not in together]
    pieces = [f"{_name(item)}{item.count}例{_inner(item)}" for item in single]
    if together:
        pieces.append(f"{'、'.join(_name(item) for item in together)}各{together[0].count}例")
    return "、".join(pieces)


def _name(item: Item) -> str:
    return item.place.zh + (item.parts[0].place.zh if item.chained else "")


def _inner(item: Item) -> str:
    if not item.parts or item.chained:
        return ""
    if len(item.parts) == 1:
        return f"（{item.parts[0].place.zh}）"
    return f"（{_listed(item.parts)}）"


def _count(claim: Claim, chance: random.Random) -> str:
    noun = ORIGIN[claim.origin] + NOUN[claim.measure]
    return f"新增{noun}{claim.count}例" if chance.random() < 0.7 else f"新增{claim.count}例{noun}"


def _new(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    said = []
    for claim in claims:
        text = _count(claim, chance) + parts(claim, chance)
        if claim.conversions:
            text += f"，含{claim.conversions.count}例由无症状感染者转为确诊病例"
        said.append(text)
    return f"{period(bulletin.day, first)}，{_who(bulletin)}{'；'.join(said)}。"


def _movement(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    said = []
    for claim in claims:
        if claim.measure == "recoveries":
            said.append(f"新增治愈出院病例{claim.count}例")
        elif claim.measure == "released_from_observation":
            said.append(f"解除医学观察的无症状感染者{claim.count}例")
    return f"{period(bulletin.day, first)}，{_all(bulletin)}{'，'.join(said)}。无新增死亡病例，无新增疑似病例。"


def _current(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    by = {(claim.measure, claim.origin): claim.count for claim in claims}
    text = f"现有本土确诊病例{by['confirmed_cases', 'local']}例"
    text += f"，现有境外输入确诊病例{by['confirmed_cases', 'imported']}例"
    if ("severe_cases", "unspecified") in by:
        text += f"。现有重症病例{by['severe_cases', 'unspecified']}例"
    if ("asymptomatic_infections", "local") in by:
        text += f"。尚在医学观察的本土无症状感染者{by['asymptomatic_infections', 'local']}例"
    return f"截至{bulletin.day.month}月{bulletin.day.day}日24时，{_all(bulletin)}{text}。"


def _cumulative(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    total, recovered, dead = (claim.count for claim in claims)
    text = f"累计报告确诊病例{total}例，累计治愈出院病例{recovered}例，累计死亡病例{dead}例"
    return f"截至{bulletin.day.month}月{bulletin.day.day}日24时，{_all(bulletin)}{text}。"


def _contacts(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    total, observed = (claim.count for claim in claims)
    day = f"截至{bulletin.day.month}月{bulletin.day.day}日24时，"
    return f"{day}{_all(bulletin)}累计追踪到密切接触者{total}人，尚在医学观察的密切接触者{observed}人。"


def _risk(bulletin: Bulletin, claims: list[Claim], first: bool, chance: random.Random) -> str:
    high, medium = (claim.count for claim in claims)
    day = f"截至{bulletin.day.month}月{bulletin.day.day}日24时，"
    return f"{day}{_all(bulletin)}现有高风险区{high}个、中风险区{medium}个。"


_WRITERS = {
    "new_local": _new, "new_imported": _new, "movement": _movement, "current": _current, "cumulative": _cumulative,
    "contacts": _contacts, "risk": _risk,
}  # fmt: skip
