"""Nests facts: totals with their parts below them, by what the text says and by which division lies in which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bulletin_norm.model import STATUSES, Fact

UNSPECIFIED = "unspecified"


class Lies(Protocol):
    """What nesting asks of places and measures."""

    def ancestors(self, adcode: str) -> tuple[str, ...]:
        """The divisions above one, nearest first."""

    def rank(self, measure: str) -> int:
        """The place of a measure in the usual order."""


class BlockKey(NamedTuple):
    """What the figures of a block share."""

    disease: str | None
    status: str
    start: str | None
    end: str | None


@dataclass
class Node:
    """A fact and the facts that are parts of it, largest first."""

    index: int
    fact: Fact
    parts: list[Node] = field(default_factory=list)


HOLDS = {
    "confirmed_cases": ("confirmed_cases", "conversions", "severe_cases", "critical_cases", "deaths", "recoveries"),
    "asymptomatic_infections": ("asymptomatic_infections", "conversions", "released_from_observation"),
    "close_contacts": ("close_contacts", "contacts_under_observation", "contacts_released"),
}
"""What counts of a measure may hold as their parts; another holds only its own."""


def blocks_of(
    facts: tuple[Fact, ...], lies: Lies, *, day: str | None = None, issuer: str | None = None
) -> Iterator[tuple[BlockKey, list[Node]]]:
    """Yield the facts by disease, status and period: new, current, cumulative; in each those of `day`, then the latest.

    What the issuer says of itself comes before what it says of other places.
    """
    blocks: dict[BlockKey, list[Node]] = {}
    for index, fact in enumerate(facts):
        key = BlockKey(fact.disease, fact.status, fact.start, fact.end)
        blocks.setdefault(key, []).append(Node(index, fact))
    for key in _in_order(blocks, day):
        yield key, _nested(blocks[key], lies, issuer)


def _in_order(blocks: dict[BlockKey, list[Node]], day: str | None) -> list[BlockKey]:
    keys = sorted(blocks, key=lambda key: (key.end == day, key.end or "", key.start or ""), reverse=True)
    return sorted(keys, key=lambda key: (key.disease or "", STATUSES.index(key.status)))


_Places = dict[tuple[str, str, str | None], list[Node]]


def _nested(nodes: list[Node], lies: Lies, issuer: str | None) -> list[Node]:
    by_index = {node.index: node for node in nodes}
    at: _Places = {}
    for node in nodes:
        if not node.fact.locality:
            at.setdefault((node.fact.measure, node.fact.origin, node.fact.adcode), []).append(node)
    wholes = {node.index: _whole(node, by_index, at, lies) for node in nodes}
    roots: list[Node] = []
    for node in nodes:
        whole = wholes[node.index]
        if whole is not None and _circular(node, wholes):
            whole = wholes[node.index] = None
        (roots if whole is None else whole.parts).append(node)
    for node in nodes:
        if len(node.parts) > 1:
            node.parts.sort(key=lambda part: _part_order(part, node, lies))
    roots.sort(key=lambda node: _root_order(node, lies, issuer))
    return roots


def _whole(node: Node, by_index: dict[int, Node], at: _Places, lies: Lies) -> Node | None:
    """The fact that a fact is a part of: as stated, else the narrowest place around it with the same measure."""
    fact = node.fact
    stated = by_index.get(fact.part_of) if fact.part_of is not None else None
    if stated is not None and _fits(fact, stated.fact):
        return stated
    if fact.adcode is None:
        return None
    above = lies.ancestors(fact.adcode)
    for code in (fact.adcode, *above) if fact.locality else above:
        for other in at.get((fact.measure, fact.origin, code), ()):
            if _is_no_more(fact, other.fact):
                return other
    return None if fact.locality else _sum_of_origins(fact, at)


def _sum_of_origins(fact: Fact, at: _Places) -> Node | None:
    """The total at the same place that a count and that of the other origin come to."""
    other = {"local": "imported", "imported": "local"}.get(fact.origin)
    if other is None or fact.count is None:
        return None
    rest = {one.fact.count for one in at.get((fact.measure, other, fact.adcode), ())}
    totals = at.get((fact.measure, UNSPECIFIED, fact.adcode), ())
    return next((one for one in totals if one.fact.count is not None and one.fact.count - fact.count in rest), None)


def _fits(part: Fact, whole: Fact) -> bool:
    """Whether one may be a part of the other: of something that it holds, of no other origin, and no more than it."""
    if part.measure not in HOLDS.get(whole.measure, (whole.measure,)) or _of(part) == _of(whole):
        return False
    return whole.origin in (UNSPECIFIED, part.origin) and _is_no_more(part, whole)


def _of(fact: Fact) -> tuple[str, str, str | None, str | None]:
    """What a fact counts, and where."""
    return (fact.measure, fact.origin, fact.adcode, fact.locality)


def _is_no_more(part: Fact, whole: Fact) -> bool:
    return part.count is None or whole.count is None or part.count <= whole.count


def _circular(node: Node, wholes: dict[int, Node | None]) -> bool:
    above = wholes[node.index]
    seen = {node.index}
    while above is not None and above.index not in seen:
        seen.add(above.index)
        above = wholes[above.index]
    return above is not None


def _size(node: Node) -> int:
    return -(node.fact.count if node.fact.count is not None else node.fact.low or 0)


def _part_order(part: Node, whole: Node, lies: Lies) -> tuple[int, int, int, int]:
    """Where it comes from first, then where it lies, then what else it holds."""
    same = part.fact.measure == whole.fact.measure
    kind = 2 if not same else 1 if part.fact.origin == whole.fact.origin else 0
    return (kind, 0 if same else lies.rank(part.fact.measure), _size(part), part.index)


def _root_order(node: Node, lies: Lies, issuer: str | None) -> tuple[int, bool, int, bool, int]:
    fact = node.fact
    elsewhere = fact.adcode != issuer or fact.locality is not None
    return (lies.rank(fact.measure), elsewhere, _size(node), fact.origin != UNSPECIFIED, node.index)
