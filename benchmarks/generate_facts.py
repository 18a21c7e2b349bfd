"""The facts of a made-up bulletin: who speaks, when, and counts whose parts add up."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division, read_divisions

COUNTRY = "100000"
PLAIN = {"市": "City", "区": "District", "县": "County"}
"""The generic words of the places that are used; regions, leagues and banners are left to the bulletins by hand."""


_LONG = re.compile(
    r" (?:Zhuang |Hui |Uygur )?(?:Autonomous Region|Province|Municipality|Special Administrative Region)$"
)


@dataclass(frozen=True)
class Place:
    """A division with what its names are made of."""

    adcode: str
    full: str
    zh: str
    en: str
    roman: str
    generic: str
    parent: str


@dataclass
class Item:
    """One place of a breakdown; `chained` where it is named with the one place in it that has all its cases."""

    place: Place
    count: int
    parts: list[Item] = field(default_factory=list)
    chained: bool = False


@dataclass
class Claim:
    """One count of one measure, with its breakdown; `shape` is how the breakdown is said."""

    measure: str
    status: str
    origin: str
    count: int
    parts: list[Item] = field(default_factory=list)
    shape: str = "bracket"
    conversions: Claim | None = None


@dataclass
class Bulletin:
    """All that a bulletin says: of a day, by an issuer, in paragraphs of claims."""

    issuer: Place
    day: date
    level: str
    paragraphs: list[tuple[str, list[Claim]]]

    def facts(self) -> list[dict[str, Any]]:
        """The facts in the form of gold, each once."""
        rows: list[dict[str, Any]] = []
        for _, claims in self.paragraphs:
            for claim in claims:
                self._add(rows, claim)
        unique = {tuple(row.items()): row for row in rows}
        return list(unique.values())

    def _add(self, rows: list[dict[str, Any]], claim: Claim) -> None:
        rows.append(self._row(claim, self.issuer, claim.count))
        waiting = list(claim.parts)
        while waiting:
            item = waiting.pop(0)
            if not item.chained:
                rows.append(self._row(claim, item.place, item.count))
            waiting += item.parts
        if claim.conversions:
            self._add(rows, claim.conversions)

    def _row(self, claim: Claim, place: Place, count: int) -> dict[str, Any]:
        day = self.day.isoformat()
        start = day if claim.status == "new" else None
        return {
            "measure": claim.measure, "status": claim.status, "origin": claim.origin, "adcode": place.adcode,
            "name_zh": place.full, "start": start, "end": day, "count": count,
        }  # fmt: skip


class Damage:
    """The kinds of damage, or of wording, wanted in one text, and those done."""

    def __init__(self, wanted: set[str], chance: random.Random) -> None:
        self.wanted, self.chance, self.done = wanted, chance, set[str]()

    def does(self, kind: str, share: float = 0.6) -> bool:
        """Whether to do one kind of damage here; notes it."""
        if kind not in self.wanted or self.chance.random() > share:
            return False
        self.done.add(kind)
        return True


def decoy_lines(kind: str, bulletin: Bulletin, chance: random.Random, *, chinese: bool) -> list[str]:
    """Lines whose numbers count nothing: persons described one by one ("cases"), or a notice ("decoys")."""
    age, number, hours = chance.randint(3, 90), chance.randint(2, 40), chance.choice([24, 48, 72])
    telephone = f"0{chance.randint(300, 999)}-{chance.randint(2000000, 8999999)}"
    share, document = (
        f"{chance.randint(1, 99)}.{chance.randint(1, 9)}%",
        f"[{bulletin.day.year}]{chance.randint(2, 90)}",
    )
    if kind == "cases" and chinese:
        return [f"病例{number}：女，{age}岁，系病例{number - 1}的密切接触者，经核酸检测复核为阳性。",
                f"病例{number + 1}：男，{100 - age}岁，在集中隔离点核酸检测发现异常。"]  # fmt: skip
    if kind == "cases":
        return ["", f"Case {number}: female, {age} years old, a close contact of case {number - 1}.",
                "", f"Case {number + 1}: male, {100 - age} years old, found at an isolation point."]  # fmt: skip
    if chinese:
        return [
            f"出行须持{hours}小时内核酸检测阴性证明，疫苗全程接种率达{share}，详见通告（{document}号）。咨询电话：{telephone}。"
        ]
    return ["", f"A negative nucleic acid certificate of the last {hours} hours is needed, see notice No. "
            f"{chance.randint(2, 90)}; {share} of the residents are vaccinated. Telephone: {telephone}."]  # fmt: skip


class Map:
    """The divisions in force on a day, by parent."""

    def __init__(self, root: Path) -> None:
        problems: list[Problem] = []
        rows = list(read_divisions(root / "glossaries" / "divisions.tsv", problems))
        self.rows = [row for row in rows if row.lasts("2022-06-01") and row.lasts("2020-02-01")]
        self.places = {row.adcode: _place(row) for row in self.rows}
        self.below: dict[str, list[Place]] = {}
        for row in self.rows:
            if row.generic in PLAIN:
                self.below.setdefault(row.parent or row.province, []).append(self.places[row.adcode])
        self.provinces = [
            self.places[row.adcode] for row in self.rows if row.level == 1 and len(self.below.get(row.adcode, ())) >= 5
        ]
        self.cities = [place for name in self.provinces for place in self.below[name.adcode] if self._large(place)]
        self.nation = Place(COUNTRY, "中国", "中国", "China", "China", "", "")

    def _large(self, place: Place) -> bool:
        return len(self.below.get(place.adcode, ())) >= 4


def _place(row: Division) -> Place:
    parent = row.parent or (row.province if row.level > 1 else COUNTRY)
    generic = PLAIN.get(row.generic, "")
    if row.level == 1:
        # Lists of provinces call them by their short names: 广西, Guangxi.
        return Place(row.adcode, row.name, row.short, _LONG.sub("", row.name_en), row.roman, "", parent)
    name = f"{row.roman} {generic}" if generic else row.name_en
    return Place(row.adcode, row.name, row.name, name, row.roman or name, generic, parent)


def split(total: int, parts: int, chance: random.Random) -> list[int]:
    """`total` as a sum of at most `parts` numbers of at least 1, the largest first."""
    parts = min(parts, total)
    if parts < 1:
        return []
    weights = [chance.paretovariate(1.0) for _ in range(parts)]
    shares = [1 + int((total - parts) * weight / sum(weights)) for weight in weights]
    shares[0] += total - sum(shares)
    return sorted(shares, reverse=True)


def breakdown(total: int, places: Sequence[Place], table: Map, chance: random.Random, depth: int) -> list[Item]:
    """Places with their shares of a total, some with the places in them."""
    shares = split(total, chance.randint(1, min(6, len(places))), chance)
    items = [Item(place, share) for place, share in zip(chance.sample(list(places), len(shares)), shares, strict=True)]
    for item in items if depth else ():
        inner = table.below.get(item.place.adcode, [])
        if len(inner) < 3:
            continue
        if chance.random() < 0.3:
            item.parts = breakdown(item.count, inner, table, chance, 0)
            if len(item.parts) == 1:
                item.chained = chance.random() < 0.5
    return items


def make(table: Map, chance: random.Random) -> Bulletin:
    """A bulletin of a province, a city or the nation."""
    day = date(2020, 3, 1) + timedelta(days=chance.randrange(1000))
    level = chance.choices(["province", "city", "nation"], [6, 3, 1])[0]
    if level == "nation":
        issuer, places = table.nation, table.provinces
    else:
        issuer = chance.choice(table.provinces if level == "province" else table.cities)
        places = table.below[issuer.adcode]
    makers = (_new_local, _new_imported, _movement, _current, _cumulative, _contacts, _risk)
    chances = (1, 0.5, 0.7, 0.8, 0.6, 0.5, 0.3)
    paragraphs: list[tuple[str, list[Claim]]] = []
    for maker, share in zip(makers, chances, strict=True):
        if chance.random() <= share:
            paragraphs.append((maker.__name__[1:], maker(places, table, chance)))
    _balance(dict(paragraphs))
    return Bulletin(issuer, day, level, paragraphs)


def _balance(paragraphs: dict[str, list[Claim]]) -> None:
    """Make the total what current cases, recoveries and deaths come to."""
    if "current" in paragraphs and "cumulative" in paragraphs:
        total, recovered, dead = paragraphs["cumulative"]
        now = [claim.count for claim in paragraphs["current"] if claim.measure == "confirmed_cases"]
        total.count = recovered.count + dead.count + sum(now)


def _size(chance: random.Random, most: int) -> int:
    """A count, small ones far more often."""
    return max(1, min(most, int(chance.paretovariate(0.6))))


def _new_local(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    claims = []
    for measure in ("confirmed_cases", "asymptomatic_infections"):
        if measure == "asymptomatic_infections" and chance.random() < 0.2:
            continue
        total = _size(chance, 3000) + chance.choice([0, 2, 9, 40])
        claim = Claim(measure, "new", "local", total, breakdown(total, places, table, chance, depth=1))
        claim.shape = chance.choice(["bracket", "bracket", "among", "rest"])
        if len(claim.parts) == 1:
            claim.shape = "all"
        elif any(item.parts for item in claim.parts):
            claim.shape = "bracket"
        elif len(claim.parts) == 2 and chance.random() < 0.3:
            claim.shape = "respectively"
        # Behind an open list, "including 2 converted" could be said of its last place.
        closed = claim.shape in ("bracket", "all")
        if measure == "confirmed_cases" and closed and total > 2 and chance.random() < 0.6:
            some = chance.randint(1, total)
            claim.conversions = Claim("conversions", "new", "local", some)
        claims.append(claim)
    return claims


def _new_imported(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    claims = []
    for measure in ("confirmed_cases", "asymptomatic_infections"):
        total = _size(chance, 90)
        parts = breakdown(total, places, table, chance, depth=0) if chance.random() < 0.4 else []
        claims.append(Claim(measure, "new", "imported", total, parts, "all" if len(parts) == 1 else "bracket"))
    return claims


def _movement(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    claims = [Claim("recoveries", "new", "unspecified", _size(chance, 900))]
    if chance.random() < 0.5:
        claims.append(Claim("released_from_observation", "new", "unspecified", _size(chance, 900)))
    claims += [Claim(measure, "new", "unspecified", 0) for measure in ("deaths", "suspected_cases")]
    return claims


def _current(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    local = _size(chance, 20000) + chance.randint(0, 3000)
    claims = [Claim("confirmed_cases", "current", "local", local)]
    claims.append(Claim("confirmed_cases", "current", "imported", _size(chance, 300)))
    if chance.random() < 0.5:
        claims.append(Claim("severe_cases", "current", "unspecified", chance.randint(1, max(1, local // 10))))
    if chance.random() < 0.6:
        claims.append(Claim("asymptomatic_infections", "current", "local", _size(chance, 20000)))
    return claims


def _cumulative(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    total = _size(chance, 90000) + chance.randint(300, 9000)
    dead = chance.randint(1, 1 + total // 50)
    return [
        Claim("confirmed_cases", "cumulative", "unspecified", total),
        Claim("recoveries", "cumulative", "unspecified", total - dead - chance.randint(0, total // 5)),
        Claim("deaths", "cumulative", "unspecified", dead),
    ]


def _contacts(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    total = _size(chance, 900000) + chance.randint(50, 30000)
    claims = [Claim("close_contacts", "cumulative", "unspecified", total)]
    claims.append(Claim("contacts_under_observation", "current", "unspecified", chance.randint(1, total)))
    return claims


def _risk(places: Sequence[Place], table: Map, chance: random.Random) -> list[Claim]:
    high, medium = _size(chance, 60), _size(chance, 200)
    claims = [Claim("high_risk_areas", "current", "unspecified", high)]
    return [*claims, Claim("medium_risk_areas", "current", "unspecified", medium)]
