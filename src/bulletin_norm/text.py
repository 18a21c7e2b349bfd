"""Edits of a text that can be applied, undone and traced back.

All offsets are code points, half-open. A layer's edits are offsets into the text before that layer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

_HALVES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which is no character and cannot be written.

    >>> encodable("3 cases"), encodable("3" + chr(0xDCFF)) == "3" + chr(0xFFFD)
    ('3 cases', True)
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


class Span(msgspec.Struct, frozen=True, gc=False, order=True):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


class Edit(msgspec.Struct, frozen=True, gc=False, order=True):
    """One replacement: `before` at [start, end) becomes `after`, because of `rule`."""

    start: int
    end: int
    before: str
    after: str
    rule: str


_Way = tuple[list[int], list[int], list[int], list[int]]
"""Where each edit begins and ends on one side, and on the other; the first stands before both, and is none."""


class Layer(msgspec.Struct, frozen=True, dict=True):
    """The edits of one stage: sorted, not overlapping, each with the words that it replaces.

    >>> layer = Layer.of("terms", "2 new crown cases", [Edit(2, 11, "new crown", "COVID-19", "disease")])
    >>> layer.apply("2 new crown cases")
    '2 COVID-19 cases'
    >>> layer.undo("2 COVID-19 cases")
    '2 new crown cases'
    >>> layer.to_before(11, 16)
    Span(start=12, end=17)
    """

    name: str
    edits: tuple[Edit, ...]

    @staticmethod
    def of(name: str, text: str, edits: Iterable[Edit]) -> Layer:
        """Make a layer of `edits` to `text`; ValueError where they overlap or quote other words."""
        ordered = tuple(sorted(edits))
        last = 0
        for edit in ordered:
            if edit.start < last or edit.end < edit.start:
                raise ValueError(f"layer {name}: edits overlap at {edit.start}")
            if text[edit.start : edit.end] != edit.before:
                raise ValueError(f"layer {name}: the text at {edit.start} is not {edit.before!r}")
            last = edit.end
        return Layer(name, ordered)

    def apply(self, text: str) -> str:
        """The text after this layer."""
        parts, last = list[str](), 0
        for edit in self.edits:
            parts += (text[last : edit.start], edit.after)
            last = edit.end
        parts.append(text[last:])
        return "".join(parts)

    def undo(self, text: str) -> str:
        """The text before this layer, from the text after it."""
        parts, last = list[str](), 0
        for edit, start in zip(self.edits, self._after_starts, strict=True):
            parts += (text[last:start], edit.before)
            last = start + len(edit.after)
        parts.append(text[last:])
        return "".join(parts)

    def to_before(self, start: int, end: int) -> Span:
        """The span before this layer that holds [start, end) of the text after it (an edit counts whole)."""
        return Span(*_across(self._backward, start, end))

    def to_after(self, start: int, end: int) -> Span:
        """The span after this layer that holds [start, end) of the text before it (an edit counts whole)."""
        return Span(*_across(self._forward, start, end))

    @cached_property
    def _after_starts(self) -> list[int]:
        starts, shift = [], 0
        for edit in self.edits:
            starts.append(edit.start + shift)
            shift += len(edit.after) - len(edit.before)
        return starts

    @cached_property
    def _backward(self) -> _Way:
        starts = self._after_starts
        ends = [start + len(edit.after) for edit, start in zip(self.edits, starts, strict=True)]
        before = [edit.start for edit in self.edits], [edit.end for edit in self.edits]
        return [-1, *starts], [-1, *ends], [-1, *before[0]], [-1, *before[1]]

    @cached_property
    def _forward(self) -> _Way:
        starts, ends, other_starts, other_ends = self._backward
        return other_starts, other_ends, starts, ends


def _across(way: _Way, start: int, end: int) -> tuple[int, int]:
    """The stretch of the other side that holds [start, end) of this one."""
    starts, ends, other_starts, other_ends = way
    index = bisect_right(starts, start) - 1
    low = other_starts[index] if start < ends[index] else other_ends[index] + start - ends[index]
    index = bisect_left(starts, end) - 1
    high = other_ends[index] if end <= ends[index] else other_ends[index] + end - ends[index]
    return low, high if high > low else low


def apply_all(source: str, layers: Iterable[Layer]) -> str:
    """The text after all `layers`, first to last."""
    for layer in layers:
        source = layer.apply(source)
    return source


def undo_all(text: str, layers: Iterable[Layer]) -> str:
    """The source, from the text after all `layers`."""
    for layer in reversed(tuple(layers)):
        text = layer.undo(text)
    return text


def compose(text: str, first: Layer, second: Layer) -> Layer:
    """One layer that does to `text` what `first` and then `second` do; edits that meet become one.

    >>> first = Layer.of("a", "x y", [Edit(0, 1, "x", "new", "r")])
    >>> second = Layer.of("a", "new y", [Edit(2, 4, "w ", "-", "s")])
    >>> compose("x y", first, second).edits
    (Edit(start=0, end=2, before='x ', after='ne-', rule='r+s'),)
    """
    final = second.apply(first.apply(text))
    found = [(edit.start, edit.end, edit) for edit in first.edits]
    for edit in second.edits:
        span = first.to_before(edit.start, edit.end)
        found.append((span.start, span.end, edit))
    edits, shift = [], 0
    for start, end, group in _meeting(sorted(found, key=lambda item: item[:2])):
        length = end - start + sum(len(edit.after) - len(edit.before) for edit in group)
        before, after = text[start:end], final[start + shift : start + shift + length]
        shift += length - (end - start)
        if before != after:
            edits.append(Edit(start, end, before, after, "+".join(dict.fromkeys(edit.rule for edit in group))))
    return Layer(first.name, tuple(edits))


def _meeting(found: list[tuple[int, int, Edit]]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Group edits whose spans overlap, or touch where one of them is an insertion."""
    first, last, inserted, group = 0, 0, -1, list[Edit]()
    for start, end, edit in found:
        meets = start < last or (start == last and last in (end, inserted))
        if group and not meets:
            yield first, last, group
            group = []
        first, last = (min(first, start), max(last, end)) if group else (start, end)
        inserted = start if start == end else inserted
        group.append(edit)
    if group:
        yield first, last, group


class Trace(msgspec.Struct, frozen=True):
    """The way back from the text after `layers` to the source; what was asked for before is known.

    >>> Trace((Layer.of("terms", "2 new crown cases", [Edit(2, 11, "new crown", "COVID-19", "disease")]),)).span(11, 16)
    Span(start=12, end=17)
    """

    layers: tuple[Layer, ...] = ()
    _known: dict[tuple[int, int], Span] = {}

    def span(self, start: int, end: int) -> Span:
        """The span of the source that [start, end) of the text after all layers came from."""
        known = self._known.get((start, end))
        if known is None:
            low, high = start, end
            for layer in reversed(self.layers):
                low, high = _across(layer._backward, low, high)
            known = self._known[start, end] = Span(low, high)
        return known
