"""Adjacent names: which are links of one chain ("Aihui District, Heihe City"), which only stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bulletin_norm.knowledge.gazetteer.divisions import Tree
from bulletin_norm.knowledge.gazetteer.scoring import Rated, chance, cutoff
from bulletin_norm.language.places import PlaceWords

if TYPE_CHECKING:
    from bulletin_norm.knowledge.gazetteer.hits import Hit
    from bulletin_norm.knowledge.gazetteer.items import Item

NESTED, LINKED = 6.0, 8.0
WIDTH = 8
DEAR = 5.0
WIDEST = 12
_UNREAD = -1

# A reading of one name, by its place among the candidates and the way its chain runs (up, down or neither); the best
# score up to it, the reading before, and whether the two are links of one chain.
State = tuple[int, str]
Step = tuple[float, State | None, bool]
Row = dict[State, Step]


def gap_of(words: PlaceWords) -> re.Pattern[str]:
    """What may stand between two names of a chain: nothing, a space, a comma, "of", "in the", a line's end."""
    linkers, articles = ("|".join(map(re.escape, sorted(some))) for some in (words.linkers, words.articles))
    article = f"(?:(?:{articles}) )?" if articles else ""
    linked = f"(?:(?:{linkers}) {article})?" if linkers else ""
    owner = f"(?:['\u2019]{words.possessive})?" if words.possessive else ""
    return re.compile(rf"{owner},?[ \u3000]?{linked}|\s?\n\s?")


def cut_runs(items: list[Item], text: str, gap: re.Pattern[str]) -> list[list[Item]]:
    """Cut the items into runs of names with nothing between that would part a chain."""
    runs: list[list[Item]] = []
    before: Hit | None = None
    for item in items:
        hit = item.hit
        if before is not None and hit.start - before.end < WIDEST and _joins(before, hit, text, gap):
            runs[-1].append(item)
        else:
            runs.append([item])
        before = hit
    return runs


def _joins(one: Hit, two: Hit, text: str, gap: re.Pattern[str]) -> bool:
    if two.role != "place" or not (one.role == "place" or (one.role == "twin" and one.entries)):
        return False
    return gap.fullmatch(text, one.end, two.start) is not None


def best_chains(
    run: list[Item], scores: list[list[Rated]], text: str, tree: Tree, issuer: str | None
) -> list[list[Item]]:
    """Cut a run into chains of nested divisions, and choose the readings that nest best."""
    if len(run) == 1:
        return [run]
    table: list[Row] = []
    for number, rated in enumerate(scores):
        row = {(which, ""): _best_cut(table, one.score) for which, one in enumerate(rated[:WIDTH])}
        if not row:  # a name that nothing here tells anything of stands alone
            row = {(_UNREAD, ""): _best_cut(table, 0.0)}
        if number:
            price = _price(run, number, text, issuer, scores)
            for which, one in enumerate(rated[:WIDTH]):
                for way, before, total in _nested(one, scores[number - 1], table[-1], tree):
                    if way == "up" and run[number].hit.weak:
                        continue
                    score = total + one.score + NESTED - (price if way == "up" or price > DEAR else price / 2)
                    if (which, way) not in row or score > row[which, way][0]:
                        row[which, way] = (score, before, True)
        table.append(row)
    return _read_back(run, scores, table)


def _nested(one: Rated, rated: list[Rated], last: Row, tree: Tree) -> Iterator[tuple[str, State, float]]:
    """The readings of the name before that hold a reading or lie in it: which way, which, and the score up to it."""
    for before, (total, _, _) in last.items():
        if before[0] == _UNREAD:
            continue
        other = rated[before[0]]
        if other.adcode == one.adcode:
            continue
        way = "up" if tree.within(other.adcode, one.adcode) else "down"
        if (way == "up" or tree.within(one.adcode, other.adcode)) and before[1] in ("", way):
            yield way, before, total


def _best_cut(table: list[Row], score: float) -> Step:
    if not table:
        return score, None, False
    before = max(table[-1], key=lambda key: table[-1][key][0])
    return table[-1][before][0] + score, before, False


def _price(run: list[Item], number: int, text: str, issuer: str | None, scores: list[list[Rated]]) -> float:
    """What it costs to take two names for a chain where they may as well be a list."""
    last, item = run[number - 1].hit, run[number].hit
    if "," not in text[last.end : item.start] or item.classes or last.classes:
        return 0.0
    cost = 0.0
    for rated in (scores[number - 1], scores[number]):
        levels = {one.entry.division.level for one in rated[:WIDTH]}
        if 1 in levels and len(levels) > 1 and last.key != item.key:
            cost += 5.0 if rated is scores[number - 1] else 0.0
    if issuer and scores[number] and scores[number][0].adcode == issuer and len(scores[number]) > 1:
        cost += 5.0
    return cost


def _read_back(
    run: list[Item],
    scores: list[list[Rated]],
    table: list[Row],
) -> list[list[Item]]:
    state: State | None = max(table[-1], key=lambda key: table[-1][key][0])
    groups: list[list[Item]] = [[]]
    for number in range(len(run) - 1, -1, -1):
        if state is None:
            break
        _, before, linked = table[number][state]
        groups[-1].append(run[number])
        if linked or (groups[-1] and len(groups[-1]) > 1):
            _take(run[number], scores[number], state[0])
        state = before
        if not linked and number:
            groups.append([])
    return [group[::-1] for group in reversed(groups)]


def _take(item: Item, rated: list[Rated], which: int) -> None:
    """Choose a reading for its place in a chain."""
    item.chained = True
    item.probability = chance(rated, which, LINKED)
    item.chosen = rated[which] if item.probability >= cutoff(rated[which]) else None
