"""Finds where a text begins to describe a person: an identifier, a list item, or just sex and age."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from bulletin_norm.stages.case_patterns import NEAR, Patterns
from bulletin_norm.text import Span

OPENERS = " \t\u3000*·•-—>（([【<“\"'"
BREAKS = "\n。；;:：.!?！？"
BRACKET = re.compile(r"[(（][^()（）\n]*[)）]")
BRACKETS = ("(", ")", "（", "）")
LISTS = "，,；;：:、"
CLOSE = 4
REACH = 160
PREFIX = 24


class Head(NamedTuple):
    """Where the description of one or more persons begins; `numbers` has one entry for each person, and `label` the
    stretch of the words that say it where they stand behind the person: 一名39岁男子（个案编号：5040）."""

    start: int
    end: int
    numbers: tuple[int | None, ...]
    classification: str
    opens_line: bool
    label: tuple[int, int] = (0, 0)


def find_heads(text: str, start: int, end: int, known: Patterns) -> list[Head]:
    """All places in text[start:end] at which the description of a person begins, by position."""
    heads = sorted([*_identifiers(text, start, end, known), *_items(text, start, end, known)])
    heads = sorted([*heads, *_named(text, start, end, known, heads)])
    return sorted([*heads, *_persons(text, start, end, known, heads)])


def _identifiers(text: str, start: int, end: int, known: Patterns) -> list[Head]:
    heads: list[Head] = []
    position = start
    while found := known.identifier.search(text, position, end):
        position = found.end()
        label, number = _parts(found, known)
        if stretch := known.stretch.match(text, position, end):
            position = stretch.end()
            said = (number, known.integer(stretch["number"]))
            heads += _one_by_one(text, (position, end), said, known.classification(label), known)
            continue
        numbers: list[int | None] = [number]
        while more := known.more.match(text, position, end):
            numbers.append(known.integer(more["number"]))
            position = more.end()
        if (person := _person_before(text, found.start(), position, start, known)) is not None:
            kind, named = known.classification(label), (found.start(), position)
            heads.append(Head(person.start, person.start, tuple(numbers), kind, False, named))
            continue
        opening = _opening(text, found.start(), start)
        pattern = known.described if opening else known.states
        if pattern.match(text, position, end):
            opens_line = opening == "\n"
            heads.append(Head(found.start(), position, tuple(numbers), known.classification(label), opens_line))
    return heads


def _person_before(text: str, start: int, end: int, floor: int, known: Patterns) -> Span | None:
    """The sex and age right before the bracket that an identifier fills."""
    if text[start - 1 : start] not in BRACKETS or text[end : end + 1] not in BRACKETS:
        return None
    cores = known.sex_with_age(text, max(floor, start - NEAR), start - 1)
    return next((core for core in cores if start - 1 - core.end <= CLOSE), None)


def _one_by_one(
    text: str, span: tuple[int, int], numbers: tuple[int | None, int | None], classification: str, known: Patterns
) -> list[Head]:
    """A head for each person of "Cases 2 to 4 are a 61-year-old man, a 58-year-old woman and a 30-year-old man"."""
    first, last = numbers
    close = known.sentence_end.search(text, *span)
    cores = list(known.sex_with_age(text, span[0], close.start() if close else span[1]))
    if first is None or last is None or last - first + 1 != len(cores) or len(cores) < 2:
        return []
    return [Head(core.start, core.start, (first + at,), classification, False) for at, core in enumerate(cores)]


def _parts(found: re.Match[str], known: Patterns) -> tuple[str, int | None]:
    groups = found.groupdict()
    number = next((value for name, value in groups.items() if value and name.startswith("number")), "")
    label = next((value for name, value in groups.items() if value and name.startswith("label")), "")
    return label, known.integer(number)


def _opening(text: str, position: int, floor: int) -> str:
    """What stands before: "\\n" for the start of a line, "." for that of a sentence or clause, "" for neither."""
    while position > floor and text[position - 1] in OPENERS:
        position -= 1
    if position == floor or text[position - 1] == "\n":
        return "\n"
    return "." if text[position - 1] in BREAKS else ""


def _items(text: str, start: int, end: int, known: Patterns) -> list[Head]:
    """List items ("（一）李某某，女") whose words before the first sex and age are only a name and a label."""
    heads = []
    for found in known.item.finditer(text, start, end):
        core = next(known.sex_with_age(text, found.end(), min(end, found.end() + PREFIX + 30)), None)
        if core is None or core.start - found.end() > PREFIX or "\n" in text[found.end() : core.start]:
            continue
        if known.identifier.search(text, found.end(), core.start):
            continue
        label = known.label.search(text, found.end(), core.start)
        classification = known.classification(label[0]) if label else ""
        heads.append(Head(found.start(), found.end(), (known.integer(found["number"]),), classification, True))
    return heads


def _named(text: str, start: int, end: int, known: Patterns, heads: list[Head]) -> list[Head]:
    """Persons who are introduced by name ("曹某，男，16岁"), where no identifier or item number stands before."""
    marks = known.words.name_marks
    if marks and not any(text.find(mark, start, end) >= 0 for mark in marks):
        return []
    starts = [head.start for head in heads]
    found_heads = []
    for found in known.named.finditer(text, start, end):
        before = text[found.start() - 1 : found.start()] if found.start() > start else "\n"
        if before not in LISTS and not _opening(text, found.start(), start):
            continue
        index = bisect_right(starts, found.start()) - 1
        if index >= 0 and found.start() - heads[index].end <= PREFIX:
            between = BRACKET.sub("", text[heads[index].end : found.start()])
            if len(between) <= CLOSE:
                continue
        labels = list(known.label.finditer(text, max(start, found.start() - PREFIX), found.end()))
        classification = known.classification(labels[-1][0]) if labels else ""
        found_heads.append(Head(found.start(), found.start("name"), (None,), classification, False))
    return found_heads


def _persons(text: str, start: int, end: int, known: Patterns, heads: list[Head]) -> list[Head]:
    """Persons without a number: sex and age, in a passage about cases, in no head's own description."""
    starts = [head.start for head in heads]
    taken, last = -1, -1
    found_heads = []
    for core in known.sex_with_age(text, start, end):
        index = bisect_right(starts, core.start) - 1
        sentence = _sentence_start(text, core.start, start, known)
        opening = text[sentence : core.start]
        if index >= 0 and index != taken:
            head = heads[index]
            between = text[head.end : core.start]
            if len(between) < REACH and ("\n\n" not in between or not between.strip()):
                taken, last = index, core.end
                continue
        in_block = index >= 0 and "\n" not in text[heads[index].end : core.start]
        follows = 0 <= core.start - last <= CLOSE and not text[last : core.start].strip(LISTS + " ")
        listed = in_block and heads[index].label[1]
        if in_block and not (follows or listed) and not (len(opening) < PREFIX and known.label.search(opening)):
            continue
        if not _ill(text, core, sentence, start, known):
            continue
        last = core.end
        label = [] if follows or listed else list(known.label.finditer(opening))
        begin = label[-1].start() + sentence if label else core.start if follows or listed else sentence
        classification = known.classification(label[-1][0]) if label else ""
        found_heads.append(Head(begin, max(begin, core.start), (None,), classification, False))
    return found_heads


def _ill(text: str, core: Span, sentence: int, floor: int, known: Patterns) -> bool:
    line = text.rfind("\n", floor, core.start) + 1
    before = text.rfind("\n", floor, max(floor, len(text[:line].rstrip()))) + 1
    close = known.sentence_end.search(text, core.end)
    if known.dead.search(text, sentence, close.start() if close else min(len(text), core.end + REACH)):
        return False
    last = text.find("\n", core.end)
    return bool(known.ill.search(text, max(before, core.start - 4 * REACH), last if last >= 0 else len(text)))


def _sentence_start(text: str, position: int, floor: int, known: Patterns) -> int:
    begin = max(floor, position - REACH)
    last = begin
    for found in known.sentence_end.finditer(text, begin, position):
        last = found.end()
    return last
