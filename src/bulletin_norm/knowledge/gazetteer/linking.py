"""Resolves the hits of a text together: chains of names, lists under a province, words for the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.chains import best_chains, cut_runs
from bulletin_norm.knowledge.gazetteer.contradicted import leave_strange, leave_unlike
from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Zone
from bulletin_norm.knowledge.gazetteer.items import SURE, Item, Setting, lowest
from bulletin_norm.knowledge.gazetteer.rating import Rater
from bulletin_norm.knowledge.gazetteer.scoring import (
    Rated,
    Rating,
    Scope,
    chance,
    context_score,
    cutoff,
    is_settled,
    parents_score,
    raised,
)
from bulletin_norm.knowledge.gazetteer.spelling import is_latin
from bulletin_norm.knowledge.gazetteer.telling import told
from bulletin_norm.model import PlaceMention

COUNTED = 1.5
ABROAD = 4.5
ELSEWHERE = 6.0
OPENING, CLOSING, PARTING = "(（[", ")）]", ";；"
BLANK_LINE = re.compile(r"\n\s*\n")


def signs(text: str) -> list[tuple[int, str]]:
    """The brackets, semicolons and blank lines of a text with their offsets, last first."""
    found = [(match.start(), "\n") for match in BLANK_LINE.finditer(text)]
    for sign in OPENING + CLOSING + PARTING:
        at = text.find(sign)
        while at >= 0:
            found.append((at, sign))
            at = text.find(sign, at + 1)
    found.sort(reverse=True)
    return found


class Reading:
    """One text being read from left to right, and once more with what all of it says."""

    def __init__(self, tree: Tree, rater: Rater, text: str, setting: Setting, gap: re.Pattern[str]) -> None:
        self.tree, self.rater, self.gap = tree, rater, gap
        self.text, self.setting = text, setting
        self.issuer, self.date = setting.issuer, setting.date
        self.home = setting.issuer if setting.issuer and setting.issuer != COUNTRY else None
        self.scope = Scope(near=setting.near, spoken=setting.near)
        self._open: list[Scope] = []
        self._said: dict[tuple[str, tuple[str, ...]], str] = {}
        self._signs = signs(text)
        self._at = 0
        self._above = (self.home, *tree.above[self.home]) if self.home else ()
        self._province = self.home[:2] if self.home else ""

    def mentions(self, hits: Sequence[Hit]) -> list[PlaceMention]:
        """Read all hits and give their mentions, in order."""
        items: list[Item] = []
        for hit in self._own_parts(hits):
            if hit.spare:
                items += [item for item in self._items(hit, items) if item.rated or item.hit.role != "place"]
                continue
            rating = self.rater.rating(hit, self.issuer, self.date)
            if rating.rated or hit.role != "place":
                plain = not hit.weak and not (rating.rated and rating.rated[0].entry.zone)
                items.append(Item(hit, rating, rating.rated) if plain else self._item(hit, rating))
        groups: list[list[Item]] = []
        for run in cut_runs(items, self.text, self.gap):
            if self._signs and self._signs[-1][0] < run[0].hit.start:
                self._walk(run[0].hit.start)
            groups += self._run(run, groups) if len(run) > 1 else self._alone(run, groups)
            self._at = run[-1].hit.end
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
        rating = self.rater.rating(hit, self.issuer, self.date)
        if not rating.rated and hit.spare and hit.role == "place":
            return [item for spare in hit.spare for item in self._items(spare)]
        return [self._item(hit, rating)]

    def _item(self, hit: Hit, rating: Rating) -> Item:
        rated = rating.rated
        if hit.weak and hit.apart and self._at_home(rated):
            hit = replace(hit, weak=False)
        if rated and not self.setting.all_candidates and all(self._apart(one) for one in rated):
            hit = replace(hit, weak=True)
        if not hit.spare:
            return Item(hit, rating, rated)
        return Item(hit, rating, rated, self.rater.as_it_stands(hit, self.issuer, self.date))

    def _own_parts(self, hits: Sequence[Hit]) -> Iterable[Hit]:
        """The hits, without parts of an issuer that the table goes no deeper into that are called like counties
        elsewhere: 高雄市凤山区 is Kaohsiung, 大安区3例 a part of Taiwan."""
        if not self.home or self.home in self.tree.parents:
            return hits
        return self._without_parts(hits)

    def _without_parts(self, hits: Sequence[Hit]) -> Iterator[Hit]:
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
        return bool(rated and self.home) and self.tree.within(rated[0].adcode, self.home or "")

    def _apart(self, one: Rated) -> bool:
        """Whether a candidate is a zone counted beside the provinces: a place only where its province speaks."""
        if one.entry.zone is None or one.entry.division.level != 1:
            return False
        return not self.issuer or not self.tree.within(self.issuer, one.adcode)

    def _walk(self, to: int) -> None:
        """Follow the brackets between the last hit and the next."""
        signs = self._signs
        while signs and signs[-1][0] < to:
            at, sign = signs.pop()
            if at < self._at:
                continue
            if sign in OPENING:
                self._open.append(self.scope)
            elif sign not in CLOSING:
                self.scope = Scope(spoken=self.scope.spoken)
            elif self._open:
                before = self._open.pop()
                self.scope = Scope(before.near, before.last, self.scope.spoken)

    def _run(self, run: list[Item], groups: list[list[Item]]) -> list[list[Item]]:
        """Choose for names with nothing between them, as chains where they nest."""
        first = run[0]
        if first.hit.role == "twin":
            self._twin(first, groups)
            if first.chosen is None:
                return self._run(run[1:], groups) if len(run) > 2 else self._alone(run[1:], groups)
            first.rated = [first.chosen]
            first.rating = Rating(first.rated, first.probability)
        for item in run:
            self._rate(item)
        scores = [self._with_spare(item) if item.rivals else item.rated for item in run]
        found = best_chains(run, scores, self.text, self.tree, self.issuer)
        found = [group for group in found if len(group) > 1 or not group[0].hit.weak]
        for number, group in enumerate(found):
            if number and len(group) == 1:
                self._rate(group[0])
            for item in group:
                self._settle(item)
            self._enter(group)
        return found

    def _alone(self, group: list[Item], groups: list[list[Item]]) -> list[list[Item]]:
        """Choose for a name that nothing is linked to."""
        (item,) = group
        if item.hit.role != "place":
            self._special(item, groups)
            return [group] if item.chosen is not None else []
        if item.hit.weak:
            return []
        self._rate(item)
        self._settle(item)
        self._enter(group)
        return [group]

    def _rate(self, item: Item) -> None:
        """Rate the candidates of a hit where it stands."""
        hit, rated, settled = item.hit, item.rating.rated, item.rating.settled
        if settled is None:
            settled = item.rating.settled = is_settled(rated)
        if hit.whole and not self.home:
            rated = item.rated = [one for one in rated if self._tells(one, len(rated))]
            settled = is_settled(rated)
        counted, parents = hit.counted and self.home is not None, self.setting.parents
        if settled and not parents and not (counted and self._is_abroad(item.rating.rated)):
            return
        scope, bracketed = self.scope, self.scope.last is not None and hit.alone(self.text)
        bonuses = []
        for one in rated:
            division, only = one.entry.division, one.entry.context
            bonus = context_score(division, hit.classes, scope, self.tree, bracketed=bracketed)
            if counted:
                bonus += self._counts(division.adcode)
            if parents:
                bonus += parents_score(division.adcode, parents, self.tree)
            if only and not self._speaks_of(only):
                bonus -= ELSEWHERE
            bonuses.append(bonus)
        item.rated = raised(rated, bonuses)

    def _with_spare(self, item: Item) -> list[Rated]:
        """The candidates of a slip of translation, and those of its words as they stand: a chain may settle them."""
        if len(item.hit.spare) != 1:
            return item.rated
        known = {one.adcode for one in item.rated}
        more = self.rater.rating(item.hit.spare[0], self.issuer, self.date).rated
        return [*item.rated, *(one for one in more if one.adcode not in known)]

    def _tells(self, one: Rated, rivals: int) -> bool:
        """Whether a translated name is meant where no issuer says where: the text is of there, or it is long."""
        return (rivals == 1 and len(one.entry.division.short) > 2) or self._speaks_of(one.entry.division.province)

    def _is_abroad(self, rated: list[Rated]) -> bool:
        """Whether the best of some candidates is a place of another province, where the issuer counts no cases."""
        code = rated[0].entry.division.adcode if rated else self._province
        return not code.startswith(self._province) and self._counts(code) < 0

    def _counts(self, code: str) -> float:
        """What a count of cases says for a place: issuers count those of their own, not of other provinces."""
        if self.home is None or code.endswith("0000"):
            return 0.0
        if code == self.home or self.home in self.tree.above[code]:
            return COUNTED
        return 0.0 if code.startswith(self._province) else -ABROAD

    def _speaks_of(self, place: str) -> bool:
        """Whether the text is of a place: by its issuer, or by what it speaks of just now."""
        if place == COUNTRY or self.home:
            return True
        return any(self.tree.within(code, place) for code in self.scope.near)

    def _settle(self, item: Item) -> None:
        """Choose the best candidate, where it is likely enough."""
        rated, rating = item.rated, item.rating
        if item.chosen is not None or not rated or item.chained:
            return
        best = rated[0]
        item.probability = rating.likely if rated is rating.rated else chance(rated)
        if item.probability >= cutoff(best):
            item.chosen = best
            self._said.setdefault((item.hit.key, item.hit.classes), best.adcode)
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
            self.scope = self.rater.scopes[code]

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
        for code in (*self._above, *self.scope.spoken):
            division = self.tree.get(code, self.date)
            if division is not None and (division.kind in item.hit.classes or _called(division, item.hit.key)):
                item.chosen = Rated(9.0, Entry(division, "full"))
                item.probability = 0.95
                return

    def _zone(self, item: Item) -> None:
        """A zone without a row: in the city spoken of, else in the issuer's."""
        codes = (*self.scope.spoken, *self._above)
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
        for code in (*self._above, *self.scope.spoken):
            division = self.tree.get(code, self.date)
            if division is not None and key in self.rater.letters(division):
                return [code]
        named = self.rater.lettered(key)
        if self.home:
            near = [code for code in named if self.tree.within(code, self.home[:2] + "0000")]
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
            above = told.union(*map(self.tree.above.__getitem__, told))
            for item in unsure:
                self._rescore(item, told, above)
        if self.home:
            leave_strange(places, self._province, self.text, self.gap)
        leave_unlike(places)

    @staticmethod
    def _certain(groups: list[list[Item]]) -> list[Item]:
        """The items of which nothing else needs to be known."""
        return [item for group in groups for item in group if item.chained or item.probability >= SURE]

    def _rescore(self, item: Item, told: set[str], sure: set[str]) -> None:
        if self._nested(item):
            return
        bonuses = []
        for one in item.rated:
            code = one.adcode
            bonus = 3.0 if code in told else 0.0
            for weight, above in zip((2.0, 1.0), self.tree.above[code], strict=False):
                if above in sure and above != COUNTRY:
                    bonus += weight
            bonuses.append(bonus)
        item.rated = raised(item.rated, bonuses)
        item.chosen = None
        self._settle(item)

    def _nested(self, item: Item) -> bool:
        """Whether one of the two best lies in the other, or is a province named bare ("Jilin", "Hainan")."""
        if not item.hit.classes and any(two.entry.division.level == 1 for two in item.rated[:2]):
            return True
        one, other = item.rated[0].adcode, item.rated[1].adcode
        return self.tree.within(one, other) or self.tree.within(other, one)


def _called(division: Division, generic: str) -> bool:
    """Whether a province is called by the last character of its generic word: 全区 of an autonomous region."""
    return bool(generic) and division.level == 1 and division.generic.endswith(generic)
