"""Resolves the hits of a text together: chains of names, lists under a province, words for the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.chains import best_chains, cut_runs
from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Zone
from bulletin_norm.knowledge.gazetteer.items import SURE, Item, Scope, Setting, lowest
from bulletin_norm.knowledge.gazetteer.rating import Rater
from bulletin_norm.knowledge.gazetteer.scoring import (
    SAME_CLASS,
    Context,
    Rated,
    chance,
    class_score,
    context_score,
    cutoff,
)
from bulletin_norm.knowledge.gazetteer.spelling import is_latin
from bulletin_norm.knowledge.gazetteer.telling import told
from bulletin_norm.model import PlaceMention

WIDE = 9.0
COUNTED = 1.5
ABROAD = 4.5
ELSEWHERE = 6.0
BRACKETS = re.compile(r"[(（\[)）\];；\n](?:(?<!\n)|\s*\n)")


class Reading:
    """One text being read from left to right, and once more with what all of it says."""

    def __init__(self, tree: Tree, rater: Rater, text: str, setting: Setting, gap: re.Pattern[str]) -> None:
        self.tree, self.rater, self.gap = tree, rater, gap
        self.text, self.setting = text, setting
        self.issuer, self.date = setting.issuer, setting.date
        self.scope = Scope(near=setting.near, spoken=setting.near)
        self._open: list[Scope] = []
        self._said: dict[tuple[str, tuple[str, ...]], str] = {}
        self._signs = [(match.start(), match[0]) for match in BRACKETS.finditer(text)]
        self._next = self._at = 0

    def mentions(self, hits: Sequence[Hit]) -> list[PlaceMention]:
        """Read all hits and give their mentions, in order."""
        items: list[Item] = []
        for hit in self._own_parts(hits):
            items += [item for item in self._items(hit, items) if item.rated or item.hit.role != "place"]
        groups: list[list[Item]] = []
        for run in cut_runs(items, self.text, self.gap):
            self._walk(run[0].hit.start)
            groups += self._run(run, groups)
        if len(groups) > 1:
            self._again(groups)
        return told(groups, self.text, self.tree, thorough=self.setting.all_candidates)

    def _items(self, hit: Hit, before: Sequence[Item] = ()) -> list[Item]:
        if hit.spare:
            readings = self.rater.readings(hit, self.issuer, self.date)
            if not hit.entries and hit.role == "twin" and not (before and before[-1].hit.key == hit.key):
                readings = list(hit.spare)
            if readings != [hit]:
                return [item for one in readings for item in self._items(one)]
        rated, likely = self.rater.rated(hit, self.issuer, self.date)
        if not rated and hit.spare and hit.role == "place":
            return [item for spare in hit.spare for item in self._items(spare)]
        if hit.weak and hit.apart and self._at_home(rated):
            hit = replace(hit, weak=False)
        zoned = bool(rated) and rated[0].entry.zone is not None and not self.setting.all_candidates
        if zoned and all(self._apart(one) for one in rated):
            hit = replace(hit, weak=True)
        rivals = self.rater.as_it_stands(hit, self.issuer, self.date) if hit.spare else []
        return [Item(hit, rated, rated, likely=likely, rivals=rivals)]

    def _own_parts(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """The hits, without parts of an issuer that the table goes no deeper into that are called like counties
        elsewhere: 高雄市凤山区 is Kaohsiung, 大安区3例 a part of Taiwan."""
        if not self.issuer or self.issuer == COUNTRY or self.issuer in self.tree.parents:
            yield from hits
            return
        own = 0
        for hit in hits:
            small = bool(hit.entries) and all(entry.division.level > 2 for entry in hit.entries)
            if any(entry.division.adcode == self.issuer for entry in hit.entries):
                own = hit.end
            elif (small or hit.role == "local") and hit.start == own:
                continue
            elif small and hit.counted:
                hit = Hit(hit.start, hit.end, self.text[hit.start : hit.end], role="local")
            elif small and hit.classes and not any(entry.division.kind in hit.classes for entry in hit.entries):
                continue
            yield hit

    def _at_home(self, rated: list[Rated]) -> bool:
        """Whether the best candidate lies in the issuer's own land."""
        if not rated or not self.issuer or self.issuer == COUNTRY:
            return False
        return self.tree.within(rated[0].adcode, self.issuer)

    def _apart(self, one: Rated) -> bool:
        """Whether a candidate is a zone counted beside the provinces: a place only where its province speaks."""
        if one.entry.zone is None or one.entry.division.level != 1:
            return False
        return not self.issuer or not self.tree.within(self.issuer, one.adcode)

    def _walk(self, to: int) -> None:
        """Follow the brackets between the last hit and the next."""
        signs = self._signs
        while self._next < len(signs) and signs[self._next][0] < to:
            at, sign = signs[self._next]
            self._next += 1
            if at < self._at:
                continue
            if sign in "(（[":
                self._open.append(self.scope)
            elif sign not in ")）]":
                self.scope = Scope(spoken=self.scope.spoken)
            elif self._open:
                before = self._open.pop()
                self.scope = Scope(before.near, before.last, self.scope.spoken)
        self._at = to

    def _run(self, run: list[Item], groups: list[list[Item]]) -> list[list[Item]]:
        first = run[0]
        if first.hit.role == "twin" and len(run) > 1:
            self._twin(first, groups)
            if first.chosen is None:
                return self._run(run[1:], groups)
            first.base = first.rated = [first.chosen]
            first.likely = first.probability
        if first.hit.role == "place" or len(run) > 1:
            scores = [self._scores(item) for item in run]
            if len(run) > 1:
                scores = [self._with_spare(item, rated) for item, rated in zip(run, scores, strict=True)]
            found = best_chains(run, scores, self.text, self.tree, self.issuer) if len(run) > 1 else [run]
            self._at = run[-1].hit.end
            found = [group for group in found if len(group) > 1 or not group[0].hit.weak]
            for number, group in enumerate(found):
                if number and len(group) == 1:
                    self._scores(group[0])
                self._settle(group)
                self._enter(group)
            return found
        self._special(first, groups)
        self._at = first.hit.end
        return [[first]] if first.chosen is not None else []

    def _scores(self, item: Item) -> list[Rated]:
        rated = item.base
        if item.hit.whole and (not self.issuer or self.issuer == COUNTRY):
            rated = item.rated = [one for one in rated if self._tells(one, len(rated))]
        sure = len(rated) < 2 or rated[0].score - rated[1].score > WIDE
        bound = self.setting.parents or self._abroad(item)
        if sure and not bound and not any(one.entry.context for one in rated):
            return rated
        siblings = (self.scope.last,) if self.scope.last else ()
        alone = item.hit.alone(self.text)
        context = Context(self.issuer, self.date, self.setting.parents, self.scope.near, siblings, alone)
        scored = []
        for one in rated:
            score = one.score + context_score(one.entry, item.hit.classes, context, self.tree)
            if item.hit.counted and self.issuer and self.issuer != COUNTRY:
                score += self._counts(one.adcode)
            if one.entry.context and not self._speaks_of(one.entry.context):
                score -= ELSEWHERE
            scored.append(Rated(score, one.entry, one.likeness))
        item.rated = sorted(scored, key=lambda one: (-one.score, one.adcode))
        return item.rated

    def _with_spare(self, item: Item, rated: list[Rated]) -> list[Rated]:
        """The candidates of a slip of translation, and those of its words as they stand: a chain may settle them."""
        if not item.rivals or len(item.hit.spare) != 1:
            return rated
        known = {one.adcode for one in rated}
        more, _ = self.rater.rated(item.hit.spare[0], self.issuer, self.date)
        return [*rated, *(one for one in more if one.adcode not in known)]

    def _tells(self, one: Rated, rivals: int) -> bool:
        """Whether a translated name is meant where no issuer says where: the text is of there, or it is long."""
        return (rivals == 1 and len(one.entry.division.short) > 2) or self._speaks_of(one.entry.division.province)

    def _abroad(self, item: Item) -> bool:
        """Whether an issuer counts cases in what looks like a place of another province."""
        return item.hit.counted and bool(item.base) and self._counts(item.base[0].adcode) < 0

    def _counts(self, code: str) -> float:
        """What a count of cases says for a place: issuers count those of their own, not of other provinces."""
        if not self.issuer or self.issuer == COUNTRY or code.endswith("0000"):
            return 0.0
        if self.tree.within(code, self.issuer):
            return COUNTED
        return 0.0 if code[:2] == self.issuer[:2] else -ABROAD

    def _speaks_of(self, place: str) -> bool:
        """Whether the text is of a place: by its issuer, or by what it speaks of just now."""
        if place == COUNTRY or (self.issuer and self.issuer != COUNTRY):
            return True
        return any(self.tree.within(code, place) for code in self.scope.near)

    def _settle(self, group: list[Item]) -> None:
        for item in group:
            if item.chosen is None and item.rated and not item.chained:
                item.probability = item.likely if item.rated is item.base else chance(item.rated)
                if item.probability >= cutoff(item.rated[0]):
                    item.chosen = item.rated[0]
                    self._said.setdefault((item.hit.key, item.hit.classes), item.rated[0].adcode)
                elif item.hit.classes:
                    item.chosen = self._said_before(item)

    def _said_before(self, item: Item) -> Rated | None:
        """The best candidate of a name with its generic word that was sure before: the county has not taken it over."""
        code = self._said.get((item.hit.key, item.hit.classes))
        return item.rated[0] if item.rated[0].adcode == code else None

    def _enter(self, group: list[Item]) -> None:
        named = lowest(group, self.tree)
        if named is not None and named.chosen is not None:
            code = named.chosen.adcode
            near = self.tree.lineage(code)
            self.scope = Scope(near, code, near)

    def _special(self, item: Item, groups: list[list[Item]]) -> None:
        role = item.hit.role
        if role == "twin":
            self._twin(item, groups)
        elif role == "issuer":
            self._own(item)
        elif role == "zone":
            self._zone(item)
        elif role == "letter":
            self._letter(item)
        elif role == "local":
            self._local(item)

    def _twin(self, item: Item, groups: list[list[Item]]) -> None:
        before = lowest(groups[-1], self.tree) if groups else None
        end, start = (groups[-1][-1].hit.end, item.hit.start) if groups else (0, 0)
        if before is not None and before.chosen is not None and end + 60 > start and "\n" not in self.text[end:start]:
            kind = before.chosen.entry.division.kind
            if item.hit.entries or kind in item.hit.classes:
                item.chosen, item.rated, item.probability = before.chosen, before.rated, before.probability
                return
        self._own(item)

    def _own(self, item: Item) -> None:
        """The division that "the city" means: the issuer of that class, else the nearest above of that class."""
        issuer = [self.issuer, *self.tree.ancestors(self.issuer)] if self.issuer and self.issuer != COUNTRY else []
        for code in (*issuer, *self.scope.spoken):
            division = self.tree.get(code, self.date) if code else None
            if division is not None and (division.kind in item.hit.classes or _called(division, item.hit.key)):
                item.chosen = Rated(9.0, Entry(division, "full"))
                item.probability = 0.95
                return

    def _zone(self, item: Item) -> None:
        """A zone without a row: in the city spoken of, else in the issuer's."""
        codes = [*self.scope.spoken]
        if self.issuer and self.issuer != COUNTRY:
            codes += [self.issuer, *self.tree.ancestors(self.issuer)]
        divisions = [division for code in codes if (division := self.tree.get(code, self.date))]
        for level in (2, 1):
            for division in divisions:
                if division.level == level and (level == 2 or division.kind == "city"):
                    zone = Zone(item.hit.key, item.hit.key, division.adcode)
                    item.chosen = Rated(5.0, Entry(division, "zone", zone=zone))
                    item.probability = 0.9
                    return

    def _local(self, item: Item) -> None:
        """A name that no row has, where the issuer is a division that the table goes no deeper into: 板桥区46例."""
        division = self.tree.get(self.issuer, self.date) if self.issuer else None
        if division is not None and division.adcode not in self.tree.parents:
            zone = Zone(item.hit.key, "", division.adcode)
            item.chosen = Rated(5.0, Entry(division, "zone", zone=zone))
            item.probability = 0.85

    def _letter(self, item: Item) -> None:
        """A one-letter name: of the issuer or above it, of a place spoken of, of a city of the issuer's, a province."""
        for number, code in enumerate(self._letter_codes(item.hit.key)):
            division = self.tree.get(code, self.date)
            if division is not None:
                item.chosen = Rated(5.0, Entry(division, "letter"))
                item.probability = 0.95 if not number else 0.9
                return

    def _letter_codes(self, key: str) -> list[str]:
        issuer = self.issuer if self.issuer and self.issuer != COUNTRY else None
        codes = [issuer, *self.tree.ancestors(issuer)] if issuer else []
        for code in (*codes, *self.scope.spoken):
            division = self.tree.get(code, self.date)
            if division is not None and key in self.rater.letters(division):
                return [code]
        named = self.rater.lettered(key)
        if issuer:
            near = [code for code in named if self.tree.within(code, issuer[:2] + "0000")]
            if len(near) == 1:
                return near
        provinces = [code for code in named if code.endswith("0000")]
        return provinces if len(provinces) == 1 and not is_latin(key) else []

    def _again(self, groups: list[list[Item]]) -> None:
        """Settle what one place left open by what the rest of the text says."""
        places = [item for group in groups for item in group if item.hit.role == "place"]
        unsure = [item for item in places if item.probability < SURE and not item.chained and len(item.rated) > 1]
        if unsure:
            told = {item.chosen.adcode for item in self._certain(groups) if item.chosen is not None}
            above = told.union(*map(self.tree.ancestors, told))
            for item in unsure:
                self._rescore(item, told, above)
        if self.issuer and self.issuer != COUNTRY:
            self._strange(places)
        named = [item for item in places if item.hit.classes and item.chosen is not None]
        if len({(item.hit.key, item.hit.classes) for item in named}) > len({item.hit.key for item in named}):
            self._part(named)

    @staticmethod
    def _certain(groups: list[list[Item]]) -> list[Item]:
        """The items of which nothing else needs to be known."""
        return [item for group in groups for item in group if item.chained or item.probability >= SURE]

    def _strange(self, places: list[Item]) -> None:
        """Leave open a county of another province that the text says is in a place of the issuer's.

        "Donghu District of Manzhouli City" in Inner Mongolia is not the Donghu District of Nanchang.
        """
        home = (self.issuer or "")[:2]
        for one, other in pairwise(places):
            for child, parent in ((one, other), (other, one)):
                if child.chosen is None or parent.chosen is None or child.chained or len(child.adcode or "") != 6:
                    continue
                away = child.chosen.entry.division.level == 3 and not (child.adcode or "").startswith(home)
                inside = (parent.adcode or "").startswith(home) and parent.chosen.entry.division.kind in (
                    "city",
                    "prefecture",
                )
                if away and inside and self._held(one, other, child is one) and not self._told_of(child, places):
                    child.chosen, child.probability = None, min(child.probability, 0.5)

    def _held(self, one: Item, other: Item, child_first: bool) -> bool:
        """Whether two names stand as one: the child first where words are parted by blanks, else the parent."""
        latin = is_latin(one.hit.key) and is_latin(other.hit.key)
        gap = self.gap.fullmatch(self.text, one.hit.end, other.hit.start) is not None
        return gap and (child_first if latin else not child_first and one.hit.end == other.hit.start)

    def _told_of(self, item: Item, places: list[Item]) -> bool:
        """Whether the text names another place of the item's province."""
        province = (item.adcode or "")[:2]
        return any((one.adcode or "").startswith(province) and one.adcode != item.adcode for one in places)

    @staticmethod
    def _part(named: list[Item]) -> None:
        """Leave open a name whose generic word fits elsewhere only, where the text says it with the right one too.

        "Xinhua County" and "Xinhua District" in Hunan are not one place.
        """
        right = {(item.hit.key, item.adcode) for item in named if _fits(item.chosen, item.hit)}
        for item in named:
            told = (item.hit.key, item.adcode) in right and not _fits(item.chosen, item.hit)
            if told and any(_fits(one, item.hit) for one in item.base):
                item.chosen, item.probability = None, min(item.probability, 0.5)

    def _rescore(self, item: Item, told: set[str], sure: set[str]) -> None:
        if self._nested(item):
            return
        scored = []
        for one in item.rated:
            bonus = 3.0 if one.adcode in told else 0.0
            for weight, code in zip((2.0, 1.0), self.tree.ancestors(one.adcode), strict=False):
                if code in sure and code != COUNTRY:
                    bonus += weight
            scored.append(Rated(one.score + bonus, one.entry, one.likeness))
        item.rated = sorted(scored, key=lambda one: (-one.score, one.adcode))
        item.chosen = None
        self._settle([item])

    def _nested(self, item: Item) -> bool:
        """Whether one of the two best lies in the other, or is a province named bare ("Jilin", "Hainan")."""
        if not item.hit.classes and any(two.entry.division.level == 1 for two in item.rated[:2]):
            return True
        one, other = item.rated[0].adcode, item.rated[1].adcode
        return self.tree.within(one, other) or self.tree.within(other, one)


def _fits(one: Rated | None, hit: Hit) -> bool:
    """Whether a hit has the generic word of a candidate."""
    return one is not None and class_score(one.entry.division, hit.classes) >= SAME_CLASS


def _called(division: Division, generic: str) -> bool:
    """Whether a province is called by the last character of its generic word: 全区 of an autonomous region."""
    return bool(generic) and division.level == 1 and division.generic.endswith(generic)
