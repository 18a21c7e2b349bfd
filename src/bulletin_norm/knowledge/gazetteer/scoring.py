"""How well a division fits a mention: spelling, generic word, issuer, parents, neighbours, date, population."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.knowledge.gazetteer.index import KINDS, Entry

# How far a generic word of one class speaks for a division of another (both ways).
SAME_CLASS, OTHER_CLASS = 2.5, -2.5
_CLOSE = {
    ("league", "prefecture"): 1.5,
    ("county", "banner"): 0.5,
    ("county", "city"): -1.0,
    ("county", "district"): 0.0,
    ("district", "city"): -0.5,
    ("district", "banner"): -0.5,
    ("prefecture", "city"): -1.5,
}
CLOSE_CLASSES = {**_CLOSE, **{(two, one): score for (one, two), score in _CLOSE.items()}}
BARE_LEVEL = {0: 3.9, 1: 3.9, 2: 1.8, 3: 0.0}
PROVINCE_OR_NOT = -8.0
INSIDE_PARENT, OUTSIDE_PARENT = 6.0, -4.0
NEARNESS = (2.0, 1.5, 1.0)
BESIDE = 4.5
AGAIN = 2.5
INSIDE_ZONE, OUTSIDE_ZONE = 8.0, -2.5


# The weights of `chance`: likeness, lead over the next, score; and, of known names, slope and offset.
NEAR = (-10.7, 12.5, 0.42, 0.43)
KNOWN = (1.5, 2.4)
WIDEST = 8.0
WIDE = 9.0
MOST_ODDS = 30.0
CUTOFF, NEAR_CUTOFF = 0.8, 0.9


class Scope(msgspec.Struct, frozen=True, gc=False):
    """Where a text is: the divisions spoken of last, nearest first, the name before, and all that were spoken of."""

    near: tuple[str, ...] = ()
    last: str | None = None
    spoken: tuple[str, ...] = ()


class Rated(msgspec.Struct, frozen=True, gc=False):
    """A candidate with its score (in log odds) and how like the mention is to its name."""

    score: float
    entry: Entry
    likeness: float = 1.0

    @property
    def adcode(self) -> str:
        return self.entry.division.adcode


class Rating(msgspec.Struct, gc=False):
    """The candidates of a hit as rated by itself, best first, and how likely the best is right.

    `settled`: whether nothing that stands round the hit changes them, short of parents that it must lie in; None until
    a text asks.
    """

    rated: list[Rated]
    likely: float = 0.0
    settled: bool | None = None


def is_settled(rated: list[Rated]) -> bool:
    """Whether the best of some candidates leads so far that none beside it counts, and none is bound to a place."""
    if len(rated) > 1 and rated[0].score - rated[1].score <= WIDE:
        return False
    return not any(one.entry.context for one in rated)


def raised(rated: list[Rated], bonuses: list[float]) -> list[Rated]:
    """The candidates, best first, when what else speaks for each is added to its score."""
    if not any(bonuses):
        return rated
    found = [Rated(one.score + bonus, one.entry, one.likeness) for one, bonus in zip(rated, bonuses, strict=True)]
    if len(found) > 1:
        found.sort(key=_by_score)
    return found


def _by_score(one: Rated) -> tuple[float, str]:
    return -one.score, one.entry.division.adcode


def class_score(division: Division, classes: tuple[str, ...]) -> float:
    """How far the generic words of a mention speak for a division (0 for none)."""
    if not classes:
        return 0.0
    kind = division.kind
    if division.level == 1:
        return SAME_CLASS if kind in classes or "province" in classes else PROVINCE_OR_NOT
    if kind in classes:
        return SAME_CLASS
    if division.level > 1 and classes == ("province",):
        return PROVINCE_OR_NOT
    return max([CLOSE_CLASSES.get((name, kind), OTHER_CLASS) for name in classes])


def static_score(entry: Entry, classes: tuple[str, ...], issuer: str | None, date: str | None, tree: Tree) -> float:
    """The score that needs the issuer and the mention only."""
    division = entry.division
    score = KINDS.get(entry.kind, 0.0)
    if division.level == 1 and entry.kind in ("pinyin", "heteronym"):
        score -= 6.0
    if entry.zone is not None:
        if issuer and issuer != COUNTRY:
            score += INSIDE_ZONE if _shares(division, issuer, tree) else OUTSIDE_ZONE
        return score
    if classes:
        score += class_score(division, classes) + (0.3 if division.level == 2 else 0.0)
    else:
        level = BARE_LEVEL[division.level] + (
            1.0 if division.level == 3 and division.parent == division.province else 0.0
        )
        score += level - (3.0 if division.single and not entry.whole else 0.0)
    if date and not division.lasts(date):
        score -= 2.0
    people = tree.people.get(division.adcode, 0)
    if people:
        score += 0.5 * (math.log10(people) - 5.5)
    if issuer and issuer != COUNTRY:
        score += _issuer_score(division, issuer, tree)
    return score


def _shares(division: Division, issuer: str, tree: Tree) -> bool:
    """Whether a division lies in the issuer's province or is it."""
    return division.province == issuer[:2] + "0000" or tree.within(division.adcode, issuer)


