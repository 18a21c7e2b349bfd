"""Nests facts: totals with their parts below them, by what the text says and by which division lies in which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bulletin_norm.model import ORIGINS, STATUSES, Fact


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


def blocks_of(facts: tuple[Fact, ...], lies: Lies) -> Iterator[tuple[BlockKey, list[Node]]]:
    """Yield the facts by disease, status and period: new, current, cumulative; the latest first in each."""
    blocks: dict[BlockKey, list[Node]] = {}
    for index, fact in enumerate(facts):
        key = BlockKey(fact.disease, fact.status, fact.start, fact.end)
        blocks.setdefault(key, []).append(Node(index, fact))
    for key in _in_order(blocks):
        yield key, _nested(blocks[key], lies)


def _in_order(blocks: dict[BlockKey, list[Node]]) -> list[BlockKey]:
    keys = sorted(blocks, key=lambda key: (key.end or "", key.start or ""), reverse=True)
    return sorted(keys, key=lambda key: (key.disease or "", STATUSES.index(key.status)))


def _nested(nodes: list[Node], lies: Lies) -> list[Node]:
    by_index = {node.index: node for node in nodes}
    at: dict[tuple[str, str, str | None], list[Node]] = {}
    for node in nodes:
        if not node.fact.locality:
            at.setdefault((node.fact.measure, node.fact.origin, node.fact.adcode), []).append(node)
    roots: list[Node] = []
    for node in nodes:
        whole = _whole(node, by_index, at, lies)
        (roots if whole is None else whole.parts).append(node)
    for node in nodes:
        node.parts.sort(key=lambda part: _part_order(part, node, lies))
    roots.sort(key=lambda node: _root_order(node, lies))
    return roots


def _whole(
    node: Node, by_index: dict[int, Node], at: dict[tuple[str, str, str | None], list[Node]], lies: Lies
) -> Node | None:
    """The fact that a fact is a part of: as stated, else the narrowest place around it with the same measure."""
    stated = by_index.get(node.fact.part_of) if node.fact.part_of is not None else None
    if stated is not None and not _circular(node, by_index):
        return stated
    if node.fact.adcode is None:
        return None
    above = lies.ancestors(node.fact.adcode)
    if node.fact.locality:
        above = (node.fact.adcode, *above)
    for code in above:
        for other in at.get((node.fact.measure, node.fact.origin, code), ()):
            if other.fact.count is None or node.fact.count is None or other.fact.count >= node.fact.count:
                return other
    return None


def _circular(node: Node, by_index: dict[int, Node]) -> bool:
    seen = {node.index}
    index = node.fact.part_of
    while index is not None and index in by_index:
        if index in seen:
            return True
        seen.add(index)
        index = by_index[index].fact.part_of
    return False


def _size(node: Node) -> int:
    return -(node.fact.count if node.fact.count is not None else node.fact.low or 0)


def _part_order(part: Node, whole: Node, lies: Lies) -> tuple[int, int, int, int]:
    same = (part.fact.measure, part.fact.origin) == (whole.fact.measure, whole.fact.origin)
    return (0 if same else 1, 0 if same else lies.rank(part.fact.measure), _size(part), part.index)


def _root_order(node: Node, lies: Lies) -> tuple[int, int, int, int]:
    return (lies.rank(node.fact.measure), _size(node), ORIGINS.index(node.fact.origin), node.index)