def _issuer_score(division: Division, issuer: str, tree: Tree) -> float:
    if division.adcode == issuer:
        return 4.0
    if tree.within(division.adcode, issuer):
        return 5.0 if issuer.endswith("0000") else 6.0
    if division.adcode in tree.ancestors(issuer):
        return 4.0
    if division.province == (issuer[:2] + "0000"):
        return 3.0
    if division.single:
        return -4.0
    return {1: 0.5, 2: 0.0}.get(division.level, -1.0)


def parents_score(code: str, parents: tuple[str, ...], tree: Tree) -> float:
    """What the divisions that a mention must lie in add to the score of one."""
    if not set(tree.above[code]).isdisjoint(parents):
        return INSIDE_PARENT
    return 1.0 if code in parents else OUTSIDE_PARENT


def context_score(division: Division, classes: tuple[str, ...], scope: Scope, tree: Tree, *, bracketed: bool) -> float:
    """What neighbours add to the score of a division.

    `bracketed`: the mention stands in brackets by itself, behind the name before: "Kuancheng County (Chengde)".
    """
    score, code = 0.0, division.adcode
    above, near, last = tree.above[code], scope.near, scope.last
    for weight, one in zip(NEARNESS, near, strict=False):
        if one in above:
            score += weight
    if not classes and code in near:
        score += AGAIN
    if last is not None:
        beside = tree.above[last]
        if code in beside:
            score += INSIDE_PARENT if bracketed else 2.0 if classes else 0.0
        elif last != code and beside[:1] == above[:1]:
            score += BESIDE if not classes or class_score(division, classes) > 0 else 0.0
        if division.level == 1 and beside[:1] != (COUNTRY,):
            score -= 1.0
    return score


def probabilities(scores: list[float]) -> list[float]:
    """Softmax of scores, in the same order."""
    if not scores:
        return []
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def cutoff(one: Rated) -> float:
    """From which probability on a candidate is an answer."""
    return CUTOFF if one.likeness >= 1.0 else NEAR_CUTOFF


def chance(rated: Sequence[Rated], which: int = 0, bonus: float = 0.0) -> float:
    """How likely the candidate `which` of a mention is right, `bonus` being what speaks for it besides its score.

    Of a known name: its share against the other candidates, times how likely the name is meant as a place at all.
    Of a name that is only near one: a logistic function, fitted on made mentions (benchmarks/places.py).
    """
    one = rated[which]
    score = one.score + bonus
    if one.likeness < 1.0:
        other = max((two.score for n, two in enumerate(rated) if n != which), default=score - WIDEST)
        margin = max(-WIDEST, min(WIDEST, score - other))
        return _logistic(NEAR[0] + NEAR[1] * one.likeness + NEAR[2] * margin + NEAR[3] * score)
    alone = _logistic(KNOWN[0] * (score + KNOWN[1]))
    if len(rated) == 1:
        return alone
    scores = [two.score for two in rated]
    scores[which] = score
    top = max(scores)
    return math.exp(score - top) / sum([math.exp(one - top) for one in scores]) * alone


def _logistic(odds: float) -> float:
    if odds < -MOST_ODDS or odds > MOST_ODDS:
        odds = math.copysign(MOST_ODDS, odds)
    return 1.0 / (1.0 + math.exp(-odds))
